/** What the engine remembers: per pane, the last frame, the agent, and one instance per rule (and `by` values). Immutable. */
import type { AgentState } from "../language/keywords.ts"
import type { Step } from "../language/ruleset.ts"
import type { Facts } from "../screen/facts.ts"
import type { Frame, PaneKey } from "../screen/frame.ts"
import type { Guard, Segment } from "./effect.ts"
import type { Refused } from "./refusal.ts"

export interface EngineState {
  readonly panes: ReadonlyMap<PaneKey, PaneState>
  /** What panes that are closed have told in sessions that are still there: rules and units of `once per session`. */
  readonly sessions?: ReadonlySet<string>
}
export const emptyState: EngineState = { panes: new Map() }

export interface PaneState {
  /** Undefined after a restart, until the pane is seen again. */
  readonly frame: Frame | undefined
  /** Of the frame before that one, for as long as new lines may have come under them. */
  readonly factsBefore?: { readonly facts: Facts; readonly until: number } | undefined
  readonly instances: ReadonlyMap<InstanceKey, Instance>
  /** The agent in the pane, and what it does; undefined: no agent is known there. */
  readonly agent?: AgentSight | undefined
  /** When the parts of `N times within D` came true last, by the condition's id; the oldest first. */
  readonly counts?: ReadonlyMap<string, readonly number[]> | undefined
  /** When a condition may change by time alone, as of the last look at the frame; undefined: never. */
  readonly changesAt?: number | undefined
  /** When anything may change by time alone; undefined: never. */
  readonly wakeAt: number | undefined
}

/** `none`: an agent's screen that no clause recognises. */
export type SeenState = AgentState | "none"

/** What a pane's agent does, as its clauses read it. */
export interface AgentSight {
  /** The agent's name. */
  readonly agent: string
  readonly state: SeenState
  readonly since: number
  /** The state before, and how long it lasted; undefined: nobody saw it. */
  readonly was: SeenState | undefined
  readonly wasForMs: number
  /** Approvals and questions seen so far: two that look the same are two. */
  readonly waits: number
  /** What tells this approval or question from every other; empty in other states. */
  readonly identity: string
  /** The clause that decided; undefined: none did. */
  readonly clause: string | undefined
  readonly captures: Readonly<Record<string, string>>
  /** What exactly is asked; undefined: it cannot be seen, its beginning is off the screen. */
  readonly detail: string | undefined
  /** A digest of the detail, or where there is none of all that can be seen: tells two dialogs apart. */
  readonly shown: string
  /** The approval or question that was left for `none`: the same one may come back. */
  readonly left: Pick<AgentSight, "identity" | "clause" | "captures" | "shown"> | undefined
  /** Since when the clauses with a `for` hold. */
  readonly holding: Readonly<Record<string, number>>
  /** Since when there is no opinion: the state is the last one that was seen. */
  readonly unsureSince: number | undefined
}

/** The rule's name, and the values of `once … by`. */
export type InstanceKey = string

/** The life of one thing that a rule watches in a pane: `absent → pending → open → clearing → absent`. */
export interface Instance {
  readonly rule: string
  readonly phase: Phase
  /** When the phase began; moved on by the time that was unknown. */
  readonly since: number
  /** The matched text, and since when it has been the same. */
  readonly matched: string
  readonly matchedSince: number
  /** The approval or question that this appearance is about (`AgentSight.identity`); empty: none. */
  readonly wait: string
  /** Since when the condition cannot be told; undefined: it can. */
  readonly unknownSince: number | undefined
  /** When it last opened; 0: never. No two openings share it: it makes the ids of its effects. */
  readonly openedAt: number
  /** What it opened with; undefined: it is not open. */
  readonly about: About | undefined
  /** Why the last opening stayed silent; undefined: it did not. */
  readonly refused: Refused | undefined
  /** Its steps did not go through: keys were not pressed, a check failed. */
  readonly failed: boolean
  /** It has been told in this appearance. */
  readonly told: boolean
  /** How often an ask has been asked anew because a decision about it was not carried out. */
  readonly reasked: number
  /** When it is asked anew because keys had no effect; undefined: never. */
  readonly askAt: number | undefined
  /** When `repeat` fires it again; undefined: never. */
  readonly repeatAt: number | undefined
  /** For `collect`: openings that fire together. */
  readonly batch: Batch | undefined
  /** Of a rule about instants: what came while its steps were running, the oldest first. */
  readonly queued: readonly About[]
  /** When its effects fired, newest last; as many as cooldown and limit need. */
  readonly firings: readonly number[]
  /** For `once per command|pane|session`: the unit in which it has been told. */
  readonly toldIn: string | undefined
  /** The steps that are running. */
  readonly block: Block | undefined
}
/** An ask whose decision could not be carried out is asked anew so often. */
export const maxReasked = 3

export type Phase = "absent" | "pending" | "open" | "clearing"

/** What was seen when an instance opened: its messages tell of this moment. */
export interface About {
  readonly captures: Readonly<Record<string, string>>
  readonly matches: string
  /** What keys are guarded by. */
  readonly guard: Guard
  /** The process that the pane belonged to. */
  readonly pid: number
  readonly agent: AgentSnapshot | undefined
  /** The fields of the event. */
  readonly event: Readonly<Record<string, string>> | undefined
  /** False: anybody who can print could have caused it. */
  readonly trusted: boolean
}

export type AgentSnapshot = Pick<AgentSight, "agent" | "state" | "since" | "was" | "wasForMs" | "detail" | "captures">

export interface Batch {
  readonly since: number
  readonly about: About
  /** The matched texts of all of them. */
  readonly matches: readonly string[]
}

/** A `do` that has not ended. */
export interface Block {
  /** Which step is next or under way: from the `do` inwards. Never empty. */
  readonly path: readonly Place[]
  readonly waiting: Waiting | undefined
  /** How often the step's keys were offered. */
  readonly attempt: number
  readonly about: About
  /** What the first key of each list of steps is guarded by. */
  readonly guard: Guard
  /** The list of steps whose first key has been pressed; undefined: none. */
  readonly keyed: string | undefined
  /** The last message, for `escalate`. */
  readonly message: { readonly title: readonly Segment[]; readonly body: readonly Segment[] } | undefined
  readonly ask: AskBegun | undefined
  readonly retry: RetryBegun | undefined
  /** The steps of the `answer` that is under way, and the text that it types. */
  readonly answer: { readonly steps: readonly Step[]; readonly text: string | undefined } | undefined
}

/** A step's place: in which list of the step around it, and where there. */
export interface Place {
  readonly list: "do" | "else" | "decision" | "timeout" | "try" | "exhausted" | "answer"
  readonly index: number
}

export interface AskBegun {
  /** The ask effect's id. */
  readonly id: string
  readonly path: readonly Place[]
  readonly deliveredAt: number | undefined
  readonly timedOut: boolean
  /** What follows from the decision, and the person's text; undefined: nobody has decided. */
  readonly decision: { readonly steps: readonly Step[]; readonly text: string | undefined } | undefined
}

export interface RetryBegun {
  readonly path: readonly Place[]
  /** Tries begun. */
  readonly tries: number
}

export type Waiting =
  /** For the performer's word on keys or a program. */
  | { readonly kind: "result"; readonly effect: string }
  /** For the end of a `wait`. */
  | { readonly kind: "pause"; readonly until: number }
  /** For a new offer of keys that could not be pressed for now. */
  | { readonly kind: "offer"; readonly at: number }
  /** For the condition to be gone. */
  | { readonly kind: "gone"; readonly by: number }
  /** For the agent to be in a state. */
  | { readonly kind: "state"; readonly by: number }
  /** For the dialog that was answered to go away. */
  | { readonly kind: "answered"; readonly identity: string; readonly by: number }
  /** For a person. */
  | { readonly kind: "decision" }
  /** For the next try. */
  | { readonly kind: "try"; readonly at: number }
  /** For a try to show whether it helped: still there at that moment, it did not. */
  | { readonly kind: "trial"; readonly until: number }

export const absent = (rule: string, now: number): Instance => ({
  rule,
  phase: "absent",
  since: now,
  matched: "",
  matchedSince: now,
  wait: "",
  unknownSince: undefined,
  openedAt: 0,
  about: undefined,
  refused: undefined,
  failed: false,
  told: false,
  reasked: 0,
  askAt: undefined,
  repeatAt: undefined,
  batch: undefined,
  queued: [],
  firings: [],
  toldIn: undefined,
  block: undefined,
})

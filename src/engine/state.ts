/** What the engine remembers: per pane, the last frame and one instance per rule (and `by` values). Immutable. */
import type { AgentState } from "../language/keywords.ts"
import type { Facts } from "../screen/facts.ts"
import type { Frame, PaneKey } from "../screen/frame.ts"

export interface EngineState {
  readonly panes: ReadonlyMap<PaneKey, PaneState>
}
export const emptyState: EngineState = { panes: new Map() }

export interface PaneState {
  /** Undefined after a restart, until the pane is seen again. */
  readonly frame: Frame | undefined
  /** Of the frame before that one: new lines may have come under them. */
  readonly factsBefore?: Facts | undefined
  readonly instances: ReadonlyMap<InstanceKey, Instance>
  /** The agent in the pane, and what it does; undefined: no agent is known there. */
  readonly agent?: AgentSight | undefined
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
  readonly detail: string
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
  /** Since when the condition cannot be told; undefined: it can. */
  readonly unknownSince: number | undefined
  /** When it last opened; 0: never. No two openings share it: it makes the ids of its effects. */
  readonly openedAt: number
  /** When its effects fired, newest last; as many as cooldown and limit need. */
  readonly firings: readonly number[]
  /** For `once per command|pane|session`: the unit in which it has been told. */
  readonly toldIn: string | undefined
  /** The steps that are running. */
  readonly block: Block | undefined
}
export type Phase = "absent" | "pending" | "open" | "clearing"

/** A `do` that has not ended. */
export interface Block {
  /** Which step is next or under way: indexes into `steps`, then into each `else`. */
  readonly path: readonly number[]
  readonly waiting: Waiting | undefined
  /** How often the step's keys were offered. */
  readonly attempt: number
  /** What the messages of this appearance are filled with. */
  readonly captures: Readonly<Record<string, string>>
  readonly matches: string
}

export type Waiting =
  /** For the performer's word on keys. */
  | { readonly kind: "result"; readonly effect: string }
  /** For the end of a `wait`. */
  | { readonly kind: "pause"; readonly until: number }
  /** For a new offer of keys that could not be pressed for now. */
  | { readonly kind: "offer"; readonly at: number }
  /** For the condition to be gone. */
  | { readonly kind: "gone"; readonly by: number }

export const absent = (rule: string, now: number): Instance => ({
  rule,
  phase: "absent",
  since: now,
  matched: "",
  matchedSince: now,
  unknownSince: undefined,
  openedAt: 0,
  firings: [],
  toldIn: undefined,
  block: undefined,
})

/** A checked set of rules: what the engine runs. Durations are milliseconds. */
import type { FactName } from "../screen/facts.ts"
import type { Pattern } from "../screen/pattern.ts"
import type { RegexIndex } from "../screen/regex-pattern.ts"
import type { Region } from "../screen/region.ts"
import type { AgentState } from "./keywords.ts"
import type { Key, Severity } from "./vocabulary.ts"

export interface RuleSet {
  /** In order: the first whose `on` holds is the pane's agent. */
  readonly agents: readonly Agent[]
  /** In the order of the files, and in them of the text; but one that inhibits stands before those it inhibits. */
  readonly rules: readonly Rule[]
  readonly inhibits: readonly Inhibit[]
  readonly quiets: readonly Quiet[]
  /** Tells which regexes of `screen` conditions can match a screen at all. */
  readonly index: RegexIndex
}

export interface Rule {
  readonly name: string
  /** Where it stands, as `file:line`. */
  readonly place: string
  readonly about: string | undefined
  readonly severity: Severity
  /** Facts that must hold; undefined: everywhere. */
  readonly on: Condition | undefined
  readonly when: Condition
  /** `when` tells of an instant (new output, an event), not of a state. */
  readonly edge: boolean
  readonly stableMs: number
  readonly forMs: number
  readonly clearMs: number
  readonly once: Once
  readonly cooldownMs: number
  readonly limit: { readonly count: number; readonly perMs: number } | undefined
  /** One firing for up to so many openings within the time; undefined: each fires. */
  readonly collect: { readonly count: number; readonly withinMs: number } | undefined
  /** Fires again this often while it is open; 0: never. */
  readonly repeatMs: number
  /** Nothing is done: what would be done is noted. */
  readonly shadow: boolean
  readonly steps: readonly Step[]
}

/** How to read and to answer one kind of program. */
export interface Agent {
  readonly name: string
  /** `file:line`. */
  readonly place: string
  /** Undefined: any pane may be one; its clauses decide. */
  readonly on: Condition | undefined
  /** In order: the first that holds is the state. Those of `extend` stand first. */
  readonly clauses: readonly AgentClause[]
  /** What a screen is taken for that no clause recognises: `keep`, the state that it had; `none`. */
  readonly otherwise: "keep" | "none"
  readonly answers: Answers
}

export interface AgentClause {
  /** `AGENT/STATE/INDEX`: the same for the same rule files. */
  readonly id: string
  /** `keep`: no opinion, the state stays. */
  readonly state: AgentState | "keep"
  readonly when: Condition
  readonly forMs: number
  /** What exactly is asked; undefined: the text that matched. */
  readonly detail: Region | undefined
  /** These take the place of the agent's. */
  readonly answers: Answers
  readonly captures: { readonly always: readonly string[]; readonly maybe: readonly string[] }
}

/** Which keys mean what; made of `send`, `paste`, `wait`, `verify` and `wait until`. `choose` may hold the key `choice`, `reply` a person's text. */
export type Answers = { readonly [What in AnswerKind]?: readonly Step[] }
export type AnswerKind = "approve" | "deny" | "choose" | "reply"

/** While `by` is open, the rules say and press nothing where the facts are equal. */
export interface Inhibit {
  readonly rules: readonly string[]
  readonly by: string
  readonly facts: readonly FactName[]
}

/** Hours in which messages wait, or are not sent at all. */
export interface Quiet {
  /** 0 is Sunday; none: every day. Of a span over midnight the day on which it begins. */
  readonly days: readonly number[]
  /** Minutes since midnight in `zone`; `to` before `from`: over midnight. */
  readonly fromMinute: number
  readonly toMinute: number
  /** IANA name. */
  readonly zone: string
  /** This severity and above go through; undefined: none does. */
  readonly allow: Severity | undefined
  readonly otherwise: "digest" | "drop" | "hold"
  /** Who gets what waited; undefined: whoever would have got it. */
  readonly receiver: string | undefined
  readonly place: string
}

/** How often one thing is told: per appearance of the condition, or once while the unit lasts. */
export interface Once {
  readonly per: "appearance" | "command" | "pane" | "session"
  /** Captures or facts whose values make separate instances. */
  readonly by: readonly string[]
}

export type Operator = "==" | "!=" | "<" | "<=" | ">" | ">="

/** What a condition can look at: a fact, the pane's agent (`agent` its name, `agent.detail`, `agent.CAPTURE`), a field of the event. */
export type Subject = FactName | "agent" | `agent.${string}` | `event.${string}`

export type Condition =
  | { readonly kind: "and" | "or"; readonly of: readonly Condition[] }
  | { readonly kind: "not"; readonly of: Condition }
  | { readonly kind: "screen"; readonly region: Region; readonly pattern: Pattern }
  | { readonly kind: "output"; readonly pattern: Pattern }
  | { readonly kind: "compare"; readonly fact: Subject; readonly operator: Operator; readonly value: string | number }
  | { readonly kind: "fact-has"; readonly fact: Subject; readonly pattern: Pattern }
  | { readonly kind: "fact-in"; readonly fact: Subject; readonly of: readonly Pattern[] }
  | { readonly kind: "flag"; readonly fact: FactName }
  | { readonly kind: "agent-is"; readonly states: readonly AgentState[] }
  /** In `to`, entered directly from `from`. */
  | { readonly kind: "agent-became"; readonly from: AgentState | "any"; readonly to: AgentState }
  | { readonly kind: "event"; readonly name: string }
  /** `of`, an instant, for the so-manieth time within the span. `id`: one in the rule set. */
  | {
      readonly kind: "count"
      readonly id: string
      readonly of: Condition
      readonly times: number
      readonly withinMs: number
    }

/** The steps of a `do`, in order. */
export type Step =
  | ({ readonly kind: "notify" } & MessageText)
  | ({
      readonly kind: "ask"
      /** None: whatever the agent's dialog can be answered with. */
      readonly decisions: readonly Decision[]
      /** Counts from the first delivery; afterwards the ask can still be answered. */
      readonly timeout: { readonly ms: number; readonly steps: readonly Step[] } | undefined
    } & MessageText)
  | { readonly kind: "send"; readonly keys: readonly Key[] }
  | { readonly kind: "paste"; readonly text: string | PersonText }
  /** `choice` from 1. */
  | { readonly kind: "answer"; readonly what: "approve" | "deny" }
  | { readonly kind: "answer"; readonly what: "choose"; readonly choice: number }
  | { readonly kind: "answer"; readonly what: "reply"; readonly text: string | PersonText }
  | { readonly kind: "verify-gone"; readonly withinMs: number; readonly otherwise: readonly Step[] }
  | {
      readonly kind: "verify-state"
      readonly state: AgentState
      readonly withinMs: number
      readonly otherwise: readonly Step[]
    }
  | { readonly kind: "wait"; readonly ms: number }
  /** Not reached in time: the block ends. */
  | { readonly kind: "wait-until"; readonly state: AgentState; readonly withinMs: number }
  | {
      readonly kind: "retry"
      /** How long before each try. */
      readonly afterMs: readonly number[]
      readonly steps: readonly Step[]
      readonly goneForMs: number
      readonly exhausted: readonly Step[]
    }
  | { readonly kind: "run"; readonly argv: readonly string[]; readonly timeoutMs: number }
  | { readonly kind: "escalate"; readonly receiver: string | undefined }

export interface MessageText {
  /** Undefined: the routes decide by severity. */
  readonly receiver: string | undefined
  readonly title: Template | undefined
  readonly body: Template
}

/** `$text`: what a person answered. */
export interface PersonText {
  readonly person: true
}

export interface Decision {
  readonly what: "approve" | "deny" | "option" | "reply"
  /** On the button; of an `option` its name as well. */
  readonly label: string | undefined
  /** What follows; `approve`, `deny` and `reply` without a block are compiled to the answer. */
  readonly steps: readonly Step[]
}

/** A message text: the author's words and variables, in order. */
export type Template = readonly TemplatePart[]
export type TemplatePart =
  | { readonly kind: "words"; readonly text: string }
  | { readonly kind: "variable"; readonly name: string; readonly filters: readonly Filter[] }

export type Filter =
  | { readonly name: "default"; readonly value: string }
  | { readonly name: "trunc" | "lines"; readonly value: number }
  | { readonly name: "code" | "quote" | "upper" | "duration" | "time" | "bytes" | "reveal" }

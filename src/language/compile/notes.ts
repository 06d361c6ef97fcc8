/** What the checks want to see of a rule's or an agent's steps beside the steps themselves. */
import type { ActionNode } from "../ast.ts"
import type { Source } from "../diagnostics.ts"
import type { AnswerKind, Decision } from "../ruleset.ts"
import type { PlacedTemplate } from "../template.ts"

/** Where a step stands: what may stand there, which keys are allowed, and which variables there are depend on it. */
export interface Standing {
  /** In an agent's definition: what the steps mean; undefined: in a rule's `do`. */
  readonly answer: AnswerKind | undefined
  /** In the block of an ask: after a person's decision, or after nobody's in time. */
  readonly decision: Decision["what"] | "timeout" | undefined
  /** In a `retry`: in a try, or after the last one. There `tries` is set. */
  readonly retry: "try" | "exhausted" | undefined
}
export const inRule: Standing = { answer: undefined, decision: undefined, retry: undefined }

/** A message text with the places of its variables. */
export interface NotedTemplate {
  readonly template: PlacedTemplate
  /** Where it is written: not where it is used, if it has a name. */
  readonly scope: { readonly source: Source }
  readonly standing: Standing
}

/** All that one `notify` or `ask` says. */
export interface NotedMessage {
  readonly what: "notify" | "ask"
  readonly title: NotedTemplate | undefined
  readonly body: NotedTemplate | undefined
  readonly action: Extract<ActionNode, { kind: "notify" | "ask" }>
  /** Where the action stands. */
  readonly source: Source
  readonly standing: Standing
}

export type Pressing = Extract<ActionNode, { kind: "send" | "paste" | "answer" }>

/** An action in a file. */
export interface Noted<Action> {
  readonly action: Action
  readonly source: Source
  readonly standing: Standing
}

/** In the order of the text. */
export interface StepNotes {
  /** Those of all messages. */
  readonly templates: NotedTemplate[]
  readonly messages: NotedMessage[]
  /** Every pressing of keys. */
  readonly sends: Noted<Pressing>[]
  readonly asks: Noted<Extract<ActionNode, { kind: "ask" }>>[]
  readonly verifies: Noted<Extract<ActionNode, { kind: "verify" }>>[]
  readonly retries: Noted<Extract<ActionNode, { kind: "retry" }>>[]
  readonly runs: Noted<Extract<ActionNode, { kind: "run" }>>[]
  readonly escalations: Noted<Extract<ActionNode, { kind: "escalate" }>>[]
}

export const noNotes = (): StepNotes => ({
  templates: [],
  messages: [],
  sends: [],
  asks: [],
  verifies: [],
  retries: [],
  runs: [],
  escalations: [],
})

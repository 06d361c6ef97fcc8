/** A checked `test` item: what is shown to the engine on a virtual clock, and what is expected of it. Moments are milliseconds. */
import type { FactName } from "../screen/facts.ts"
import type { Pattern } from "../screen/pattern.ts"
import type { AgentState } from "./keywords.ts"
import type { Key } from "./vocabulary.ts"

export interface RuleTest {
  readonly title: string
  /** The rules under test; `all`: every rule, `inhibit` and `quiet` included. */
  readonly of: readonly string[] | "all"
  /** `file:line`. */
  readonly place: string
  /** The rule file: `screen file` is relative to it. */
  readonly path: string
  /** The first is the one that a step without a name means. */
  readonly panes: readonly TestPane[]
  /** In the order of time. */
  readonly steps: readonly PlacedTestStep[]
}

export interface TestPane {
  readonly name: string
  readonly columns: number
  readonly rows: number
  readonly facts: Readonly<Partial<Record<FactName, string | number | boolean>>>
}

export interface PlacedTestStep {
  readonly atMs: number
  readonly pane: string
  /** The step names it: an expectation that names none is about what happens in any pane. */
  readonly named: boolean
  /** `file:line`, and the step as it was written. */
  readonly place: string
  readonly source: string
  readonly step: TestStep
}

export type TestStep =
  | { readonly kind: "screen-file"; readonly path: string }
  | { readonly kind: "screen" | "output"; readonly text: string }
  | { readonly kind: "event"; readonly name: string; readonly fields: Readonly<Record<string, string>> }
  | { readonly kind: "set"; readonly facts: Readonly<Partial<Record<FactName, string | number | boolean>>> }
  | { readonly kind: "copy-mode"; readonly on: boolean }
  | { readonly kind: "decide"; readonly what: "approve" | "deny" }
  | { readonly kind: "decide"; readonly what: "choose"; readonly choice: number }
  | { readonly kind: "decide"; readonly what: "reply"; readonly text: string }
  | { readonly kind: "gone" | "restart" }
  | { readonly kind: "gap"; readonly ms: number }
  | { readonly kind: "expect"; readonly what: Expectation }

export type Expectation =
  | { readonly kind: "nothing" | "no-send" }
  | { readonly kind: "agent"; readonly state: AgentState | "none" }
  | {
      readonly kind: "message"
      readonly what: "notify" | "ask"
      readonly receiver: string | undefined
      readonly has: Pattern | undefined
      readonly fields: Readonly<Record<string, string>>
    }
  | { readonly kind: "send"; readonly keys: readonly Key[] }

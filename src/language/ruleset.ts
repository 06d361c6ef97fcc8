/** A checked set of rules: what the engine runs. Durations are milliseconds. */
import type { FactName } from "../screen/facts.ts"
import type { Pattern } from "../screen/pattern.ts"
import type { RegexIndex } from "../screen/regex-pattern.ts"
import type { Region } from "../screen/region.ts"
import type { Key, Severity } from "./vocabulary.ts"

export interface RuleSet {
  /** In the order of the files, and in them of the text. */
  readonly rules: readonly Rule[]
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
  readonly steps: readonly Step[]
}

/** How often one thing is told: per appearance of the condition, or once while the unit lasts. */
export interface Once {
  readonly per: "appearance" | "command" | "pane" | "session"
  /** Captures or facts whose values make separate instances. */
  readonly by: readonly string[]
}

export type Operator = "==" | "!=" | "<" | "<=" | ">" | ">="

export type Condition =
  | { readonly kind: "and" | "or"; readonly of: readonly Condition[] }
  | { readonly kind: "not"; readonly of: Condition }
  | { readonly kind: "screen"; readonly region: Region; readonly pattern: Pattern }
  | { readonly kind: "output"; readonly pattern: Pattern }
  | { readonly kind: "compare"; readonly fact: FactName; readonly operator: Operator; readonly value: string | number }
  | { readonly kind: "fact-has"; readonly fact: FactName; readonly pattern: Pattern }
  | { readonly kind: "fact-in"; readonly fact: FactName; readonly of: readonly Pattern[] }
  | { readonly kind: "flag"; readonly fact: FactName }

/** The steps of a `do`, in order. */
export type Step =
  | {
      readonly kind: "notify"
      /** Undefined: the routes decide by severity. */
      readonly receiver: string | undefined
      readonly title: Template | undefined
      readonly body: Template
    }
  | { readonly kind: "send"; readonly keys: readonly Key[] }
  | { readonly kind: "verify-gone"; readonly withinMs: number; readonly otherwise: readonly Step[] }
  | { readonly kind: "wait"; readonly ms: number }

/** A message text: the author's words and variables, in order. */
export type Template = readonly TemplatePart[]
export type TemplatePart =
  | { readonly kind: "words"; readonly text: string }
  | { readonly kind: "variable"; readonly name: string; readonly filters: readonly Filter[] }

export type Filter =
  | { readonly name: "default"; readonly value: string }
  | { readonly name: "trunc" | "lines"; readonly value: number }
  | { readonly name: "code" | "quote" | "upper" | "duration" | "time" | "bytes" | "reveal" }

/** The clauses of a rule, one by one: what each says of the rule. */
import { phrase } from "../../locale/phrase.ts"
import type { DurationNode, HeadNode, IntegerNode, WordNode } from "../ast.ts"
import { hintOf } from "../hint.ts"
import type { Once, Rule } from "../ruleset.ts"
import { duration, plainString, someTime } from "../values.ts"
import { type Severity, severities } from "../vocabulary.ts"
import type { Scope } from "./scope.ts"

/** A pattern must be gone this long before it can appear anew. */
export const defaultClearMs = 2_000
const maxLimitCount = 10_000
/** Openings in one firing of a `collect`. */
export const maxCollected = 100
/** What repeats more often would be no message but a noise. */
export const minRepeatMs = 1_000

type Clauses = {
  -readonly [Key in keyof Omit<Rule, "name" | "place" | "on" | "when" | "edge" | "steps">]: Rule[Key]
}

export const noClauses = (): Clauses => ({
  about: undefined,
  severity: "info",
  stableMs: 0,
  forMs: 0,
  clearMs: defaultClearMs,
  once: { per: "appearance", by: [] },
  cooldownMs: 0,
  limit: undefined,
  collect: undefined,
  repeatMs: 0,
  shadow: false,
})

/** Every clause but `on`, `when` and `do`. */
export function readClause(clause: HeadNode, draft: Clauses, scope: Scope): void {
  const { source, findings } = scope
  const ms = (node: DurationNode): number => duration(node, source, findings)
  switch (clause.kind) {
    case "about":
      draft.about = plainString(clause.text, source, findings)
      return
    case "severity":
      draft.severity = severityOf(clause.severity, scope) ?? draft.severity
      return
    case "when":
      if (clause.held !== null) draft.forMs = ms(clause.held)
      return
    case "stable":
      draft.stableMs = ms(clause.duration)
      return
    case "for":
      draft.forMs = ms(clause.duration)
      return
    case "clear":
      draft.clearMs = ms(clause.duration)
      return
    case "cooldown":
      draft.cooldownMs = ms(clause.duration)
      return
    case "once":
      draft.once = onceOf(clause, scope)
      return
    case "limit":
      draft.limit = {
        count: counted(clause.count, maxLimitCount, scope),
        perMs: someTime(clause.duration, source, findings),
      }
      return
    case "collect":
      draft.collect = {
        count: counted(clause.count, maxCollected, scope),
        withinMs: someTime(clause.duration, source, findings),
      }
      return
    case "repeat":
      draft.repeatMs = ms(clause.duration)
      if (draft.repeatMs < minRepeatMs) findings.add("E113", source, clause.duration, phrase("language.repeat-often"))
      return
    case "shadow":
      draft.shadow = true
      return
    default:
      return
  }
}

function counted(count: IntegerNode, limit: number, { source, findings }: Scope): number {
  if (count.value < 1 || count.value > limit) {
    findings.add("E113", source, count, phrase("language.limit-count", { limit }))
  }
  return count.value
}

/** Undefined (and reported): there is none of that name. */
export function severityOf(word: WordNode, { source, findings }: Scope): Severity | undefined {
  const named = severities.find((one) => one === word.value)
  if (named === undefined) {
    const message = phrase("language.unknown-severity", { word: word.value })
    findings.add("E102", source, word, message, hintOf(word.value, severities))
  }
  return named
}

function onceOf(clause: Extract<HeadNode, { kind: "once" }>, { source, findings }: Scope): Once {
  const units = ["appearance", "command", "pane", "session"] as const
  const per = units.find((unit) => unit === clause.per.value)
  if (per === undefined) {
    const word = clause.per.value
    findings.add("E102", source, clause.per, phrase("language.unknown-word", { word }), hintOf(word, units))
  }
  return { per: per ?? "appearance", by: clause.by.map((name) => name.value) }
}

/** A rule's block → a `Rule`. */

import { nearest } from "../../locale/nearest.ts"
import { phrase } from "../../locale/phrase.ts"
import type { DurationNode, HeadNode, Span } from "../ast.ts"
import { position } from "../diagnostics.ts"
import type { Definition } from "../program.ts"
import type { Condition, Once, Rule } from "../ruleset.ts"
import { duration, plainString } from "../values.ts"
import { type Severity, severities } from "../vocabulary.ts"
import { compileCondition } from "./conditions.ts"
import type { Scope } from "./scope.ts"
import { compileAction, compileSteps, type StepNotes } from "./steps.ts"

/** A pattern must be gone this long before it can appear anew. */
export const defaultClearMs = 2_000
const maxLimitCount = 10_000

/** A rule with what the checks want to know of its source. */
export interface CompiledRule {
  readonly rule: Rule
  readonly definition: Definition<"rule">
  readonly scope: Scope
  readonly notes: StepNotes
  /** The clauses that stand in it, by kind. */
  readonly clauses: ReadonlyMap<string, Span>
}

export function compileRule(definition: Definition<"rule">, scope: Scope): CompiledRule | undefined {
  const { head, block, source } = definition
  const { findings } = scope
  const clauses = new Map<HeadNode["kind"], Span>()
  const notes: StepNotes = { templates: [], sends: [] }
  const draft = emptyDraft()
  for (const statement of block?.body ?? []) {
    const clause = statement.head
    const before = clauses.get(clause.kind)
    if (before !== undefined && clause.kind !== "do") {
      reportTwice(clause.kind, clause, before, scope)
      continue
    }
    clauses.set(clause.kind, clause)
    // `when … for D` is a `for D` too.
    const held = clause.kind === "when" ? clause.held : null
    if (held !== null) {
      const other = clauses.get("for")
      if (other !== undefined) reportTwice("for", held, other, scope)
      clauses.set("for", held)
    }
    readClause(clause, statement.block?.body ?? [], draft, scope)
    if (clause.kind !== "do") continue
    if (clause.action === null) draft.steps.push(...compileSteps(statement.block?.body ?? [], scope, notes))
    else {
      const step = compileAction(clause.action, statement.block, scope, notes)
      if (step !== undefined) draft.steps.push(step)
    }
  }
  for (const needed of ["when", "do"] as const) {
    if (!clauses.has(needed) && !block?.broken) {
      findings.add(
        "E114",
        source,
        head.name,
        phrase("language.clause-missing", { rule: head.name.value, clause: needed }),
      )
    }
  }
  if (draft.when === undefined) return undefined
  const rule: Rule = {
    ...draft,
    name: head.name.value,
    place: `${source.path}:${position(source, head.start).line}`,
    when: draft.when,
    edge: isEdge(draft.when),
  }
  return { rule, definition, scope, notes, clauses }
}

function reportTwice(clause: string, second: Span, first: Span, { source, findings }: Scope): void {
  findings.add("E206", source, second, phrase("language.clause-twice", { clause }), {
    related: { source, span: first, message: phrase("language.defined-twice.where") },
  })
}

type Draft = { -readonly [Key in keyof Omit<Rule, "name" | "place" | "when" | "edge" | "steps">]: Rule[Key] } & {
  when: Condition | undefined
  steps: Rule["steps"][number][]
}

const emptyDraft = (): Draft => ({
  about: undefined,
  severity: "info",
  on: undefined,
  when: undefined,
  stableMs: 0,
  forMs: 0,
  clearMs: defaultClearMs,
  once: { per: "appearance", by: [] },
  cooldownMs: 0,
  limit: undefined,
  collect: undefined,
  repeatMs: 0,
  shadow: false,
  steps: [],
})

function readClause(clause: HeadNode, body: readonly { readonly head: HeadNode }[], draft: Draft, scope: Scope): void {
  const { source, findings } = scope
  const ms = (node: DurationNode): number => duration(node, source, findings)
  switch (clause.kind) {
    case "about":
      draft.about = plainString(clause.text, source, findings)
      return
    case "severity": {
      const named = severities.find((one) => one === clause.severity.value)
      if (named === undefined) reportSeverity(clause.severity, scope)
      else draft.severity = named
      return
    }
    case "on":
      draft.on = compileCondition(clause.condition, scope)
      return
    case "when": {
      const parts =
        clause.condition === null
          ? body.map((one) => compileIfCondition(one.head, scope))
          : [compileCondition(clause.condition, scope)]
      if (parts.every((part) => part !== undefined))
        draft.when = parts.length === 1 ? parts[0] : { kind: "and", of: parts }
      if (clause.held !== null) draft.forMs = ms(clause.held)
      return
    }
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
    case "limit": {
      const { value } = clause.count
      if (value < 1 || value > maxLimitCount) {
        findings.add("E113", source, clause.count, phrase("language.limit-count", { limit: maxLimitCount }))
      }
      draft.limit = { count: value, perMs: ms(clause.duration) }
      return
    }
    default:
      return
  }
}

const compileIfCondition = (head: HeadNode, scope: Scope): Condition | undefined =>
  isCondition(head) ? compileCondition(head, scope) : undefined

const conditionKinds = new Set(
  "and or not screen output compare fact-has fact-in flag count event agent-is agent-became".split(" "),
)
const isCondition = (head: HeadNode): head is Extract<HeadNode, Parameters<typeof compileCondition>[0]> =>
  conditionKinds.has(head.kind)

function onceOf(clause: Extract<HeadNode, { kind: "once" }>, { source, findings }: Scope): Once {
  const units = ["appearance", "command", "pane", "session"] as const
  const per = units.find((unit) => unit === clause.per.value)
  if (per === undefined) {
    const near = nearest(clause.per.value, units)
    findings.add("E102", source, clause.per, phrase("language.unknown-word", { word: clause.per.value }), {
      help:
        near === undefined
          ? phrase("language.words-here", { words: units.join(", ") })
          : phrase("language.did-you-mean", { word: near }),
    })
  }
  return { per: per ?? "appearance", by: clause.by.map((name) => name.value) }
}

function reportSeverity(word: { readonly value: string } & Span, { source, findings }: Scope): void {
  const near: Severity | undefined = severities.find((one) => one === nearest(word.value, severities))
  findings.add("E102", source, word, phrase("language.unknown-severity", { word: word.value }), {
    help:
      near === undefined
        ? phrase("language.words-here", { words: severities.join(", ") })
        : phrase("language.did-you-mean", { word: near }),
  })
}

/** Whether a condition tells of an instant. */
export function isEdge(condition: Condition): boolean {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.of.some(isEdge)
    case "not":
      return isEdge(condition.of)
    default:
      return condition.kind === "output"
  }
}

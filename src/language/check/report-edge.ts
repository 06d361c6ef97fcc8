/** E207: clauses and steps that need a state, on a condition that holds for an instant; E208: `on` with more than facts. */
import { phrase } from "../../locale/phrase.ts"
import type { Span } from "../ast.ts"
import { isEdge } from "../compile/conditions.ts"
import type { CompiledRule } from "../compile/rule.ts"
import { isFact } from "../compile/subjects.ts"
import type { Checked } from "../compile.ts"
import type { Findings, Source } from "../diagnostics.ts"
import type { Condition } from "../ruleset.ts"

const levelClauses = ["for", "stable", "clear", "repeat"] as const

export function reportEdge({ rules }: Checked, findings: Findings): void {
  for (const compiled of rules) {
    const { rule, clauses } = compiled
    const on = clauses.get("on")
    if (rule.on !== undefined && on !== undefined && !factsOnly(rule.on)) {
      findings.add("E208", on.source, on, phrase("language.on-facts"), { help: phrase("language.on-facts.help") })
    }
    if (rule.edge) reportLasting(compiled, findings)
  }
}

function reportLasting({ rule, clauses, definition, notes }: CompiledRule, findings: Findings): void {
  const add = (what: string, source: Source, span: Span): void =>
    findings.add("E207", source, span, phrase("language.edge-clause", { clause: what }), {
      help: phrase("language.edge-clause.help"),
    })
  for (const name of levelClauses) {
    const clause = clauses.get(name)
    if (clause !== undefined) add(name, clause.source, clause)
  }
  for (const { action, source } of notes.verifies) if (action.state.value === "gone") add("verify gone", source, action)
  for (const { action, source } of notes.retries) add("until gone", source, action)
  const when = clauses.get("when") ?? { ...definition.head, source: definition.source }
  if (mixesWays(rule.when)) {
    findings.add("E207", when.source, when, phrase("language.edge-or"), { help: phrase("language.edge-or.help") })
  }
  if (negatesEdge(rule.when)) findings.add("E207", when.source, when, phrase("language.edge-not"))
}

function factsOnly(condition: Condition): boolean {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.of.every(factsOnly)
    case "not":
      return factsOnly(condition.of)
    case "compare":
    case "fact-has":
    case "fact-in":
    case "flag":
      return isFact(condition.fact)
    case "screen":
    case "output":
    case "event":
    case "count":
    case "agent-is":
    case "agent-became":
      return false
    default:
      return condition satisfies never
  }
}

/** `or` between an instant and a state: the state's side could never come true on its own. */
function mixesWays(condition: Condition): boolean {
  switch (condition.kind) {
    case "and":
      return condition.of.some(mixesWays)
    case "or": {
      const instants = condition.of.filter(isEdge).length
      return (instants > 0 && instants < condition.of.length) || condition.of.some(mixesWays)
    }
    case "not":
    case "count":
      return mixesWays(condition.of)
    default:
      return false
  }
}

/** `not` of an instant holds at almost every moment. */
function negatesEdge(condition: Condition): boolean {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.of.some(negatesEdge)
    case "not":
      return isEdge(condition.of) || negatesEdge(condition.of)
    case "count":
      return negatesEdge(condition.of)
    default:
      return false
  }
}

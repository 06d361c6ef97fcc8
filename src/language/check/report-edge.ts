/** E207: clauses that need a state on a condition that holds for an instant; E208: `on` with more than facts. */
import { phrase } from "../../locale/phrase.ts"
import { isEdge } from "../compile/rule.ts"
import type { Checked } from "../compile.ts"
import type { Findings } from "../diagnostics.ts"
import type { Condition, Step } from "../ruleset.ts"

const levelClauses = ["for", "stable", "clear", "repeat"] as const

export function reportEdge({ rules }: Checked, findings: Findings): void {
  for (const { rule, clauses, definition } of rules) {
    const { source, head } = definition
    const on = clauses.get("on")
    if (rule.on !== undefined && on !== undefined && !factsOnly(rule.on)) {
      findings.add("E208", source, on, phrase("language.on-facts"), { help: phrase("language.on-facts.help") })
    }
    if (!rule.edge) continue
    for (const name of levelClauses) {
      const clause = clauses.get(name)
      if (clause === undefined) continue
      findings.add("E207", source, clause, phrase("language.edge-clause", { clause: name }), {
        help: phrase("language.edge-clause.help"),
      })
    }
    const when = clauses.get("when") ?? head
    if (mixesWays(rule.when))
      findings.add("E207", source, when, phrase("language.edge-or"), { help: phrase("language.edge-or.help") })
    if (negatesEdge(rule.when)) findings.add("E207", source, when, phrase("language.edge-not"))
    if (rule.steps.some(verifiesGone)) {
      findings.add(
        "E207",
        source,
        clauses.get("do") ?? head,
        phrase("language.edge-clause", { clause: "verify gone" }),
        {
          help: phrase("language.edge-clause.help"),
        },
      )
    }
  }
}

function factsOnly(condition: Condition): boolean {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.of.every(factsOnly)
    case "not":
      return factsOnly(condition.of)
    default:
      return condition.kind !== "screen" && condition.kind !== "output"
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
      return mixesWays(condition.of)
    default:
      return false
  }
}

function negatesEdge(condition: Condition, negated = false): boolean {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.of.some((one) => negatesEdge(one, negated))
    case "not":
      return negatesEdge(condition.of, true)
    default:
      return negated && condition.kind === "output"
  }
}

const verifiesGone = (step: Step): boolean => step.kind === "verify-gone"

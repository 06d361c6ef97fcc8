/** E404: a program that anybody who can print could start. An event comes from `fleetai emit`; output comes from anywhere. */
import { phrase } from "../../locale/phrase.ts"
import type { Checked } from "../compile.ts"
import type { Findings } from "../diagnostics.ts"
import type { Condition } from "../ruleset.ts"

export function reportForgeable({ rules }: Checked, findings: Findings): void {
  for (const { rule, notes } of rules) {
    if (!rule.edge || needsEvent(rule.when)) continue
    for (const { action, source, standing } of notes.runs) {
      // What a person decided is theirs.
      if (standing.decision !== undefined && standing.decision !== "timeout") continue
      findings.add("E404", source, action, phrase("language.forgeable"), { help: phrase("language.forgeable.help") })
    }
  }
}

/** Every way of coming true takes an event. */
function needsEvent(condition: Condition): boolean {
  switch (condition.kind) {
    case "event":
      return true
    case "and":
      return condition.of.some(needsEvent)
    case "or":
      return condition.of.every(needsEvent)
    case "count":
      return needsEvent(condition.of)
    default:
      return false
  }
}

/** Whether a condition looks at the pane's agent, however it names it. */
import type { Condition } from "./ruleset.ts"

export function looksAtAgent(condition: Condition): boolean {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.of.some(looksAtAgent)
    case "not":
    case "count":
      return looksAtAgent(condition.of)
    case "agent-is":
    case "agent-became":
      return true
    case "compare":
    case "fact-has":
    case "fact-in":
      return condition.fact === "agent" || condition.fact.startsWith("agent.")
    default:
      return false
  }
}

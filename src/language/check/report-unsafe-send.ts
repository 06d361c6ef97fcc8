/** E401: a rule that presses keys must be narrow. A key pressed at the wrong thing is the worst that can happen. */
import { type Phrase, phrase } from "../../locale/phrase.ts"
import { agentClaim } from "../compile/agent-claim.ts"
import type { Checked } from "../compile.ts"
import type { Findings } from "../diagnostics.ts"
import type { Condition, Rule } from "../ruleset.ts"

export function reportUnsafeSend({ rules }: Checked, findings: Findings): void {
  for (const { rule, definition, notes, clauses } of rules) {
    const own = notes.sends.filter(({ standing }) => standing.decision === undefined)
    if (own.length === 0 || definition.block?.broken) continue
    const { present } = agentClaim(rule.when)
    const needs: [boolean, Phrase][] = [
      [clauses.has("on") || present, phrase("language.send-scope")],
      [boundedRegion(rule.when) || present, phrase("language.send-region")],
      // What new output said may have scrolled away: it cannot be looked at again right before a key is pressed.
      [!rule.edge, phrase("language.send-level")],
      // An instant takes neither clause: what it lacks is said above.
      [rule.edge || rule.stableMs > 0 || rule.forMs > 0, phrase("language.send-settled")],
      [capped(rule) || notes.retries.length > 0, phrase("language.send-capped")],
    ]
    const what = needs.flatMap(([met, need]) => (met ? [] : [need]))
    if (what.length === 0) continue
    const message = phrase("language.send-unsafe", { rule: rule.name, what })
    findings.add("E401", definition.source, definition.head.name, message, {
      help: phrase("language.send-unsafe.help"),
    })
  }
}

const capped = (rule: Rule): boolean => rule.cooldownMs > 0 || rule.limit !== undefined

/** Every way of coming true looks at a named part of the screen, or at new output. */
function boundedRegion(condition: Condition): boolean {
  switch (condition.kind) {
    case "and":
      return condition.of.some(boundedRegion)
    case "or":
      return condition.of.every(boundedRegion)
    case "screen":
      return condition.region.kind !== "whole"
    default:
      return false
  }
}

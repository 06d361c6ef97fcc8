/** E403: a dialog approved without a person and without a look at what it asks for, as often as it comes. */
import { type Phrase, phrase } from "../../locale/phrase.ts"
import type { Checked } from "../compile.ts"
import type { Findings } from "../diagnostics.ts"
import type { Condition } from "../ruleset.ts"
import { unattendedKeys } from "./pressing.ts"
import { isLimited } from "./slow.ts"

export function reportUnreadAnswer({ rules }: Checked, findings: Findings): void {
  for (const compiled of rules) {
    const { rule, broken } = compiled
    const needs: [boolean, Phrase][] = [
      [readsDetail(rule.when), phrase("language.answer-detail")],
      [isLimited(rule), phrase("language.answer-limit")],
    ]
    const what = needs.flatMap(([isMet, need]) => (isMet ? [] : [need]))
    if (what.length === 0 || broken) continue
    for (const { action, source } of unattendedKeys(compiled)) {
      if (action.kind !== "answer" || (action.what !== "approve" && action.what !== "choose")) continue
      const message = phrase("language.answer-unread", { answer: action.what, what })
      findings.add("E403", source, action, message, { help: phrase("language.answer-unread.help") })
    }
  }
}

/** Every way of coming true says what the dialog asks for; what it must not ask for is never all of it. */
function readsDetail(condition: Condition): boolean {
  switch (condition.kind) {
    case "and":
      return condition.of.some(readsDetail)
    case "or":
      return condition.of.every(readsDetail)
    case "compare":
      return condition.fact === "agent.detail" && condition.operator === "=="
    case "fact-has":
    case "fact-in":
      return condition.fact === "agent.detail"
    default:
      return false
  }
}

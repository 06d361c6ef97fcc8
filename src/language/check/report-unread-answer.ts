/** E403: a dialog approved without a person and without a look at what it asks for, as often as it comes. */
import { type Phrase, phrase } from "../../locale/phrase.ts"
import { agentClaim } from "../compile/agent-claim.ts"
import type { Pressing } from "../compile/notes.ts"
import type { Checked } from "../compile.ts"
import type { Findings } from "../diagnostics.ts"
import type { Condition, Rule, Step } from "../ruleset.ts"
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
    const atDialog = mayStandAtDialog(rule)
    for (const { action, source } of unattendedKeys(compiled)) {
      if (!approves(action, atDialog)) continue
      const answer = action.kind === "answer" ? `answer ${action.what}` : action.kind
      const message = phrase("language.answer-unread", { answer, what })
      findings.add("E403", source, action, message, { help: phrase("language.answer-unread.help") })
    }
  }
}

/** Whatever is typed at a dialog may say yes to it; `Escape` says no everywhere. */
function approves(action: Pressing, atDialog: boolean): boolean {
  switch (action.kind) {
    case "answer":
      return action.what === "approve" || action.what === "choose" || (action.what === "reply" && atDialog)
    case "send":
      return atDialog && !action.keys.every((key) => key.kind === "named-key" && key.name === "Escape")
    case "paste":
      return atDialog
    default:
      return action satisfies never
  }
}

/** An agent is there for certain, and it may be waiting: as the rule opens, or because its steps wait for that. */
function mayStandAtDialog({ when, steps }: Rule): boolean {
  const { present, states } = agentClaim(when)
  return (present && (states.has("approval") || states.has("question"))) || steps.some(awaitsDialog)
}

function awaitsDialog(step: Step): boolean {
  switch (step.kind) {
    case "wait-until":
      return step.state === "approval" || step.state === "question"
    case "ask":
      return step.timeout?.steps.some(awaitsDialog) ?? false
    case "retry":
      return step.steps.some(awaitsDialog) || step.exhausted.some(awaitsDialog)
    case "verify-gone":
    case "verify-state":
      return step.otherwise.some(awaitsDialog)
    case "notify":
    case "answer":
    case "send":
    case "paste":
    case "wait":
    case "run":
    case "escalate":
      return false
    default:
      return step satisfies never
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

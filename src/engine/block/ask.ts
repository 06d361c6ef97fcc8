/** What an ask offers, and what follows from a decision. */
import type { Decision, RuleSet, Step } from "../../language/ruleset.ts"
import { answerSteps } from "../agents.ts"
import type { Offer } from "../effect.ts"
import type { Decided } from "../observation.ts"
import type { AgentSight } from "../state.ts"

type AskStep = Extract<Step, { kind: "ask" }>

/** What the rule names; an ask that names nothing offers whatever the dialog can be answered with. */
export function offersOf(step: AskStep, ruleSet: RuleSet, sight: AgentSight | undefined): readonly Offer[] {
  if (step.decisions.length > 0) return step.decisions.map(({ what, label }) => ({ what, label }))
  if (sight === undefined) return []
  return (["approve", "deny", "choose", "reply"] as const)
    .filter((what) => answerSteps(ruleSet, sight, what) !== undefined)
    .map((what) => ({ what, label: undefined }))
}

/** The steps that follow; undefined: the ask does not offer it. */
export function decisionSteps({ decisions }: AskStep, decided: Decided): readonly Step[] | undefined {
  if (decisions.length === 0) return decided.what === "option" ? undefined : answering(decided)
  return decisionFor(decisions, decided)?.steps
}

function decisionFor(decisions: readonly Decision[], decided: Decided): Decision | undefined {
  const options = decisions.filter(({ what }) => what === "option")
  switch (decided.what) {
    case "option":
      return options.find(({ label }) => label === decided.label)
    case "choose":
      return options[decided.choice - 1]
    default:
      return decisions.find(({ what }) => what === decided.what)
  }
}

function answering(decided: Decided): readonly Step[] | undefined {
  switch (decided.what) {
    case "approve":
    case "deny":
      return [{ kind: "answer", what: decided.what }]
    case "choose":
      return [{ kind: "answer", what: "choose", choice: decided.choice }]
    case "reply":
      return [{ kind: "answer", what: "reply", text: { person: true } }]
    case "option":
      return undefined
    default:
      return decided satisfies never
  }
}

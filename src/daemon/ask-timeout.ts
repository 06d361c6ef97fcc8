/** `[approvals] timeout`: what an ask does that has no timeout of its own. */
import type { RuleSet, Step } from "../language/ruleset.ts"

/** The rules as if each ask without a `timeout` said `timeout D { escalate }`. `ms` undefined: as they are. */
export function withAskTimeout(ruleSet: RuleSet, ms: number | undefined): RuleSet {
  if (ms === undefined) return ruleSet
  return { ...ruleSet, rules: ruleSet.rules.map((rule) => ({ ...rule, steps: stepsOf(rule.steps, ms) })) }
}

const stepsOf = (steps: readonly Step[], ms: number): readonly Step[] => steps.map((step) => stepOf(step, ms))

/** No ask stands in an ask, a retry or an answer: the compiler sees to that. */
function stepOf(step: Step, ms: number): Step {
  switch (step.kind) {
    case "ask":
      return { ...step, timeout: step.timeout ?? { ms, steps: [{ kind: "escalate", receiver: undefined }] } }
    case "verify-gone":
    case "verify-state":
      return { ...step, otherwise: stepsOf(step.otherwise, ms) }
    default:
      return step
  }
}

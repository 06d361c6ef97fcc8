/** What kind of rule a rule is, by its conditions and steps. */
import { looksAtAgent } from "../language/looks-at-agent.ts"
import type { Condition, Rule, Step } from "../language/ruleset.ts"

/** A property of a rule, found once: it is asked for at every look. */
function once(find: (rule: Rule) => boolean): (rule: Rule) => boolean {
  const known = new WeakMap<Rule, boolean>()
  return (rule) => {
    let is = known.get(rule)
    if (is === undefined) {
      is = find(rule)
      known.set(rule, is)
    }
    return is
  }
}

/** Whether the rule's condition looks at the pane's agent. */
export const isAboutAgents = once(({ on, when }) => looksAtAgent(when) || (on !== undefined && looksAtAgent(on)))

/**
 * Whether it looks at the agent and answers it, or asks somebody to: then every approval and every question is a matter of its
 * own, however the condition names it.
 */
export const answersAgents = once((rule) => isAboutAgents(rule) && rule.steps.some(answers))

/** Rules about a host as a whole (`not online`): see host-rules.ts. */
export const isAboutHost = once(({ on, when }) => isHostOnly(when) && (on === undefined || isHostOnly(on)))

function answers(step: Step): boolean {
  switch (step.kind) {
    case "ask":
    case "send":
    case "paste":
    case "answer":
      return true
    case "verify-gone":
    case "verify-state":
      return step.otherwise.some(answers)
    case "retry":
      return [...step.steps, ...step.exhausted].some(answers)
    default:
      return false
  }
}

const hostFacts: ReadonlySet<string> = new Set(["host", "online"])

function isHostOnly(condition: Condition): boolean {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.of.every(isHostOnly)
    case "not":
      return isHostOnly(condition.of)
    case "compare":
    case "fact-has":
    case "fact-in":
    case "flag":
      return hostFacts.has(condition.fact)
    default:
      return false
  }
}

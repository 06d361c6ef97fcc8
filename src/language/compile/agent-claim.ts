/** What a condition says of the pane's agent whenever it holds. */
import { type AgentState, agentStates } from "../keywords.ts"
import type { Condition } from "../ruleset.ts"

export interface AgentClaim {
  /** An agent is there for certain. */
  readonly present: boolean
  /** The states that it can be in; only these if `present`. */
  readonly states: ReadonlySet<AgentState | "none">
  /** It was in another state before for certain. */
  readonly was: boolean
}

const anyState: ReadonlySet<AgentState | "none"> = new Set([...agentStates, "none"])
/** It says nothing. */
export const noClaim: AgentClaim = { present: false, states: anyState, was: false }

export function agentClaim(condition: Condition, negated = false): AgentClaim {
  switch (condition.kind) {
    case "not":
      return agentClaim(condition.of, !negated)
    case "and":
    case "or": {
      const [first, ...parts] = condition.of.map((one) => agentClaim(one, negated))
      // De Morgan's laws hold in Kleene's values too.
      return parts.reduce((condition.kind === "and") !== negated ? both : either, first ?? noClaim)
    }
    case "count":
      return negated ? noClaim : agentClaim(condition.of)
    case "agent-is": {
      const states = new Set(condition.states)
      return negated ? { ...noClaim, states: without(states) } : { present: true, states, was: false }
    }
    case "agent-became":
      return negated ? noClaim : { present: true, states: new Set([condition.to]), was: true }
    case "compare":
    case "fact-has":
    case "fact-in":
      // Of no agent it is unknown, denied or not.
      if (!condition.fact.startsWith("agent")) return noClaim
      return {
        ...noClaim,
        present: true,
        states: condition.kind === "compare" ? compared(condition, negated) : anyState,
      }
    case "screen":
    case "output":
    case "flag":
    case "event":
      return noClaim
    default:
      return condition satisfies never
  }
}

function compared(
  { fact, operator, value }: Extract<Condition, { kind: "compare" }>,
  negated: boolean,
): AgentClaim["states"] {
  if (fact !== "agent.state") return anyState
  const same = new Set([...anyState].filter((state) => state === value))
  return (operator === "==") !== negated ? same : without(same)
}

const without = (states: AgentClaim["states"]): AgentClaim["states"] => anyState.difference(states)

const both = (a: AgentClaim, b: AgentClaim): AgentClaim => ({
  present: a.present || b.present,
  states: a.states.intersection(b.states),
  was: a.was || b.was,
})
const either = (a: AgentClaim, b: AgentClaim): AgentClaim => ({
  present: a.present && b.present,
  states: a.states.union(b.states),
  was: a.was && b.was,
})

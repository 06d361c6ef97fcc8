/** What `{agent.NAME}` may hold in a rule: the captures of every clause that can have made the state it looks at. */
import type { CompiledAgent } from "../compile/agent.ts"
import type { Place } from "../program.ts"
import type { Agent, AgentClause, Condition, Rule } from "../ruleset.ts"
import { exclude, type Way, waysOf } from "./contradiction.ts"

export interface AgentCaptures {
  /** By name, a place of a clause that may leave it unset; undefined: every clause sets it. */
  readonly unsetAt: ReadonlyMap<string, Place | undefined>
  /** A state may be there that no clause made: then nothing is captured. */
  readonly mayBeNone: boolean
}

/** Undefined: no agent can be there, so that nothing can be told. */
export function agentCaptures(rule: Rule, agents: readonly CompiledAgent[]): AgentCaptures | undefined {
  const ways = waysOf(rule.on === undefined ? [rule.when] : [rule.on, rule.when])
  const there = agents.flatMap(({ agent, clauses }) =>
    clauses.filter(({ clause }) => !exclude(ways, waysInState(clause, agent))),
  )
  if (there.length === 0) return undefined
  const names = new Set(there.flatMap(({ clause }) => namesOf(clause)))
  const unsetAt = new Map(
    [...names].map(
      (name) => [name, there.find(({ clause }) => !clause.captures.always.includes(name))?.place] as const,
    ),
  )
  return { unsetAt, mayBeNone: mayBeNone(ways) }
}

export const namesOf = ({ captures }: AgentClause): readonly string[] => [...captures.always, ...captures.maybe]

/** Every rule asks for them anew. */
const knownWays = new WeakMap<AgentClause, readonly Way[]>()

function waysInState(clause: AgentClause, agent: Agent): readonly Way[] {
  const known = knownWays.get(clause)
  if (known !== undefined) return known
  const ways = waysOf(inState(clause.state, agent))
  knownWays.set(clause, ways)
  return ways
}

/** What is so while the agent is in the state; `keep` leaves the state, and what it captured, as they were. */
function inState(state: AgentClause["state"], { name, on }: Agent): readonly Condition[] {
  if (state === "keep") return [never]
  return [
    { kind: "agent-is", states: [state] },
    { kind: "compare", fact: "agent", operator: "==", value: name },
    ...(on === undefined ? [] : [on]),
  ]
}
const never: Condition = { kind: "or", of: [] }

const noneWays = waysOf([{ kind: "compare", fact: "agent.state", operator: "==", value: "none" }])
const mayBeNone = (ways: readonly Way[]): boolean => !exclude(ways, noneWays)

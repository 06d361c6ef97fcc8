/** What the agent in a pane does, and which of its clauses says so, as JSON of stable keys. */
import { digest } from "../../engine/digest.ts"
import type { Look } from "../../engine/evaluate.ts"
import { judgeTree } from "../../engine/judged.ts"
import type { AgentSight } from "../../engine/state.ts"
import type { Agent, AgentClause, RuleSet } from "../../language/ruleset.ts"
import { type ExplainedCondition, explainConditions } from "./conditions.ts"

export interface ExplainedAgent {
  /** Null: no agent is in the pane. */
  readonly agent: string | null
  /** `file:line`. */
  readonly place: string | null
  readonly state: string | null
  /** How long it has been in that state. */
  readonly forMs: number | null
  /** The state before; null: nobody saw it. */
  readonly was: string | null
  /** The clause that decided; null: none did. */
  readonly clause: string | null
  readonly captures: Readonly<Record<string, string>>
  /** What exactly is asked; null: nothing, or its beginning cannot be seen. */
  readonly detail: string | null
  /** Tells this approval or question from every other; null in other states. */
  readonly wait: string | null
  /** Since when there is no opinion, so that the state is the last one that was seen. */
  readonly unsureMs: number | null
  /** Of the agent in the pane; none: of no agent. */
  readonly clauses: readonly ExplainedClause[]
  /** Agents whose `on` was asked before, and does not hold. */
  readonly others: readonly { readonly agent: string; readonly on: readonly ExplainedCondition[] }[]
}

export interface ExplainedClause {
  readonly id: string
  readonly state: string
  /** Null: unknown. */
  readonly holds: boolean | null
  /** It is the one that makes the state. */
  readonly decides: boolean
  /** Its `for`, and for how long it has held. */
  readonly forMs: number
  readonly heldMs: number | null
  readonly conditions: readonly ExplainedCondition[]
}

export function explainAgent({ agents }: RuleSet, look: Look): ExplainedAgent {
  const { agent: sight, now } = look
  const index = agents.findIndex(({ name }) => name === sight?.agent)
  const agent = agents[index]
  const passed = index < 0 ? agents : agents.slice(0, index)
  return {
    agent: sight?.agent ?? null,
    place: agent?.place ?? null,
    state: sight?.state ?? null,
    forMs: sight === undefined ? null : now - sight.since,
    was: sight?.was ?? null,
    clause: sight?.clause ?? null,
    captures: sight?.captures ?? {},
    detail: sight?.detail ?? null,
    wait: sight === undefined || sight.identity === "" ? null : waitText(sight),
    unsureMs: sight?.unsureSince === undefined ? null : now - sight.unsureSince,
    clauses: agent === undefined || sight === undefined ? [] : clausesOf(agent, sight, look),
    others: passed.map(({ name, on }) => ({
      agent: name,
      on: on === undefined ? [] : explainConditions(judgeTree(on, look), "on", look),
    })),
  }
}

/** Which approval or question it is, counted, and what it asks: the same text for the same screens. */
const waitText = ({ waits, clause, captures, detail }: AgentSight): string =>
  `${waits}-${digest(JSON.stringify([clause, captures, detail]))}`

/** The first clause that holds for as long as it must, or that cannot be told, decides. */
function clausesOf({ clauses }: Agent, sight: AgentSight, look: Look): ExplainedClause[] {
  const judged = clauses.map((clause) => ({ clause, tree: judgeTree(clause.when, look) }))
  const decisive = judged.find(({ clause, tree }) => {
    const { holds } = tree.verdict
    return holds === undefined || (holds && (clause.forMs === 0 || heldMs(clause, sight, look) >= clause.forMs))
  })
  return judged.map(({ clause, tree }) => ({
    id: clause.id,
    state: clause.state,
    holds: tree.verdict.holds ?? null,
    decides: clause === decisive?.clause,
    forMs: clause.forMs,
    heldMs: sight.holding[clause.id] === undefined ? null : heldMs(clause, sight, look),
    conditions: explainConditions(tree, "when", look),
  }))
}

const heldMs = ({ id }: AgentClause, { holding }: AgentSight, { now }: Look): number => now - (holding[id] ?? now)

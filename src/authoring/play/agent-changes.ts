/** What agents do from one moment to the next. */
import { isHostKey } from "../../engine/host-rules.ts"
import type { AgentSight, EngineState, SeenState } from "../../engine/state.ts"
import type { PaneKey } from "../../screen/frame.ts"

export interface AgentChange {
  readonly kind: "state"
  readonly at: number
  readonly pane: PaneKey
  /** Undefined: no agent is in the pane any more. */
  readonly agent: string | undefined
  readonly state: SeenState | undefined
  readonly was: SeenState | undefined
  /** The clause that decided. */
  readonly clause: string | undefined
  readonly captures: Readonly<Record<string, string>>
}

/** Another agent, another state, or another approval or question. */
export function agentChanges(before: EngineState, after: EngineState, at: number): AgentChange[] {
  if (before.panes === after.panes) return []
  return [...after.panes].flatMap(([pane, { agent: now }]): AgentChange[] => {
    const was = before.panes.get(pane)?.agent
    // What stands for a host is no pane.
    if (isSame(was, now) || isHostKey(pane)) return []
    const { agent, state, clause, captures = {} } = now ?? {}
    return [{ kind: "state", at, pane, agent, state, was: was?.state, clause, captures }]
  })
}

const isSame = (a: AgentSight | undefined, b: AgentSight | undefined): boolean =>
  a === b || (a?.agent === b?.agent && a?.state === b?.state && (a?.identity ?? "") === (b?.identity ?? ""))

/**
 * What of the engine's state outlives the process: per pane, the instances that a restart must not forget. Frames are
 * seen again, and so are short timers; they stay in memory, so that a busy screen writes nothing.
 */

import type { EngineState, Instance, InstanceKey, PaneState } from "../engine/state.ts"
import type { Rule, RuleSet } from "../language/ruleset.ts"
import type { PaneKey } from "../screen/frame.ts"

/** A pending instance whose timers are no longer than this is not worth a write: it starts over. */
const shortTimerMs = 10_000
/** Of another shape is of no use: such rows are dropped and the panes are seen anew. */
const shape = 1

export interface EngineRow {
  readonly key: PaneKey
  readonly json: string | null
}

/** The pane's row; `json` null: nothing of it needs to be remembered. */
export function toRow(key: PaneKey, pane: PaneState | undefined, ruleSet: RuleSet): EngineRow {
  const rules = new Map(ruleSet.rules.map((rule) => [rule.name, rule]))
  const kept = [...(pane?.instances ?? [])].filter(([, instance]) => outlives(instance, rules.get(instance.rule)))
  return { key, json: kept.length === 0 ? null : JSON.stringify({ shape, instances: kept }) }
}

function outlives(instance: Instance, rule: Rule | undefined): boolean {
  if (rule === undefined) return false
  const remembers = instance.block !== undefined || instance.toldIn !== undefined || instance.firings.length > 0
  if (remembers || instance.phase === "open" || instance.phase === "clearing") return true
  return instance.phase === "pending" && Math.max(rule.forMs, rule.stableMs) > shortTimerMs
}

/** The state as it was; rows that cannot be read count as never written. */
export function fromRows(rows: ReadonlyMap<string, string>): EngineState {
  const panes = new Map<PaneKey, PaneState>()
  for (const [key, json] of rows) {
    const instances = parseInstances(json)
    if (Array.isArray(instances)) panes.set(key, { frame: undefined, instances: new Map(instances), wakeAt: undefined })
  }
  return { panes }
}

/** Rows are written by this program alone, into a folder of its own: their outer shape is all that is checked. */
function parseInstances(json: string): [InstanceKey, Instance][] | undefined {
  let parsed: unknown
  try {
    parsed = JSON.parse(json)
  } catch {
    // Damaged: the pane is seen anew.
    return undefined
  }
  if (typeof parsed !== "object" || parsed === null) return undefined
  if (!("shape" in parsed) || parsed.shape !== shape || !("instances" in parsed)) return undefined
  return parsed.instances as [InstanceKey, Instance][]
}

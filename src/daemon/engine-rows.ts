/**
 * What of the engine's state outlives the process: per pane, the instances that a restart must not forget, and what its
 * agent does. Frames are seen again, and so are short timers; they stay in memory, so that a busy screen writes nothing.
 */

import type { AgentSight, EngineState, Instance, InstanceKey, PaneState } from "../engine/state.ts"
import type { Rule, RuleSet } from "../language/ruleset.ts"
import type { PaneKey } from "../screen/frame.ts"

/** A pending instance whose timers are no longer than this is not worth a write: it starts over. */
const shortTimerMs = 10_000
/** Of another shape is of no use: such rows are dropped and the panes are seen anew. */
const shape = 2

export interface EngineRow {
  readonly key: PaneKey
  readonly json: string | null
}

/** The pane's row; `json` null: nothing of it needs to be remembered. */
export function toRow(key: PaneKey, pane: PaneState | undefined, ruleSet: RuleSet): EngineRow {
  const rules = new Map(ruleSet.rules.map((rule) => [rule.name, rule]))
  const instances = [...(pane?.instances ?? [])].filter(([, instance]) => outlives(instance, rules.get(instance.rule)))
  const agent = pane?.agent && outliving(pane.agent)
  if (instances.length === 0 && agent === undefined) return { key, json: null }
  const counts = pane?.counts === undefined || pane.counts.size === 0 ? undefined : [...pane.counts]
  return { key, json: JSON.stringify({ shape, instances, agent, counts }) }
}

/** Only an approval or question keeps its words: others may change with every frame. */
function outliving(sight: AgentSight): AgentSight {
  const isWait = sight.identity !== ""
  const words = isWait ? {} : { captures: {}, detail: undefined, shown: "" }
  return { ...sight, ...words, holding: {}, unsureSince: undefined }
}

function outlives(instance: Instance, rule: Rule | undefined): boolean {
  if (rule === undefined) return false
  const { block, batch, toldIn, firings } = instance
  const remembers = block !== undefined || batch !== undefined || toldIn !== undefined || firings.length > 0
  if (remembers || instance.phase === "open" || instance.phase === "clearing") return true
  return instance.phase === "pending" && Math.max(rule.forMs, rule.stableMs) > shortTimerMs
}

/** The state as it was; rows that cannot be read count as never written. */
export function fromRows(rows: ReadonlyMap<string, string>): EngineState {
  const panes = new Map<PaneKey, PaneState>()
  for (const [key, json] of rows) {
    const row = parseRow(json)
    if (row === undefined) continue
    const { instances, agent, counts } = row
    const known = {
      ...(agent === undefined ? {} : { agent }),
      ...(counts === undefined ? {} : { counts: new Map(counts) }),
    }
    panes.set(key, { frame: undefined, instances: new Map(instances), wakeAt: undefined, ...known })
  }
  return { panes }
}

interface Row {
  readonly instances: readonly (readonly [InstanceKey, Instance])[]
  readonly agent?: AgentSight
  readonly counts?: readonly (readonly [string, readonly number[]])[]
}

/** Rows are written by this program alone, into a folder of its own: their outer shape is all that is checked. */
function parseRow(json: string): Row | undefined {
  let parsed: unknown
  try {
    parsed = JSON.parse(json)
  } catch {
    // Damaged: the pane is seen anew.
    return undefined
  }
  if (typeof parsed !== "object" || parsed === null) return undefined
  if (!("shape" in parsed) || parsed.shape !== shape) return undefined
  return "instances" in parsed && Array.isArray(parsed.instances) ? (parsed as unknown as Row) : undefined
}

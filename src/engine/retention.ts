/** Which instances are worth remembering. */
import type { Rule } from "../language/ruleset.ts"
import { memoryMs } from "./refusal.ts"
import type { Instance, InstanceKey } from "./state.ts"

/** Instances one pane may have: a capture in `once … by` makes one per value. */
export const maxInstancesPerPane = 500

/** Beyond the limit those that are gone or going and were told longest ago are forgotten. */
export function bounded(instances: ReadonlyMap<InstanceKey, Instance>): ReadonlyMap<InstanceKey, Instance> {
  if (instances.size <= maxInstancesPerPane) return instances
  const forgettable = [...instances]
    .filter(([, { phase, block, batch, queued }]) => {
      const isGone = phase === "absent" || phase === "clearing"
      return isGone && block === undefined && batch === undefined && queued.length === 0
    })
    .sort(([, a], [, b]) => a.openedAt - b.openedAt)
  const kept = new Map(instances)
  for (const [key] of forgettable.slice(0, instances.size - maxInstancesPerPane)) kept.delete(key)
  return kept
}

/**
 * Nothing about it matters any more: it is absent, and neither a cooldown, a limit nor a `once` remembers it. In the millisecond
 * in which it opened it is kept: another opening then must have another id.
 */
export const isForgotten = (
  { phase, block, batch, queued, toldIn, firings, openedAt }: Instance,
  rule: Rule,
  now: number,
): boolean =>
  phase === "absent" &&
  block === undefined &&
  batch === undefined &&
  queued.length === 0 &&
  toldIn === undefined &&
  openedAt < now &&
  firings.every((at) => now - at >= memoryMs(rule))

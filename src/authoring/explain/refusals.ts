/** What keeps a rule silent that holds: inhibited · once · cooldown · limit · quiet, in the engine's order. */
import { isInhibited } from "../../engine/inhibition.ts"
import { quietNow } from "../../engine/quiet-hours.ts"
import { type Refused, refusal } from "../../engine/refusal.ts"
import type { Instance } from "../../engine/state.ts"
import { waitOf } from "../../engine/waits.ts"
import type { Rule } from "../../language/ruleset.ts"
import type { Explaining } from "./explain.ts"

export interface ExplainedRefusal {
  readonly why: Refused
  /** How long it lasts; null: time alone does not end it. */
  readonly remainingMs: number | null
  /** The rule that inhibits; what quiet hours do (`digest`, `drop`, `hold`). */
  readonly by: string | null
}

/** `instance`: what is remembered of the rule in the pane. */
export function refusalsOf(rule: Rule, instance: Instance | undefined, explaining: Explaining): ExplainedRefusal[] {
  return [inhibited(rule, explaining), remembered(rule, instance, explaining), quiet(rule, explaining)].flat()
}

function inhibited({ name }: Rule, { ruleSet, frame, now, instances = [], panes }: Explaining): ExplainedRefusal[] {
  const own = new Map(instances.map((instance, index) => [String(index), instance]))
  const here = { pane: frame.pane, facts: frame.facts, instances: own }
  return ruleSet.inhibits
    .filter((inhibit) => isInhibited({ ...ruleSet, inhibits: [inhibit] }, name, here, panes ?? new Map(), now))
    .map(({ by }) => ({ why: "inhibited", remainingMs: null, by }))
}

/** Of one that is open: why it is silent, and else whether the next opening would be. */
function remembered(rule: Rule, instance: Instance | undefined, { frame, now }: Explaining): ExplainedRefusal[] {
  if (instance === undefined) return []
  const why = instance.phase === "open" ? instance.refused : refusal(instance, rule, frame.facts, now)
  if (why === undefined || why === "inhibited" || why === "quiet") return []
  const { until } = waitOf(rule, { ...instance, phase: "open", refused: why }, frame.facts, now)
  return [{ why, remainingMs: until === undefined ? null : Math.max(0, until - now), by: null }]
}

function quiet({ severity }: Rule, { ruleSet, now }: Explaining): ExplainedRefusal[] {
  const hours = quietNow(ruleSet.quiets, severity, now)
  return hours === undefined ? [] : [{ why: "quiet", remainingMs: hours.until - now, by: hours.how }]
}

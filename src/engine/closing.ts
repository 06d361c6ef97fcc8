/** The last of a pane that is closed. */
import type { Rule, RuleSet } from "../language/ruleset.ts"
import type { PaneKey } from "../screen/frame.ts"
import { forsaken, proceed } from "./block/block.ts"
import type { Effect } from "./effect.ts"
import { opening } from "./lifecycle.ts"
import { fire, fireBatch } from "./opening.ts"
import { ruleNamed } from "./rule-named.ts"
import type { EngineState, Instance, InstanceKey, PaneState } from "./state.ts"
import { unseenFrame } from "./unseen.ts"

/** What it asked is settled; what it had gathered, or had still to tell, is told. */
export function lastEffects(
  ruleSet: RuleSet,
  state: EngineState,
  pane: PaneState,
  key: PaneKey,
  now: number,
): readonly Effect[] {
  const frame = pane.frame ?? unseenFrame(key)
  return [...pane.instances].flatMap(([id, instance]) => {
    const rule = ruleNamed(ruleSet, instance.rule)
    const settled = rule?.shadow === true ? [] : forsaken(instance, frame, now)
    return [
      ...settled,
      ...(rule === undefined ? [] : lastWords(ruleSet, state, pane, { key: id, instance, rule }, now)),
    ]
  })
}

interface Known {
  readonly key: InstanceKey
  readonly instance: Instance
  readonly rule: Rule
}

/** The messages of a batch and of instants that waited; nothing is pressed, asked or run any more. */
function lastWords(
  ruleSet: RuleSet,
  state: EngineState,
  pane: PaneState,
  known: Known,
  now: number,
): readonly Effect[] {
  const { key, instance, rule } = known
  const { frame, instances, agent: sight } = pane
  if (frame === undefined || (instance.batch === undefined && instance.queued.length === 0)) return []
  const place = { ruleSet, frame, now, state, instances, key }
  const effects: Effect[] = []
  let left: Instance = { ...instance, block: undefined }
  if (left.batch !== undefined) {
    const went = proceed(fireBatch(left, rule, place), key, rule, { ruleSet, frame, sight, now })
    effects.push(...went.effects)
    left = { ...went.instance, block: undefined }
  }
  for (const about of left.queued) {
    const went = proceed(fire(opening(left, now), rule, about, place), key, rule, { ruleSet, frame, sight, now })
    effects.push(...went.effects)
    left = { ...went.instance, block: undefined }
  }
  return effects.filter(({ kind }) => kind === "notify" || kind === "shadow")
}

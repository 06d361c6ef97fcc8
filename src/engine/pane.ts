/** One pane looked at: its agent is read, every rule about a state is judged, instances move on, and so do their steps. */
import type { Rule, RuleSet } from "../language/ruleset.ts"
import type { Frame } from "../screen/frame.ts"
import { leave, type Progress, proceed } from "./block/block.ts"
import { stepAt } from "./block/path.ts"
import { blockMovesAt } from "./block/waiting.ts"
import type { Effect } from "./effect.ts"
import { judge, type Look, type Verdict } from "./evaluate.ts"
import { isAboutHost, isHostKey } from "./host-rules.ts"
import { isInhibited } from "./inhibition.ts"
import { instanceKey, keysByRule } from "./instance-key.ts"
import { advance, batchDueAt, isReplaced, movesAt, opening } from "./lifecycle.ts"
import { lookAt } from "./look.ts"
import { sooner } from "./moments.ts"
import { aboutOf, fire, fireBatch, open, type Place } from "./opening.ts"
import { bounded, isForgotten } from "./retention.ts"
import { absent, type EngineState, type Instance, type InstanceKey, type PaneState } from "./state.ts"

export interface PaneStepped {
  readonly pane: PaneState
  readonly effects: readonly Effect[]
}

export function seeFrame(
  ruleSet: RuleSet,
  state: EngineState,
  pane: PaneState,
  frame: Frame,
  now: number,
): PaneStepped {
  // Another process is another life.
  const agentBefore = pane.frame !== undefined && pane.frame.pid !== frame.pid ? undefined : pane.agent
  const look = lookAt(frame, now, ruleSet, agentBefore)
  const isHost = isHostKey(frame.pane)
  const instances = new Map(pane.instances)
  const keys = keysByRule(pane.instances)
  const made: Made[] = []
  let changesAt = look.agentChangesAt
  for (const [place, rule] of ruleSet.rules.entries()) {
    if (rule.edge || isAboutHost(rule) !== isHost) continue
    const verdict = judge(rule, look)
    changesAt = sooner(changesAt, verdict.changesAt)
    const present = verdict.holds === true ? instanceKey(rule, verdict, look) : undefined
    const there = keys.get(rule.name) ?? []
    for (const key of present === undefined || there.includes(present) ? there : [...there, present]) {
      const before = instances.get(key) ?? absent(rule.name, now)
      // Of several `by` values only the one that is seen is there; the others are gone.
      const own = verdict.holds === true && key !== present ? { ...verdict, holds: false } : verdict
      const { instance, effects } = live(before, key, rule, own, look, {
        ruleSet,
        frame,
        now,
        state,
        instances,
      })
      if (effects.length > 0) made.push({ key, place, effects })
      if (instance !== before || !instances.has(key)) instances.set(key, instance)
    }
  }
  const factsBefore = frame === pane.frame ? pane.factsBefore : pane.frame?.facts
  const seen = { ...pane, frame, factsBefore, agent: look.agent, instances, changesAt, wakeAt: undefined }
  const went = goOn(ruleSet, state, seen, now)
  return { pane: went.pane, effects: [...inOrder(made), ...went.effects] }
}

/** One instance after a verdict. */
function live(
  before: Instance,
  key: InstanceKey,
  rule: Rule,
  verdict: Verdict,
  look: Look,
  place: Place,
): { readonly instance: Instance; readonly effects: readonly Effect[] } {
  const { now, frame, ruleSet } = place
  const situation = { ruleSet, frame, now, sight: look.agent, key, rule }
  let instance = before
  const effects: Effect[] = []
  if (isReplaced(before, verdict) && before.block !== undefined) {
    // Keys are out for what stood there before: what became of them comes first.
    if (before.block.waiting?.kind === "result") return { instance: before, effects: [] }
    const left = leave(before, { ...situation, instance: before })
    instance = left.instance
    effects.push(...left.effects)
  }
  const moved = advance(instance, rule, { verdict, standing: look.agent?.identity ?? "", now })
  instance = moved.opened ? open(moved.instance, rule, aboutOf(rule, verdict, look), place) : moved.instance
  if (instance.phase === "absent" && before.phase !== "absent" && instance.block !== undefined) {
    const left = leave(instance, { ...situation, instance })
    instance = { ...left.instance, failed: false }
    effects.push(...left.effects)
  }
  return { instance, effects }
}

/** What is due fires, every block goes on, and it is found when the pane must be looked at again. */
export function goOn(ruleSet: RuleSet, state: EngineState, pane: PaneState, now: number): PaneStepped {
  const { frame, changesAt, agent: sight } = pane
  if (frame === undefined) return { pane, effects: [] }
  const instances = new Map(pane.instances)
  const made: Made[] = []
  let wakeAt = changesAt
  for (const [key, before] of pane.instances) {
    const rule = ruleNamed(ruleSet, before.rule)
    // A rule that is no longer there takes its instances along.
    if (rule === undefined) {
      instances.delete(key)
      continue
    }
    const place: Place = { ruleSet, frame, now, state, instances }
    const { instance, effects } = goOnWith(before, key, rule, place, sight)
    if (effects.length > 0) made.push({ key, place: ruleSet.rules.indexOf(rule), effects })
    if (isForgotten(instance, rule, now)) instances.delete(key)
    else instances.set(key, instance)
    wakeAt = sooner(wakeAt, wakesAt(instance, rule))
  }
  return { pane: { ...pane, instances: bounded(instances), wakeAt }, effects: inOrder(made) }
}

/** Its steps, and when they end at once those of what has waited for it. */
function goOnWith(before: Instance, key: InstanceKey, rule: Rule, place: Place, sight: PaneState["agent"]): Progress {
  const { ruleSet, frame, now } = place
  const effects: Effect[] = []
  let instance = before
  do {
    const went = proceed(due(instance, rule, place), key, rule, { ruleSet, frame, sight, now })
    effects.push(...went.effects)
    instance = went.instance
  } while (instance.block === undefined && instance.queued.length > 0)
  return { instance, effects }
}

/** Fires what is due: what came while steps ran, a batch, a repeat, or what an inhibition held back. */
function due(instance: Instance, rule: Rule, place: Place): Instance {
  if (instance.block !== undefined) return instance
  const { now, frame, ruleSet, state, instances } = place
  const [waiting, ...queued] = instance.queued
  if (waiting !== undefined) return fire({ ...opening(instance, now), queued }, rule, waiting, place)
  const batchAt = batchDueAt(instance, rule)
  if (batchAt !== undefined && batchAt <= now) return fireBatch(instance, rule, place)
  const { about, phase, unknownSince, refused, repeatAt } = instance
  if (phase !== "open" || about === undefined || unknownSince !== undefined) return instance
  if (refused === "inhibited") {
    const here = { pane: frame.pane, facts: frame.facts, instances }
    return isInhibited(ruleSet, rule.name, here, state.panes, now) ? instance : fire(instance, rule, about, place)
  }
  if (repeatAt === undefined || repeatAt > now) return instance
  // Another telling of the same appearance: its effects need ids of their own.
  const again = { ...instance, openedAt: Math.max(now, instance.openedAt + 1) }
  return fire(again, rule, about, place, true)
}

function wakesAt(instance: Instance, rule: Rule): number | undefined {
  const { block } = instance
  const own = sooner(movesAt(instance, rule), block === undefined ? batchDueAt(instance, rule) : undefined)
  return block === undefined ? own : sooner(own, blockMovesAt(instance, stepAt(rule.steps, block)))
}

interface Made {
  readonly key: InstanceKey
  /** Where the rule stands among the rules. */
  readonly place: number
  readonly effects: readonly Effect[]
}

/** In the order of the rules, whatever the pane's instances have been through. */
const inOrder = (made: readonly Made[]): Effect[] =>
  [...made].sort((a, b) => a.place - b.place || (a.key < b.key ? -1 : 1)).flatMap(({ effects }) => effects)

const byName = new WeakMap<RuleSet, ReadonlyMap<string, Rule>>()

export function ruleNamed(ruleSet: RuleSet, name: string): Rule | undefined {
  let rules = byName.get(ruleSet)
  if (rules === undefined) {
    rules = new Map(ruleSet.rules.map((rule) => [rule.name, rule]))
    byName.set(ruleSet, rules)
  }
  return rules.get(name)
}

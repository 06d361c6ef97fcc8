/** One pane looked at: its agent is read, every rule about a state is judged, instances move on, and so do their steps. */
import type { Rule, RuleSet } from "../language/ruleset.ts"
import type { Frame } from "../screen/frame.ts"
import { forsaken, leave, type Progress, proceed } from "./block/block.ts"
import { stepAt } from "./block/path.ts"
import { blockMovesAt } from "./block/waiting.ts"
import type { Effect } from "./effect.ts"
import { judge, type Look, type Verdict } from "./evaluate.ts"
import { isHostKey } from "./host-rules.ts"
import { isInhibited } from "./inhibition.ts"
import { instanceKey, keysByRule } from "./instance-key.ts"
import { advance, batchDueAt, end, isReplaced, movesAt, notAhead, opening, resume } from "./lifecycle.ts"
import { lookAt } from "./look.ts"
import { sooner } from "./moments.ts"
import { aboutOf, fire, fireBatch, open, type Place } from "./opening.ts"
import { bounded, isForgotten } from "./retention.ts"
import { isAboutAgents, isAboutHost } from "./rule-kinds.ts"
import { ruleNamed } from "./rule-named.ts"
import {
  type AgentSight,
  absent,
  type EngineState,
  type Instance,
  type InstanceKey,
  maxReasked,
  type PaneState,
} from "./state.ts"

export interface PaneStepped {
  readonly pane: PaneState
  readonly effects: readonly Effect[]
}

/** Lines that come so long after a look may have come under the facts of the look before. */
const factsBeforeMs = 5_000

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
    const verdict = withoutAgent(judge(rule, look), rule, look)
    changesAt = sooner(changesAt, verdict.changesAt)
    const present = verdict.holds === true ? instanceKey(rule, verdict, look) : undefined
    const there = keys.get(rule.name) ?? []
    for (const key of present === undefined || there.includes(present) ? there : [...there, present]) {
      const before = instances.get(key) ?? absent(rule.name, now)
      // Of several `by` values only the one that is seen is there; the others are gone.
      const own = verdict.holds === true && key !== present ? { ...verdict, holds: false } : verdict
      const { instance, effects } = live(before, rule, own, look, { ruleSet, frame, now, state, instances, key })
      if (effects.length > 0) made.push({ key, place, effects })
      if (instance !== before || !instances.has(key)) instances.set(key, instance)
    }
  }
  const seen = {
    ...pane,
    frame,
    factsBefore: before(pane, frame, now),
    agent: look.agent,
    instances,
    changesAt,
    wakeAt: undefined,
  }
  const went = goOn(ruleSet, state, seen, now)
  return { pane: went.pane, effects: [...inOrder(made), ...went.effects] }
}

function before(pane: PaneState, frame: Frame, now: number): PaneState["factsBefore"] {
  if (frame === pane.frame) return pane.factsBefore
  return pane.frame === undefined ? undefined : { facts: pane.frame.facts, until: now + factsBeforeMs }
}

/** The agent has left: what was unknown of it does not keep its rules open. */
function withoutAgent(verdict: Verdict, rule: Rule, { agent, frame }: Look): Verdict {
  const hasLeft = verdict.holds === undefined && agent === undefined && frame.unreadable === undefined
  return hasLeft && isAboutAgents(rule) ? { ...verdict, holds: false } : verdict
}

/** One instance after a verdict. */
function live(known: Instance, rule: Rule, verdict: Verdict, look: Look, place: Place): Progress {
  const { now, frame, ruleSet, key } = place
  const situation = { ruleSet, frame, now, sight: look.agent, key, rule }
  const effects: Effect[] = []
  let instance = known
  const isOver = isReplaced(known, verdict) || isOfAnother(known, rule, look)
  if (isOver && known.block !== undefined) {
    // Keys are out for what stood there before: what became of them comes first.
    if (known.block.waiting?.kind === "result" && stepAt(rule.steps, known.block)?.kind !== "run") {
      return { instance: known, effects: [] }
    }
    const left = leave(known, { ...situation, instance: known })
    instance = left.instance
    effects.push(...left.effects)
  }
  if (isOfAnother(known, rule, look)) instance = end(instance, now)
  const standing = look.agent === undefined ? "" : look.agent.identity || (look.agent.left?.identity ?? "")
  const moved = advance(instance, rule, { verdict, standing, now })
  instance = moved.opened ? open(moved.instance, rule, aboutOf(rule, verdict, look), place) : moved.instance
  if (instance.phase === "absent" && known.phase !== "absent" && instance.block !== undefined) {
    const left = leave(instance, { ...situation, instance })
    instance = { ...left.instance, failed: false }
    effects.push(...left.effects)
  }
  return { instance, effects }
}

/** Another process has the pane by now, or another agent: what was open is not about it. */
function isOfAnother({ about, phase }: Instance, rule: Rule, { frame, agent }: Look): boolean {
  if (about === undefined || phase === "absent" || isHostKey(frame.pane)) return false
  if (about.pid !== frame.pid) return true
  return isAboutAgents(rule) && agent !== undefined && about.agent !== undefined && about.agent.agent !== agent.agent
}

/** What is due fires, every block goes on, and it is found when the pane must be looked at again. */
export function goOn(ruleSet: RuleSet, state: EngineState, pane: PaneState, now: number): PaneStepped {
  const { frame, changesAt, agent: sight } = pane
  if (frame === undefined) return { pane, effects: [] }
  const instances = new Map(pane.instances)
  const made: Made[] = []
  const go = (key: InstanceKey, known: Instance, rule: Rule): void => {
    const place: Place = { ruleSet, frame, now, state, instances, key }
    const { instance, effects } = goOnWith(timely(known, rule, frame, now), rule, place, sight)
    if (effects.length > 0) made.push({ key, place: ruleSet.rules.indexOf(rule), effects })
    if (isForgotten(instance, rule, now)) instances.delete(key)
    else instances.set(key, instance)
  }
  for (const [key, known] of pane.instances) {
    const rule = ruleNamed(ruleSet, known.rule)
    if (rule !== undefined) go(key, known, rule)
    else {
      // A rule that is no longer there takes its instances along.
      instances.delete(key)
      made.push({ key, place: -1, effects: forsaken(known, frame, now) })
    }
  }
  // The steps of one may just have ended what held another back.
  for (const [key, known] of instances) {
    const rule = known.refused === "inhibited" ? ruleNamed(ruleSet, known.rule) : undefined
    if (rule !== undefined) go(key, known, rule)
  }
  const kept = bounded(instances)
  let wakeAt = changesAt
  for (const instance of kept.values()) {
    const rule = ruleNamed(ruleSet, instance.rule)
    if (rule !== undefined) wakeAt = sooner(wakeAt, wakesAt(instance, rule))
  }
  return { pane: { ...pane, instances: kept, wakeAt }, effects: inOrder(made) }
}

/** Rules about a state are told by their verdict what can be known; those about an instant by the frame. */
function timely(instance: Instance, rule: Rule, frame: Frame, now: number): Instance {
  if (!rule.edge) return instance
  const ahead = notAhead(instance, rule, now)
  return frame.unreadable === undefined ? resume(ahead, now) : ahead
}

/** Its steps, and when they end at once whatever is due then. */
function goOnWith(known: Instance, rule: Rule, place: Place, sight: AgentSight | undefined): Progress {
  const { ruleSet, frame, now, key } = place
  const effects: Effect[] = []
  let instance = known
  for (;;) {
    const before = instance
    const went = proceed(due(before, rule, place, sight), key, rule, { ruleSet, frame, sight, now })
    effects.push(...went.effects)
    instance = went.instance
    if (instance === before || instance.block !== undefined) return { instance, effects }
  }
}

/** Fires what is due: what came while steps ran, a batch, a repeat, or what an inhibition held back. */
function due(instance: Instance, rule: Rule, place: Place, sight: AgentSight | undefined): Instance {
  if (instance.block !== undefined) return instance
  const { now, frame, ruleSet, state, instances } = place
  const [waiting, ...queued] = instance.queued
  if (waiting !== undefined) {
    // What it was about is over by now.
    const { guard } = waiting
    if (guard.kind === "wait" && guard.identity !== sight?.identity) return { ...instance, queued }
    return fire({ ...opening(instance, now), queued }, rule, waiting, place)
  }
  const batchAt = batchDueAt(instance, rule)
  if (batchAt !== undefined && batchAt <= now) return fireBatch(instance, rule, place)
  const { about, phase, unknownSince, refused, repeatAt, askAt, told, failed, reasked, wait } = instance
  if (phase !== "open" || about === undefined || unknownSince !== undefined) return instance
  // Another telling of the same appearance: its effects need ids of their own.
  const again = (): Instance => ({ ...instance, openedAt: Math.max(now, instance.openedAt + 1) })
  if (refused === "inhibited") {
    const here = { pane: frame.pane, facts: frame.facts, instances }
    return isInhibited(ruleSet, rule.name, here, state.panes, now) ? instance : fire(again(), rule, about, place, told)
  }
  // A decision was not carried out, and the dialog still waits for one.
  const isUnanswered =
    failed && wait !== "" && sight?.identity === wait && rule.steps.some(({ kind }) => kind === "ask")
  if (isUnanswered && reasked < maxReasked && (askAt ?? now) <= now) {
    return fire({ ...again(), reasked: reasked + 1, askAt: undefined }, rule, about, place, true)
  }
  if (repeatAt !== undefined && repeatAt <= now) return fire(again(), rule, about, place, true)
  // Its moment has come, and there is nobody to ask, or it was asked often enough.
  return askAt !== undefined && askAt <= now ? { ...instance, askAt: undefined } : instance
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

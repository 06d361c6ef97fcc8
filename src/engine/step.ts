/**
 * The engine: `step(ruleSet, state, observation) → { state, effects, touched }`. Pure: it reads no clock, no file and no
 * socket, so that the service, a test, a replay and an explanation are drivers of the same thing.
 */
import type { Rule, RuleSet } from "../language/ruleset.ts"
import { type FactName, factTypes, factValue } from "../screen/facts.ts"
import type { Frame, PaneKey } from "../screen/frame.ts"
import { afterResult, begin, blockMovesAt, proceed } from "./block.ts"
import type { Effect } from "./effect.ts"
import { judge, type Look, lookAt, type Verdict } from "./evaluate.ts"
import { advance, fired, movesAt as instanceMovesAt, memoryMs, opening, refusal, toldInSession } from "./lifecycle.ts"
import type { Observation } from "./observation.ts"
import { absent, type EngineState, type Instance, type InstanceKey, type PaneState } from "./state.ts"

export interface Stepped {
  readonly state: EngineState
  readonly effects: readonly Effect[]
  /** Panes whose instances changed. */
  readonly touched: readonly PaneKey[]
}

export function step(ruleSet: RuleSet, state: EngineState, observation: Observation): Stepped {
  switch (observation.kind) {
    case "frame": {
      const { frame, at } = observation
      return stepPane(state, frame.pane, (pane) => seeFrame(ruleSet, state, pane, frame, at))
    }
    case "output": {
      const { pane: key, lines, at } = observation
      return stepPane(state, key, (pane) => seeOutput(ruleSet, state, pane, lines.join("\n"), at))
    }
    case "result": {
      const { pane: key, effect, outcome, at } = observation
      return stepPane(state, key, (pane) => {
        const instances = new Map(pane.instances)
        for (const [id, instance] of instances) {
          const rule = ruleNamed(ruleSet, instance.rule)
          if (rule !== undefined) instances.set(id, afterResult(instance, rule, effect, outcome, at))
        }
        return goOn(ruleSet, { ...pane, instances }, at)
      })
    }
    case "gone": {
      if (!state.panes.has(observation.pane)) return { state, effects: [], touched: [] }
      const panes = new Map(state.panes)
      panes.delete(observation.pane)
      return { state: { panes }, effects: [], touched: [observation.pane] }
    }
    case "tick": {
      const { at, setBack } = observation
      const due = [...state.panes].filter(([, { wakeAt }]) => wakeAt !== undefined && (wakeAt <= at || setBack))
      let stepped: Stepped = { state, effects: [], touched: [] }
      for (const [key, { frame }] of due) {
        if (frame === undefined) continue
        const before = stepped
        const next = stepPane(before.state, key, (pane) => seeFrame(ruleSet, before.state, pane, frame, observation.at))
        stepped = {
          state: next.state,
          effects: [...before.effects, ...next.effects],
          touched: [...before.touched, ...next.touched],
        }
      }
      return stepped
    }
    case "resumed": {
      const panes = new Map([...state.panes].map(([key, pane]) => [key, resumed(pane, observation.since)]))
      return { state: { panes }, effects: [], touched: [...panes.keys()] }
    }
    case "gap":
      // New lines were lost: conditions on output are unknown for this look, and nothing fires.
      return { state, effects: [], touched: [] }
    default:
      return observation satisfies never
  }
}

/** Steps that were under way when the service stopped have ended; what cannot be known of the time between stands still. */
function resumed(pane: PaneState, since: number): PaneState {
  const instances = new Map(
    [...pane.instances].map(([key, instance]) => [
      key,
      { ...instance, block: undefined, unknownSince: instance.unknownSince ?? since },
    ]),
  )
  return { ...unseen, instances }
}

/** When time alone opens a pending rule or moves steps on; conditions on durations, which hold some day, do not count. */
export function movesAt(ruleSet: RuleSet, { panes }: EngineState): number | undefined {
  let next: number | undefined
  for (const { instances } of panes.values()) {
    for (const instance of instances.values()) {
      const rule = ruleNamed(ruleSet, instance.rule)
      if (rule === undefined) continue
      if (instance.phase === "pending") next = sooner(next, instanceMovesAt(instance, rule))
      next = sooner(next, blockMovesAt(instance))
    }
  }
  return next
}

interface PaneStepped {
  readonly pane: PaneState
  readonly effects: readonly Effect[]
}

const unseen: PaneState = {
  frame: undefined,
  factsBefore: undefined,
  instances: new Map(),
  changesAt: undefined,
  wakeAt: undefined,
}

function stepPane(state: EngineState, key: PaneKey, change: (pane: PaneState) => PaneStepped): Stepped {
  const before = state.panes.get(key) ?? unseen
  const { pane, effects } = change(before)
  if (pane === before) return { state, effects, touched: [] }
  const panes = new Map(state.panes)
  panes.set(key, pane)
  return { state: { panes }, effects, touched: sameInstances(before, pane) ? [] : [key] }
}

function sameInstances(a: PaneState, b: PaneState): boolean {
  return (
    a.instances.size === b.instances.size &&
    [...a.instances].every(([key, instance]) => b.instances.get(key) === instance)
  )
}

/** A look at the screen: every rule about a state is judged, and its instances move on. */
function seeFrame(ruleSet: RuleSet, state: EngineState, pane: PaneState, frame: Frame, now: number): PaneStepped {
  const look = lookAt(frame, now, ruleSet)
  const instances = new Map(pane.instances)
  const keys = keysByRule(pane.instances)
  let changesAt: number | undefined
  for (const rule of ruleSet.rules) {
    if (rule.edge) continue
    const verdict = judge(rule, look)
    changesAt = sooner(changesAt, verdict.changesAt)
    const present = verdict.holds === true ? instanceKey(rule, verdict, look) : undefined
    const there = keys.get(rule.name) ?? []
    for (const key of present === undefined || there.includes(present) ? there : [...there, present]) {
      const before = instances.get(key) ?? absent(rule.name, now)
      // Of several `by` values only the one that is seen is there; the others are gone.
      const own = verdict.holds === true && key !== present ? { ...verdict, holds: false } : verdict
      const moved = advance(before, rule, own, now)
      const after = moved.opened ? open(moved.instance, rule, verdict, { look, state }) : moved.instance
      if (after !== before || !instances.has(key)) instances.set(key, after)
    }
  }
  const factsBefore = frame === pane.frame ? pane.factsBefore : pane.frame?.facts
  return goOn(ruleSet, { frame, factsBefore, instances, changesAt, wakeAt: undefined }, now)
}

/** New lines: rules about an instant fire at once, judged with the facts of the moment. */
function seeOutput(ruleSet: RuleSet, state: EngineState, pane: PaneState, text: string, now: number): PaneStepped {
  if (pane.frame === undefined) return { pane, effects: [] }
  const { frame } = pane
  const whole = lookAt(frame, now, ruleSet, text)
  // A program that printed and ended is gone when its lines are read: they came under the facts of the look before, too.
  const earlier =
    pane.factsBefore === undefined ? undefined : { ...whole, frame: { ...frame, facts: pane.factsBefore } }
  const instances = new Map(pane.instances)
  const effects: Effect[] = []
  for (const rule of ruleSet.rules) {
    if (!rule.edge) continue
    let seen = whole
    let all = judge(rule, whole)
    if (all.holds !== true && earlier !== undefined) {
      seen = earlier
      all = judge(rule, earlier)
    }
    if (all.holds !== true) continue
    for (const { verdict, look } of eachLine(rule, seen) ?? [{ verdict: all, look: seen }]) {
      const key = instanceKey(rule, verdict, look)
      const before = instances.get(key) ?? absent(rule.name, now)
      if (before.block !== undefined) continue
      const opened = open(opening(before, now), rule, verdict, { look, state })
      const { instance, effects: made } = proceed(opened, key, rule, { frame, now })
      effects.push(...made)
      instances.set(key, instance)
    }
  }
  const went = goOn(ruleSet, { ...pane, instances }, now)
  return { pane: went.pane, effects: [...effects, ...went.effects] }
}

/** Lines of one look that one rule may fire for; more are a flood, which `limit` and `cooldown` are for. */
export const maxMatchesPerLook = 100

/** Each line that matches is an instant of its own, the oldest first. Undefined: only several lines together match. */
function eachLine(rule: Rule, whole: Look): { readonly verdict: Verdict; readonly look: Look }[] | undefined {
  const found: { readonly verdict: Verdict; readonly look: Look }[] = []
  for (const line of whole.output?.split("\n") ?? []) {
    const look = { ...whole, output: line }
    const verdict = judge(rule, look)
    if (verdict.holds === true) found.push({ verdict, look })
    if (found.length === maxMatchesPerLook) break
  }
  return found.length === 0 ? undefined : found
}

function open(
  instance: Instance,
  rule: Rule,
  verdict: Verdict,
  at: { readonly look: Look; readonly state: EngineState },
): Instance {
  const { frame, now } = at.look
  const refused = refusal(instance, rule, frame.facts, now)
  if (refused !== undefined || toldInSession(at.state, rule, frame)) return instance
  return begin(fired(instance, rule, frame.facts, now), verdict)
}

/** Lets every block go on, and finds when the pane must be looked at again. */
function goOn(ruleSet: RuleSet, pane: PaneState, now: number): PaneStepped {
  const { frame, factsBefore, changesAt } = pane
  if (frame === undefined) return { pane, effects: [] }
  const instances = new Map<InstanceKey, Instance>()
  const made: Made[] = []
  let wakeAt = changesAt
  for (const [key, before] of pane.instances) {
    const rule = ruleNamed(ruleSet, before.rule)
    // A rule that is no longer there takes its instances along.
    if (rule === undefined) continue
    const { instance, effects } = proceed(before, key, rule, { frame, now })
    if (effects.length > 0) made.push({ key, place: ruleSet.rules.indexOf(rule), effects })
    if (isForgotten(instance, rule, now)) continue
    instances.set(key, instance)
    wakeAt = sooner(wakeAt, sooner(instanceMovesAt(instance, rule), blockMovesAt(instance)))
  }
  return { pane: { frame, factsBefore, instances: bounded(instances), changesAt, wakeAt }, effects: inOrder(made) }
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

/** Instances one pane may have: a capture in `once … by` makes one per value. */
export const maxInstancesPerPane = 500

/** Beyond the limit those that are gone or going and were told longest ago are forgotten. */
function bounded(instances: ReadonlyMap<InstanceKey, Instance>): ReadonlyMap<InstanceKey, Instance> {
  if (instances.size <= maxInstancesPerPane) return instances
  const forgettable = [...instances]
    .filter(([, { phase, block }]) => (phase === "absent" || phase === "clearing") && block === undefined)
    .sort(([, a], [, b]) => a.openedAt - b.openedAt)
  const kept = new Map(instances)
  for (const [key] of forgettable.slice(0, instances.size - maxInstancesPerPane)) kept.delete(key)
  return kept
}

/**
 * Nothing about it matters any more: it is absent, and neither a cooldown, a limit nor a `once` remembers it. In the millisecond
 * in which it opened it is kept: another opening then must have another id.
 */
const isForgotten = ({ phase, block, toldIn, firings, openedAt }: Instance, rule: Rule, now: number): boolean =>
  phase === "absent" &&
  block === undefined &&
  toldIn === undefined &&
  openedAt < now &&
  firings.every((at) => now - at >= memoryMs(rule))

const sooner = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.min(a, b)

function keysByRule(instances: ReadonlyMap<InstanceKey, Instance>): ReadonlyMap<string, readonly InstanceKey[]> {
  const keys = new Map<string, InstanceKey[]>()
  for (const [key, { rule }] of instances) {
    const own = keys.get(rule)
    if (own === undefined) keys.set(rule, [key])
    else own.push(key)
  }
  return keys
}

function instanceKey(rule: Rule, verdict: Verdict, { frame, now }: Look): InstanceKey {
  if (rule.once.by.length === 0) return rule.name
  const values = rule.once.by.map((name) =>
    isFact(name) ? String(factValue(frame.facts, name, now) ?? "") : (verdict.captures[name] ?? ""),
  )
  return `${rule.name} ${JSON.stringify(values.map(short))}`
}

/** Longer values stand in a key as their beginning and a digest: keys are written down and compared all the time. */
const maxKeyValueLength = 120

function short(value: string): string {
  if (value.length <= maxKeyValueLength) return value
  // FNV-1a: tells texts apart, keeps no secret.
  let hash = 0x811c9dc5
  for (let index = 0; index < value.length; index += 1) {
    hash = Math.imul(hash ^ value.charCodeAt(index), 0x01000193) >>> 0
  }
  return `${value.slice(0, maxKeyValueLength)}…${value.length}-${hash.toString(36)}`
}

const isFact = (name: string): name is FactName => Object.hasOwn(factTypes, name)

const byName = new WeakMap<RuleSet, ReadonlyMap<string, Rule>>()

function ruleNamed(ruleSet: RuleSet, name: string): Rule | undefined {
  let rules = byName.get(ruleSet)
  if (rules === undefined) {
    rules = new Map(ruleSet.rules.map((rule) => [rule.name, rule]))
    byName.set(ruleSet, rules)
  }
  return rules.get(name)
}

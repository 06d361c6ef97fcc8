/**
 * The engine: `step(ruleSet, state, observation) → { state, effects, touched }`. Pure: it reads no clock, no file and no
 * socket, so that the service, a test, a replay and an explanation are drivers of the same thing.
 */
import type { Rule, RuleSet } from "../language/ruleset.ts"
import type { Frame, PaneKey } from "../screen/frame.ts"
import { forgotten, sameSight } from "./agents.ts"
import { afterResult, decide, delivered, dismissed, forsaken, type Progress } from "./block/block.ts"
import { stepAt } from "./block/path.ts"
import type { Situation } from "./block/situation.ts"
import { blockMovesAt, restarted } from "./block/waiting.ts"
import { lastEffects } from "./closing.ts"
import type { Effect } from "./effect.ts"
import { hasHostRules, hostFrame, isHostKey, sameHost } from "./host-rules.ts"
import { openInhibitors } from "./inhibition.ts"
import { seeEvent, seeOutput } from "./instants.ts"
import { movesAt as instanceMovesAt, maxUnknownMs } from "./lifecycle.ts"
import { sooner } from "./moments.ts"
import type { Observation } from "./observation.ts"
import { goOn, type PaneStepped, seeFrame } from "./pane.ts"
import { sessionsWithout } from "./refusal.ts"
import { ruleNamed } from "./rule-named.ts"
import type { EngineState, Instance, InstanceKey, PaneState } from "./state.ts"
import { unseenFrame } from "./unseen.ts"

export interface Stepped {
  readonly state: EngineState
  readonly effects: readonly Effect[]
  /** Panes of which something changed that must be remembered: their instances, their agent's state. */
  readonly touched: readonly PaneKey[]
}

export function step(ruleSet: RuleSet, state: EngineState, observation: Observation): Stepped {
  const { at } = observation
  switch (observation.kind) {
    case "frame": {
      const { frame } = observation
      return then(seeHost(ruleSet, state, frame, at), (now) =>
        stepPane(ruleSet, now, frame.pane, at, (pane) => seeFrame(ruleSet, now, pane, frame, at)),
      )
    }
    case "output":
      return stepPane(ruleSet, state, observation.pane, at, (pane) => {
        const seen = seeOutput(ruleSet, state, pane, observation.lines.join("\n"), at)
        return also(seen.effects, goOn(ruleSet, state, seen.pane, at))
      })
    case "event":
      return stepPane(ruleSet, state, observation.pane, at, (pane) => {
        const { name, fields } = observation
        const seen = seeEvent(ruleSet, state, pane, { name, fields, trusted: true }, at)
        return also(seen.effects, goOn(ruleSet, state, seen.pane, at))
      })
    case "result": {
      const { effect, outcome } = observation
      return stepBlocks(ruleSet, state, observation.pane, at, (instance, situation) =>
        afterResult(instance, effect, outcome, situation),
      )
    }
    case "decision": {
      const { ask, decision, pane } = observation
      const isOpen = [...(state.panes.get(pane)?.instances.values() ?? [])].some(({ block }) => block?.ask?.id === ask)
      if (!isOpen) return { state, effects: [tooLate(ask, pane, at)], touched: [] }
      return stepBlocks(ruleSet, state, pane, at, (instance, situation) => decide(instance, ask, decision, situation))
    }
    case "delivered": {
      const { ask, pane } = observation
      return stepBlocks(ruleSet, state, pane, at, (instance) => ({
        instance: delivered(instance, ask, at),
        effects: [],
      }))
    }
    case "dismissed": {
      const { ask, pane } = observation
      return stepBlocks(ruleSet, state, pane, at, (instance) => ({ instance: dismissed(instance, ask), effects: [] }))
    }
    case "gone":
      return gone(ruleSet, state, observation.pane, at)
    case "tick":
      return tick(ruleSet, state, at, observation.setBack === true)
    case "resumed": {
      const panes = new Map([...state.panes].map(([key, pane]) => [key, resumed(pane, observation.since, at)]))
      return { state: { ...state, panes }, effects: [], touched: [...panes.keys()] }
    }
    case "gap":
      // New lines were lost: conditions on output are unknown for this look, and nothing fires.
      return { state, effects: [], touched: [] }
    default:
      return observation satisfies never
  }
}

/** Rules about the whole host are judged when something of the host has changed. */
function seeHost(ruleSet: RuleSet, state: EngineState, frame: Frame, at: number): Stepped {
  const nothing: Stepped = { state, effects: [], touched: [] }
  if (!hasHostRules(ruleSet)) return nothing
  const host = hostFrame(frame)
  if (sameHost(state.panes.get(host.pane)?.frame, host)) return nothing
  return stepPane(ruleSet, state, host.pane, at, (pane) => seeFrame(ruleSet, state, pane, host, at))
}

const also = (effects: readonly Effect[], stepped: PaneStepped): PaneStepped =>
  effects.length === 0 ? stepped : { ...stepped, effects: [...effects, ...stepped.effects] }

/** The dialog that somebody decided about is gone: nothing is pressed, and they are told. */
function tooLate(ask: string, pane: PaneKey, at: number): Effect {
  const origin = { rule: "", pane, host: "", session: "", window: "" }
  return { kind: "settle", id: `${ask}|changed`, at, origin, ask, how: "changed" }
}

/** The pane is closed: what it asked is settled, and what it had gathered or had still to tell is told. */
function gone(ruleSet: RuleSet, state: EngineState, key: PaneKey, now: number): Stepped {
  const pane = state.panes.get(key)
  // A host does not go with a pane.
  if (pane === undefined || isHostKey(key)) return { state, effects: [], touched: [] }
  const panes = new Map(state.panes)
  panes.delete(key)
  const without = { ...state, panes, sessions: sessionsWithout(state, pane, panes) }
  const effects = lastEffects(ruleSet, state, pane, key, now)
  return released(ruleSet, pane, undefined, key, now, { state: without, effects, touched: [key] })
}

function tick(ruleSet: RuleSet, state: EngineState, at: number, setBack: boolean): Stepped {
  let stepped: Stepped = { state, effects: [], touched: [] }
  for (const [key, { frame, wakeAt }] of state.panes) {
    if (frame === undefined || wakeAt === undefined || (wakeAt > at && !setBack)) continue
    stepped = then(stepped, (now) =>
      stepPane(ruleSet, now, key, at, (pane) => seeFrame(ruleSet, now, pane, pane.frame ?? frame, at)),
    )
  }
  return stepped
}

function then(before: Stepped, more: (state: EngineState) => Stepped): Stepped {
  const next = more(before.state)
  return {
    state: next.state,
    effects: [...before.effects, ...next.effects],
    touched: [...before.touched, ...next.touched],
  }
}

/** Something is known about the pane's blocks; then the pane is looked at anew, as it was last seen. */
function stepBlocks(
  ruleSet: RuleSet,
  state: EngineState,
  key: PaneKey,
  now: number,
  change: (instance: Instance, situation: Situation) => Progress,
): Stepped {
  // A closed pane has nothing to go on with.
  if (!state.panes.has(key)) return { state, effects: [], touched: [] }
  return stepPane(ruleSet, state, key, now, (pane) => {
    const { frame, agent: sight } = pane
    const effects: Effect[] = []
    const instances = new Map<InstanceKey, Instance>()
    for (const [id, before] of pane.instances) {
      const rule = ruleNamed(ruleSet, before.rule)
      // Not seen since a restart: what follows from it waits until it is.
      const shown = frame ?? unseenFrame(key)
      if (rule === undefined) {
        effects.push(...forsaken(before, shown, now))
        continue
      }
      const changed = change(before, { ruleSet, frame: shown, sight, now, instance: before, key: id, rule })
      effects.push(...changed.effects)
      instances.set(id, changed.instance)
    }
    const changed = { ...pane, instances }
    if (frame === undefined) return { pane: changed, effects }
    return also(effects, seeFrame(ruleSet, state, changed, frame, now))
  })
}

/** Steps that were under way when the service stopped have ended; what cannot be known of the time between stands still. */
function resumed(pane: PaneState, since: number, at: number): PaneState {
  const instances = new Map(
    [...pane.instances].map(([key, instance]) => {
      const block = restarted(instance.block)
      const failed = instance.failed || (block === undefined && instance.block !== undefined)
      return [key, { ...instance, block, failed, unknownSince: instance.unknownSince ?? since }] as const
    }),
  )
  const agent = pane.agent !== undefined && at - since > maxUnknownMs ? forgotten(pane.agent, at) : pane.agent
  return { ...unseen, instances, agent, counts: pane.counts }
}

/** When time alone opens a pending rule or moves steps on; conditions on durations, which hold some day, do not count. */
export function movesAt(ruleSet: RuleSet, { panes }: EngineState): number | undefined {
  let next: number | undefined
  for (const { instances } of panes.values()) {
    for (const instance of instances.values()) {
      const rule = ruleNamed(ruleSet, instance.rule)
      if (rule === undefined) continue
      if (instance.phase === "pending") next = sooner(next, instanceMovesAt(instance, rule))
      // People take their time.
      if (instance.block?.waiting?.kind !== "decision") next = sooner(next, blockAt(instance, rule))
    }
  }
  return next
}
const blockAt = (instance: Instance, rule: Rule): number | undefined =>
  instance.block === undefined ? undefined : blockMovesAt(instance, stepAt(rule.steps, instance.block))

const unseen: PaneState = { frame: undefined, instances: new Map(), wakeAt: undefined }

function stepPane(
  ruleSet: RuleSet,
  state: EngineState,
  key: PaneKey,
  now: number,
  change: (pane: PaneState) => PaneStepped,
): Stepped {
  const before = state.panes.get(key) ?? unseen
  const { pane, effects } = change(before)
  if (pane === before) return { state, effects, touched: [] }
  const panes = new Map(state.panes)
  panes.set(key, pane)
  const isTouched =
    !sameInstances(before, pane) || !sameSight(before.agent, pane.agent) || before.counts !== pane.counts
  const stepped: Stepped = { state: { ...state, panes }, effects, touched: isTouched ? [key] : [] }
  return isTouched ? released(ruleSet, before, pane, key, now, stepped) : stepped
}

/** What an inhibition held back in other panes is looked at again when it ends. */
function released(
  ruleSet: RuleSet,
  before: PaneState,
  after: PaneState | undefined,
  key: PaneKey,
  now: number,
  stepped: Stepped,
): Stepped {
  const open = openInhibitors(ruleSet, after?.instances.values())
  const ended = [...openInhibitors(ruleSet, before.instances.values())].some((rule) => !open.has(rule))
  if (!ended) return stepped
  let all = stepped
  for (const [other, { frame, instances }] of stepped.state.panes) {
    if (other === key || frame === undefined) continue
    if (![...instances.values()].some(({ refused }) => refused === "inhibited")) continue
    all = then(all, (state) =>
      stepPane(ruleSet, state, other, now, (pane) => seeFrame(ruleSet, state, pane, frame, now)),
    )
  }
  return all
}

function sameInstances(a: PaneState, b: PaneState): boolean {
  return (
    a.instances.size === b.instances.size &&
    [...a.instances].every(([key, instance]) => b.instances.get(key) === instance)
  )
}

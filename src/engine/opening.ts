/** An instance that opened fires, or something refuses: inhibited · once · cooldown · limit · quiet, in this order. */
import type { Rule, RuleSet, Step } from "../language/ruleset.ts"
import type { Frame } from "../screen/frame.ts"
import { snapshot } from "./agents.ts"
import { begin } from "./block/block.ts"
import type { Look, Verdict } from "./evaluate.ts"
import { guardOf } from "./guard.ts"
import { isInhibited } from "./inhibition.ts"
import { opening } from "./lifecycle.ts"
import { quietNow } from "./quiet-hours.ts"
import { fired, type Refused, refusal, toldInSession } from "./refusal.ts"
import type { About, EngineState, Instance, InstanceKey } from "./state.ts"

/** Texts that one batch of `collect` keeps. */
export const maxBatchMatches = 1_000

/** Where and when something opens. */
export interface Place {
  readonly ruleSet: RuleSet
  readonly frame: Frame
  readonly now: number
  /** As it was before this step. */
  readonly state: EngineState
  /** The pane's instances as they are by now. */
  readonly instances: ReadonlyMap<InstanceKey, Instance>
  /** Of the instance that opens. */
  readonly key: InstanceKey
}

export function aboutOf(rule: Rule, verdict: Verdict, { frame, agent, event, output }: Look): About {
  return {
    captures: verdict.captures,
    matches: verdict.matched,
    guard: guardOf(rule, verdict, agent),
    pid: frame.pid,
    agent: snapshot(agent),
    event: event?.fields,
    // Whatever a pane prints anybody may have written; of a screen its rule says what it must look like, right before the key.
    trusted: event?.trusted ?? output === undefined,
  }
}

/** An opening: it fires, is refused, or joins those that fire together. */
export function open(opened: Instance, rule: Rule, about: About, place: Place): Instance {
  if (rule.collect === undefined) return fire(opened, rule, about, place)
  const begun = opened.batch ?? { since: place.now, about, matches: [] }
  // What may cause more than the first one counts.
  const batch = !begun.about.trusted && about.trusted ? { ...begun, about } : begun
  const matches = batch.matches.length < maxBatchMatches ? [...batch.matches, about.matches] : batch.matches
  const joined = { ...opened, about, batch: { ...batch, matches } }
  const isFull = matches.length >= rule.collect.count && opened.block === undefined
  return isFull ? fireBatch(joined, rule, place) : joined
}

/** What `collect` has gathered fires as one: with the captures of the first, and the texts of all. */
export function fireBatch(instance: Instance, rule: Rule, place: Place): Instance {
  const { batch } = instance
  if (batch === undefined) return instance
  const about = { ...batch.about, matches: batch.matches.join("\n") }
  return fire({ ...opening(instance, place.now), batch: undefined }, rule, about, place)
}

/** `again`: what has been told already is told once more, by `repeat` or because nothing came of it. */
export function fire(instance: Instance, rule: Rule, about: About, place: Place, again = false): Instance {
  const repeatAt = rule.repeatMs > 0 ? place.now + rule.repeatMs : undefined
  const known = { ...instance, about, repeatAt }
  const refused = refusedBy(instance, rule, place, again)
  if (refused !== undefined) return { ...known, refused }
  const told = { ...fired(known, rule, place.frame.facts, place.now), refused: undefined, failed: false, told: true }
  return begin(told, about)
}

function refusedBy(instance: Instance, rule: Rule, place: Place, again: boolean): Refused | undefined {
  const { ruleSet, frame, now, state, instances, key } = place
  const here = { pane: frame.pane, facts: frame.facts, instances }
  if (isInhibited(ruleSet, rule.name, here, state.panes, now)) return "inhibited"
  const refused = refusal(instance, rule, frame.facts, now, again)
  if (refused !== undefined) return refused
  if (!again && toldInSession(state, rule, key, frame)) return "once"
  const isSilent = rule.steps.every(isMessage) && quietNow(ruleSet.quiets, rule.severity, now)?.how === "drop"
  return isSilent ? "quiet" : undefined
}

/** What quiet hours may drop without a trace. */
const isMessage = ({ kind }: Step): boolean => kind === "notify" || kind === "wait"

/** The steps of a `do`, one after the other, as far as they go now. */
import type { Rule, Step } from "../../language/ruleset.ts"
import type { Frame } from "../../screen/frame.ts"
import type { Effect, SendOutcome, Settled } from "../effect.ts"
import type { Decided } from "../observation.ts"
import type { About, Block, Instance, InstanceKey } from "../state.ts"
import { decisionSteps } from "./ask.ts"
import { awaited } from "./awaited.ts"
import { failed, type Next, on, over } from "./next.ts"
import { at, inside, isWithin, listKey, listOf, next, outside, stepAt } from "./path.ts"
import { type Moment, type Situation, settleEffect } from "./situation.ts"
import { take } from "./take.ts"
import { maxOffers, notTooFar, offerAgainMs } from "./waiting.ts"

export interface Progress {
  readonly instance: Instance
  readonly effects: readonly Effect[]
}

/** The instance with its steps begun. */
export function begin(instance: Instance, about: About): Instance {
  const block: Block = {
    path: [{ list: "do", index: 0 }],
    waiting: undefined,
    attempt: 0,
    about,
    guard: about.guard,
    keyed: undefined,
    message: undefined,
    ask: undefined,
    retry: undefined,
    answer: undefined,
  }
  return { ...instance, block }
}

/** Goes on with the steps as far as they go now. */
export function proceed(before: Instance, key: InstanceKey, rule: Rule, moment: Moment): Progress {
  const effects: Effect[] = []
  let instance = before
  for (;;) {
    const block = towardsDecision(instance.block, moment.now)
    if (block === undefined) return { instance, effects }
    if (block !== instance.block) instance = { ...instance, block }
    const situation: Situation = { ...moment, instance, key, rule }
    const step = stepAt(rule.steps, block)
    let came: Next
    if (block.waiting !== undefined) {
      const waiting = notTooFar(block.waiting, step, moment.now)
      const timely = waiting === block.waiting ? block : { ...block, waiting }
      if (timely !== block) instance = { ...instance, block: timely }
      came = awaited(timely, step, situation)
    } else if (step === undefined) came = over(block, situation)
    else {
      const taken = take(step, block, situation)
      if (taken.effect !== undefined) effects.push(taken.effect)
      came = taken.next === "failed" ? failed(block, "failed", situation) : on(taken.next)
    }
    if (came.kind === "still") return { instance, effects }
    effects.push(...settling(came.settled, block, situation))
    instance = after(instance, came, moment.now)
  }
}

/** So long a program has for drawing its answer to keys that were out when a person decided. */
const redrawMs = 1_000

/** From the steps of an ask's `timeout` to those of a decision that came meanwhile, once no key is out any more. */
function towardsDecision(block: Block | undefined, now: number): Block | undefined {
  if (block?.ask?.decision === undefined || isWithin(block, "decision") || block.waiting?.kind === "result")
    return block
  const wasBusy = isWithin(block, "timeout")
  const decided = inside({ ...at(block, block.ask.path), keyed: undefined, answer: undefined }, "decision")
  return wasBusy ? { ...decided, waiting: { kind: "offer", at: now + redrawMs } } : decided
}

/** What was answered in vain is asked anew after this time, if it still stands: the program may have been slow. */
export const askAgainMs = 60_000

const after = (instance: Instance, came: Exclude<Next, { kind: "still" }>, now: number): Instance =>
  came.kind === "on"
    ? { ...instance, block: came.block }
    : {
        ...instance,
        block: undefined,
        failed: instance.failed || came.failed,
        askAt: came.pressed === true ? now + askAgainMs : instance.askAt,
      }

/** What becomes of the ask that the block was at. */
function settling(how: Settled | undefined, { ask }: Block, situation: Situation): readonly Effect[] {
  return how === undefined || ask === undefined ? [] : settleEffect(ask.id, how, situation)
}

/** The performer's word on keys, or how a program ended. */
export function afterResult(before: Instance, effect: string, outcome: SendOutcome, situation: Situation): Progress {
  const { block } = before
  if (block?.waiting?.kind !== "result" || block.waiting.effect !== effect) return { instance: before, effects: [] }
  const came = cameOf(block, outcome, situation)
  return { instance: after(before, came, situation.now), effects: settling(came.settled, block, situation) }
}

function cameOf(block: Block, outcome: SendOutcome, situation: Situation): Exclude<Next, { kind: "still" }> {
  if (outcome.sent === true) return { kind: "on", block: next({ ...block, keyed: listKey(block) }) }
  if (outcome.sent === "unknown" || outcome.why === "failed") return failed(block, "failed", situation)
  const isPassing = outcome.why === "copy-mode" || outcome.why === "typing" || outcome.why === "unreachable"
  // A screen that is being redrawn, or lies under a viewer, looks changed for a moment.
  const isOnScreen = outcome.why === "changed" && block.attempt < maxLooksAgain && stands(situation)
  if (!isPassing && !isOnScreen) return failed(block, "changed", situation)
  if (block.attempt + 1 >= maxOffers) return failed(block, "failed", situation)
  return { kind: "on", block: { ...block, waiting: { kind: "offer", at: situation.now + offerAgainMs } } }
}

/** Keys that were refused because the screen looked changed are offered so often again while the same dialog stands. */
const maxLooksAgain = 3
const stands = ({ instance: { phase, wait }, sight }: Situation): boolean =>
  phase === "open" && wait !== "" && sight?.identity === wait

/** A person's decision: the steps that follow from it are next. The same instance: it is not for this one, or not offered. */
export function decide(before: Instance, ask: string, decision: Decided, situation: Situation): Progress {
  const { block } = before
  if (block?.ask?.id !== ask || block.ask.decision !== undefined) return { instance: before, effects: [] }
  const step = stepAt(situation.rule.steps, block, block.ask.path)
  const steps = step?.kind === "ask" ? decisionSteps(step, decision) : undefined
  if (steps === undefined) return { instance: before, effects: [] }
  const text = decision.what === "reply" ? decision.text : undefined
  const decided: Block = { ...block, ask: { ...block.ask, decision: { steps, text } } }
  return { instance: { ...before, block: decided }, effects: settleEffect(ask, "decided", situation) }
}

/** An ask has reached somebody: its timeout begins, once. */
export function delivered(instance: Instance, ask: string, now: number): Instance {
  const { block } = instance
  if (block?.ask?.id !== ask || block.ask.deliveredAt !== undefined) return instance
  return { ...instance, block: { ...block, ask: { ...block.ask, deliveredAt: now } } }
}

/** Nobody can answer it any more; unlike a decision that was not carried out it does not say so itself. */
export const dismissed = (instance: Instance, ask: string): Instance =>
  instance.block?.ask?.id === ask ? { ...instance, block: undefined, failed: true } : instance

/** Its condition is gone for good, or another approval has taken its place: no more steps. */
export function leave(before: Instance, situation: Situation): Progress {
  const { block } = before
  if (block === undefined) return { instance: before, effects: [] }
  const { decision } = block.ask ?? {}
  // All that is left is to see that it helped, and it did: what was answered is no longer there.
  const isDone = block.waiting?.kind !== "offer" && isAtEnd(block, situation.rule.steps)
  const how: Settled = decision === undefined ? "elsewhere" : isDone ? "done" : "changed"
  return {
    instance: { ...before, block: undefined, failed: before.failed || !(isDone || decision === undefined) },
    effects: settling(how, block, situation),
  }
}

/** Its rule or its pane is no more: what it asked is settled. */
export function forsaken({ rule, block }: Instance, { pane, facts }: Frame, now: number): readonly Effect[] {
  if (block?.ask === undefined) return []
  const { id: ask, decision } = block.ask
  const how = decision === undefined ? "elsewhere" : "changed"
  const { host, session, window } = facts
  return [{ kind: "settle", id: `${ask}|${how}`, at: now, origin: { rule, pane, host, session, window }, ask, how }]
}

/** No step of the decision, or of the `do`, is left but the one that is waited for. */
function isAtEnd(block: Block, steps: readonly Step[]): boolean {
  let left: Block | undefined = block.waiting === undefined ? block : next(block)
  while (left !== undefined) {
    if (stepAt(steps, left) !== undefined) return false
    if (listOf(left) === "decision") return true
    const around = outside(left)
    left = around && next(around)
  }
  return true
}

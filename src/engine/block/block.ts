/** The steps of a `do`, one after the other, as far as they go now. */
import type { Rule, Step } from "../../language/ruleset.ts"
import type { Effect, SendOutcome, Settled } from "../effect.ts"
import { guardOfSight, isAboutAgents } from "../guard.ts"
import type { Decided } from "../observation.ts"
import type { About, Block, Instance, InstanceKey } from "../state.ts"
import { decisionSteps } from "./ask.ts"
import { at, inside, isWithin, listKey, listOf, next, outside, stepAt } from "./path.ts"
import { type Moment, type Situation, settleEffect } from "./situation.ts"
import { take } from "./take.ts"
import { answeredMs, maxOffers, notTooFar, offerAgainMs } from "./waiting.ts"

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

/** What a block comes to: another place, the same one for longer, or its end. */
export type Next =
  | { readonly kind: "on"; readonly block: Block; readonly settled?: Settled }
  | { readonly kind: "still" }
  | { readonly kind: "ended"; readonly failed: boolean; readonly settled?: Settled }

const on = (block: Block): Next => ({ kind: "on", block })
const still: Next = { kind: "still" }

/** Goes on with the steps as far as they go now. */
export function proceed(before: Instance, key: InstanceKey, rule: Rule, moment: Moment): Progress {
  const effects: Effect[] = []
  let instance = before
  for (;;) {
    const { block } = instance
    if (block === undefined) return { instance, effects }
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
    instance = after(instance, came)
  }
}

const after = (instance: Instance, came: Exclude<Next, { kind: "still" }>): Instance =>
  came.kind === "on"
    ? { ...instance, block: came.block }
    : { ...instance, block: undefined, failed: instance.failed || came.failed }

/** What becomes of the ask that the block was at. */
function settling(how: Settled | undefined, { ask }: Block, situation: Situation): readonly Effect[] {
  return how === undefined || ask === undefined ? [] : settleEffect(ask.id, how, situation)
}

/** The performer's word on keys, or how a program ended. */
export function afterResult(before: Instance, effect: string, outcome: SendOutcome, situation: Situation): Progress {
  const { block } = before
  if (block?.waiting?.kind !== "result" || block.waiting.effect !== effect) return { instance: before, effects: [] }
  const came = cameOf(block, outcome, situation)
  return { instance: after(before, came), effects: settling(came.settled, block, situation) }
}

function cameOf(block: Block, outcome: SendOutcome, situation: Situation): Exclude<Next, { kind: "still" }> {
  if (outcome.sent === true) return { kind: "on", block: next({ ...block, keyed: listKey(block) }) }
  if (outcome.sent === "unknown" || outcome.why === "failed") return failed(block, "failed", situation)
  const isPassing = outcome.why === "copy-mode" || outcome.why === "typing" || outcome.why === "unreachable"
  if (!isPassing) return failed(block, "changed", situation)
  if (block.attempt + 1 >= maxOffers) return failed(block, "failed", situation)
  return { kind: "on", block: { ...block, waiting: { kind: "offer", at: situation.now + offerAgainMs } } }
}

/** A person's decision: the steps that follow from it are next. The same instance: it is not for this one, or not offered. */
export function decide(before: Instance, ask: string, decision: Decided, situation: Situation): Progress {
  const { block } = before
  if (block?.ask?.id !== ask || block.ask.decision !== undefined) return { instance: before, effects: [] }
  const step = stepAt(situation.rule.steps, block, block.ask.path)
  const steps = step?.kind === "ask" ? decisionSteps(step, decision) : undefined
  if (steps === undefined) return { instance: before, effects: [] }
  const text = decision.what === "reply" ? decision.text : undefined
  const decided: Block = {
    ...at(block, block.ask.path),
    ask: { ...block.ask, decision: { steps, text } },
    answer: undefined,
  }
  return {
    instance: { ...before, block: inside(decided, "decision") },
    effects: settleEffect(ask, "decided", situation),
  }
}

/** An ask has reached somebody: its timeout begins, once. */
export function delivered(instance: Instance, ask: string, now: number): Instance {
  const { block } = instance
  if (block?.ask?.id !== ask || block.ask.deliveredAt !== undefined) return instance
  return { ...instance, block: { ...block, ask: { ...block.ask, deliveredAt: now } } }
}

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

/** The condition still holds, as far as anybody can see; of an instant it cannot be said. */
const isThere = ({ phase }: Instance, rule: Rule): boolean => rule.edge || phase === "open"

/** Whether what the block waits for has come. */
function awaited(block: Block, step: Step | undefined, situation: Situation): Next {
  const { instance, rule, now, sight } = situation
  const { waiting } = block
  const isUnknown = instance.unknownSince !== undefined
  switch (waiting?.kind) {
    case undefined:
    case "result":
      return still
    case "pause":
      return now < waiting.until ? still : on(next(block))
    case "offer":
      if (now < waiting.at) return still
      // What the keys were for is no longer there: nothing is pressed.
      if (!isThere(instance, rule) && block.guard.kind === "rule") return failed(block, "changed", situation)
      if (isUnknown) return on({ ...block, waiting: { ...waiting, at: now + offerAgainMs } })
      return on({ ...block, waiting: undefined, attempt: block.attempt + 1 })
    case "gone":
      if (isUnknown) return still
      if (!isThere(instance, rule)) return on(next(block))
      return now < waiting.by ? still : otherwise(block, step, situation)
    case "state": {
      if (isUnknown) return still
      const wanted = step?.kind === "verify-state" || step?.kind === "wait-until" ? step.state : undefined
      if (sight !== undefined && sight.state === wanted && sight.unsureSince === undefined) {
        const reached = next(block)
        return on(step?.kind === "wait-until" ? { ...reached, guard: guardOfSight(sight), keyed: undefined } : reached)
      }
      return now < waiting.by ? still : otherwise(block, step, situation)
    }
    case "answered":
      if (isUnknown) return still
      if (sight?.identity !== waiting.identity) return on({ ...next(block), answer: undefined })
      return now < waiting.by ? still : failed(block, "failed", situation)
    case "decision":
      return awaitedDecision(block, step, situation)
    case "try":
      return isUnknown ? still : awaitedTry(block, waiting.at, step, situation)
    case "trial":
      return isUnknown ? still : awaitedTrial(block, waiting.until, step, situation)
    default:
      return waiting satisfies never
  }
}

/** A check failed: its `else`, or the end. */
function otherwise(block: Block, step: Step | undefined, situation: Situation): Next {
  const hasElse = (step?.kind === "verify-gone" || step?.kind === "verify-state") && step.otherwise.length > 0
  return hasElse ? on(inside(block, "else")) : failed(block, "changed", situation)
}

function awaitedDecision(block: Block, step: Step | undefined, { now, rule, frame, sight }: Situation): Next {
  const { ask, guard } = block
  // The rule has changed since.
  if (ask === undefined || step?.kind !== "ask") return { kind: "ended", failed: false, settled: "elsewhere" }
  // Nobody says of an instant that it is over; of the dialog that it was about one can.
  const isOver =
    rule.edge && guard.kind === "wait" && frame.unreadable === undefined && sight?.identity !== guard.identity
  if (isOver) return { kind: "ended", failed: false, settled: "elsewhere" }
  const { timeout } = step
  if (timeout === undefined || ask.timedOut || ask.deliveredAt === undefined) return still
  if (now < ask.deliveredAt + timeout.ms) return still
  return on(inside({ ...block, ask: { ...ask, timedOut: true } }, "timeout"))
}

/** Before a try: gone by itself, or still there when its time has come. */
function awaitedTry(
  block: Block,
  from: number,
  step: Step | undefined,
  { instance, rule, now, sight }: Situation,
): Next {
  if (step?.kind !== "retry" || block.retry === undefined) return { kind: "ended", failed: false }
  if (instance.phase !== "open") return goneFor(step.goneForMs, instance, now) ? on(helped(block)) : still
  if (now < from) return still
  const retry = { ...block.retry, tries: block.retry.tries + 1 }
  // Much may have happened since it opened: the keys are for what the agent does now.
  const guard = isAboutAgents(rule) && sight !== undefined ? guardOfSight(sight) : block.guard
  return on(inside({ ...block, retry, guard, keyed: undefined }, "try"))
}

function awaitedTrial(block: Block, until: number, step: Step | undefined, { instance, now }: Situation): Next {
  if (step?.kind !== "retry" || block.retry === undefined) return { kind: "ended", failed: false }
  if (instance.phase !== "open") return goneFor(step.goneForMs, instance, now) ? on(helped(block)) : still
  if (now < until) return still
  const rest = step.afterMs[block.retry.tries]
  if (rest === undefined) return on(inside(block, "exhausted"))
  return on({ ...block, waiting: { kind: "try", at: now + rest } })
}

const goneFor = (ms: number, { since }: Instance, now: number): boolean => now - since >= ms
const helped = (block: Block): Block => ({ ...next(block), retry: undefined })

/** A list of steps is over. */
function over(block: Block, situation: Situation): Next {
  const around = outside(block)
  const list = listOf(block)
  if (around === undefined) return { kind: "ended", failed: false }
  switch (list) {
    case "do":
      return { kind: "ended", failed: false }
    case "else":
      // What was to follow counted on the check that failed.
      return over(around, situation)
    case "decision":
      return { kind: "on", block: { ...next(around), ask: undefined, answer: undefined }, settled: "done" }
    case "timeout":
      return on({ ...around, waiting: { kind: "decision" }, answer: undefined })
    case "try":
      return on(trial(around, situation))
    case "exhausted":
      return on({ ...next(around), retry: undefined })
    case "answer":
      return on(answered(around, situation))
    default:
      return list satisfies never
  }
}

function trial(around: Block, { rule, now }: Situation): Block {
  const step = stepAt(rule.steps, around)
  const goneForMs = step?.kind === "retry" ? step.goneForMs : 0
  return { ...around, answer: undefined, waiting: { kind: "trial", until: now + goneForMs } }
}

function answered(around: Block, { rule, now, instance }: Situation): Block {
  const step = stepAt(rule.steps, around)
  const { guard } = around
  const identity = guard.kind === "wait" ? guard.identity : guard.kind === "rule" ? instance.wait : ""
  const isReply = step?.kind === "answer" && step.what === "reply"
  if (identity === "" || isReply) return { ...next(around), answer: undefined }
  return { ...around, waiting: { kind: "answered", identity, by: now + answeredMs } }
}

/** A step did not go through: a try has not helped, an ask goes on waiting after its `timeout`, anything else ends. */
function failed(block: Block, how: "changed" | "failed", situation: Situation): Exclude<Next, { kind: "still" }> {
  for (let here: Block | undefined = block; here !== undefined; here = outside(here)) {
    const around = outside(here)
    if (around === undefined) break
    const list = listOf(here)
    if (list === "try") return { kind: "on", block: trial(around, situation) }
    if (list === "timeout")
      return { kind: "on", block: { ...around, waiting: { kind: "decision" }, answer: undefined } }
    if (list === "decision") return { kind: "ended", failed: true, settled: how }
  }
  const isUndecided = block.ask !== undefined && !isWithin(block, "decision")
  return { kind: "ended", failed: true, ...(isUndecided ? { settled: "elsewhere" as const } : {}) }
}

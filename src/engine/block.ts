/** The steps of a `do`, one after the other: messages at once, keys when the performer could press them, pauses, checks. */
import type { Rule, Step } from "../language/ruleset.ts"
import type { Frame } from "../screen/frame.ts"
import { compose, defaultTitle, type Variables } from "./compose.ts"
import type { Effect, Origin, SendOutcome } from "./effect.ts"
import type { Verdict } from "./evaluate.ts"
import type { Block, Instance, InstanceKey, Waiting } from "./state.ts"

/** Keys that could not be pressed for now (copy mode, somebody types) are offered again after this time. */
export const offerAgainMs = 1_000
/** …and this often, then the block ends. */
export const maxOffers = 600

export interface Moment {
  readonly frame: Frame
  readonly now: number
}
export interface Progress {
  readonly instance: Instance
  readonly effects: readonly Effect[]
}

/** The instance with its steps begun. */
export function begin(instance: Instance, verdict: Verdict): Instance {
  const { captures, matched } = verdict
  return { ...instance, block: { path: [0], waiting: undefined, attempt: 0, captures, matches: matched } }
}

/** Goes on with the steps as far as they go now. */
export function proceed(before: Instance, key: InstanceKey, rule: Rule, moment: Moment): Progress {
  const effects: Effect[] = []
  let instance = before
  for (;;) {
    const block = instance.block
    if (block === undefined) return { instance, effects }
    if (block.waiting !== undefined) {
      const waiting = notTooFar(block.waiting, stepAt(rule.steps, block.path), moment.now)
      if (waiting !== block.waiting) instance = { ...instance, block: { ...block, waiting } }
      const next = awaited(block, waiting, instance, rule, moment.now)
      if (next === "still") return { instance, effects }
      instance = { ...instance, block: next }
      continue
    }
    const step = stepAt(rule.steps, block.path)
    if (step === undefined) {
      instance = { ...instance, block: undefined }
      continue
    }
    const taken = take(step, block, { instance, key, rule, ...moment })
    if (taken.effect !== undefined) effects.push(taken.effect)
    instance = { ...instance, block: taken.block }
  }
}

/** The block after the performer's word on its keys. */
export function afterResult(
  instance: Instance,
  rule: Rule,
  effect: string,
  outcome: SendOutcome,
  now: number,
): Instance {
  const { block } = instance
  if (block?.waiting?.kind !== "result" || block.waiting.effect !== effect) return instance
  if (outcome.sent === true) return { ...instance, block: following(rule.steps, block) }
  if (outcome.sent === "unknown") return { ...instance, block: undefined }
  const passing = outcome.why === "copy-mode" || outcome.why === "typing" || outcome.why === "unreachable"
  if (!passing || block.attempt + 1 >= maxOffers) return { ...instance, block: undefined }
  return { ...instance, block: { ...block, waiting: { kind: "offer", at: now + offerAgainMs } } }
}

/** When the block moves on by time alone. */
export function blockMovesAt({ block, unknownSince }: Instance): number | undefined {
  switch (block?.waiting?.kind) {
    case "pause":
      return block.waiting.until
    case "offer":
      return block.waiting.at
    case "gone":
      // Nobody can see whether it is gone: the deadline stands still.
      return unknownSince === undefined ? block.waiting.by : undefined
    default:
      return undefined
  }
}

/** After the clock was set back no wait is longer than its step says. */
function notTooFar(waiting: Waiting, step: Step | undefined, now: number): Waiting {
  switch (waiting.kind) {
    case "pause":
      return step?.kind === "wait" && waiting.until > now + step.ms ? { kind: "pause", until: now + step.ms } : waiting
    case "offer":
      return waiting.at > now + offerAgainMs ? { kind: "offer", at: now + offerAgainMs } : waiting
    case "gone":
      return step?.kind === "verify-gone" && waiting.by > now + step.withinMs
        ? { kind: "gone", by: now + step.withinMs }
        : waiting
    case "result":
      return waiting
    default:
      return waiting satisfies never
  }
}

function awaited(
  block: Block,
  waiting: Waiting,
  instance: Instance,
  rule: Rule,
  now: number,
): Block | "still" | undefined {
  switch (waiting.kind) {
    case "result":
      return "still"
    case "pause":
      return now < waiting.until ? "still" : following(rule.steps, block)
    case "offer":
      if (now < waiting.at) return "still"
      // What the keys were for is no longer there: nothing is pressed.
      if (instance.phase !== "open") return undefined
      if (instance.unknownSince !== undefined) {
        return { ...block, waiting: { ...waiting, at: now + offerAgainMs } }
      }
      return { ...block, waiting: undefined, attempt: block.attempt + 1 }
    case "gone": {
      if (instance.unknownSince !== undefined) return "still"
      if (instance.phase !== "open") return following(rule.steps, block)
      if (now < waiting.by) return "still"
      const step = stepAt(rule.steps, block.path)
      const otherwise = step?.kind === "verify-gone" && step.otherwise.length > 0
      return otherwise ? moved(block, [...block.path, 0]) : undefined
    }
    default:
      return waiting satisfies never
  }
}

interface Situation extends Moment {
  readonly instance: Instance
  readonly key: InstanceKey
  readonly rule: Rule
}

function take(
  step: Step,
  block: Block,
  situation: Situation,
): { readonly block: Block | undefined; readonly effect?: Effect } {
  const { rule, now, frame } = situation
  switch (step.kind) {
    case "notify": {
      const variables: Variables = { frame, now, captures: block.captures, matches: block.matches }
      const effect: Effect = {
        kind: "notify",
        id: effectId(situation, block),
        at: now,
        origin: originOf(rule, frame),
        receiver: step.receiver,
        severity: rule.severity,
        title: compose(step.title ?? defaultTitle, variables),
        body: compose(step.body, variables),
      }
      return { block: following(rule.steps, block), effect }
    }
    case "send": {
      const id = effectId(situation, block)
      const effect: Effect = {
        kind: "send",
        id,
        at: now,
        origin: originOf(rule, frame),
        pid: frame.pid,
        keys: step.keys,
        identity: block.matches,
      }
      return { block: { ...block, waiting: { kind: "result", effect: id } }, effect }
    }
    case "wait":
      return { block: { ...block, waiting: { kind: "pause", until: now + step.ms } } }
    case "verify-gone":
      return { block: { ...block, waiting: { kind: "gone", by: now + step.withinMs } } }
    default:
      return step satisfies never
  }
}

/** The same step of the same appearance has the same id, whatever happens in between. */
const effectId = ({ key, instance, frame }: Situation, { path, attempt }: Block): string =>
  [key, frame.pane, instance.openedAt, path.join("."), attempt].join("|")

const originOf = ({ name }: Rule, { pane, facts }: Frame): Origin => ({
  rule: name,
  pane,
  host: facts.host,
  session: facts.session,
  window: facts.window,
})

function stepAt(steps: readonly Step[], path: readonly number[]): Step | undefined {
  const [index = 0, ...rest] = path
  const step = steps[index]
  if (rest.length === 0 || step === undefined) return step
  return step.kind === "verify-gone" ? stepAt(step.otherwise, rest) : undefined
}

/**
 * The block at the step after this one; undefined: it has ended. An `else` ends its block: what was to follow counted on
 * the check that failed.
 */
function following(steps: readonly Step[], block: Block): Block | undefined {
  const next = [...block.path.slice(0, -1), (block.path.at(-1) ?? 0) + 1]
  return stepAt(steps, next) === undefined ? undefined : moved(block, next)
}

const moved = (block: Block, path: readonly number[]): Block => ({ ...block, path, waiting: undefined, attempt: 0 })

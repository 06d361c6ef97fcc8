/** What a block comes to: the end of a list of steps, a failure, the next place. */
import type { Settled } from "../effect.ts"
import type { Block } from "../state.ts"
import { isWithin, listOf, next, outside, stepAt } from "./path.ts"
import type { Situation } from "./situation.ts"
import { answeredMs } from "./waiting.ts"

/** What a block comes to: another place, the same one for longer, or its end. */
export type Next =
  | { readonly kind: "on"; readonly block: Block; readonly settled?: Settled }
  | { readonly kind: "still" }
  /** `pressed`: all keys were, and it did not help; asking again would not either. */
  | { readonly kind: "ended"; readonly failed: boolean; readonly settled?: Settled; readonly pressed?: boolean }

export const on = (block: Block): Next => ({ kind: "on", block })
export const still: Next = { kind: "still" }

/** A list of steps is over. */
export function over(block: Block, situation: Situation): Next {
  const around = outside(block)
  const list = listOf(block)
  if (around === undefined) return { kind: "ended", failed: false }
  switch (list) {
    case "do":
      return { kind: "ended", failed: false }
    case "else":
      // What was to follow counted on the check that failed. Only in an answer it is part of the way.
      return isWithin(around, "answer") ? over(around, situation) : failed(around, "failed", situation)
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
export function failed(
  block: Block,
  how: "changed" | "failed",
  situation: Situation,
): Exclude<Next, { kind: "still" }> {
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

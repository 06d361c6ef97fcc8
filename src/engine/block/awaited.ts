/** Whether what a block waits for has come. */
import type { Rule, Step } from "../../language/ruleset.ts"
import type { Guard } from "../effect.ts"
import { guardOfSight } from "../guard.ts"
import { isAboutAgents } from "../rule-kinds.ts"
import type { AgentSight, Block, Instance } from "../state.ts"
import { failed, type Next, on, still } from "./next.ts"
import { inside, next } from "./path.ts"
import type { Situation } from "./situation.ts"

/** The condition still holds, as far as anybody can see; of an instant it cannot be said. */
const isThere = ({ phase }: Instance, rule: Rule): boolean => rule.edge || phase === "open"

export function awaited(block: Block, step: Step | undefined, situation: Situation): Next {
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
      if (isUnknown) return still
      return on({ ...block, waiting: undefined, attempt: block.attempt + 1 })
    case "gone":
      if (isUnknown) return still
      if (!isThere(instance, rule)) return on(next(block))
      return now < waiting.by ? still : otherwise(block, step, situation)
    case "state": {
      if (isUnknown) return still
      const wanted = step?.kind === "verify-state" || step?.kind === "wait-until" ? step.state : undefined
      const isSure = sight !== undefined && sight.unsureSince === undefined
      if (isSure && sight.state === wanted && sight.agent === (block.about.agent?.agent ?? sight.agent)) {
        const reached = next(block)
        return on(step?.kind === "wait-until" ? { ...reached, guard: guardOfSight(sight), keyed: undefined } : reached)
      }
      return now < waiting.by ? still : otherwise(block, step, situation)
    }
    case "answered":
      if (isUnknown) return still
      if (sight?.identity !== waiting.identity) return on({ ...next(block), answer: undefined })
      return now < waiting.by ? still : withoutEffect(failed(block, "failed", situation))
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

const withoutEffect = (came: Next): Next => (came.kind === "ended" ? { ...came, pressed: true } : came)

/** A try whose time has come while nobody can see the agent. */
const tryLaterMs = 10_000

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
  const isOver = rule.edge && frame.unreadable === undefined && !isAsGuarded(guard, sight)
  if (isOver) return { kind: "ended", failed: false, settled: "elsewhere" }
  const { timeout } = step
  if (timeout === undefined || ask.timedOut || ask.deliveredAt === undefined) return still
  if (now < ask.deliveredAt + timeout.ms) return still
  return on(inside({ ...block, ask: { ...ask, timedOut: true } }, "timeout"))
}

/** The agent is where it was when it was asked about; of what is about no agent nobody can say. */
function isAsGuarded(guard: Guard, sight: AgentSight | undefined): boolean {
  switch (guard.kind) {
    case "wait":
      return sight?.identity === guard.identity
    case "state":
      return sight?.agent === guard.agent && sight.state === guard.state
    default:
      return true
  }
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
  // A viewer covers the screen: a try would be wasted.
  if (isAboutAgents(rule) && sight?.unsureSince !== undefined) {
    return on({ ...block, waiting: { kind: "try", at: now + tryLaterMs } })
  }
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

/** One step begun: the effect that it asks for, and what the block does then. */
import type { PersonText, Step } from "../../language/ruleset.ts"
import { maxChoice } from "../../language/vocabulary.ts"
import { answerSteps } from "../agents.ts"
import type { Effect, Key } from "../effect.ts"
import { laterGuard } from "../guard.ts"
import type { Block, Instance } from "../state.ts"
import { offersOf } from "./ask.ts"
import { askEffect, escalation, notification } from "./messages.ts"
import { inside, isWithin, listKey, next } from "./path.ts"
import { runEvent } from "./run.ts"
import { effectId, originOf, type Situation } from "./situation.ts"

export interface Taken {
  readonly next: Block | "failed"
  readonly effect?: Effect
}

export function take(step: Step, block: Block, situation: Situation): Taken {
  const { now, ruleSet, sight } = situation
  switch (step.kind) {
    case "notify":
      return told(block, situation, notification(step, block, situation, effectId(situation, block)))
    case "escalate":
      return told(block, situation, escalation(step.receiver, block, situation, effectId(situation, block)))
    case "ask": {
      const id = effectId(situation, block)
      const effect = askEffect(step, offersOf(step, ruleSet, sight), block, situation, id)
      const { title, body } = effect
      const ask = { id, path: block.path, deliveredAt: undefined, timedOut: false, decision: undefined }
      const asked: Block = { ...block, message: { title, body }, ask, waiting: { kind: "decision" } }
      return { next: asked, effect: shown(effect, situation) }
    }
    case "send":
      return keys(step.keys, block, situation)
    case "paste": {
      const text = textOf(step.text, block)
      return text === undefined ? { next: "failed" } : keys([{ kind: "paste", text }], block, situation)
    }
    case "answer": {
      const steps = sight === undefined ? undefined : answerSteps(ruleSet, sight, step.what)
      if (steps === undefined) return { next: "failed" }
      // A menu takes the first digit at once: the second would meet whatever comes then.
      if (step.what === "choose" && step.choice > maxChoice) return { next: "failed" }
      const text = step.what === "reply" ? textOf(step.text, block) : undefined
      const chosen = step.what === "choose" ? withChoice(steps, step.choice) : steps
      return { next: inside({ ...block, answer: { steps: chosen, text } }, "answer") }
    }
    case "wait":
      return { next: { ...block, waiting: { kind: "pause", until: now + step.ms } } }
    case "verify-gone":
      return { next: { ...block, waiting: { kind: "gone", by: now + step.withinMs } } }
    case "verify-state":
    case "wait-until":
      return { next: { ...block, waiting: { kind: "state", by: now + step.withinMs } } }
    case "retry": {
      const retry = { path: block.path, tries: 0 }
      return { next: { ...block, retry, waiting: { kind: "try", at: now + (step.afterMs[0] ?? 0) } } }
    }
    case "run": {
      if (isForged(block)) return { next: "failed" }
      const id = effectId(situation, block)
      const { argv, timeoutMs } = step
      const event = runEvent(block, situation)
      return asked(block, situation, { kind: "run", id, at: now, origin: originOf(situation), argv, timeoutMs, event })
    }
    default:
      return step satisfies never
  }
}

/** A message, if quiet hours let it be. */
function told(block: Block, situation: Situation, effect: ReturnType<typeof notification>): Taken {
  const after = next(block)
  if (effect === undefined) return { next: after }
  const { title, body } = effect
  return { next: { ...after, message: { title, body } }, effect: shown(effect, situation) }
}

/** Anybody who can print could have caused it, and no person has decided: nothing is pressed or run for it. */
const isForged = (block: Block): boolean => !block.about.trusted && !isWithin(block, "decision")

function keys(pressed: readonly Key[], block: Block, situation: Situation): Taken {
  const { now, instance } = situation
  if (isForged(block)) return { next: "failed" }
  const id = effectId(situation, block)
  const { about } = block
  const isLater = block.keyed === listKey(block) && about.agent !== undefined && isForAgent(block, instance)
  const guard = isLater ? laterGuard(block.guard, instance, about) : block.guard
  return asked(block, situation, {
    kind: "send",
    id,
    at: now,
    origin: originOf(situation),
    pid: about.pid,
    keys: pressed,
    guard,
  })
}

/** The keys are for an agent: the first one changes what the rule saw, and the next must be pressed all the same. */
const isForAgent = ({ guard, answer }: Block, { wait }: Instance): boolean =>
  guard.kind !== "rule" || wait !== "" || answer !== undefined

/** What has a result to wait for; what a shadow asks for is never done, so that nothing comes back. */
function asked(block: Block, situation: Situation, effect: Extract<Effect, { kind: "send" | "run" }>): Taken {
  if (situation.rule.shadow) return { next: next(block), effect: shown(effect, situation) }
  return { next: { ...block, waiting: { kind: "result", effect: effect.id } }, effect }
}

function shown(effect: Exclude<Effect, { kind: "settle" | "shadow" }>, { rule }: Situation): Effect {
  if (!rule.shadow) return effect
  const { id, at, origin } = effect
  return { kind: "shadow", id, at, origin, of: effect }
}

function textOf(text: string | PersonText, { answer, ask }: Block): string | undefined {
  return typeof text === "string" ? text : (answer?.text ?? ask?.decision?.text)
}

/** The number in the place of the key `N`. */
function withChoice(steps: readonly Step[], choice: number): readonly Step[] {
  const digits: Key = { kind: "text", text: String(choice) }
  return steps.map((step): Step => {
    if (step.kind === "send") return { ...step, keys: step.keys.map((key) => (key.kind === "choice" ? digits : key)) }
    if (step.kind === "verify-gone" || step.kind === "verify-state") {
      return { ...step, otherwise: withChoice(step.otherwise, choice) }
    }
    return step
  })
}

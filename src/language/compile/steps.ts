/** Actions and their blocks → steps. What is wrong is reported, and left out. */

import { phrase } from "../../locale/phrase.ts"
import type { ActionNode, Statement } from "../ast.ts"
import type { Step } from "../ruleset.ts"
import { duration, someTime } from "../values.ts"
import { compileAsk } from "./ask.ts"
import { compileKeys, compileText } from "./keys.ts"
import { compileNotify, compileReceiver } from "./messages.ts"
import { misplaced } from "./placement.ts"
import { compileRetry } from "./retry.ts"
import { compileRun } from "./run.ts"
import { stateOf } from "./states.ts"
import { maxSteps, type StepScope } from "./step-scope.ts"

/** Choices of a dialog. */
export const maxChoice = 99

/** The one action after a keyword, or the block in its place. */
export function compileDoing(action: ActionNode | null, block: Statement["block"], scope: StepScope): readonly Step[] {
  if (action === null) return compileSteps(block?.body ?? [], scope)
  const step = compileAction(action, block, scope)
  return step === undefined ? [] : [step]
}

export function compileSteps(body: readonly Statement[], scope: StepScope): readonly Step[] {
  return body.flatMap(({ head, block }) => (isAction(head) ? compileDoing(head, block, scope) : []))
}

const actionKinds: ReadonlySet<string> = new Set<ActionNode["kind"]>([
  "notify",
  "ask",
  "send",
  "paste",
  "answer",
  "verify",
  "wait",
  "wait-until",
  "retry",
  "run",
  "escalate",
])
export const isAction = (head: Statement["head"]): head is ActionNode => actionKinds.has(head.kind)

function compileAction(action: ActionNode, block: Statement["block"], scope: StepScope): Step | undefined {
  const { source, findings, standing, notes, budget } = scope
  const place = misplaced(action, scope)
  if (place !== undefined) {
    findings.add("E117", source, action, place.message, { help: place.help })
    return undefined
  }
  budget.left -= 1
  if (budget.left < 0) {
    findings.add("E113", source, action, phrase("language.many-steps", { limit: maxSteps }))
    return undefined
  }
  switch (action.kind) {
    case "notify":
      return compileNotify(action, block, scope)
    case "ask":
      notes.asks.push({ action, source, standing })
      return compileAsk(action, block, scope)
    case "send": {
      notes.sends.push({ action, source, standing })
      const keys = compileKeys(action.keys, scope, standing.answer === "choose")
      return keys === undefined ? undefined : { kind: "send", keys }
    }
    case "paste": {
      notes.sends.push({ action, source, standing })
      const text = compileText(action.text, standing, scope)
      return text === undefined ? undefined : { kind: "paste", text }
    }
    case "answer":
      notes.sends.push({ action, source, standing })
      return compileAnswer(action, scope)
    case "verify":
      notes.verifies.push({ action, source, standing })
      return compileVerify(action, block, scope)
    case "wait":
      return { kind: "wait", ms: duration(action.duration, source, findings) }
    case "wait-until": {
      const state = stateOf(action.state, scope)
      const withinMs = someTime(action.within, source, findings)
      return state === undefined ? undefined : { kind: "wait-until", state, withinMs }
    }
    case "retry":
      notes.retries.push({ action, source, standing })
      return compileRetry(action, block, scope)
    case "run":
      notes.runs.push({ action, source, standing })
      return compileRun(action, scope)
    case "escalate":
      notes.escalations.push({ action, source, standing })
      return { kind: "escalate", receiver: compileReceiver(action.to, scope) }
    default:
      return action satisfies never
  }
}

function compileAnswer(action: Extract<ActionNode, { kind: "answer" }>, scope: StepScope): Step | undefined {
  const { what, argument } = action
  switch (what) {
    case "approve":
    case "deny":
      return { kind: "answer", what }
    case "choose": {
      const choice = argument?.kind === "integer" ? argument.value : 0
      if (choice >= 1 && choice <= maxChoice) return { kind: "answer", what, choice }
      scope.findings.add("E113", scope.source, argument ?? action, phrase("language.choice", { limit: maxChoice }))
      return undefined
    }
    case "reply": {
      if (argument === null || argument.kind === "integer") return undefined
      const text = compileText(argument, scope.standing, scope)
      return text === undefined ? undefined : { kind: "answer", what, text }
    }
    default:
      return what satisfies never
  }
}

function compileVerify(
  { state: word, within, otherwise: other }: Extract<ActionNode, { kind: "verify" }>,
  block: Statement["block"],
  scope: StepScope,
): Step | undefined {
  const state = stateOf(word, scope, ["gone"])
  const withinMs = someTime(within, scope.source, scope.findings)
  const otherwise = other === null ? [] : compileDoing(other.action, block, scope)
  if (state === undefined) return undefined
  return state === "gone"
    ? { kind: "verify-gone", withinMs, otherwise }
    : { kind: "verify-state", state, withinMs, otherwise }
}

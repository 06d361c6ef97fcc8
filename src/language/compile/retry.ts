/** `retry` → a step. */
import { phrase } from "../../locale/phrase.ts"
import type { ActionNode, Statement } from "../ast.ts"
import type { Step } from "../ruleset.ts"
import { duration, someTime } from "../values.ts"
import { Once } from "./once.ts"
import { inside, type StepScope } from "./step-scope.ts"
import { compileDoing, isAction } from "./steps.ts"

/** Tries of one `retry`. */
export const maxTries = 20

export function compileRetry(
  action: Extract<ActionNode, { kind: "retry" }>,
  block: Statement["block"],
  scope: StepScope,
): Step | undefined {
  const { source, findings } = scope
  const body = block?.body ?? []
  if (action.after.length > maxTries) {
    findings.add("E113", source, action, phrase("language.many-tries", { limit: maxTries }))
  }
  const once = new Once(findings)
  const steps: Step[] = []
  let goneForMs: number | undefined
  let exhausted: readonly Step[] = []
  for (const { head, block: inner } of body) {
    if (isAction(head)) steps.push(...compileDoing(head, inner, inside(scope, { retry: "try" })))
    if (head.kind === "until-gone") {
      once.isFirst("until gone", head, source)
      goneForMs = duration(head.duration, source, findings)
    }
    if (head.kind === "exhausted") {
      once.isFirst("exhausted", head, source)
      exhausted = compileDoing(head.action, inner, inside(scope, { retry: "exhausted" }))
    }
  }
  if (block?.broken) return undefined
  const word = { start: action.start, end: action.start + "retry".length }
  if (goneForMs === undefined) {
    findings.add("E114", source, word, phrase("language.retry-until"), { help: phrase("language.retry-until.help") })
    return undefined
  }
  if (!body.some(({ head }) => isAction(head))) {
    findings.add("E114", source, word, phrase("language.retry-what"))
    return undefined
  }
  const afterMs = action.after.map((one) => someTime(one, source, findings))
  return { kind: "retry", afterMs, steps, goneForMs, exhausted }
}

/** `ask` → a step: what is said, what a person can decide, and what follows from it. */
import { phrase } from "../../locale/phrase.ts"
import type { ActionNode, HeadNode, Statement, StringNode } from "../ast.ts"
import type { Decision, Step } from "../ruleset.ts"
import { plainString, someTime } from "../values.ts"
import { askText } from "./messages.ts"
import { Once } from "./once.ts"
import { inside, type StepScope } from "./step-scope.ts"
import { compileSteps } from "./steps.ts"

/** Decisions of one ask. */
export const maxDecisions = 20
/** Characters on a button. */
export const maxLabelLength = 64

type DecisionHead = Extract<HeadNode, { kind: "decision" }>

export function compileAsk(
  action: Extract<ActionNode, { kind: "ask" }>,
  block: Statement["block"],
  scope: StepScope,
): Step {
  const body = block?.body ?? []
  const text = askText(action, body, scope)
  const once = new Once(scope.findings)
  const decisions: Decision[] = []
  let timeout: { readonly ms: number; readonly steps: readonly Step[] } | undefined
  for (const { head, block: steps } of body) {
    if (head.kind === "timeout" && once.isFirst("timeout", head, scope.source)) {
      const ms = someTime(head.duration, scope.source, scope.findings)
      timeout = { ms, steps: compileSteps(steps?.body ?? [], inside(scope, { decision: "timeout" })) }
    }
    if (head.kind !== "decision") continue
    const decision = compileDecision(head, steps, scope)
    const name = head.what === "option" ? `option "${decision?.label ?? ""}"` : head.what
    if (decision !== undefined && once.isFirst(name, head, scope.source)) decisions.push(decision)
  }
  if (decisions.length > maxDecisions) {
    scope.findings.add("E113", scope.source, action, phrase("language.many-decisions", { limit: maxDecisions }))
  }
  return { kind: "ask", ...text, decisions, timeout }
}

function compileDecision(head: DecisionHead, block: Statement["block"], scope: StepScope): Decision | undefined {
  const { what } = head
  const label = head.label === null ? undefined : labelOf(head.label, scope)
  if (what === "option" && head.label === null) {
    scope.findings.add("E114", scope.source, head, phrase("language.option-label"), {
      help: phrase("language.option-label.help"),
    })
    return undefined
  }
  const steps = block === null ? accordingly(what) : compileSteps(block.body, inside(scope, { decision: what }))
  return { what, label, steps }
}

/** What a decision does without a block of its own. */
function accordingly(what: Decision["what"]): readonly Step[] {
  switch (what) {
    case "approve":
    case "deny":
      return [{ kind: "answer", what }]
    case "reply":
      return [{ kind: "answer", what, text: { person: true } }]
    case "option":
      return []
    default:
      return what satisfies never
  }
}

function labelOf(node: StringNode, { source, findings }: StepScope): string {
  const label = plainString(node, source, findings)
  const length = [...label].length
  if (length === 0 || length > maxLabelLength || /\p{Cc}/u.test(label)) {
    findings.add("E113", source, node, phrase("language.label", { limit: maxLabelLength }))
  }
  return label
}

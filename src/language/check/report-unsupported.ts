/** E190: what the language has and this version does not run yet. Never silence: a rule that cannot work is an error. */
import { phrase } from "../../locale/phrase.ts"
import type { ActionNode, ConditionNode, HeadNode, Span, Statement } from "../ast.ts"
import type { Checked } from "../compile.ts"
import type { Findings, Source } from "../diagnostics.ts"
import { conditionsOf, forEachCondition, forEachStatement } from "./walk.ts"

/** Heads that do not run yet, with the words that people know them by. */
const unsupportedHeads: Partial<Record<HeadNode["kind"], string>> = {
  use: "use",
  agent: "agent",
  extend: "extend",
  disable: "disable",
  inhibit: "inhibit",
  quiet: "quiet",
  test: "test",
  repeat: "repeat",
  collect: "collect",
  shadow: "shadow",
}
const unsupportedActions: Partial<Record<ActionNode["kind"], string>> = {
  ask: "ask",
  paste: "paste",
  answer: "answer",
  "wait-until": "wait until",
  retry: "retry",
  run: "run",
  escalate: "escalate",
}

export function reportUnsupported({ program, embedded }: Checked, findings: Findings): void {
  /** Blocks of an unsupported statement need no word of their own. */
  const inside: { source: Source; span: Span }[] = []
  const add = (source: Source, span: Span, feature: string): void => {
    findings.add(
      "E190",
      source,
      { start: span.start, end: span.start + feature.length },
      phrase("language.unsupported", { feature }),
      {
        help: phrase("language.unsupported.help"),
      },
    )
  }
  forEachStatement(program, (statement, source) => {
    const { head } = statement
    if (inside.some((one) => one.source === source && one.span.start <= head.start && head.end <= one.span.end)) return
    // An embedded file is there; a path of one's own is not supported yet.
    if (head.kind === "use" && embedded.has(head.path.raw)) return
    const feature = featureOf(statement)
    if (feature !== undefined) {
      add(source, feature.span, feature.name)
      if (statement.block !== null) inside.push({ source, span: statement })
      return
    }
    for (const condition of conditionsOf(head)) {
      forEachCondition(condition, (one) => {
        const name = unsupportedCondition(one)
        if (name !== undefined) add(source, one.kind === "count" ? one.times : one, name)
      })
    }
  })
}

function featureOf({ head }: Statement): { readonly name: string; readonly span: Span } | undefined {
  const name = unsupportedHeads[head.kind]
  if (name !== undefined) return { name, span: head }
  for (const action of actionsOf(head)) {
    const feature = unsupportedActions[action.kind]
    if (feature !== undefined) return { name: feature, span: action }
    if (action.kind === "verify" && action.state.value !== "gone") {
      return { name: action.state.value, span: action.state }
    }
  }
  return undefined
}

function actionsOf(head: HeadNode): readonly ActionNode[] {
  switch (head.kind) {
    case "do":
    case "keys":
    case "exhausted":
      return head.action === null ? [] : actionsOf(head.action)
    case "verify":
      return [head, ...(head.otherwise?.action ? actionsOf(head.otherwise.action) : [])]
    case "notify":
    case "ask":
    case "send":
    case "paste":
    case "answer":
    case "wait":
    case "wait-until":
    case "retry":
    case "run":
    case "escalate":
      return [head]
    default:
      return []
  }
}

function unsupportedCondition(condition: ConditionNode): string | undefined {
  switch (condition.kind) {
    case "event":
      return "event"
    case "agent-is":
    case "agent-became":
      return "agent"
    case "count":
      return "times"
    case "compare":
    case "fact-has":
    case "fact-in":
    case "flag":
      return condition.operand.path[0] === "agent" ? "agent" : undefined
    default:
      return undefined
  }
}

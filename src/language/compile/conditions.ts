/** Condition nodes → conditions; what is wrong is reported and gives undefined. */

import { phrase } from "../../locale/phrase.ts"
import type { FactType } from "../../screen/facts.ts"
import type { ConditionNode, HeadNode, PatternListNode, ReferenceNode, StringNode, ValueNode } from "../ast.ts"
import type { Condition, Subject } from "../ruleset.ts"
import { duration, plainString } from "../values.ts"
import { compileList, compilePattern } from "./patterns.ts"
import { compileRegion } from "./regions.ts"
import type { ConditionScope, Scope } from "./scope.ts"
import { isState, stateOf } from "./states.ts"
import { factExamples, isFact, subjectOf, typeNames } from "./subjects.ts"

/** `N times within`. */
export const maxTimes = 10_000
/** Characters of an event's name. */
export const maxEventName = 100

export function compileCondition(node: ConditionNode, scope: ConditionScope): Condition | undefined {
  switch (node.kind) {
    case "and":
    case "or": {
      const of = node.of.map((one) => compileCondition(one, scope))
      return of.every((one) => one !== undefined) ? { kind: node.kind, of } : undefined
    }
    case "not": {
      const of = compileCondition(node.of, scope)
      return of === undefined ? undefined : { kind: "not", of }
    }
    case "screen": {
      const region = compileRegion(node.region, scope)
      const pattern = compilePattern(node.pattern, scope)
      return region === undefined || pattern === undefined ? undefined : { kind: "screen", region, pattern }
    }
    case "fact-has": {
      const subject = subjectOf(node.operand, ["text"], scope)
      const pattern = compilePattern(node.pattern, scope)
      return subject === undefined || pattern === undefined
        ? undefined
        : { kind: "fact-has", fact: subject.name, pattern }
    }
    case "fact-in": {
      const subject = subjectOf(node.operand, ["text"], scope)
      const of = compileList(node.list, scope)
      if (subject === undefined || of === undefined || !areWhole(node.list, subject.name, scope)) return undefined
      return { kind: "fact-in", fact: subject.name, of }
    }
    case "flag": {
      const subject = subjectOf(node.operand, ["flag"], scope)
      return subject !== undefined && isFact(subject.name) ? { kind: "flag", fact: subject.name } : undefined
    }
    case "compare":
      return compileComparison(node, scope)
    case "output":
    case "event":
    case "count":
    case "agent-is":
    case "agent-became":
      return compileOfRule(node, scope)
    default:
      return node satisfies never
  }
}

function compileComparison(
  node: Extract<ConditionNode, { kind: "compare" }>,
  scope: ConditionScope,
): Condition | undefined {
  const subject = subjectOf(node.operand, ["text", "duration", "percent", "int"], scope)
  if (subject === undefined) return undefined
  const value = comparable(node.value, subject.type, scope)
  if (value === undefined) return undefined
  if (typeof value === "string" && node.operator !== "==" && node.operator !== "!=") {
    scope.findings.add("E204", scope.source, node, phrase("language.text-order", { operator: node.operator }))
    return undefined
  }
  if (subject.name === "agent.state" && typeof value === "string" && !isState(value, node.value, scope))
    return undefined
  return { kind: "compare", fact: subject.name, operator: node.operator, value }
}

/** What a value may be one of: whole texts and regexes, of `agent.state` the words for states. Otherwise reported. */
function areWhole(list: PatternListNode | ReferenceNode, subject: Subject, scope: ConditionScope): boolean {
  if (list.kind === "reference") {
    const named = scope.program.lists.get(list.name)
    return named === undefined || areWhole(named.head.items, subject, { ...scope, source: named.source })
  }
  return list.items.every((item) => {
    if (item.kind !== "text") return true
    if (subject === "agent.state") return isState(plainString(item.text, scope.source, scope.findings), item, scope)
    if (!item.text.raw.replace(/\\./gs, "").includes("<")) return true
    scope.findings.add("E111", scope.source, item, phrase("language.capture-in"), {
      help: phrase("language.capture-in.help"),
    })
    return false
  })
}

type OfRule = Extract<ConditionNode, { kind: "output" | "event" | "count" | "agent-is" | "agent-became" }>

/** Instants, and what an agent does: an agent's own clauses cannot ask for them. */
function compileOfRule(node: OfRule, scope: ConditionScope): Condition | undefined {
  const { source, findings } = scope
  if (scope.of === "agent") {
    findings.add("E117", source, node, phrase("language.agent-looks", { what: wordOf[node.kind] }), {
      help: phrase("language.agent-looks.help"),
    })
    return undefined
  }
  switch (node.kind) {
    case "output": {
      const pattern = compilePattern(node.pattern, scope)
      return pattern === undefined ? undefined : { kind: "output", pattern }
    }
    case "event": {
      const name = eventName(node.name, scope)
      return name === undefined ? undefined : { kind: "event", name }
    }
    case "count":
      return compileCount(node, scope)
    case "agent-is": {
      const states = node.states.map((word) => stateOf(word, scope))
      return states.every((state) => state !== undefined) ? { kind: "agent-is", states } : undefined
    }
    case "agent-became": {
      const from = stateOf(node.from, scope, ["any"])
      const to = stateOf(node.to, scope)
      return from === undefined || to === undefined ? undefined : { kind: "agent-became", from, to }
    }
    default:
      return node satisfies never
  }
}

const wordOf: Readonly<Record<OfRule["kind"], string>> = {
  output: "output",
  event: "event",
  count: "times",
  "agent-is": "agent is",
  "agent-became": "agent … -> …",
}

function compileCount(node: Extract<ConditionNode, { kind: "count" }>, scope: ConditionScope): Condition | undefined {
  const { source, findings } = scope
  const of = compileCondition(node.of, scope)
  const times = node.times.value
  const withinMs = duration(node.within, source, findings)
  const span = { start: node.times.start, end: node.end }
  if (times < 1 || times > maxTimes) {
    findings.add("E113", source, node.times, phrase("language.limit-count", { limit: maxTimes }))
    return undefined
  }
  if (withinMs === 0) {
    findings.add("E113", source, node.within, phrase("language.no-time"))
    return undefined
  }
  if (of === undefined) return undefined
  if (!isEdge(of) || counts(of)) {
    findings.add("E207", source, span, phrase("language.count-instant"), {
      help: phrase("language.count-instant.help"),
    })
    return undefined
  }
  return { kind: "count", id: scope.newId(), of, times, withinMs }
}

export function eventName(node: StringNode, { source, findings }: Scope): string | undefined {
  const name = plainString(node, source, findings)
  if (name !== "" && name.length <= maxEventName) return name
  findings.add("E113", source, node, phrase("language.event-name", { limit: maxEventName }))
  return undefined
}

function comparable(node: ValueNode, type: FactType, { source, findings }: Scope): string | number | undefined {
  if (type === "text" && node.kind === "string") return plainString(node, source, findings)
  if (type === "duration" && node.kind === "duration") return duration(node, source, findings)
  if (type === "percent" && node.kind === "percent") return node.value
  if (type === "int" && node.kind === "integer") return node.value
  findings.add("E204", source, node, phrase("language.value-type", { type: typeNames[type] }), {
    help: phrase("language.value-type.help", { example: factExamples[type] }),
  })
  return undefined
}

/** Whether a condition tells of an instant. */
export function isEdge(condition: Condition): boolean {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.of.some(isEdge)
    case "not":
      return isEdge(condition.of)
    default:
      return condition.kind === "output" || condition.kind === "event" || condition.kind === "count"
  }
}

function counts(condition: Condition): boolean {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.of.some(counts)
    case "not":
      return counts(condition.of)
    default:
      return condition.kind === "count"
  }
}

const conditionKinds: ReadonlySet<string> = new Set<ConditionNode["kind"]>([
  "and",
  "or",
  "not",
  "count",
  "screen",
  "output",
  "event",
  "agent-is",
  "agent-became",
  "compare",
  "fact-has",
  "fact-in",
  "flag",
])
export const isCondition = (head: HeadNode): head is Extract<HeadNode, ConditionNode> => conditionKinds.has(head.kind)

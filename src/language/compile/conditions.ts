/** Condition nodes → conditions; what is wrong is reported and gives undefined. */

import { nearest } from "../../locale/nearest.ts"
import { type Phrase, phrase } from "../../locale/phrase.ts"
import { type FactName, type FactType, factTypes } from "../../screen/facts.ts"
import type { Region } from "../../screen/region.ts"
import type { ConditionNode, OperandNode, RegionNode, ValueNode } from "../ast.ts"
import type { Condition } from "../ruleset.ts"
import { duration, plainString } from "../values.ts"
import { compileList, compilePattern } from "./patterns.ts"
import type { Scope } from "./scope.ts"

/** Lines that a region may name. */
export const maxRegionLines = 1_000

export function compileCondition(node: ConditionNode, scope: Scope): Condition | undefined {
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
    case "output": {
      const pattern = compilePattern(node.pattern, scope)
      return pattern === undefined ? undefined : { kind: "output", pattern }
    }
    case "fact-has": {
      const fact = factOf(node.operand, ["text"], scope)
      const pattern = compilePattern(node.pattern, scope)
      return fact === undefined || pattern === undefined ? undefined : { kind: "fact-has", fact, pattern }
    }
    case "fact-in": {
      const fact = factOf(node.operand, ["text"], scope)
      const of = compileList(node.list, scope)
      return fact === undefined || of === undefined ? undefined : { kind: "fact-in", fact, of }
    }
    case "flag": {
      const fact = factOf(node.operand, ["flag"], scope)
      return fact === undefined ? undefined : { kind: "flag", fact }
    }
    case "compare": {
      const fact = factOf(node.operand, ["text", "duration", "percent", "int"], scope)
      if (fact === undefined) return undefined
      const value = comparable(node.value, factTypes[fact], scope)
      if (value === undefined) return undefined
      if (typeof value === "string" && node.operator !== "==" && node.operator !== "!=") {
        scope.findings.add("E204", scope.source, node, phrase("language.text-order", { operator: node.operator }))
        return undefined
      }
      return { kind: "compare", fact, operator: node.operator, value }
    }
    case "count":
    case "event":
    case "agent-is":
    case "agent-became":
      // Reported as not supported by its own check.
      return undefined
    default:
      return node satisfies never
  }
}

export function compileRegion(node: RegionNode | null, scope: Scope): Region | undefined {
  if (node === null) return { kind: "whole" }
  switch (node.kind) {
    case "bottom":
    case "top": {
      const lines = node.lines.value
      if (lines >= 1 && lines <= maxRegionLines) return { kind: node.kind, lines }
      scope.findings.add("E113", scope.source, node.lines, phrase("language.region-lines", { limit: maxRegionLines }))
      return undefined
    }
    case "last-line":
      return { kind: "bottom", lines: 1 }
    case "below": {
      const pattern = compilePattern(node.pattern, scope)
      return pattern === undefined ? undefined : { kind: "below", pattern }
    }
    default:
      return node satisfies never
  }
}

/** The types of facts and variables, for people. */
export const typeNames: Readonly<Record<FactType, Phrase>> = {
  text: phrase("language.type-text"),
  duration: phrase("language.type-duration"),
  percent: phrase("language.type-percent"),
  int: phrase("language.type-int"),
  flag: phrase("language.type-flag"),
}

function factOf(node: OperandNode, types: readonly FactType[], scope: Scope): FactName | undefined {
  const name = node.path.join(".")
  const { findings, source } = scope
  if (node.path[0] === "agent") return undefined
  if (!isFact(name)) {
    const near = nearest(name, Object.keys(factTypes))
    findings.add("E201", source, node, phrase("language.unknown-fact", { name }), {
      help:
        near === undefined
          ? phrase("language.facts", { facts: Object.keys(factTypes).join(", ") })
          : phrase("language.did-you-mean", { word: near }),
    })
    return undefined
  }
  const type = factTypes[name]
  if (!types.includes(type)) {
    findings.add("E204", source, node, phrase("language.fact-type", { name, type: typeNames[type] }), {
      help: phrase("language.fact-type.help", { example: `${name} ${factExamples[type]}`.trimEnd() }),
    })
    return undefined
  }
  return name
}

/** How each type is asked for, behind the name of a fact. */
export const factExamples: Readonly<Record<FactType, string>> = {
  text: '== "…", has "…", in ["…"]',
  duration: "> 15m",
  percent: "< 1%",
  int: "!= 0",
  flag: "",
}

const isFact = (name: string): name is FactName => Object.hasOwn(factTypes, name)

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

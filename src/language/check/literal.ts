/** One question that a condition asks, or denies: of which value, which values answer it, and what it has in common with others. */
import { type FactName, type FactType, factTypes } from "../../screen/facts.ts"
import { find, isOneOf, type Pattern } from "../../screen/pattern.ts"
import type { Region } from "../../screen/region.ts"
import type { Condition, Subject } from "../ruleset.ts"

export type Leaf = Exclude<Condition, { kind: "and" | "or" | "not" }>
/** What is asked of one value. */
export type ValueLeaf = Extract<Leaf, { kind: "compare" | "fact-has" | "fact-in" | "flag" | "agent-is" }>
/** What holds or does not: nothing is known of it beyond its text. */
type OtherLeaf = Exclude<Leaf, ValueLeaf>
export interface Literal<L extends Leaf = Leaf> {
  readonly leaf: L
  readonly negated: boolean
}

export function isOfValue(leaf: Leaf): leaf is ValueLeaf {
  switch (leaf.kind) {
    case "compare":
    case "fact-has":
    case "fact-in":
    case "flag":
    case "agent-is":
      return true
    case "screen":
    case "output":
    case "event":
    case "count":
    case "agent-became":
      return false
    default:
      return leaf satisfies never
  }
}

export const subjectOf = (leaf: ValueLeaf): Subject => (leaf.kind === "agent-is" ? "agent.state" : leaf.fact)
export const typeOf = (subject: Subject): FactType => (isFact(subject) ? factTypes[subject] : "text")
const isFact = (subject: Subject): subject is FactName => Object.hasOwn(factTypes, subject)

/** The only values that let the literal hold; undefined: there may be others. */
export function valuesOf({ leaf, negated }: Literal<ValueLeaf>): readonly string[] | undefined {
  if (leaf.kind === "agent-is") return negated ? undefined : leaf.states
  if (leaf.kind === "compare" && typeof leaf.value === "string") {
    return (leaf.operator === "==") !== negated ? [leaf.value] : undefined
  }
  if (leaf.kind !== "fact-in" || negated) return undefined
  const values = leaf.of.map((pattern) => (pattern.kind === "text" && !pattern.ignoreCase ? pattern.source : undefined))
  return values.every((value) => value !== undefined) ? values : undefined
}

export function holds(leaf: ValueLeaf, value: string | number | boolean): boolean {
  switch (leaf.kind) {
    case "flag":
      return value === true
    case "agent-is":
      return leaf.states.some((state) => state === value)
    case "fact-has":
      return find(leaf.pattern, String(value)) !== undefined
    case "fact-in":
      return isOneOf(leaf.of, String(value))
    case "compare":
      return compares(value, leaf)
    default:
      return leaf satisfies never
  }
}

function compares(value: string | number | boolean, leaf: Extract<Leaf, { kind: "compare" }>): boolean {
  switch (leaf.operator) {
    case "==":
      return value === leaf.value
    case "!=":
      return value !== leaf.value
    case "<":
      return value < leaf.value
    case "<=":
      return value <= leaf.value
    case ">":
      return value > leaf.value
    case ">=":
      return value >= leaf.value
    default:
      return leaf.operator satisfies never
  }
}

/** The same key: the same question about the same text. */
export function keyOf(leaf: OtherLeaf): string {
  switch (leaf.kind) {
    case "screen":
      return JSON.stringify([leaf.kind, regionKey(leaf.region), patternKey(leaf.pattern)])
    case "output":
      return JSON.stringify([leaf.kind, patternKey(leaf.pattern)])
    case "event":
      return JSON.stringify([leaf.kind, leaf.name])
    case "count":
      return JSON.stringify([leaf.kind, leaf.id])
    case "agent-became":
      return JSON.stringify([leaf.kind, leaf.from, leaf.to])
    default:
      return leaf satisfies never
  }
}

const regionKey = (region: Region): unknown =>
  region.kind === "below" ? [region.kind, patternKey(region.pattern)] : region

function patternKey(pattern: Pattern): unknown {
  switch (pattern.kind) {
    case "text":
      return [pattern.kind, pattern.tokens, pattern.ignoreCase]
    case "regex":
      return [pattern.kind, pattern.source, pattern.flags]
    case "any":
    case "all":
      return [pattern.kind, pattern.of.map(patternKey)]
    default:
      return pattern satisfies never
  }
}

/** Conditions that can never hold together, told from their literals alone. In doubt they can. */
import { type FactName, factTypes } from "../../screen/facts.ts"
import { find, isOneOf, type Pattern } from "../../screen/pattern.ts"
import type { Region } from "../../screen/region.ts"
import type { Condition } from "../ruleset.ts"

type Leaf = Exclude<Condition, { kind: "and" | "or" | "not" }>
type FactLeaf = Exclude<Leaf, { kind: "screen" | "output" }>
interface Literal<L extends Leaf = Leaf> {
  readonly leaf: L
  readonly negated: boolean
}

type Literals = readonly Literal[]

/** One way for a condition to hold: all its literals do. */
export interface Way {
  readonly literals: Literals
  /** The only values that facts may have then; most pairs of ways are told apart by these alone. */
  readonly values: ReadonlyMap<FactName, ReadonlySet<string>>
}

/** Ways looked at of one condition: they multiply with every `or`. */
const maxWays = 64

/** Every way in which the conditions hold together; one way without literals when there are too many. */
export function waysOf(conditions: readonly Condition[]): readonly Way[] {
  const ways = product(conditions.map((condition) => expand(condition, false))) ?? [[]]
  return ways.filter((way) => !contradicts(way)).map((literals) => ({ literals, values: onlyValues(literals) }))
}

/** Whether no way of one goes together with a way of the other. */
export function exclude(a: readonly Way[], b: readonly Way[]): boolean {
  return a.every((one) => b.every((other) => differ(one, other) || contradicts([...one.literals, ...other.literals])))
}

function onlyValues(literals: Literals): ReadonlyMap<FactName, ReadonlySet<string>> {
  const found = new Map<FactName, ReadonlySet<string>>()
  for (const { leaf, negated } of literals) {
    if (leaf.kind === "screen" || leaf.kind === "output") continue
    const values = valuesOf({ leaf, negated })
    if (values !== undefined) found.set(leaf.fact, new Set(values))
  }
  return found
}

/** Whether some fact would need two values at once. */
function differ(one: Way, other: Way): boolean {
  for (const [fact, values] of one.values) {
    if (other.values.get(fact)?.isDisjointFrom(values)) return true
  }
  return false
}

/** Undefined: too many. De Morgan's laws hold in Kleene's values too. */
function expand(condition: Condition, negated: boolean): readonly Literals[] | undefined {
  switch (condition.kind) {
    case "not":
      return expand(condition.of, !negated)
    case "and":
    case "or": {
      const parts = condition.of.map((one) => expand(one, negated))
      if ((condition.kind === "and") !== negated) return product(parts)
      const all = parts.every((part) => part !== undefined) ? parts.flat() : undefined
      return all !== undefined && all.length <= maxWays ? all : undefined
    }
    default:
      return [[{ leaf: condition, negated }]]
  }
}

function product(parts: readonly (readonly Literals[] | undefined)[]): readonly Literals[] | undefined {
  let ways: readonly Literals[] = [[]]
  for (const part of parts) {
    if (part === undefined || ways.length * part.length > maxWays) return undefined
    ways = ways.flatMap((way) => part.map((more) => [...way, ...more]))
  }
  return ways
}

function contradicts(way: Literals): boolean {
  const byFact = new Map<FactName, Literal<FactLeaf>[]>()
  const seen = new Map<string, boolean>()
  for (const { leaf, negated } of way) {
    if (leaf.kind === "screen" || leaf.kind === "output") {
      const key = keyOf(leaf)
      if (seen.get(key) === !negated) return true
      seen.set(key, negated)
    } else {
      const same = byFact.get(leaf.fact)
      if (same === undefined) byFact.set(leaf.fact, [{ leaf, negated }])
      else same.push({ leaf, negated })
    }
  }
  return [...byFact].some(([fact, literals]) => literals.length > 0 && !possible(fact, literals))
}

/** Whether some value of the fact makes all literals hold. */
function possible(fact: FactName, literals: readonly Literal<FactLeaf>[]): boolean {
  const holdAt = (value: string | number | boolean): boolean =>
    literals.every(({ leaf, negated }) => holds(leaf, value) !== negated)
  switch (factTypes[fact]) {
    case "flag":
      return holdAt(true) || holdAt(false)
    case "text": {
      const candidates = literals.map(valuesOf).find((values) => values !== undefined)
      return candidates === undefined || candidates.some(holdAt)
    }
    default: {
      const bounds = literals.flatMap(({ leaf }) =>
        leaf.kind === "compare" && typeof leaf.value === "number" ? [leaf.value] : [],
      )
      // Between two bounds nothing changes; durations and percentages are never below 0.
      const points = [...bounds, ...bounds.map((bound) => bound + 0.5), ...bounds.map((bound) => bound - 0.5)]
      const whole = factTypes[fact] === "int"
      const at = whole ? points.flatMap((point) => [Math.floor(point), Math.ceil(point)]) : [0, ...points]
      return at.some((value) => (whole || value >= 0) && holdAt(value))
    }
  }
}

/** The only values that let the literal hold; undefined: there may be others. */
function valuesOf({ leaf, negated }: Literal<FactLeaf>): readonly string[] | undefined {
  if (leaf.kind === "compare" && typeof leaf.value === "string") {
    return (leaf.operator === "==") !== negated ? [leaf.value] : undefined
  }
  if (leaf.kind !== "fact-in" || negated) return undefined
  const values = leaf.of.map((pattern) => (pattern.kind === "text" && !pattern.ignoreCase ? pattern.source : undefined))
  return values.every((value) => value !== undefined) ? values : undefined
}

function holds(leaf: FactLeaf, value: string | number | boolean): boolean {
  switch (leaf.kind) {
    case "flag":
      return value === true
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
const keyOf = (leaf: Extract<Leaf, { kind: "screen" | "output" }>): string =>
  JSON.stringify([leaf.kind, leaf.kind === "screen" ? regionKey(leaf.region) : "", patternKey(leaf.pattern)])

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

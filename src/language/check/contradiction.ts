/** Conditions that can never hold together, told from their literals alone. In doubt they can. */
import { type FactName, type FactType, factTypes } from "../../screen/facts.ts"
import { find, isOneOf, type Pattern } from "../../screen/pattern.ts"
import type { Region } from "../../screen/region.ts"
import type { Condition, Subject } from "../ruleset.ts"

type Leaf = Exclude<Condition, { kind: "and" | "or" | "not" }>
/** What is asked of one value. */
type ValueLeaf = Extract<Leaf, { kind: "compare" | "fact-has" | "fact-in" | "flag" | "agent-is" }>
/** What holds or does not: nothing is known of it beyond its text. */
type OtherLeaf = Exclude<Leaf, ValueLeaf>
interface Literal<L extends Leaf = Leaf> {
  readonly leaf: L
  readonly negated: boolean
}

type Literals = readonly Literal[]

/** One way for a condition to hold: all its literals do. */
export interface Way {
  readonly literals: Literals
  /** The only values that subjects may have then; most pairs of ways are told apart by these alone. */
  readonly values: ReadonlyMap<Subject, ReadonlySet<string>>
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

function onlyValues(literals: Literals): ReadonlyMap<Subject, ReadonlySet<string>> {
  const found = new Map<Subject, ReadonlySet<string>>()
  for (const { leaf, negated } of literals) {
    if (!isOfValue(leaf)) continue
    const values = valuesOf({ leaf, negated })
    if (values === undefined) continue
    const before = found.get(subjectOf(leaf))
    found.set(subjectOf(leaf), before === undefined ? new Set(values) : before.intersection(new Set(values)))
  }
  return found
}

/** Whether some subject would need two values at once. */
function differ(one: Way, other: Way): boolean {
  for (const [subject, values] of one.values) {
    if (other.values.get(subject)?.isDisjointFrom(values)) return true
  }
  return false
}

function isOfValue(leaf: Leaf): leaf is ValueLeaf {
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

const subjectOf = (leaf: ValueLeaf): Subject => (leaf.kind === "agent-is" ? "agent.state" : leaf.fact)
const typeOf = (subject: Subject): FactType => (isFact(subject) ? factTypes[subject] : "text")
const isFact = (subject: Subject): subject is FactName => Object.hasOwn(factTypes, subject)

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
    case "agent-became":
      // Denied it says nothing of the state: it may have been entered from another one.
      return [[{ leaf: condition, negated }, ...(negated ? [] : entered(condition))]]
    default:
      return [[{ leaf: condition, negated }]]
  }
}

/** In the second state, and in the first one before. */
function entered({ from, to }: Extract<Leaf, { kind: "agent-became" }>): Literals {
  const now: Literal = { leaf: { kind: "agent-is", states: [to] }, negated: false }
  if (from === "any") return [now]
  return [now, { leaf: { kind: "compare", fact: "agent.was", operator: "==", value: from }, negated: false }]
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
  const bySubject = new Map<Subject, Literal<ValueLeaf>[]>()
  const seen = new Map<string, boolean>()
  // What is nowhere denied is nowhere contradicted either.
  const mayDeny = way.some(({ negated }) => negated)
  for (const { leaf, negated } of way) {
    if (!isOfValue(leaf)) {
      if (!mayDeny) continue
      const key = keyOf(leaf)
      if (seen.get(key) === !negated) return true
      seen.set(key, negated)
    } else {
      const same = bySubject.get(subjectOf(leaf))
      if (same === undefined) bySubject.set(subjectOf(leaf), [{ leaf, negated }])
      else same.push({ leaf, negated })
    }
  }
  return [...bySubject].some(([subject, literals]) => !possible(typeOf(subject), literals))
}

/** Whether some value of the type makes all literals hold. */
function possible(type: FactType, literals: readonly Literal<ValueLeaf>[]): boolean {
  // One question alone has an answer, but for numbers: nothing is less than 0.
  if (literals.length === 1 && (type === "text" || type === "flag")) return true
  const holdAt = (value: string | number | boolean): boolean =>
    literals.every(({ leaf, negated }) => holds(leaf, value) !== negated)
  switch (type) {
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
      const whole = type === "int"
      const at = whole ? points.flatMap((point) => [Math.floor(point), Math.ceil(point)]) : [0, ...points]
      return at.some((value) => (whole || value >= 0) && holdAt(value))
    }
  }
}

/** The only values that let the literal hold; undefined: there may be others. */
function valuesOf({ leaf, negated }: Literal<ValueLeaf>): readonly string[] | undefined {
  if (leaf.kind === "agent-is") return negated ? undefined : leaf.states
  if (leaf.kind === "compare" && typeof leaf.value === "string") {
    return (leaf.operator === "==") !== negated ? [leaf.value] : undefined
  }
  if (leaf.kind !== "fact-in" || negated) return undefined
  const values = leaf.of.map((pattern) => (pattern.kind === "text" && !pattern.ignoreCase ? pattern.source : undefined))
  return values.every((value) => value !== undefined) ? values : undefined
}

function holds(leaf: ValueLeaf, value: string | number | boolean): boolean {
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
function keyOf(leaf: OtherLeaf): string {
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

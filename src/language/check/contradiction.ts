/** Conditions that can never hold together, told from their literals alone. In doubt they can. */
import type { FactType } from "../../screen/facts.ts"
import type { Condition, Subject } from "../ruleset.ts"
import {
  holds,
  isOfValue,
  keyOf,
  type Leaf,
  type Literal,
  subjectOf,
  typeOf,
  type ValueLeaf,
  valuesOf,
} from "./literal.ts"

type Literals = readonly Literal[]

/** One way for a condition to hold: all its literals do. */
export interface Way {
  readonly literals: Literals
  /** The only values that subjects may have then; most pairs of ways are told apart by these alone. */
  readonly values: ReadonlyMap<Subject, ReadonlySet<string>>
}

/** Ways looked at of one condition: they multiply with every `or`. */
const maxWays = 64

/** Whether they can hold together at all. Most ask nothing twice, so that it is plain to see. */
export function mayHold(conditions: readonly Condition[]): boolean {
  const asked = new Set<Subject>()
  return !conditions.some((condition) => asksAgain(condition, asked)) || waysOf(conditions).length > 0
}

/** Something is asked of one value twice, of a number, or denied of a text: a closer look is worth it. */
function asksAgain(condition: Condition, asked: Set<Subject>, negated = false): boolean {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.of.some((one) => asksAgain(one, asked, negated))
    case "not":
      return asksAgain(condition.of, asked, !negated)
    case "compare":
    case "fact-has":
    case "fact-in":
    case "flag":
    case "agent-is": {
      const subject = subjectOf(condition)
      if (asked.has(subject) || (typeOf(subject) !== "text" && typeOf(subject) !== "flag")) return true
      asked.add(subject)
      return false
    }
    case "agent-became":
      if (asked.has("agent.state") || condition.from === condition.to) return true
      asked.add("agent.state")
      return negated
    case "event":
      return true
    case "screen":
    case "output":
    case "count":
      return negated
    default:
      return condition satisfies never
  }
}

/** Every way in which the conditions hold together; of too many, what they have in common. */
export function waysOf(conditions: readonly Condition[]): readonly Way[] {
  const ways = product(conditions.map((condition) => expand(condition, false)))
  return ways.filter((way) => !contradicts(way)).map((literals) => ({ literals, values: onlyValues(literals) }))
}

/** Whether no way of one goes together with a way of the other; `also`: what else keeps two ways apart. */
export function exclude(
  a: readonly Way[],
  b: readonly Way[],
  also: (one: Way, other: Way) => boolean = () => false,
): boolean {
  if (arePlainlyApart(a, b)) return true
  return a.every((one) =>
    b.every(
      (other) =>
        disjoint(one.values, other.values) || also(one, other) || contradicts([...one.literals, ...other.literals]),
    ),
  )
}

/** Whether a subject that every way speaks of would need two values at once; false: a closer look is needed. */
export const arePlainlyApart = (a: readonly Way[], b: readonly Way[]): boolean => disjoint(valuesIn(a), valuesIn(b))

/** What subjects may be in any way of all; those of which some way says nothing are left out. */
function valuesIn(ways: readonly Way[]): Way["values"] {
  const known = valuesBefore.get(ways)
  if (known !== undefined) return known
  const [first, ...others] = ways
  const values = new Map(first?.values)
  for (const [subject, some] of values) {
    const all = others.map((way) => way.values.get(subject))
    if (all.every((more) => more !== undefined))
      values.set(
        subject,
        all.reduce((sum, more) => sum.union(more), some),
      )
    else values.delete(subject)
  }
  valuesBefore.set(ways, values)
  return values
}
/** A rule is compared with all others. */
const valuesBefore = new WeakMap<readonly Way[], Way["values"]>()

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
function disjoint(one: Way["values"], other: Way["values"]): boolean {
  for (const [subject, values] of one) {
    if (other.get(subject)?.isDisjointFrom(values)) return true
  }
  return false
}

/** Too many ways become one: what is so in all of them. De Morgan's laws hold in Kleene's values too. */
function expand(condition: Condition, negated: boolean): readonly Literals[] {
  switch (condition.kind) {
    case "not":
      return expand(condition.of, !negated)
    case "and":
    case "or": {
      const parts = condition.of.map((one) => expand(one, negated))
      if ((condition.kind === "and") !== negated) return product(parts)
      const all = parts.flat()
      return all.length <= maxWays ? all : [common(all)]
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

function product(parts: readonly (readonly Literals[])[]): readonly Literals[] {
  let ways: readonly Literals[] = [[]]
  for (const part of parts) {
    const kept = ways.length * part.length > maxWays ? [common(part)] : part
    ways = ways.flatMap((way) => kept.map((more) => [...way, ...more]))
  }
  return ways
}

function common([first = [], ...others]: readonly Literals[]): Literals {
  const keys = others.map((way) => new Set(way.map(literalKey)))
  return first.filter((literal) => keys.every((some) => some.has(literalKey(literal))))
}

/** The same key: the same asked and denied. What cannot be told so is the same only as itself. */
function literalKey({ leaf, negated }: Literal): unknown {
  switch (leaf.kind) {
    case "compare":
      return JSON.stringify([negated, leaf.fact, leaf.operator, leaf.value])
    case "agent-is":
      return JSON.stringify([negated, leaf.states])
    case "flag":
      return JSON.stringify([negated, leaf.fact])
    default:
      return leaf
  }
}

function contradicts(way: Literals): boolean {
  if (way.some(({ leaf, negated }) => leaf.kind === "agent-became" && !negated && leaf.from === leaf.to)) return true
  if (instantsOf(way).size > 1) return true
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

/** Events come one by one, and none comes with new output. */
const instantsOf = (way: Literals): ReadonlySet<string> =>
  new Set(
    way.flatMap(({ leaf, negated }) => {
      if (negated) return []
      if (leaf.kind === "event") return [`event ${leaf.name}`]
      return leaf.kind === "output" ? ["output"] : []
    }),
  )

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

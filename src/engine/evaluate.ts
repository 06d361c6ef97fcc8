/** Whether a condition holds, in Kleene's three values: true, false, or undefined for *unknown*. */
import type { Condition, Operator, Rule, RuleSet } from "../language/ruleset.ts"
import { beganAt, type FactName, type Facts, factTypes, factValue } from "../screen/facts.ts"
import type { Frame } from "../screen/frame.ts"
import { find, isOneOf, type Match } from "../screen/pattern.ts"
import type { RegexPattern } from "../screen/regex-pattern.ts"
import { type Region, regionText } from "../screen/region.ts"

export interface Verdict {
  readonly holds: boolean | undefined
  readonly captures: Readonly<Record<string, string>>
  /** The matched texts, joined by line breaks. */
  readonly matched: string
  /** When the verdict may change by time alone. */
  readonly changesAt: number | undefined
}

/** One look at a pane: what every rule's conditions are judged by. */
export interface Look {
  readonly frame: Frame
  readonly now: number
  /** New lines joined by `\n`; undefined when this look brought none. */
  readonly output: string | undefined
  readonly mayMatch: (regex: RegexPattern) => boolean
  /** The text of a region; undefined: it is not there. Hundreds of rules share a few regions: each is cut out once. */
  readonly textOf: (region: Region) => string | undefined
}

export function lookAt(frame: Frame, now: number, ruleSet: RuleSet, output?: string): Look {
  const cut = new Map<string, string | undefined>()
  const textOf = (region: Region): string | undefined => {
    if (region.kind === "below") return regionText(frame.lines, region)
    const key = region.kind === "whole" ? region.kind : `${region.kind} ${region.lines}`
    const known = cut.get(key)
    if (known !== undefined) return known
    const text = regionText(frame.lines, region)
    cut.set(key, text)
    return text
  }
  return { frame, now, output, mayMatch: ruleSet.index.over(() => textOf({ kind: "whole" }) ?? ""), textOf }
}

/** Whether the rule holds: its scope first, which is cheap. */
export function judge(rule: Rule, look: Look): Verdict {
  return rule.on === undefined ? evaluate(rule.when, look) : both([rule.on, rule.when], look)
}

/**
 * What a rule that is about to press keys saw: the same identity later means the same thing is on the screen.
 * Undefined: the rule does not hold.
 */
export function identity(rule: Rule, look: Look): string | undefined {
  const verdict = judge(rule, look)
  return verdict.holds === true ? verdict.matched : undefined
}

const unknown: Verdict = { holds: undefined, captures: {}, matched: "", changesAt: undefined }
const yes: Verdict = { ...unknown, holds: true }
const no: Verdict = { ...unknown, holds: false }
const known = (holds: boolean | undefined): Verdict => (holds === undefined ? unknown : holds ? yes : no)

export function evaluate(condition: Condition, look: Look): Verdict {
  switch (condition.kind) {
    case "and":
      return both(condition.of, look)
    case "or":
      return either(condition.of.map((one) => evaluate(one, look)))
    case "not": {
      const { holds, changesAt } = evaluate(condition.of, look)
      return { ...known(holds === undefined ? undefined : !holds), changesAt }
    }
    case "screen": {
      if (look.frame.unreadable !== undefined) return known(undefined)
      const text = look.textOf(condition.region)
      return text === undefined ? known(false) : matched(find(condition.pattern, text, look.mayMatch))
    }
    case "output":
      return look.output === undefined ? known(false) : matched(find(condition.pattern, look.output))
    case "compare":
      return compare(condition, look)
    case "fact-has": {
      const value = factValue(look.frame.facts, condition.fact, look.now)
      return value === undefined ? known(undefined) : matched(find(condition.pattern, String(value)))
    }
    case "fact-in": {
      const value = factValue(look.frame.facts, condition.fact, look.now)
      return known(value === undefined ? undefined : isOneOf(condition.of, String(value)))
    }
    case "flag":
      return known(factValue(look.frame.facts, condition.fact, look.now) === true)
    default:
      return condition satisfies never
  }
}

const matched = (match: Match | undefined): Verdict =>
  match === undefined
    ? known(false)
    : { holds: true, captures: match.captures, matched: match.text, changesAt: undefined }

/** Up to the first that is false: while it is, no other matters. */
function both(conditions: readonly Condition[], look: Look): Verdict {
  const verdicts: Verdict[] = []
  for (const condition of conditions) {
    const verdict = evaluate(condition, look)
    if (verdict.holds === false) return verdict.changesAt === undefined ? no : { ...no, changesAt: verdict.changesAt }
    verdicts.push(verdict)
  }
  return gather(verdicts.every((one) => one.holds) ? true : undefined, verdicts)
}

function either(verdicts: readonly Verdict[]): Verdict {
  const holding = verdicts.filter((one) => one.holds === true)
  if (holding.length > 0) return { ...gather(true, holding), changesAt: earliest(verdicts) }
  const changesAt = earliest(verdicts)
  return { ...known(verdicts.some((one) => one.holds === undefined) ? undefined : false), changesAt }
}

function gather(holds: boolean | undefined, verdicts: readonly Verdict[]): Verdict {
  const texts = verdicts.map((one) => one.matched).filter((text) => text !== "")
  return {
    holds,
    captures: Object.assign({}, ...verdicts.map((one) => one.captures)) as Record<string, string>,
    matched: texts.join("\n"),
    changesAt: earliest(verdicts),
  }
}

function earliest(verdicts: readonly Verdict[]): number | undefined {
  const moments = verdicts.map((one) => one.changesAt).filter((at) => at !== undefined)
  return moments.length === 0 ? undefined : Math.min(...moments)
}

function compare({ fact, operator, value }: Extract<Condition, { kind: "compare" }>, { frame, now }: Look): Verdict {
  const seen = factValue(frame.facts, fact, now)
  if (seen === undefined || typeof seen === "boolean") return known(undefined)
  return { ...known(holds(seen, operator, value)), changesAt: crossesAt(frame.facts, fact, value, now) }
}

function holds(seen: string | number, operator: Operator, value: string | number): boolean {
  switch (operator) {
    case "==":
      return seen === value
    case "!=":
      return seen !== value
    case "<":
      return seen < value
    case "<=":
      return seen <= value
    case ">":
      return seen > value
    case ">=":
      return seen >= value
    default:
      return operator satisfies never
  }
}

/** When a growing duration reaches the value, and then when it passes it. */
function crossesAt(facts: Facts, fact: FactName, value: string | number, now: number): number | undefined {
  if (factTypes[fact] !== "duration" || typeof value !== "number") return undefined
  const began = beganAt(facts, fact)
  if (began === undefined) return undefined
  const reached = began + value
  return reached > now ? reached : reached + 1 > now ? reached + 1 : undefined
}

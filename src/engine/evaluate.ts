/** Whether a condition holds, in Kleene's three values: true, false, or undefined for *unknown*. */
import type { Condition, Operator, Rule, Subject } from "../language/ruleset.ts"
import { beganAt, type FactName, type Facts, factTypes, factValue } from "../screen/facts.ts"
import type { Frame } from "../screen/frame.ts"
import { find, isOneOf, type Match } from "../screen/pattern.ts"
import type { RegexPattern } from "../screen/regex-pattern.ts"
import type { Region } from "../screen/region.ts"
import { sooner } from "./moments.ts"
import { answersAgents } from "./rule-kinds.ts"
import type { AgentSight } from "./state.ts"

export interface Verdict {
  readonly holds: boolean | undefined
  readonly captures: Readonly<Record<string, string>>
  /** The matched texts, joined by line breaks. */
  readonly matched: string
  /** The approval or question that it is about (`AgentSight.identity`); empty: none. */
  readonly wait: string
  /** When the verdict may change by time alone. */
  readonly changesAt: number | undefined
}

/** One look at a pane: what every rule's conditions are judged by. */
export interface Look {
  readonly frame: Frame
  readonly now: number
  /** Undefined: no agent is in the pane. */
  readonly agent: AgentSight | undefined
  /** When the agent's state may change by time alone. */
  readonly agentChangesAt: number | undefined
  /** New lines joined by `\n`; undefined when this look brought none. */
  readonly output: string | undefined
  /** Undefined when this look is not about an event. */
  readonly event: SeenEvent | undefined
  /** How often the parts of `N times within D` have come true, this look included. */
  readonly counts: ReadonlyMap<string, number>
  readonly mayMatch: (regex: RegexPattern) => boolean
  /** The text of a region; undefined: it is not there. Hundreds of rules share a few regions: each is cut out once. */
  readonly textOf: (region: Region) => string | undefined
}

export interface SeenEvent {
  readonly name: string
  readonly fields: Readonly<Record<string, string>>
  /** False: a line that anybody can print. */
  readonly trusted: boolean
}

/** Whether the rule holds: its scope first, which is cheap. */
export function judge(rule: Rule, look: Look): Verdict {
  const verdict = rule.on === undefined ? evaluate(rule.when, look) : both([rule.on, rule.when], look)
  const wait = look.agent?.identity ?? ""
  // However the condition names it: keys for one dialog must not meet another.
  return verdict.holds === true && wait !== "" && answersAgents(rule) ? { ...verdict, wait } : verdict
}

/** What a rule that is about to press keys saw: the same identity later means the same thing is on the screen. */
export const identityOf = (verdict: Verdict): string => (verdict.wait === "" ? verdict.matched : verdict.wait)

const unknown: Verdict = { holds: undefined, captures: {}, matched: "", wait: "", changesAt: undefined }
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
      const value = subjectValue(condition.fact, look)
      return value === undefined ? known(undefined) : matched(find(condition.pattern, String(value)))
    }
    case "fact-in": {
      const value = subjectValue(condition.fact, look)
      return known(value === undefined ? undefined : isOneOf(condition.of, String(value)))
    }
    case "flag":
      return known(factValue(look.frame.facts, condition.fact, look.now) === true)
    case "agent-is":
      return inState(look, ({ state }) => condition.states.some((one) => one === state))
    case "agent-became": {
      const { from, to } = condition
      return inState(look, ({ state, was }) => state === to && was !== undefined && (from === "any" || was === from))
    }
    case "event":
      return look.event?.name === condition.name ? { ...yes, matched: condition.name } : no
    case "count": {
      const verdict = evaluate(condition.of, look)
      return verdict.holds === true && (look.counts.get(condition.id) ?? 0) < condition.times ? no : verdict
    }
    default:
      return condition satisfies never
  }
}

const matched = (match: Match | undefined): Verdict =>
  match === undefined
    ? known(false)
    : { holds: true, captures: match.captures, matched: match.text, wait: "", changesAt: undefined }

/** An agent's screen that cannot be read says nothing about its state. */
function inState({ agent, frame }: Look, fits: (sight: AgentSight) => boolean): Verdict {
  if (frame.unreadable !== undefined) return unknown
  if (agent === undefined || !fits(agent)) return no
  return agent.identity === "" ? yes : { ...yes, matched: agent.detail ?? "", wait: agent.identity }
}

/** The value a condition looks at; undefined is unknown. */
export function subjectValue(subject: Subject, look: Look): ReturnType<typeof factValue> {
  if (isFact(subject)) return factValue(look.frame.facts, subject, look.now)
  if (subject.startsWith("event.")) return own(look.event?.fields, subject.slice("event.".length))
  const { agent, frame } = look
  if (frame.unreadable !== undefined || agent === undefined) return undefined
  if (subject === "agent") return agent.agent
  const name = subject.slice("agent.".length)
  if (name === "state") return agent.state
  return name === "detail" ? agent.detail : own(agent.captures, name)
}
const isFact = (subject: Subject): subject is FactName => Object.hasOwn(factTypes, subject)
const own = (values: Readonly<Record<string, string>> | undefined, name: string): string | undefined =>
  values !== undefined && Object.hasOwn(values, name) ? values[name] : undefined

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
    wait: verdicts.find((one) => one.wait !== "")?.wait ?? "",
    changesAt: earliest(verdicts),
  }
}

const earliest = (verdicts: readonly Verdict[]): number | undefined =>
  verdicts.reduce<number | undefined>((first, one) => sooner(first, one.changesAt), undefined)

function compare({ fact, operator, value }: Extract<Condition, { kind: "compare" }>, look: Look): Verdict {
  const seen = subjectValue(fact, look)
  if (seen === undefined || typeof seen === "boolean") return known(undefined)
  const changesAt = isFact(fact) ? crossesAt(look.frame.facts, fact, value, look.now) : undefined
  return { ...known(holds(seen, operator, value)), changesAt }
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

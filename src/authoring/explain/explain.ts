/** Why a rule does or does not hold on a pane, as JSON of stable keys. */
import { lookAt } from "../../engine/evaluate.ts"
import { deciding, type Judged, judgeRule } from "../../engine/judged.ts"
import type { Instance } from "../../engine/state.ts"
import { type Wait, waitOf } from "../../engine/waits.ts"
import type { Condition, Rule, RuleSet } from "../../language/ruleset.ts"
import { factValue } from "../../screen/facts.ts"
import type { Frame } from "../../screen/frame.ts"
import { find } from "../../screen/pattern.ts"
import { type LineSpan, lineOf, regionSpan } from "../../screen/region.ts"
import { writeFact } from "../screen/facts.ts"
import { type NearMiss, nearMiss } from "./near-miss.ts"
import { conditionText } from "./wording.ts"

export interface ExplainedRule {
  readonly name: string
  /** `file:line`. */
  readonly place: string
  /** The condition holds and, where a service remembers the pane, its timers have run out. */
  readonly fired: boolean
  /** Null: unknown. */
  readonly holds: boolean | null
  readonly captures: Readonly<Record<string, string>>
  readonly conditions: readonly ExplainedCondition[]
  readonly waits: ExplainedWait
}

export interface ExplainedWait {
  /** Null: no service remembers the pane. */
  readonly phase: string | null
  readonly clause: string | null
  /** How long the clause still takes; null: that is not known, or time alone does not do it. */
  readonly remainingMs: number | null
  /** Nothing can be seen for now: timers stand still. */
  readonly held: boolean
}

export interface ExplainedCondition {
  readonly clause: "on" | "when"
  readonly condition: string
  /** Null: unknown. */
  readonly value: boolean | null
  /** It makes the rule hold or not. */
  readonly decides: boolean
  /** Of a condition on a fact: the fact as it is; null: unknown, or no such condition. */
  readonly seen: string | null
  /** The lines looked at. */
  readonly region: ExplainedRegion | null
  readonly match: ExplainedMatch | null
  readonly captures: Readonly<Record<string, string>>
  readonly nearest: NearMiss | null
  /** Time alone may change the value after so long. */
  readonly changesInMs: number | null
  /** The parts of `and`, `or`, `not`. */
  readonly of: readonly ExplainedCondition[]
}

/** Lines from 1, both included; no lines: `to` is `from` - 1. */
export interface ExplainedRegion {
  readonly from: number
  readonly to: number
  readonly lines: readonly string[]
}

/** Lines and columns (UTF-16 units) from 1, the end exclusive. */
export interface ExplainedMatch {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  readonly text: string
}

export interface Explaining {
  readonly frame: Frame
  readonly ruleSet: RuleSet
  readonly now: number
  /** What a service remembers of the pane; undefined: there is none. */
  readonly instances: readonly Instance[] | undefined
}

export function explainRule(rule: Rule, { frame, ruleSet, now, instances }: Explaining): ExplainedRule {
  const judged = judgeRule(rule, lookAt(frame, now, ruleSet))
  const decisive = new Set(deciding(judged))
  const [on, when] = rule.on === undefined ? [undefined, judged] : judged.of
  const explained = (part: Judged | undefined, clause: "on" | "when"): ExplainedCondition[] =>
    (part?.condition.kind === "and" ? part.of : part === undefined ? [] : [part]).map((one) =>
      explainCondition(one, clause, { frame, now, decisive }),
    )
  // Of several, by the values of `once … by`, the one that something happens to.
  const own = instances?.filter((one) => one.rule === rule.name)
  const instance = own?.findLast(({ phase }) => phase !== "absent") ?? own?.at(-1)
  const { holds } = judged.verdict
  const wait = instance === undefined && holds !== true ? nothingToWaitFor : waitOf(rule, instance, frame.facts, now)
  return {
    name: rule.name,
    place: rule.place,
    fired: holds === true && (instances === undefined || instance?.phase === "open"),
    holds: holds ?? null,
    captures: judged.verdict.captures,
    conditions: [...explained(on, "on"), ...explained(when, "when")],
    waits: {
      phase: wait.phase ?? (instances === undefined ? null : "absent"),
      clause: wait.clause ?? null,
      remainingMs: wait.until === undefined ? null : Math.max(0, wait.until - now),
      held: wait.isHeld,
    },
  }
}

const nothingToWaitFor: Wait = { phase: undefined, clause: undefined, until: undefined, isHeld: false }

interface Situation {
  readonly frame: Frame
  readonly now: number
  readonly decisive: ReadonlySet<Judged>
}

function explainCondition(judged: Judged, clause: "on" | "when", situation: Situation): ExplainedCondition {
  const { condition, verdict, of } = judged
  const { now, decisive } = situation
  return {
    clause,
    condition: conditionText(condition),
    value: verdict.holds ?? null,
    decides: decisive.has(judged),
    ...evidence(condition, situation),
    captures: verdict.captures,
    changesInMs: verdict.changesAt === undefined ? null : Math.max(0, verdict.changesAt - now),
    of: of.map((part) => explainCondition(part, clause, situation)),
  }
}

type Evidence = Pick<ExplainedCondition, "seen" | "region" | "match" | "nearest">
const none: Evidence = { seen: null, region: null, match: null, nearest: null }

function evidence(condition: Condition, { frame, now }: Situation): Evidence {
  switch (condition.kind) {
    case "screen": {
      if (frame.unreadable !== undefined) return none
      const { lines } = frame
      const span = regionSpan(lines, condition.region)
      // Without the line that it stands below there is no region: how near that line came is what matters.
      if (span === undefined) {
        const whole = { from: 0, to: lines.length }
        const { region } = condition
        return { ...none, nearest: region.kind === "below" ? (nearMiss(region.pattern, lines, whole) ?? null) : null }
      }
      const region = { from: span.from + 1, to: span.to, lines: lines.slice(span.from, span.to) }
      const match = matchIn(condition.pattern, lines, span)
      return {
        ...none,
        region,
        match,
        nearest: match === null ? (nearMiss(condition.pattern, lines, span) ?? null) : null,
      }
    }
    case "compare":
    case "fact-has":
    case "fact-in":
    case "flag": {
      const value = factValue(frame.facts, condition.fact, now)
      return { ...none, seen: value === undefined ? null : writeFact(condition.fact, value) }
    }
    default:
      return none
  }
}

function matchIn(pattern: Parameters<typeof find>[0], lines: readonly string[], span: LineSpan): ExplainedMatch | null {
  const text = lines.slice(span.from, span.to).join("\n")
  const match = find(pattern, text)
  return match === undefined ? null : placed(text, match, span.from)
}

/** `above`: how many lines stand above the text. */
export function placed(
  text: string,
  { start, end, text: matched }: { readonly start: number; readonly end: number; readonly text: string },
  above = 0,
): ExplainedMatch {
  const column = (offset: number): number => offset - (text.lastIndexOf("\n", offset - 1) + 1) + 1
  return {
    line: above + lineOf(text, start) + 1,
    column: column(start),
    endLine: above + lineOf(text, end) + 1,
    endColumn: column(end),
    text: matched,
  }
}

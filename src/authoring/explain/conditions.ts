/** Conditions with what they saw: what an explanation shows of a rule, or of a clause of an agent. */
import { type Look, subjectValue } from "../../engine/evaluate.ts"
import { deciding, type Judged } from "../../engine/judged.ts"
import type { Condition, Subject } from "../../language/ruleset.ts"
import { find } from "../../screen/pattern.ts"
import { type LineSpan, lineOf, regionSpan } from "../../screen/region.ts"
import { isFactName, writeFact } from "../screen/facts.ts"
import { type NearMiss, nearMiss } from "./near-miss.ts"
import { conditionText } from "./wording.ts"

/** Where a condition stands. */
export type ExplainedPart = "on" | "when"

export interface ExplainedCondition {
  readonly clause: ExplainedPart
  readonly condition: string
  /** Null: unknown. */
  readonly value: boolean | null
  /** It makes the rule hold or not. */
  readonly decides: boolean
  /** Of a condition on a fact, on the agent or on an event: what it is; null: unknown, or no such condition. */
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

/** The parts of a condition that all must hold, each by itself. */
export function explainConditions(judged: Judged | undefined, clause: ExplainedPart, look: Look): ExplainedCondition[] {
  if (judged === undefined) return []
  const decisive = new Set(deciding(judged))
  return explainParts(judged, clause, { look, decisive })
}

/** `decisive`: those of a larger tree, of which this is a part. */
export function explainParts(judged: Judged, clause: ExplainedPart, situation: Situation): ExplainedCondition[] {
  const parts = judged.condition.kind === "and" ? judged.of : [judged]
  return parts.map((one) => explainCondition(one, clause, situation))
}

export interface Situation {
  readonly look: Look
  readonly decisive: ReadonlySet<Judged>
}

function explainCondition(judged: Judged, clause: ExplainedPart, situation: Situation): ExplainedCondition {
  const { condition, verdict, of } = judged
  const { look, decisive } = situation
  return {
    clause,
    condition: conditionText(condition),
    value: verdict.holds ?? null,
    decides: decisive.has(judged),
    ...evidence(condition, look),
    captures: verdict.captures,
    changesInMs: verdict.changesAt === undefined ? null : Math.max(0, verdict.changesAt - look.now),
    of: of.map((part) => explainCondition(part, clause, situation)),
  }
}

type Evidence = Pick<ExplainedCondition, "seen" | "region" | "match" | "nearest">
const none: Evidence = { seen: null, region: null, match: null, nearest: null }

function evidence(condition: Condition, look: Look): Evidence {
  const { frame } = look
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
    case "flag":
      return { ...none, seen: subjectText(condition.fact, look) }
    case "agent-is":
      return { ...none, seen: look.agent?.state ?? null }
    case "agent-became":
      return { ...none, seen: look.agent === undefined ? null : `${look.agent.was ?? "?"} -> ${look.agent.state}` }
    case "event":
      return { ...none, seen: look.event?.name ?? null }
    case "count":
      return { ...none, seen: `${look.counts.get(condition.id) ?? 0}` }
    case "and":
    case "or":
    case "not":
    case "output":
      return none
    default:
      return condition satisfies never
  }
}

function subjectText(subject: Subject, look: Look): string | null {
  const value = subjectValue(subject, look)
  if (value === undefined) return null
  return isFactName(subject) ? writeFact(subject, value) : String(value)
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

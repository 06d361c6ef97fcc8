/** An explained rule for people: conditions as a tree, each with its value and what it saw. */
import type { ExplainedCondition } from "../authoring/explain/conditions.ts"
import type { ExplainedRule, ExplainedWait } from "../authoring/explain/explain.ts"
import type { NearMiss } from "../authoring/explain/near-miss.ts"
import type { ExplainedRefusal } from "../authoring/explain/refusals.ts"
import { writeDuration } from "../authoring/screen/facts.ts"
import type { Phase } from "../engine/state.ts"
import { type Phrase, phrase } from "../locale/phrase.ts"
import { oneLine } from "./shown.ts"
import type { Terminal } from "./terminal.ts"

const marks = { true: ["green", "✓"], false: ["red", "✗"], null: ["yellow", "?"] } as const

/** Lines of a region that are shown: the lowest. */
const maxRegionLines = 8

export function mark(value: boolean | null, { paintOut }: Terminal): string {
  const [colour, sign] = marks[`${value}`]
  return paintOut(colour, sign)
}

export function summaryLine(rule: ExplainedRule, terminal: Terminal): string {
  const decisive = innermost(rule.conditions).filter(({ decides }) => decides)
  const [first] = rule.holds === true ? [] : decisive
  const [refusal] = rule.refusals
  const silent = refusal === undefined ? undefined : refusalWords(refusal)
  const why = first === undefined ? (silent ?? waitWords(rule.waits)) : reason(first)
  return `${mark(rule.holds, terminal)} ${rule.name}${why === undefined ? "" : `  ${terminal.paintOut("dim", oneLine(terminal.say(why)))}`}`
}

export const innermost = (conditions: readonly ExplainedCondition[]): ExplainedCondition[] =>
  conditions.flatMap((one) => (one.of.length === 0 ? [one] : innermost(one.of)))

export function reason({ clause, condition, value }: ExplainedCondition): Phrase {
  const which = `${clause} ${condition}`
  if (value === null) return phrase("authoring.decides-unknown", { which })
  return phrase(value ? "authoring.decides-true" : "authoring.decides-false", { which })
}

export function printRule(rule: ExplainedRule, terminal: Terminal): void {
  const { out, say, paintOut } = terminal
  const verdict = { true: "authoring.rule-holds", false: "authoring.rule-not", null: "authoring.rule-unsure" } as const
  out(`${paintOut("bold", rule.name)} (${oneLine(rule.place)}): ${say(phrase(verdict[`${rule.holds}`]))}`)
  for (const condition of rule.conditions) {
    printCondition(condition, `${condition.clause} `, "  ", rule.holds !== true, terminal)
  }
  if (rule.holds === false) return
  const wait = waitWords(rule.waits)
  if (wait !== undefined) out(`  ${say(wait)}`)
  for (const refusal of rule.refusals) out(`  ${say(refusalWords(refusal))}`)
}

/** `isJudged`: the conditions that decide are marked; of what holds every condition does its part. */
export function printCondition(
  condition: ExplainedCondition,
  label: string,
  indent: string,
  isJudged: boolean,
  terminal: Terminal,
): void {
  const { out, say, paintOut } = terminal
  const decides = condition.decides && isJudged ? `  ${paintOut("bold", say(phrase("authoring.decides")))}` : ""
  const written = condition.of.length > 0 ? groupWords(condition) : condition.condition
  out(oneLineKept(`${indent}${label}`, mark(condition.value, terminal), written, decides))
  const inner = `${indent}${" ".repeat(label.length)}    `
  for (const line of evidence(condition, terminal)) out(`${inner}${line}`)
  for (const part of condition.of) printCondition(part, "", inner, isJudged, terminal)
}

const oneLineKept = (before: string, painted: string, text: string, after: string): string =>
  `${before}${painted} ${oneLine(text)}${after}`

const groupWords = ({ condition, of }: ExplainedCondition): string =>
  of.length === 1 && condition.startsWith("not ") ? "not" : condition

function evidence(condition: ExplainedCondition, { say, paintOut }: Terminal): string[] {
  const { seen, region, match, nearest, captures, changesInMs, of, value } = condition
  if (of.length > 0) return []
  const lines: string[] = []
  if (/^(?:output has|event) /.test(condition.condition)) return [say(phrase("authoring.instant"))]
  if (seen !== null) lines.push(say(phrase("authoring.seen", { value: oneLine(seen) })))
  else if (value === null)
    lines.push(say(phrase(region === null ? "authoring.seen-nothing" : "authoring.seen-unknown")))
  if (changesInMs !== null) lines.push(say(phrase("authoring.changes", { duration: writeDuration(changesInMs) })))
  if (region !== null) {
    // The lowest lines, or those around the match.
    const last =
      match === null ? region.to : Math.min(region.to, Math.max(match.endLine, region.from + maxRegionLines - 1))
    const first = Math.max(region.from, last - maxRegionLines + 1)
    const isEmpty = region.to < region.from
    lines.push(
      say(
        isEmpty ? phrase("authoring.region-empty") : phrase("authoring.region", { from: region.from, to: region.to }),
      ),
    )
    for (let number = first; number <= last; number += 1) {
      const isHit = match !== null && number >= match.line && number <= match.endLine
      const row = `${String(number).padStart(4)} ${isHit ? "▸" : "│"} ${oneLine(region.lines[number - region.from] ?? "")}`
      lines.push(isHit ? row : paintOut("dim", row))
    }
  }
  if (match !== null) {
    const { line, column, text } = match
    lines.push(say(phrase("authoring.match", { line, column, text: inOneLine(text) })))
  }
  for (const [name, captured] of Object.entries(captures)) {
    lines.push(say(phrase("authoring.capture", { name, value: inOneLine(captured) })))
  }
  if (nearest !== null) lines.push(say(nearestWords(nearest)))
  return lines
}

/** Line breaks as ↵. */
export const inOneLine = (text: string): string => oneLine(text.replaceAll("\n", "↵"))

export function nearestWords(nearest: NearMiss): Phrase {
  const { line } = nearest
  const pattern = oneLine(nearest.pattern)
  switch (nearest.kind) {
    case "above":
      return phrase("authoring.nearest-above", { line, pattern })
    case "below":
      return phrase("authoring.nearest-below", { line, pattern })
    case "case":
      return phrase("authoring.nearest-case", { line, text: oneLine(nearest.text), pattern })
    case "beginning":
      return phrase("authoring.nearest-beginning", { line, beginning: oneLine(nearest.beginning), pattern })
    default:
      return nearest satisfies never
  }
}

/** `cooldown` and the like are told by themselves. */
const timers: ReadonlySet<string> = new Set(["stable", "for", "clear"])

export function refusalWords({ why, remainingMs, by }: ExplainedRefusal): Phrase {
  const duration = writeDuration(remainingMs ?? 0)
  switch (why) {
    case "inhibited":
      return phrase("authoring.refused-inhibited", { by: by ?? "" })
    case "quiet":
      return phrase("authoring.refused-quiet", { how: by ?? "", duration })
    case "once":
      return phrase("authoring.refused-once")
    case "cooldown":
    case "limit":
      return phrase("authoring.refused-for", { clause: why, duration })
    default:
      return why satisfies never
  }
}

const phases = {
  absent: phrase("authoring.phase-absent"),
  pending: phrase("authoring.phase-pending"),
  open: phrase("authoring.phase-open"),
  clearing: phrase("authoring.phase-clearing"),
} as const satisfies Readonly<Record<Phase, Phrase>>

/** What a service of another version calls it stays as it is. */
export const phaseWords = (phase: string): Phrase | string =>
  Object.hasOwn(phases, phase) ? phases[phase as Phase] : phase

function waitWords({ phase, clause, remainingMs, held }: ExplainedWait): Phrase | undefined {
  if (held) return phrase("authoring.wait-held", { phase: phaseWords(phase ?? "absent") })
  if (clause === null || !timers.has(clause))
    return phase === null || phase === "absent"
      ? undefined
      : phrase("authoring.wait-phase", { phase: phaseWords(phase) })
  // Nobody has begun to wait: a look of one's own.
  if (remainingMs !== null && phase === null) {
    return phrase("authoring.wait-first", { clause, duration: writeDuration(remainingMs) })
  }
  if (remainingMs === null) return phrase("authoring.wait-clause", { clause })
  return phrase("authoring.wait-remaining", {
    clause,
    duration: writeDuration(remainingMs),
    phase: phaseWords(phase ?? "absent"),
  })
}

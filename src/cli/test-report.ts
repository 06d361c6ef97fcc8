/** A test that has run, for people: of one that failed what was expected, what came nearest, and all that happened until then. */

import { effectLine, plainEffect } from "../authoring/play/plain.ts"
import { writeDuration } from "../authoring/screen/facts.ts"
import type { Undecided } from "../authoring/testing/asks.ts"
import type { Told } from "../authoring/testing/expect.ts"
import type { Closest, Difference, Miss } from "../authoring/testing/miss.ts"
import type { TestFailure, TestRun, Why } from "../authoring/testing/run.ts"
import { testStartsAt } from "../authoring/testing/run.ts"
import type { TimelineEntry } from "../authoring/testing/timeline.ts"
import { phrase } from "../locale/phrase.ts"
import { printAgent } from "./agent-explanation.ts"
import { nearestWords, phaseWords, printRule } from "./explanation.ts"
import { clock, oneLine } from "./shown.ts"
import type { Terminal } from "./terminal.ts"

export interface Timed {
  readonly run: TestRun
  readonly ms: number
}

/** Lines of a timeline that are shown: the last ones. */
const maxTimelineLines = 60
/** Lines of a message that are shown in a difference. */
const maxTextLines = 20

export function printRun({ run }: Timed, terminal: Terminal): void {
  const { out, paintOut } = terminal
  const { title, place } = run.test
  const sign = run.failure === undefined ? paintOut("green", "✓") : paintOut("red", "✗")
  out(`${sign} ${oneLine(title)}  ${paintOut("dim", oneLine(place))}`)
  if (run.failure !== undefined) printFailure(run, run.failure, indented("    ", terminal))
}

/** The same terminal, every line moved to the right; empty lines stay empty. */
const indented = (by: string, terminal: Terminal): Terminal => ({
  ...terminal,
  out: (line) => terminal.out(line === "" ? "" : `${by}${line}`),
})

export function printFailure(run: TestRun, { step, why }: TestFailure, terminal: Terminal): void {
  const { out, say, paintOut } = terminal
  out(`${paintOut("cyan", oneLine(step.place))}  ${paintOut("bold", firstLine(step.source))}`)
  printWhy(why, run, terminal)
  out("")
  out(paintOut("bold", say(phrase("authoring.test-timeline"))))
  const lines = run.timeline.flatMap((entry) => timelineLines(entry, run.test.panes.length > 1, terminal))
  const shown = lines.slice(-maxTimelineLines)
  if (shown.length < lines.length) {
    out(say(phrase("authoring.test-earlier", { count: lines.length - shown.length })))
  }
  for (const line of shown) out(line)
  out("")
}

const firstLine = (source: string): string => {
  const [first = "", ...more] = source.split("\n")
  return oneLine(more.length > 0 ? `${first.trimEnd()} …` : first)
}

function printWhy(why: Why, run: TestRun, terminal: Terminal): void {
  const { out, say, paintOut } = terminal
  switch (why.kind) {
    case "file": {
      const { path, line, problem } = why
      out(`${paintOut("red", oneLine(`${path}:${line}:`))} ${say(problem)}`)
      return
    }
    case "endless":
      out(say(phrase("authoring.test-endless", { limit: why.limit })))
      return
    case "undecided":
      printUndecided(why.why, why.miss, terminal)
      return
    case "happened":
      out(say(phrase("authoring.test-happened")))
      for (const told of why.told) out(`  ${toldLine(told, run.test.panes.length > 1)}`)
      return
    case "pressed":
      out(say(phrase("authoring.test-pressed")))
      for (const told of why.told) out(`  ${toldLine(told, run.test.panes.length > 1)}`)
      return
    case "missing":
      out(say(phrase("authoring.test-missing")))
      printMiss(why.miss, terminal)
      return
    case "state":
      if (why.miss.agent === undefined) out(say(phrase("authoring.agent-none")))
      else printAgent(why.miss.agent, terminal, why.wanted)
      return
    default:
      why satisfies never
  }
}

function printUndecided(why: Undecided, miss: Miss, terminal: Terminal): void {
  const { out, say } = terminal
  if (why.kind === "not-offered") {
    out(say(phrase("authoring.test-not-offered", { offers: why.offers.map(oneLine) })))
    return
  }
  out(say(phrase("authoring.test-nobody-asks")))
  if (why.last === undefined) printMiss(miss, terminal)
  else {
    const { at, how } = why.last
    out(say(phrase("authoring.test-last-ask", { at: clock(at - testStartsAt).trim(), how })))
  }
}

function toldLine({ at, pane, effect }: Told, hasPanes: boolean): string {
  const where = hasPanes ? `${pane}  ` : ""
  return oneLine(`${clock(at - testStartsAt)}  ${where}${effect.origin.rule}: ${effectLine(plainEffect(effect))}`)
}

function printMiss({ closest, rules, agent }: Miss, terminal: Terminal): void {
  if (closest !== undefined) printClosest(closest, terminal)
  for (const rule of rules) printRule(rule, terminal)
  const isAboutAgent = rules.some(({ conditions }) => conditions.some(({ condition }) => /\bagent\b/.test(condition)))
  if (agent !== undefined && isAboutAgent) printAgent(agent, terminal)
}

function printClosest(closest: Closest, terminal: Terminal): void {
  const { out, say } = terminal
  switch (closest.kind) {
    case "other":
      out(say(phrase("authoring.test-closest", { effect: toldLine(closest.told, false).trim() })))
      for (const one of closest.differences) printDifference(one, terminal)
      return
    case "before":
      out(say(phrase("authoring.test-before", { effect: toldLine(closest.told, false).trim() })))
      return
    case "taken":
      out(say(phrase("authoring.test-taken", { effect: toldLine(closest.told, false).trim() })))
      return
    case "elsewhere":
      out(say(phrase("authoring.test-elsewhere", { effect: toldLine(closest.told, true).trim() })))
      return
    case "refused": {
      const { told, why } = closest
      out(say(phrase("authoring.test-refused", { effect: toldLine(told, false).trim(), why })))
      return
    }
    case "later": {
      const duration = writeDuration(closest.afterMs)
      const effect = oneLine(effectLine(plainEffect(closest.told.effect)))
      const isOther = closest.differences.length > 0
      out(
        say(
          isOther
            ? phrase("authoring.test-later-other", { duration, effect })
            : phrase("authoring.test-later", { duration }),
        ),
      )
      for (const one of closest.differences) printDifference(one, terminal)
      return
    }
    default:
      closest satisfies never
  }
}

function printDifference(difference: Difference, { out, say, paintOut }: Terminal): void {
  if (difference.kind === "field") {
    const { name, wanted, seen } = difference
    out(`  ${name}`)
    out(paintOut("red", `  - ${oneLine(wanted)}`))
    out(paintOut("green", `  + ${oneLine(seen)}`))
    return
  }
  const lines = difference.seen.split("\n").filter((line) => line.trim() !== "")
  out(paintOut("red", `  - ${oneLine(difference.wanted)}`))
  for (const line of lines.slice(0, maxTextLines)) out(paintOut("green", `  + ${oneLine(line)}`))
  if (difference.nearest !== undefined) out(`  ${say(nearestWords(difference.nearest))}`)
}

function phaseText(phase: string, { say }: Terminal): string {
  const words = phaseWords(phase)
  return typeof words === "string" ? words : say(words)
}

/** Steps of the test stand out; what follows from them is moved to the right. */
function timelineLines(entry: TimelineEntry, hasPanes: boolean, terminal: Terminal): string[] {
  const { say, paintOut } = terminal
  const at = clock(entry.t)
  if (entry.kind === "step") return [`${at}  ${paintOut("bold", firstLine(entry.source))}`]
  const begin = `${at}    ${hasPanes ? `${oneLine(entry.pane)}  ` : ""}`
  switch (entry.kind) {
    case "shown": {
      if (entry.unreadable !== null) return [`${begin}${paintOut("dim", entry.unreadable)}`]
      const rows = entry.changed.map(({ number, text }) => `${String(number).padStart(4)} │ ${oneLine(text)}`)
      return rows.map((row) => paintOut("dim", `${begin}${row}`))
    }
    case "state":
      return [`${begin}${oneLine(`${entry.agent ?? "-"}: ${entry.state ?? "-"}`)}`]
    case "phase":
      return [
        paintOut("dim", `${begin}${entry.rule}: ${phaseText(entry.from, terminal)} → ${phaseText(entry.to, terminal)}`),
      ]
    case "refused":
      return [`${begin}${entry.rule}  ${say(phrase("authoring.replay-refused", { why: entry.why }))}`]
    case "effect": {
      const refused =
        entry.refused === null ? "" : `  ${say(phrase("authoring.test-not-pressed", { why: entry.refused }))}`
      return [`${begin}${paintOut("bold", entry.rule)}  ${oneLine(effectLine(entry.effect))}${refused}`]
    }
    default:
      return entry satisfies never
  }
}

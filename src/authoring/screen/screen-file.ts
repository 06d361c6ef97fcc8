/**
 * `.screen` files: what a pane showed, as plain text. Above it may stand what else was known of the pane, one
 * `# fact: value` a line, ended by a line `---`; without that the whole file is the screen.
 */
import { type Phrase, phrase } from "../../locale/phrase.ts"
import type { FactName, FactValue } from "../../screen/facts.ts"
import { type Frame, toLines, type Unreadable } from "../../screen/frame.ts"
import {
  factNames,
  type GivenFacts,
  givenOf,
  isFactName,
  readFact,
  toFacts,
  unknownFact,
  withFacts,
  writeFact,
} from "./facts.ts"

export interface ScreenFile {
  readonly facts: GivenFacts
  readonly size: Size | undefined
  readonly unreadable: Unreadable | undefined
  readonly lines: readonly string[]
}
interface Size {
  readonly columns: number
  readonly rows: number
}

export type ReadScreen =
  | { readonly ok: true; readonly screen: ScreenFile }
  /** `line` is 1-based. */
  | { readonly ok: false; readonly line: number; readonly problem: Phrase }

/** A header has no more lines: a text whose `---` comes later has none. */
const maxHeaderLines = 100
/** Columns or rows of a pane. */
export const maxSize = 2_000
const others = ["size", "unreadable"]

export function readScreen(text: string): ReadScreen {
  const lines = text.replaceAll("\r\n", "\n").split("\n")
  const end = headerEnd(lines)
  const facts: { [Name in FactName]?: FactValue } = {}
  let size: Size | undefined
  let unreadable: Unreadable | undefined
  for (const [index, line] of lines.slice(0, Math.max(0, end)).entries()) {
    const [, name = "", value = ""] = headerLine.exec(line) ?? []
    const wrong = (problem: Phrase): ReadScreen => ({ ok: false, line: index + 1, problem })
    if (name === "size") {
      size = readSize(value)
      if (size === undefined) return wrong(phrase("authoring.screen-size", { text: value, limit: maxSize }))
    } else if (name === "unreadable") {
      if (value !== "copy-mode" && value !== "gap") return wrong(phrase("authoring.screen-unreadable", { text: value }))
      unreadable = value
    } else if (isFactName(name)) {
      const read = readFact(name, value)
      if (!read.ok) return wrong(read.problem)
      facts[name] = read.value
    } else return wrong(unknownFact(name, others))
  }
  const screen = toLines(lines.slice(end + 1).join("\n"))
  return { ok: true, screen: { facts, size, unreadable, lines: unreadable === undefined ? screen : [] } }
}

const headerLine = /^# ([a-z][a-z-]*):(?: (.*))?$/

/** Where the `---` stands that ends a header; -1: there is none. */
function headerEnd(lines: readonly string[]): number {
  const end = lines.slice(0, maxHeaderLines + 1).indexOf("---")
  return end > 0 && lines.slice(0, end).every((line) => headerLine.test(line)) ? end : -1
}

function readSize(text: string): Size | undefined {
  const [, columns, rows] = /^(\d{1,4})x(\d{1,4})$/.exec(text.trim()) ?? []
  const size = { columns: Number(columns), rows: Number(rows) }
  const fits = (count: number): boolean => count >= 1 && count <= maxSize
  return fits(size.columns) && fits(size.rows) ? size : undefined
}

/** Reads back as the same; what is assumed of every pane is not written. */
export function writeScreen(frame: Frame, now: number): string {
  const given = givenOf(frame.facts, now)
  const header = [
    `# size: ${frame.columns}x${frame.rows}`,
    ...(frame.unreadable === undefined ? [] : [`# unreadable: ${frame.unreadable}`]),
    ...factNames.filter((name) => name in given).map((name) => `# ${name}: ${writeFact(name, given[name])}`),
    "---",
  ]
  return `${[...header, ...frame.lines].join("\n")}\n`
}

/** The pane as it was, seen at `now`; `given` facts take the place of the file's. */
export function frameOf({ facts, size, unreadable, lines }: ScreenFile, given: GivenFacts, now: number): Frame {
  return {
    pane: "local/screen/%0",
    pid: 1,
    columns: size?.columns ?? Math.max(80, ...lines.map((line) => line.length)),
    rows: size?.rows ?? Math.max(24, lines.length),
    lines,
    unreadable,
    facts: withFacts(toFacts(facts, now), given, now),
  }
}

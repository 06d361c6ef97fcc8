/** Message texts filled in: templates → segments, which keep the author's words and a pane's text apart. */
import type { Filter, Template, TemplatePart } from "../language/ruleset.ts"
import { type FactName, factTypes, factValue } from "../screen/facts.ts"
import type { Frame } from "../screen/frame.ts"
import { redact } from "../screen/redact.ts"
import { isWide } from "../screen/wrap.ts"
import type { Segment } from "./effect.ts"
import type { AgentSnapshot } from "./state.ts"

/** What a message can name. */
export interface Variables {
  readonly frame: Frame
  readonly now: number
  readonly captures: Readonly<Record<string, string>>
  /** The matched text. */
  readonly matches: string
  /** As it was when the rule opened; undefined: there was none. */
  readonly agent?: AgentSnapshot | undefined
  /** The event's fields; undefined: it was none. */
  readonly event?: Readonly<Record<string, string>> | undefined
  /** Tries of a `retry`; undefined: outside of one. */
  readonly tries?: number | undefined
}

/** Characters one variable may bring into a message. */
export const maxVariableLength = 8_000

/** The title of a message whose author gave none. */
export const defaultTitle: Template = [
  { kind: "variable", name: "host", filters: [] },
  { kind: "words", text: " · " },
  { kind: "variable", name: "session", filters: [] },
  { kind: "words", text: ":" },
  { kind: "variable", name: "window", filters: [] },
]

export function compose(template: Template, variables: Variables): Segment[] {
  return template.map((part) => fill(part, variables))
}

function fill(part: TemplatePart, variables: Variables): Segment {
  if (part.kind === "words") return { text: part.text, trusted: true, style: "plain", revealed: false }
  const value = lookUp(part.name, variables)
  const revealed = part.filters.some((filter) => filter.name === "reveal")
  const start = value === undefined ? undefined : bounded(value, revealed)
  let segment: Segment = { text: start ?? "", trusted: false, style: "plain", revealed }
  let unset = start === undefined
  for (const filter of part.filters) {
    if (filter.name === "default") {
      if (unset || segment.text === "") segment = { ...segment, text: filter.value }
      unset = false
    } else segment = apply(filter, segment, part.name)
  }
  return unset ? { ...segment, text: "?" } : segment
}

/** Text read for secrets: more than what is kept, so that one whose beginning is cut off is not among it. */
const maxRedactedLength = 8 * maxVariableLength

/** Redacted before it is cut: half a secret would not be recognised. */
function bounded(value: string, revealed: boolean): string {
  const end = value.slice(-maxRedactedLength)
  return (revealed ? end : redact(end)).slice(-maxVariableLength)
}

function lookUp(name: string, variables: Variables): string | undefined {
  const { frame, now, captures, matches, agent, event, tries } = variables
  if (name === "screen") return frame.unreadable === undefined ? frame.lines.join("\n") : undefined
  if (name === "matches") return matches
  if (name === "tries") return tries === undefined ? undefined : String(tries)
  if (name === "agent") return agent?.agent
  if (name.startsWith("agent.")) return ofAgent(name.slice("agent.".length), agent)
  if (name.startsWith("event.")) return own(event, name.slice("event.".length))
  if (!isFact(name)) return own(captures, name)
  const value = factValue(frame.facts, name, now)
  if (value === undefined) return undefined
  switch (factTypes[name]) {
    case "duration":
      return inWords(Number(value))
    case "percent":
      return `${Math.round(Number(value))}%`
    case "flag":
      return value === true ? "yes" : "no"
    default:
      return String(value)
  }
}

function ofAgent(name: string, agent: AgentSnapshot | undefined): string | undefined {
  switch (name) {
    case "state":
    case "was":
    case "detail":
      return agent?.[name]
    case "since":
      return agent === undefined ? undefined : timeOfDay(agent.since)
    case "was_for":
      return agent?.was === undefined ? undefined : inWords(agent.wasForMs)
    default:
      return own(agent?.captures, name)
  }
}

const own = (values: Readonly<Record<string, string>> | undefined, name: string): string | undefined =>
  values !== undefined && Object.hasOwn(values, name) ? values[name] : undefined

/** `14:05`, by this machine's clock. */
function timeOfDay(at: number): string {
  const date = new Date(at)
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":")
}

const isFact = (name: string): name is FactName => Object.hasOwn(factTypes, name)

function apply(filter: Exclude<Filter, { name: "default" }>, segment: Segment, variable: string): Segment {
  switch (filter.name) {
    case "trunc":
      return { ...segment, text: truncate(segment.text, filter.value) }
    case "lines":
      return { ...segment, text: someLines(segment.text, filter.value, variable === "screen") }
    case "upper":
      return { ...segment, text: segment.text.toUpperCase() }
    case "code":
    case "quote":
      return { ...segment, style: filter.name }
    case "bytes":
      return { ...segment, text: `${new TextEncoder().encode(segment.text).length} B` }
    case "duration":
    case "time":
    case "reveal":
      return segment
    default:
      return filter satisfies never
  }
}

/** At most so many lines: the first ones, but of the screen the lowest, where things happen. Blank lines do not count. */
function someLines(text: string, count: number, lowest: boolean): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "")
  return (lowest ? lines.slice(-count) : lines.slice(0, count)).join("\n")
}

/** At most so many terminal columns, the cut marked by `…`. */
function truncate(text: string, columns: number): string {
  let used = 0
  /** The longest beginning that leaves room for the mark. */
  let kept = 0
  let at = 0
  for (const char of text) {
    used += isWide(char.codePointAt(0) ?? 0) ? 2 : 1
    if (used > columns) return `${text.slice(0, kept)}…`
    at += char.length
    if (used < columns) kept = at
  }
  return text
}

const units: readonly (readonly [label: string, ms: number])[] = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1_000],
]

/** The two largest units: `1h 5m`, `42s`. */
export function inWords(ms: number): string {
  let left = Math.max(0, ms)
  const parts: string[] = []
  for (const [label, size] of units) {
    const count = Math.floor(left / size)
    if (count > 0 || (parts.length > 0 && parts.length < 2)) parts.push(`${count}${label}`)
    left -= count * size
  }
  const shown = parts.slice(0, 2).filter((part) => !part.startsWith("0"))
  return shown.length === 0 ? "0s" : shown.join(" ")
}

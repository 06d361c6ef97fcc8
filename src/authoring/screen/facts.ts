/** Facts as people write them: `program=claude`, `quiet=3m`, `attached=yes`, under the names that rules use. */
import { durationMs } from "../../language/values.ts"
import { nearest } from "../../locale/nearest.ts"
import { type Phrase, phrase } from "../../locale/phrase.ts"
import { programOf } from "../../process/program.ts"
import { type FactName, type Facts, type FactType, type FactValue, factTypes, factValue } from "../../screen/facts.ts"

/** Durations in milliseconds; undefined: unknown. A name that is not there was not given. */
export type GivenFacts = { readonly [Name in FactName]?: FactValue }

export type ReadFact =
  | { readonly ok: true; readonly value: FactValue }
  | { readonly ok: false; readonly problem: Phrase }

export const factNames = Object.keys(factTypes) as FactName[]
export const isFactName = (name: string): name is FactName => Object.hasOwn(factTypes, name)

/** Facts that a pane may not tell; all others always have a value. */
const mayBeUnknown: ReadonlySet<FactName> = new Set(["program", "running", "client-idle", "cpu", "exit"])
/** How an unknown fact is written. */
const unknownMark = "?"

/** `name=value` of an option. */
export function readGiven(
  given: readonly string[],
): { readonly ok: true; readonly facts: GivenFacts } | { readonly ok: false; readonly problem: Phrase } {
  const facts: { [Name in FactName]?: FactValue } = {}
  for (const one of given) {
    const cut = one.indexOf("=")
    if (cut < 0) return { ok: false, problem: phrase("authoring.fact-form", { text: one }) }
    const name = one.slice(0, cut).trim()
    if (!isFactName(name)) return { ok: false, problem: unknownFact(name) }
    const read = readFact(name, one.slice(cut + 1))
    if (!read.ok) return read
    facts[name] = read.value
  }
  return { ok: true, facts }
}

export function unknownFact(name: string, others: readonly string[] = []): Phrase {
  const near = nearest(name, [...factNames, ...others])
  return near === undefined
    ? phrase("authoring.fact-unknown", { name, known: factNames })
    : phrase("authoring.fact-near", { name, near })
}

/** A value as `writeFact` writes it. */
export function readFact(name: FactName, written: string): ReadFact {
  const text = written.trim()
  if (text === unknownMark) {
    if (mayBeUnknown.has(name)) return { ok: true, value: undefined }
    return { ok: false, problem: phrase("authoring.fact-always-known", { name }) }
  }
  const type = factTypes[name]
  const value = typedValue(type, text)
  if (value !== undefined) return { ok: true, value }
  return { ok: false, problem: phrase("authoring.fact-value", { name, text, example: examples[type] }) }
}

const examples: Readonly<Record<FactType, string>> = {
  text: '"…"',
  duration: "90s, 1h30m",
  percent: "0.5%",
  int: "1",
  flag: "yes, no",
}

function typedValue(type: FactType, text: string): FactValue {
  switch (type) {
    case "text":
      return text.startsWith('"') ? unquoted(text) : text
    case "duration":
      return /^(?:\d{1,12}(?:ms|[smhd]))+$/.test(text) ? durationMs(text) : undefined
    case "percent":
      return /^\d{1,6}(?:\.\d{1,3})?%?$/.test(text) ? Number.parseFloat(text) : undefined
    case "int":
      return /^-?\d{1,10}$/.test(text) ? Number(text) : undefined
    case "flag":
      return /^(?:yes|true|on)$/.test(text) ? true : /^(?:no|false|off)$/.test(text) ? false : undefined
    default:
      return type satisfies never
  }
}

function unquoted(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === "string" ? value : undefined
  } catch {
    // No string: the caller says how one is written.
    return undefined
  }
}

/** On one line. */
export function writeFact(name: FactName, value: FactValue): string {
  if (value === undefined) return unknownMark
  if (typeof value === "boolean") return value ? "yes" : "no"
  if (typeof value === "string") return isPlain(value) ? value : JSON.stringify(value)
  if (factTypes[name] === "duration") return writeDuration(value)
  return factTypes[name] === "percent" ? `${value}%` : String(value)
}

const isPlain = (text: string): boolean =>
  text !== "" && text !== unknownMark && text === text.trim() && !text.startsWith('"') && !/\p{Cc}/u.test(text)

const units = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1_000],
  ["ms", 1],
] as const

/** Exactly, as rules write it: `1h30m`. */
export function writeDuration(ms: number): string {
  let left = Math.round(ms)
  const parts = units.map(([unit, size]) => {
    const count = Math.floor(left / size)
    left -= count * size
    return count > 0 ? `${count}${unit}` : ""
  })
  return parts.join("") || "0s"
}

/** What is assumed of a pane that nobody told of: it is active, and printed at this moment. */
const assumed = (now: number): Facts => ({
  host: "local",
  session: "screen",
  window: "screen",
  pane: "%0",
  command: "",
  program: undefined,
  title: "",
  cwd: "",
  user: "",
  printedAt: now,
  runningSince: undefined,
  clientActiveAt: undefined,
  cpu: undefined,
  exit: undefined,
  attached: false,
  active: true,
  zoomed: false,
  dead: false,
  shell: false,
  bell: false,
  online: true,
})

export const toFacts = (given: GivenFacts, now: number): Facts => withFacts(assumed(now), given, now)

/** The facts with the given ones in their place. */
export function withFacts(facts: Facts, given: GivenFacts, now: number): Facts {
  const { quiet, running, "client-idle": idle, ...others } = given
  const began = (value: FactValue): number | undefined => (typeof value === "number" ? now - value : undefined)
  const { program } = given
  return {
    ...facts,
    // A pane whose program is known but not its command was not seen by tmux.
    ...(typeof program === "string" && facts.command === "" ? { command: program } : {}),
    ...(typeof program === "string" ? { shell: programOf([program])?.shell === true } : {}),
    ...(others as Partial<Facts>),
    ...("quiet" in given ? { printedAt: began(quiet) ?? now } : {}),
    ...("running" in given ? { runningSince: began(running) } : {}),
    ...("client-idle" in given ? { clientActiveAt: began(idle) } : {}),
  }
}

/** The facts that are not what is assumed anyway. */
export function givenOf(facts: Facts, now: number): GivenFacts {
  const usual = assumed(now)
  const given: { [Name in FactName]?: FactValue } = {}
  for (const name of factNames) {
    const value = factValue(facts, name, now)
    if (value !== factValue(usual, name, now)) given[name] = value
  }
  // Both are told by the program, unless they differ from what it tells.
  const told = toFacts(given, now)
  if (facts.shell !== told.shell) given.shell = facts.shell
  if (facts.command !== told.command) given.command = facts.command
  return given
}

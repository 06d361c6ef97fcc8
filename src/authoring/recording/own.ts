/**
 * fleetai's own recordings, JSON lines: a header `{"fleetai":"recording","version":1,"started":"<ISO 8601>"}`, then, in order of
 * `t` (ms since the start), what a watcher reported of one pane. A frame says only what differs from the one before:
 * `{"t":0,"kind":"frame","size":[80,24],"facts":{…},"screen":"…"}`; `output`, `gap`, `gone` and `end` follow the engine's words.
 */
import { phrase } from "../../locale/phrase.ts"
import { beganAt, type FactName, type Facts, factTypes } from "../../screen/facts.ts"
import { type Frame, type Sighting, toLines, type Unreadable } from "../../screen/frame.ts"
import { factNames, isFactName, toFacts } from "../screen/facts.ts"
import { type Format, type Item, recordedPane, unknownStart } from "./item.ts"
import { cells, type Fields, fieldsOf, text, texts } from "./json.ts"
import { Moments } from "./moments.ts"

export const isOwn = (header: Fields): boolean => header["fleetai"] === "recording"
const version = 1
/** Recordings of older versions told new lines a little after the frame that shows them, with an earlier time. */
const slackMs = 1_000

/** Durations are the moment they began, ms since the start; null: unknown. */
type WrittenFacts = { [Name in FactName]?: string | number | boolean | null }

export class RecordingWriter {
  readonly #startsAt: number
  #latest = 0
  #before: { readonly frame: Frame; readonly facts: WrittenFacts } | undefined

  constructor(startsAt: number) {
    this.#startsAt = startsAt
  }

  header(): string {
    return JSON.stringify({ fleetai: "recording", version, started: new Date(this.#startsAt).toISOString() })
  }

  line(sighting: Sighting): string {
    const t = this.#t(sighting.at)
    switch (sighting.kind) {
      case "frame":
        return JSON.stringify({ t, kind: "frame", ...this.#changes(sighting.frame) })
      case "output":
        return JSON.stringify({ t, kind: "output", lines: sighting.lines })
      case "gap":
      case "gone":
        return JSON.stringify({ t, kind: sighting.kind })
      default:
        return sighting satisfies never
    }
  }

  end(at: number): string {
    return JSON.stringify({ t: this.#t(at), kind: "end" })
  }

  /** A frame and the lines with it are told one after the other, and not always in the order of their moments. */
  #t(at: number): number {
    this.#latest = Math.max(this.#latest, at - this.#startsAt)
    return this.#latest
  }

  #changes(frame: Frame): object {
    const facts = written(frame.facts, this.#startsAt)
    const before = this.#before
    this.#before = { frame, facts }
    const changed = factNames.filter((name) => before === undefined || before.facts[name] !== facts[name])
    const isSized = before?.frame.columns !== frame.columns || before.frame.rows !== frame.rows
    const screen = frame.lines.join("\n")
    return {
      ...(isSized ? { size: [frame.columns, frame.rows] } : {}),
      ...(before?.frame.pid !== frame.pid ? { pid: frame.pid } : {}),
      ...(changed.length > 0 ? { facts: Object.fromEntries(changed.map((name) => [name, facts[name]])) } : {}),
      ...(before?.frame.unreadable !== frame.unreadable ? { unreadable: frame.unreadable ?? null } : {}),
      ...(before?.frame.lines.join("\n") !== screen ? { screen } : {}),
    }
  }
}

function written(facts: Facts, startsAt: number): WrittenFacts {
  const all: WrittenFacts = {}
  for (const name of factNames) {
    const began = beganAt(facts, name)
    if (factTypes[name] === "duration") all[name] = began === undefined ? null : began - startsAt
    else all[name] = facts[name as keyof Facts] ?? null
  }
  return all
}

export const readOwn: Format = async function* (first, rest) {
  const header = fieldsOf(first) ?? {}
  if (header["version"] !== version) {
    yield {
      kind: "fault",
      line: 1,
      problem: phrase("authoring.recording-version", { version: String(header["version"]) }),
    }
    return
  }
  const start = Date.parse(text(header["started"]) ?? "")
  const startsAt = Number.isNaN(start) ? unknownStart : start
  yield { kind: "start", at: startsAt }
  const moments = new Moments(slackMs)
  const reader = new FrameReader(startsAt)
  for await (const line of rest) {
    if (!line.ok) {
      yield { kind: "fault", line: line.number, problem: line.problem }
      return
    }
    if (line.text.trim() === "") continue
    const fields = fieldsOf(line.text)
    const problem = fields === undefined ? phrase("authoring.recording-json") : moments.next(fields["t"])
    const item =
      fields === undefined || problem !== undefined ? problem : itemOf(fields, startsAt + moments.last, reader)
    if (item === undefined || "id" in item) {
      yield { kind: "fault", line: line.number, problem: item ?? phrase("authoring.recording-line") }
      return
    }
    yield item
  }
}

/** Undefined: the line is of no kind that is known, or lacks what its kind needs. */
function itemOf(fields: Fields, at: number, reader: FrameReader): Item | undefined {
  const pane = recordedPane
  switch (fields["kind"]) {
    case "frame": {
      const frame = reader.read(fields, at)
      return frame === undefined ? undefined : { kind: "sighting", sighting: { kind: "frame", at, frame } }
    }
    case "output": {
      const lines = texts(fields["lines"])
      return lines === undefined ? undefined : { kind: "sighting", sighting: { kind: "output", at, pane, lines } }
    }
    case "gap":
    case "gone":
      return { kind: "sighting", sighting: { kind: fields["kind"], at, pane } }
    case "end":
      return { kind: "passed", at }
    default:
      return undefined
  }
}

/** Puts each frame together from what it says and what the one before was. */
class FrameReader {
  readonly #startsAt: number
  #frame: Frame | undefined

  constructor(startsAt: number) {
    this.#startsAt = startsAt
  }

  read(fields: Fields, at: number): Frame | undefined {
    const before = this.#frame
    const facts = this.#facts(fields["facts"], at)
    const unreadable = unreadableOf(fields["unreadable"], before?.unreadable)
    const screen = fields["screen"] === undefined ? undefined : text(fields["screen"])
    if (facts === undefined || unreadable === "wrong" || (fields["screen"] !== undefined && screen === undefined)) {
      return undefined
    }
    const size: readonly unknown[] = Array.isArray(fields["size"]) ? fields["size"] : []
    const pid = fields["pid"]
    this.#frame = {
      pane: recordedPane,
      pid: typeof pid === "number" ? pid : (before?.pid ?? 1),
      columns: cells(size[0]) ?? before?.columns ?? 80,
      rows: cells(size[1]) ?? before?.rows ?? 24,
      lines: screen === undefined ? (before?.lines ?? []) : toLines(screen),
      unreadable,
      facts,
    }
    return this.#frame
  }

  #facts(given: unknown, at: number): Facts | undefined {
    const facts: { -readonly [Name in keyof Facts]: Facts[Name] } = { ...(this.#frame?.facts ?? toFacts({}, at)) }
    if (given === undefined) return facts
    if (typeof given !== "object" || given === null) return undefined
    for (const [name, value] of Object.entries(given)) {
      if (!isFactName(name) || !fits(name, value)) return undefined
      if (factTypes[name] !== "duration") {
        Object.assign(facts, { [name]: value ?? undefined })
        continue
      }
      const began = typeof value === "number" ? this.#startsAt + value : undefined
      if (name === "quiet") facts.printedAt = began ?? at
      else if (name === "running") facts.runningSince = began
      else facts.clientActiveAt = began
    }
    return facts
  }
}

function fits(name: FactName, value: unknown): boolean {
  switch (factTypes[name]) {
    case "text":
      return typeof value === "string" || (name === "program" && value === null)
    case "flag":
      return typeof value === "boolean"
    default:
      return typeof value === "number" || (name !== "quiet" && value === null)
  }
}

function unreadableOf(value: unknown, before: Unreadable | undefined): Unreadable | undefined | "wrong" {
  if (value === undefined) return before
  if (value === null) return undefined
  return value === "copy-mode" || value === "gap" ? value : "wrong"
}

/**
 * asciinema casts, versions 2 and 3: what was printed is played into a terminal emulator, and its screen is looked at as a
 * watcher would look at a pane. Format: https://docs.asciinema.org/manual/asciicast/v2/ and …/v3/.
 */
import { type Phrase, phrase } from "../../locale/phrase.ts"
import type { Frame } from "../../screen/frame.ts"
import { toLines } from "../../screen/frame.ts"
import { toFacts } from "../screen/facts.ts"
import { Emulator } from "./emulator.ts"
import { type Format, type Item, recordedPane, unknownStart } from "./item.ts"
import { arrayOf, cells, type Fields, fieldsOf, text } from "./json.ts"
import { Moments } from "./moments.ts"
import { NewLines } from "./new-lines.ts"

export const isCast = (header: Fields): boolean =>
  typeof header["version"] === "number" && header["fleetai"] === undefined

/** What is printed within this time is looked at together. */
const sampleMs = 50
/** …or earlier, when it is so much. */
const maxPendingCharacters = 256 * 1024

interface CastHeader {
  readonly columns: number
  readonly rows: number
  readonly startsAt: number
  /** Version 3: a time is the time since the event before. */
  readonly relative: boolean
  readonly title: string
}

export const readCast: Format = async function* (first, rest) {
  const header = headerOf(fieldsOf(first) ?? {})
  if ("id" in header) {
    yield { kind: "fault", line: 1, problem: header }
    return
  }
  yield { kind: "start", at: header.startsAt }
  const stage = await Screening.start(header)
  try {
    const moments = new Moments()
    for await (const line of rest) {
      if (!line.ok) {
        yield { kind: "fault", line: line.number, problem: line.problem }
        return
      }
      // Version 3 has comments.
      if (line.text.trim() === "" || line.text.startsWith("#")) continue
      const event = eventOf(line.text)
      const problem = event === undefined ? phrase("authoring.recording-event") : stage.moment(event.time, moments)
      if (event === undefined || problem !== undefined) {
        yield { kind: "fault", line: line.number, problem: problem ?? phrase("authoring.recording-event") }
        return
      }
      yield* stage.take(event, header.startsAt + moments.last)
    }
    yield* stage.look()
  } finally {
    stage.end()
  }
}

function headerOf(fields: Fields): CastHeader | Phrase {
  const { version } = fields
  if (version !== 2 && version !== 3) return phrase("authoring.recording-version", { version: String(version) })
  const term: unknown = version === 3 ? fields["term"] : { cols: fields["width"], rows: fields["height"] }
  const size = typeof term === "object" && term !== null ? (term as Fields) : {}
  const [columns, rows] = [cells(size["cols"]), cells(size["rows"])]
  if (columns === undefined || rows === undefined) return phrase("authoring.recording-size")
  const seconds = fields["timestamp"]
  const startsAt =
    typeof seconds === "number" && seconds > 0 && seconds < 1e10 ? Math.round(seconds * 1000) : unknownStart
  return { columns, rows, startsAt, relative: version === 3, title: text(fields["title"]) ?? "" }
}

interface CastEvent {
  /** Seconds. */
  readonly time: number
  readonly code: string
  readonly data: string
}

function eventOf(line: string): CastEvent | undefined {
  const [time, code, data] = arrayOf(line) ?? []
  if (typeof time !== "number" || typeof code !== "string" || typeof data !== "string") return undefined
  return { time, code, data }
}

/** The emulator, and the looks that are taken at it. */
class Screening {
  readonly #header: CastHeader
  readonly #emulator: Emulator
  readonly #newLines = new NewLines(recordedPane)
  #pending: string[] = []
  #pendingCharacters = 0
  #pendingSince = 0
  #at: number
  #printedAt: number
  /** Seconds: intervals are added up before they are rounded. */
  #passed = 0
  #exit: number | undefined
  #isNew = false

  private constructor(header: CastHeader, emulator: Emulator) {
    this.#header = header
    this.#emulator = emulator
    this.#at = header.startsAt
    this.#printedAt = header.startsAt
  }

  static async start(header: CastHeader): Promise<Screening> {
    return new Screening(header, await Emulator.start(header.columns, header.rows))
  }

  end(): void {
    this.#emulator.end()
  }

  /** Takes note of an event's time; what is wrong with it, when it cannot be. */
  moment(seconds: number, moments: Moments): Phrase | undefined {
    if (this.#header.relative && seconds < 0) {
      const last = moments.last
      return phrase("authoring.recording-backwards", { from: last, to: last + Math.round(seconds * 1000) })
    }
    this.#passed = this.#header.relative ? this.#passed + seconds : seconds
    return moments.next(Math.round(this.#passed * 1000))
  }

  async *take({ code, data }: CastEvent, at: number): AsyncGenerator<Item> {
    if (this.#pending.length > 0 && at - this.#pendingSince > sampleMs) yield* this.look()
    switch (code) {
      case "o":
        if (this.#pending.length === 0) this.#pendingSince = at
        this.#pending.push(data)
        this.#pendingCharacters += data.length
        this.#printedAt = at
        break
      case "r": {
        const [, columns, rows] = /^(\d{1,5})x(\d{1,5})$/.exec(data) ?? []
        const size = [cells(Number(columns)), cells(Number(rows))] as const
        yield* this.look()
        if (size[0] !== undefined && size[1] !== undefined) this.#emulator.resize(size[0], size[1])
        this.#isNew = true
        break
      }
      case "x":
        yield* this.look()
        this.#exit = /^-?\d{1,5}$/.test(data) ? Number(data) : 0
        this.#isNew = true
        break
      default:
        // Typing and markers change no screen.
        break
    }
    this.#at = at
    if (this.#pendingCharacters > maxPendingCharacters) yield* this.look()
    else if (this.#pending.length === 0 && !this.#isNew) yield { kind: "passed", at }
  }

  /** The screen as it is after everything that was printed so far. */
  async *look(): AsyncGenerator<Item> {
    if (this.#pending.length === 0 && !this.#isNew) return
    await this.#emulator.print(this.#pending.join(""))
    this.#pending = []
    this.#pendingCharacters = 0
    this.#isNew = false
    const at = this.#at
    const emulator = this.#emulator
    for (const sighting of this.#newLines.take(emulator.look(), at, (rows) => emulator.linesFrom(rows))) {
      yield { kind: "sighting", sighting }
    }
    yield { kind: "sighting", sighting: { kind: "frame", at, frame: this.#frame(at) } }
  }

  #frame(at: number): Frame {
    const { columns, rows } = this.#emulator
    return {
      pane: recordedPane,
      pid: 1,
      columns,
      rows,
      lines: toLines(this.#emulator.linesFrom(0).join("\n")),
      unreadable: undefined,
      facts: {
        ...toFacts({}, at),
        title: this.#emulator.title ?? this.#header.title,
        bell: this.#emulator.takeBell(),
        printedAt: this.#printedAt,
        runningSince: this.#header.startsAt,
        dead: this.#exit !== undefined,
        exit: this.#exit,
      },
    }
  }
}

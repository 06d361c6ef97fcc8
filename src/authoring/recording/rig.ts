/**
 * Recordings made by sampling `tmux capture-pane -p -J`: a header `{"header":1,"agent","cols","rows",…}`, then, in order
 * of `t` (ms since the start), a line per changed frame. Lines without a `screen` tell that time went by.
 */
import { phrase } from "../../locale/phrase.ts"
import { programOf } from "../../process/program.ts"
import { type Frame, toLines } from "../../screen/frame.ts"
import { toFacts } from "../screen/facts.ts"
import { type Format, type Item, recordedPane, unknownStart } from "./item.ts"
import { cells, type Fields, fieldsOf, text } from "./json.ts"
import { Moments } from "./moments.ts"
import { NewLines } from "./new-lines.ts"

export const isRig = (header: Fields): boolean => header["header"] === 1

/** tmux's own default; the recordings do not say it. */
const historyLimit = 2_000

export const readRig: Format = async function* (first, rest) {
  const header = fieldsOf(first) ?? {}
  const start = Date.parse(text(header["started_at"]) ?? "")
  const startsAt = Number.isNaN(start) ? unknownStart : start
  yield { kind: "start", at: startsAt }
  const moments = new Moments()
  const newLines = new NewLines(recordedPane)
  let command = { name: "", since: startsAt }
  for await (const line of rest) {
    if (!line.ok) {
      yield { kind: "fault", line: line.number, problem: line.problem }
      return
    }
    if (line.text.trim() === "") continue
    const fields = fieldsOf(line.text)
    const problem = fields === undefined ? phrase("authoring.recording-json") : moments.next(fields["t"])
    if (fields === undefined || problem !== undefined) {
      yield { kind: "fault", line: line.number, problem: problem ?? phrase("authoring.recording-json") }
      return
    }
    const at = startsAt + moments.last
    if (text(fields["screen"]) === undefined) {
      yield { kind: "passed", at }
      continue
    }
    const name = text(fields["command"]) ?? ""
    if (name !== command.name) command = { name, since: at }
    yield* look(header, fields, at, command.since, newLines)
  }
}

function* look(header: Fields, fields: Fields, at: number, runningSince: number, newLines: NewLines): Generator<Item> {
  const frame = frameOf(header, fields, at, runningSince)
  if (frame.unreadable === undefined) yield* printed(fields, frame, at, newLines)
  yield { kind: "sighting", sighting: { kind: "frame", at, frame } }
}

/** Told before the frame, as a watcher does. */
function* printed(fields: Fields, { columns, rows }: Frame, at: number, newLines: NewLines): Generator<Item> {
  const screen = text(fields["screen"]) ?? ""
  const cursor: unknown = Array.isArray(fields["cursor"]) ? fields["cursor"][1] : undefined
  const captured = screen.split("\n").map((line) => line.trimEnd())
  // capture-pane ends with a line break.
  if (captured.at(-1) === "" && captured.length > rows) captured.pop()
  const seen = {
    historySize: Number(fields["hist"] ?? 0),
    historyLimit,
    columns,
    rows,
    cursorY: typeof cursor === "number" ? cursor : rows - 1,
    alternate: isSet(fields["alt"]),
    captured,
  }
  for (const sighting of newLines.take(seen, at, () => undefined)) yield { kind: "sighting", sighting }
}

function frameOf(header: Fields, fields: Fields, at: number, runningSince: number): Frame {
  const size: readonly unknown[] = Array.isArray(fields["size"]) ? fields["size"] : []
  const command = text(fields["command"]) ?? ""
  const shell = programOf([command])?.shell === true
  const agent = text(header["agent"])
  const unreadable = isSet(fields["in_mode"]) ? "copy-mode" : undefined
  return {
    pane: recordedPane,
    pid: 1,
    columns: cells(size[0]) ?? cells(header["cols"]) ?? 80,
    rows: cells(size[1]) ?? cells(header["rows"]) ?? 24,
    lines: unreadable === undefined ? toLines(text(fields["screen"]) ?? "") : [],
    unreadable,
    facts: {
      ...toFacts({}, at),
      session: agent ?? "recording",
      window: text(header["scenario"]) ?? "recording",
      command,
      // The header names what really ran; `command` is `node` for some.
      program: shell || agent === undefined || agent === "shell" ? command : agent,
      shell,
      title: text(fields["title"]) ?? "",
      bell: isSet(fields["bell"]),
      dead: isSet(fields["dead"]),
      runningSince,
    },
  }
}

const isSet = (value: unknown): boolean => value === 1 || value === true

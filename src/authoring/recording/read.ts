/**
 * Any recording → what was seen, one thing after the other. The format is told by the first line, not by the file's name; only
 * a `.screen` file, which is any text, is told by its name.
 */
import { readFile } from "node:fs/promises"
import { phrase } from "../../locale/phrase.ts"
import type { Frame } from "../../screen/frame.ts"
import { frameOf, readScreen } from "../screen/screen-file.ts"
import { isCast, readCast } from "./cast.ts"
import { fileReason } from "./file-reason.ts"
import { type Format, type Item, type Line, unknownStart } from "./item.ts"
import { type Fields, fieldsOf } from "./json.ts"
import { linesOf } from "./lines.ts"
import { isOwn, readOwn } from "./own.ts"
import { isRig, readRig } from "./rig.ts"

const formats: readonly (readonly [(header: Fields) => boolean, Format])[] = [
  [isOwn, readOwn],
  [isRig, readRig],
  [isCast, readCast],
]

/** How long the one screen of a `.screen` file stands. */
export const screenStandsMs = 60_000

export async function* readRecording(path: string): AsyncGenerator<Item> {
  if (path.endsWith(".screen")) {
    yield* standing(path)
    return
  }
  const lines = linesOf(path)
  const { value: first } = await lines.next()
  if (first === undefined || !first.ok) {
    yield { kind: "fault", line: 1, problem: first?.problem ?? phrase("authoring.recording-empty") }
    return
  }
  const header = fieldsOf(first.text)
  const format = header === undefined ? undefined : formats.find(([isIt]) => isIt(header))?.[1]
  if (format === undefined) yield { kind: "fault", line: 1, problem: phrase("authoring.recording-kind") }
  else yield* format(first.text, lines satisfies AsyncIterable<Line>)
}

async function* standing(path: string): AsyncGenerator<Item> {
  const read = await loadScreen(path)
  if (!read.ok) {
    yield { kind: "fault", line: read.line, problem: read.problem }
    return
  }
  const at = unknownStart
  yield { kind: "start", at }
  yield { kind: "sighting", sighting: { kind: "frame", at, frame: read.frameAt(at) } }
  yield { kind: "passed", at: at + screenStandsMs }
}

export type LoadedScreen =
  | { readonly ok: true; readonly frameAt: (now: number) => Frame }
  | Extract<ReturnType<typeof readScreen>, { ok: false }>

/** Bytes of a `.screen` file. */
const maxScreenBytes = 16 * 1024 * 1024

/** `-` is standard input. */
export async function loadScreen(path: string, given: Parameters<typeof frameOf>[1] = {}): Promise<LoadedScreen> {
  const read = await readScreenFile(path)
  if (!read.ok) return read
  return { ok: true, frameAt: (now) => frameOf(read.screen, given, now) }
}

export async function readScreenFile(path: string): Promise<ReturnType<typeof readScreen>> {
  try {
    const bytes =
      path === "-" ? new Uint8Array(await new Response(Bun.stdin.stream()).arrayBuffer()) : await readFile(path)
    if (bytes.length > maxScreenBytes) {
      const megabytes = maxScreenBytes / 1024 / 1024
      return { ok: false, line: 1, problem: phrase("authoring.recording-too-large", { megabytes }) }
    }
    return readScreen(new TextDecoder().decode(bytes))
  } catch (error) {
    return { ok: false, line: 1, problem: phrase("authoring.recording-unreadable", { reason: fileReason(error) }) }
  }
}

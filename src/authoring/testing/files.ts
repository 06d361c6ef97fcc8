/** Reads what tests show with `screen file`: a `.screen` file, or any recording. */
import { readFile } from "node:fs/promises"
import { type Phrase, phrase } from "../../locale/phrase.ts"
import type { Sighting } from "../../screen/frame.ts"
import { readRecording, readScreenFile } from "../recording/read.ts"
import type { ScreenFile } from "../screen/screen-file.ts"

export type ShownFile =
  | { readonly kind: "screen"; readonly screen: ScreenFile }
  | { readonly kind: "recording"; readonly startsAt: number; readonly sightings: readonly Sighting[] }
  /** `line` is 1-based. */
  | { readonly kind: "fault"; readonly line: number; readonly problem: Phrase }

/** What a recording in a test may hold. */
export const maxSightings = 50_000

/** The first bytes of a recording; a `.screen` file begins with text. */
const looksRecorded = (bytes: Uint8Array): boolean => bytes[0] === 0x1f || bytes[0] === 0x7b

export async function readShown(path: string): Promise<ShownFile> {
  if (path.endsWith(".screen") || !(await isRecorded(path))) {
    const read = await readScreenFile(path)
    return read.ok ? { kind: "screen", screen: read.screen } : { kind: "fault", ...read }
  }
  let startsAt = 0
  const sightings: Sighting[] = []
  for await (const item of readRecording(path)) {
    if (item.kind === "fault") return item
    if (item.kind === "start") startsAt = item.at
    if (item.kind === "sighting") sightings.push(item.sighting)
    if (sightings.length > maxSightings) {
      return { kind: "fault", line: 1, problem: phrase("authoring.test-recording-long", { limit: maxSightings }) }
    }
  }
  return { kind: "recording", startsAt, sightings }
}

/** A file that cannot be read is taken for a screen: reading it says why. */
async function isRecorded(path: string): Promise<boolean> {
  try {
    return looksRecorded((await readFile(path)).subarray(0, 1))
  } catch {
    return false
  }
}

/** A recording's file, line by line, unpacked where it is gzip; whatever is wrong with it ends the lines with a reason. */
import { createReadStream } from "node:fs"
import { open } from "node:fs/promises"
import { createGunzip } from "node:zlib"
import { phrase } from "../../locale/phrase.ts"
import { fileReason } from "./file-reason.ts"
import type { Line } from "./item.ts"

export const recordingLimits = {
  /** Of one line: the largest screen is a tenth of it. */
  maxLineBytes: 4 * 1024 * 1024,
  /** Of the whole, unpacked. */
  maxBytes: 1024 * 1024 * 1024,
} as const

const newline = 0x0a

export async function* linesOf(path: string, limits: { maxLineBytes: number; maxBytes: number } = recordingLimits) {
  let number = 1
  try {
    // Lines end at \n; a line's bytes are joined once, when it ends.
    let pieces: Uint8Array[] = []
    let length = 0
    let total = 0
    for await (const chunk of await bytesOf(path)) {
      total += chunk.length
      if (total > limits.maxBytes) {
        yield fault(number, phrase("authoring.recording-too-large", { megabytes: limits.maxBytes / 1024 / 1024 }))
        return
      }
      let from = 0
      for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
        pieces.push(chunk.subarray(from, end))
        if (length + end - from > limits.maxLineBytes) break
        yield lineOf(number, pieces)
        number += 1
        pieces = []
        length = 0
        from = end + 1
      }
      pieces.push(chunk.subarray(from))
      length += chunk.length - from
      if (length > limits.maxLineBytes) {
        yield fault(number, phrase("authoring.recording-long-line", { kilobytes: limits.maxLineBytes / 1024 }))
        return
      }
    }
    if (length > 0) yield lineOf(number, pieces)
  } catch (error) {
    yield fault(number, phrase("authoring.recording-unreadable", { reason: fileReason(error) }))
  }
}

async function bytesOf(path: string): Promise<AsyncIterable<Uint8Array>> {
  const file = await open(path)
  const magic = new Uint8Array(2)
  try {
    await file.read(magic, 0, 2, 0)
  } finally {
    await file.close()
  }
  const stream = createReadStream(path)
  if (magic[0] !== 0x1f || magic[1] !== 0x8b) return stream
  const unpacked = createGunzip()
  stream.on("error", (error) => unpacked.destroy(error))
  return stream.pipe(unpacked)
}

function lineOf(number: number, pieces: readonly Uint8Array[]): Line {
  try {
    const bytes = pieces.length === 1 ? pieces[0] : Buffer.concat(pieces)
    return { ok: true, number, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) }
  } catch {
    return fault(number, phrase("authoring.recording-not-utf8"))
  }
}

const fault = (number: number, problem: Extract<Line, { ok: false }>["problem"]): Line => ({
  ok: false,
  number,
  problem,
})

/** What a `<capture>` of a text pattern may cover. */
import { type Breaks, boxEdges, isBoxEdge } from "./wrap.ts"

/** Characters a capture holds at most. */
export const maxCaptureLength = 200

export const captureKinds = ["text", "int", "word", "path", "line", "time"] as const
export type CaptureKind = (typeof captureKinds)[number]

const day = "(?:(?:\\d{4}-\\d{2}-\\d{2}|[A-Z][a-z]{2,8} \\d{1,2}),?(?: at)? )?"
const clock = "\\d{1,2}(?::\\d{2}){0,2}(?: ?[ap]\\.?m\\.?)?"

/** Captures of a shape of their own: as long as possible, shorter when what follows demands it. */
const shapes: Partial<Record<CaptureKind, RegExp>> = {
  int: /-?\d{1,18}/y,
  word: new RegExp(`[^\\s${boxEdges}]{1,${maxCaptureLength}}`, "y"),
  path: new RegExp(`[^\\s"'\`<>${boxEdges}]{1,${maxCaptureLength}}`, "y"),
  time: new RegExp(`${day}${clock}(?: ?\\([A-Za-z_/+-]{1,40}\\))?`, "iy"),
}
const trailingPunctuation = /[.,;:!?)\]]+$/

/**
 * Where a capture that begins at `position` may end, best first. A plain one is the shortest that fits, on one line or across
 * hard wraps, never past an empty line or a box edge; when it ends the pattern it takes the rest of its line.
 */
export function captureEnds(
  kind: CaptureKind,
  text: string,
  position: number,
  { last, breaks }: { readonly last: boolean; readonly breaks: Breaks["after"] },
): number[] {
  switch (kind) {
    case "text":
      return last ? restOfLine(text, position) : shortestFirst(text, position, breaks)
    case "line":
      return longestFirst(position, restOfLine(text, position)[0] ?? position)
    default: {
      const shape = shapes[kind]
      if (shape === undefined) return []
      shape.lastIndex = position
      const found = shape.exec(text)?.[0]
      if (found === undefined) return []
      // A number or a time is itself only when nothing more of it follows; a path at the end of a sentence ends before the dot.
      const value = last && kind === "path" ? found.replace(trailingPunctuation, "") : found
      return longestFirst(position, position + value.length)
    }
  }
}

function longestFirst(position: number, end: number): number[] {
  const ends: number[] = []
  for (let at = Math.min(end, position + maxCaptureLength); at > position; at -= 1) ends.push(at)
  return ends
}

function restOfLine(text: string, position: number): number[] {
  let end = position
  while (end < text.length && end - position < maxCaptureLength && !isEdge(text.charCodeAt(end))) end += 1
  while (end > position && text.charAt(end - 1) === " ") end -= 1
  return end > position ? [end] : []
}

function shortestFirst(text: string, position: number, breaks: Breaks["after"]): number[] {
  const ends: number[] = []
  let at = position
  for (let length = 0; length < maxCaptureLength && at < text.length; length += 1) {
    if (length > 0) {
      const after = breaks.get(at)
      if (after !== undefined) {
        ends.push(at)
        at = after
        continue
      }
    }
    if (isEdge(text.charCodeAt(at))) break
    at += 1
    ends.push(at)
  }
  return ends
}

const isEdge = (code: number): boolean => code === 0x0a || isBoxEdge(code)

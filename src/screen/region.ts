/** Which part of a screen a condition looks at. Regions count non-empty lines: TUIs pad with blank ones. */
import { find, type Pattern } from "./pattern.ts"

export type Region =
  | { readonly kind: "whole" }
  | { readonly kind: "bottom" | "top"; readonly lines: number }
  | { readonly kind: "below"; readonly pattern: Pattern }

/** Lines of a screen, by index, `to` exclusive. */
export interface LineSpan {
  readonly from: number
  readonly to: number
}

/**
 * The lines of the region; empty lines between the counted ones stay, so that a capture can stop at them.
 * `below P`: what stands under the last line that matches; undefined when none does.
 */
export function regionSpan(lines: readonly string[], region: Region): LineSpan | undefined {
  switch (region.kind) {
    case "whole":
      return { from: 0, to: lines.length }
    case "bottom":
      return { from: countBack(lines, region.lines), to: lines.length }
    case "top":
      return { from: 0, to: countForward(lines, region.lines) }
    case "below": {
      const text = lines.join("\n")
      const match = find(region.pattern, text)
      if (match === undefined) return undefined
      const lineEnd = text.indexOf("\n", match.end)
      return { from: lineEnd < 0 ? lines.length : lineOf(text, lineEnd) + 1, to: lines.length }
    }
    default:
      return region satisfies never
  }
}

/** The region's text, lines joined by `\n`; undefined: the region is not there. */
export function regionText(lines: readonly string[], region: Region): string | undefined {
  const span = regionSpan(lines, region)
  return span === undefined ? undefined : lines.slice(span.from, span.to).join("\n")
}

/** Which line an offset into lines joined by `\n` stands in, from 0. */
export function lineOf(text: string, offset: number): number {
  let line = 0
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) line += 1
  return line
}

function countBack(lines: readonly string[], wanted: number): number {
  let left = wanted
  let index = lines.length
  while (index > 0 && left > 0) {
    index -= 1
    if (lines[index] !== "") left -= 1
  }
  return index
}

function countForward(lines: readonly string[], wanted: number): number {
  let left = wanted
  let index = 0
  while (index < lines.length && left > 0) {
    if (lines[index] !== "") left -= 1
    index += 1
  }
  return index
}

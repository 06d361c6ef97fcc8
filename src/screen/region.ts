/** Which part of a screen a condition looks at. Regions count non-empty lines: TUIs pad with blank ones. */
import { find, type Pattern } from "./pattern.ts"

export type Region =
  | { readonly kind: "whole" }
  | { readonly kind: "bottom" | "top"; readonly lines: number }
  | { readonly kind: "below"; readonly pattern: Pattern }

/**
 * The region's text, lines joined by `\n`. Empty lines between the counted ones stay, so that a capture can stop at them.
 * `below P`: what stands under the last line that matches; undefined when none does.
 */
export function regionText(lines: readonly string[], region: Region): string | undefined {
  switch (region.kind) {
    case "whole":
      return lines.join("\n")
    case "bottom":
      return lines.slice(countBack(lines, region.lines)).join("\n")
    case "top":
      return lines.slice(0, countForward(lines, region.lines)).join("\n")
    case "below": {
      const text = lines.join("\n")
      const match = find(region.pattern, text)
      if (match === undefined) return undefined
      const lineEnd = text.indexOf("\n", match.end)
      return lineEnd < 0 ? "" : text.slice(lineEnd + 1)
    }
    default:
      return region satisfies never
  }
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

/** Lines of a text with carets under a match. */
import { isWide } from "../../screen/wrap.ts"
import type { ExplainedMatch } from "./conditions.ts"

/** A line of the text, and what stands under it. */
export interface MarkedLine {
  /** From 1. */
  readonly number: number
  readonly text: string
  readonly carets: string
}

/** Every line that the match touches. */
export function markedLines(
  lines: readonly string[],
  { line, column, endLine, endColumn }: ExplainedMatch,
): MarkedLine[] {
  return lines.slice(line - 1, endLine).map((text, index) => {
    const number = line + index
    const start = number === line ? column - 1 : 0
    const end = number === endLine ? endColumn - 1 : text.length
    const carets = " ".repeat(columns(text.slice(0, start))) + "^".repeat(Math.max(1, columns(text.slice(start, end))))
    return { number, text, carets }
  })
}

/** Terminal columns; a tab is shown as one blank. */
const columns = (text: string): number =>
  [...text].reduce((sum, char) => sum + (isWide(char.codePointAt(0) ?? 0) ? 2 : 1), 0)

/** A span as lines and columns. */
import type { Span } from "../ast.ts"
import { position, type Source } from "../diagnostics.ts"

/** 1-based; columns count characters (Unicode code points), and the end is the place behind the last one. */
export interface Region {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

export function regionOf(source: Source, { start, end }: Span): Region {
  const from = position(source, start)
  const to = position(source, Math.max(start, end))
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column }
}

/**
 * Which lines of a pane are new, told from what it shows: exact on the normal screen as long as the program only
 * appends, and honest ("gap") about everything else.
 *
 * A look's text starts at the first visible row. Rows that scroll away go into the history, so the row that was first
 * then is `historySize - then` rows above the screen now: a capture from there starts at the very same row, and what
 * was complete then must still stand at its beginning.
 */

/** A look at a pane's text, from the first visible row or `rowsAbove` rows above it. */
export interface Look {
  readonly historySize: number
  readonly historyLimit: number
  readonly columns: number
  readonly rows: number
  readonly cursorY: number
  readonly alternate: boolean
  /** Logical lines as captured (soft wraps joined), trailing blanks cut, trailing empty lines kept. */
  readonly captured: readonly string[]
}

/** What has been told already. */
export interface Told {
  readonly historySize: number
  readonly columns: number
  readonly rows: number
  /** The complete lines from the first visible row on; all of them are told. */
  readonly complete: readonly string[]
}

export type Step =
  /** `lines` may be empty. Whoever asks goes on with `startTelling` of the screen as it was at this very moment. */
  | { readonly kind: "lines"; readonly lines: readonly string[] }
  | { readonly kind: "gap" }
  /** Look again, from so many rows above the screen. */
  | { readonly kind: "further"; readonly rowsAbove: number }

export const outputLimits = {
  /** More rows than that since the last look are a gap: a pane that prints faster is not read line by line. */
  maxRowsAbove: 2000,
} as const

/** Everything that stands there now is old: the first look, or a new start after a gap. */
export function startTelling(look: Look): Told | undefined {
  if (look.alternate) return undefined
  const { historySize, columns, rows } = look
  return { historySize, columns, rows, complete: completeLines(look) }
}

/** `rowsAbove`: how far above the screen `look.captured` starts; 0 at first, what "further" said after that. */
export function tellOutput(told: Told | undefined, look: Look, rowsAbove: number): Step {
  if (told === undefined || look.alternate) return { kind: "gap" }
  if (told.columns !== look.columns || told.rows !== look.rows) return { kind: "gap" }
  const grown = rowsSince(told, look)
  if (grown === undefined || grown > outputLimits.maxRowsAbove) return { kind: "gap" }
  if (grown !== rowsAbove) return { kind: "further", rowsAbove: grown }
  const complete = completeLines(look)
  const isAppended = told.complete.every((line, index) => complete[index] === line)
  return isAppended ? { kind: "lines", lines: complete.slice(told.complete.length) } : { kind: "gap" }
}

/** At its limit tmux throws a tenth of the history away at once (grid_collect_history). */
function rowsSince(told: Told, look: Look): number | undefined {
  const grown = look.historySize - told.historySize
  if (grown >= 0) return grown
  const thrown = Math.max(1, Math.floor(look.historyLimit / 10))
  const wrapped = grown + thrown
  return wrapped >= 0 && told.historySize + wrapped >= look.historyLimit ? wrapped : undefined
}

/**
 * The lines the cursor has left behind. The last one is incomplete while the cursor stands in it: a prompt, a progress
 * bar. Empty lines at the end are not counted: they are told when something follows.
 */
function completeLines(look: Look): readonly string[] {
  let filled = look.captured.length
  while (filled > 0 && look.captured[filled - 1] === "") filled--
  const emptyRows = look.captured.length - filled
  const lastFilledRow = look.rows - 1 - emptyRows
  return look.captured.slice(0, look.cursorY > lastFilledRow ? filled : Math.max(0, filled - 1))
}

/** Which lines are new between two looks of a recording: the service's own way of telling, with what the recording still has. */
import type { PaneKey, Sighting } from "../../screen/frame.ts"
import { type Look, startTelling, type Told, tellOutput } from "../../tmux/output.ts"

export class NewLines {
  readonly #pane: PaneKey
  #last: Look | undefined
  #told: Told | undefined
  #isGap = false

  constructor(pane: PaneKey) {
    this.#pane = pane
  }

  /** `above`: the lines from so many rows above the screen on; undefined: the recording does not have them. */
  take(look: Look, at: number, above: (rows: number) => readonly string[] | undefined): Sighting[] {
    const before = this.#last
    this.#last = look
    if (before === undefined) {
      this.#told = startTelling(look)
      this.#isGap = this.#told === undefined
      return this.#isGap ? [{ kind: "gap", at, pane: this.#pane }] : []
    }
    let step = tellOutput(this.#told, look, 0)
    if (step.kind === "further") {
      const { rowsAbove } = step
      const captured = above(rowsAbove) ?? scrolledAway(before, look, rowsAbove)
      step = captured === undefined ? { kind: "gap" } : tellOutput(this.#told, { ...look, captured }, rowsAbove)
    }
    const wasGap = this.#isGap
    this.#told = startTelling(look)
    this.#isGap = step.kind !== "lines"
    if (step.kind !== "lines") return wasGap ? [] : [{ kind: "gap", at, pane: this.#pane }]
    return step.lines.length === 0 ? [] : [{ kind: "output", at, pane: this.#pane, lines: step.lines }]
  }
}

/** What stood on the last screen and has scrolled away since, above what stands there now: no more than one screen. */
function scrolledAway(before: Look, now: Look, rows: number): readonly string[] | undefined {
  const gone = before.captured.slice(0, rows)
  // A line that was wrapped takes several rows: which of them are gone cannot be told.
  if (gone.length < rows || gone.some((line) => line.length > before.columns)) return undefined
  return [...gone, ...now.captured]
}

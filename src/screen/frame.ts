/** What a pane shows at one moment, as data. */
import type { Facts } from "./facts.ts"

/**
 * One pane for its whole life: `host/serverStart/paneId`, as in `local/1732276800-4711/%3` (the tmux server's start
 * time and pid tell apart the same pane id after a restart).
 */
export type PaneKey = string

/** Why the text of a pane is not known: rules see *unknown*, not "no match". */
export type Unreadable = "copy-mode" | "gap"

export interface Frame {
  readonly pane: PaneKey
  /** pid of the pane's first process (`pane_pid`): another pid is another life. */
  readonly pid: number
  readonly columns: number
  readonly rows: number
  /** The visible screen, top to bottom: soft wraps joined, trailing blanks cut, NBSP → space. Empty when unreadable. */
  readonly lines: readonly string[]
  readonly unreadable: Unreadable | undefined
  readonly facts: Facts
}

/** What a watcher reports; moments are milliseconds since the epoch. */
export type Sighting =
  /** The screen or a fact changed. */
  | { readonly kind: "frame"; readonly at: number; readonly frame: Frame }
  /** Lines that are new since the last look, oldest first; never those of the first look. */
  | { readonly kind: "output"; readonly at: number; readonly pane: PaneKey; readonly lines: readonly string[] }
  /** Lines were lost, or cannot be told (alternate screen, resize): `output` is unknown, not "none". */
  | { readonly kind: "gap"; readonly at: number; readonly pane: PaneKey }
  | { readonly kind: "gone"; readonly at: number; readonly pane: PaneKey }

/** Characters of one line; what is further right is not read. The widest panes have a tenth of it, a line joined of soft wraps may have any. */
export const maxLineLength = 4_000
/** Lines of one look; of more, the lowest count: that is where things happen. */
export const maxLines = 2_000

const nbsp = /\u00a0/g

/** A captured screen as lines: NBSP → space, trailing blanks and trailing empty lines cut, bounded by the limits above. */
export function toLines(capture: string): string[] {
  const lines = capture.split("\n").map(toLine)
  while (lines.length > 0 && lines[lines.length - 1] === "") lines.pop()
  return lines.length > maxLines ? lines.slice(-maxLines) : lines
}

/** One captured line: NBSP → space, trailing blanks cut, no longer than the limit. */
export function toLine(raw: string): string {
  const line = raw.length > maxLineLength ? raw.slice(0, endsInside(raw) ? maxLineLength - 1 : maxLineLength) : raw
  return line.replace(nbsp, " ").trimEnd()
}

/** Whether the limit falls between the two halves of one character. */
const endsInside = (line: string): boolean => (line.codePointAt(maxLineLength - 1) ?? 0) > 0xffff

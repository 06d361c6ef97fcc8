/** What became of the dialogs of a recording: whether a person would have been asked, and once. */
import type { SeenSpan, Span, TrueSpan } from "./recordings.ts"

export interface WaitFaults {
  /** Dialogs that were there. */
  readonly total: number
  /** Seen as none. */
  readonly missed: readonly TrueSpan[]
  /** Seen as several, one after the other: a person would be asked anew. */
  readonly split: readonly TrueSpan[]
  /** Seen where there was none. */
  readonly invented: readonly SeenSpan[]
}

/** Shorter than any rule waits before it tells of a dialog. */
const fleetingMs = 600

const isWait = (name: string): boolean => name === "approval" || name === "question"

export function waitsOf(told: readonly TrueSpan[], seen: readonly SeenSpan[], graceMs: number): WaitFaults {
  const dialogs = told.filter(({ truth }) => isWait(truth))
  const sights = seen.filter((span) => isWait(span.state) && span.to - span.from >= fleetingMs)
  const of = (dialog: TrueSpan) => sights.filter((sight) => meet(dialog, sight, graceMs))
  // Menus that follow each other at start-up are told as one truth.
  const isSeries = ({ detail }: TrueSpan) => detail === "onboarding"
  return {
    total: dialogs.length,
    missed: dialogs.filter((dialog) => of(dialog).length === 0 && dialog.to - dialog.from > graceMs),
    split: dialogs.filter((dialog) => !isSeries(dialog) && of(dialog).length > 1),
    invented: sights.filter((sight) => !dialogs.some((dialog) => meet(dialog, sight, graceMs))),
  }
}

/** The sight begins while the dialog is there, or a little before the truth says so. */
const meet = (dialog: Span, sight: Span, graceMs: number): boolean =>
  sight.from < dialog.to && sight.to > dialog.from && sight.from >= dialog.from - graceMs

/** What happened in a test, one thing after the other: for people who ask why it failed. Moments are milliseconds since its beginning. */
import type { SendOutcome } from "../../engine/effect.ts"
import type { Refused } from "../../engine/refusal.ts"
import type { Phase } from "../../engine/state.ts"
import type { PlainEffect } from "../play/plain.ts"

export type TimelineEntry = { readonly t: number } & (
  | { readonly kind: "step"; readonly source: string; readonly place: string }
  /** Another screen: its changed lines, from the top, or why it cannot be read. */
  | {
      readonly kind: "shown"
      readonly pane: string
      readonly changed: readonly ShownLine[]
      readonly unreadable: string | null
    }
  /** Null: no agent is in the pane. */
  | { readonly kind: "state"; readonly pane: string; readonly agent: string | null; readonly state: string | null }
  | {
      readonly kind: "phase"
      readonly pane: string
      readonly rule: string
      readonly from: Phase
      readonly to: Phase
    }
  | { readonly kind: "refused"; readonly pane: string; readonly rule: string; readonly why: Refused }
  | {
      readonly kind: "effect"
      readonly pane: string
      readonly rule: string
      readonly effect: PlainEffect
      /** Of keys and programs: null for anything but success. */
      readonly refused: string | null
    }
)

/** From 1. */
export interface ShownLine {
  readonly number: number
  readonly text: string
}

/** Of one screen so many changed lines are kept: the lowest, where things happen. */
export const maxChangedLines = 8

export function changedLines(before: readonly string[], after: readonly string[]): readonly ShownLine[] {
  return after
    .map((text, index) => ({ number: index + 1, text }))
    .filter(({ number, text }) => text !== "" && text !== before[number - 1])
    .slice(-maxChangedLines)
}

/** Null: it was done. */
export const refusedWhy = (outcome: SendOutcome | undefined): string | null =>
  outcome === undefined || outcome.sent === true ? null : outcome.sent === false ? outcome.why : "unknown"

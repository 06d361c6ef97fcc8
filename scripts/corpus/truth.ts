/** What is known of a screen, and which answers are right then. */
import type { SeenState } from "../../src/engine/state.ts"

/** `other`: an overlay, or no agent; `exited`: back at the shell. */
export const truths = [
  "starting",
  "busy",
  "approval",
  "question",
  "idle",
  "error",
  "other",
  "exited",
] as const satisfies readonly string[]
export type Truth = (typeof truths)[number]

/** Menus at start-up are one or the other. */
const either = new Set(["trust", "onboarding", "startup_menu"])
/** Nothing waits for anybody: whatever else is said does no harm. */
const harmless: readonly SeenState[] = ["starting", "busy", "idle", "limited", "error", "none"]

/** The states that are right. */
export function rightFor(truth: Truth, detail: string | undefined): readonly SeenState[] {
  switch (truth) {
    case "approval":
    case "question":
      return detail !== undefined && either.has(detail) ? ["approval", "question"] : [truth]
    case "error":
      return ["error", "limited"]
    case "starting":
    case "other":
    case "exited":
      return harmless
    default:
      return [truth]
  }
}

export const isTruth = (word: string): word is Truth => (truths as readonly string[]).includes(word)

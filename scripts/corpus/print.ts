/** Scores as text. */
import type { SeenState } from "../../src/engine/state.ts"
import { ratio, type Share, type Tally } from "./tally.ts"

const columns: readonly SeenState[] = ["starting", "busy", "approval", "question", "idle", "limited", "error", "none"]
const width = 9

export function matrixText(tally: Tally): string {
  const head = ["", ...columns].map((word) => word.padStart(width)).join("")
  const rows = tally.matrix().map(({ truth, seen }) => {
    const cells = columns.map((state) => String(Math.round(seen.get(state) ?? 0) || "·").padStart(width))
    return truth.padStart(width) + cells.join("")
  })
  return [head, ...rows].join("\n")
}

export function summaryText(tally: Tally): string {
  const shares: readonly (readonly [string, Share])[] = [
    ["accuracy", tally.accuracy()],
    ["approval precision", tally.precision("approval")],
    ["approval recall", tally.recall("approval")],
    ["needs a person", tally.needsPerson()],
    ["busy recall", tally.recall("busy")],
    ["idle recall", tally.recall("idle")],
    ["error recall", tally.recall("error")],
  ]
  return shares.map(([name, share]) => `${name} ${ratio(share).toFixed(4)}`).join(" · ")
}

/** Scores as text. */
import type { SeenState } from "../../src/engine/state.ts"
import type { JudgedRecording } from "./recordings.ts"
import type { Score } from "./score.ts"
import { ratio, type Share, type Tally } from "./tally.ts"

const columns: readonly SeenState[] = ["starting", "busy", "approval", "question", "idle", "limited", "error", "none"]
const width = 9

/** Rows of truth, columns of what was seen. */
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
  return shares.map(([name, share]) => `${name} ${share.of === 0 ? "–" : ratio(share).toFixed(4)}`).join(" · ")
}

export function waitsText({ recordings }: Score): string {
  const sum = (count: (one: JudgedRecording["waits"]) => number) =>
    recordings.reduce((total, { waits }) => total + count(waits), 0)
  const faults = [
    `missed ${sum(({ missed }) => missed.length)}`,
    `split ${sum(({ split }) => split.length)}`,
    `invented ${sum(({ invented }) => invented.length)}`,
  ]
  return `dialogs ${sum(({ total }) => total)}: ${faults.join(", ")}`
}

export function missesText({ stills, recordings }: Score): string {
  const screens = stills
    .filter(({ right }) => !right)
    .map(({ still, seen, clause }) => `${still.file}: ${still.truth}, seen as ${seen} (${clause ?? "no clause"})`)
  return [...screens, ...recordings.flatMap(recordingMisses)].join("\n")
}

function recordingMisses({ file, spans, waits }: JudgedRecording): string[] {
  const name = file.split("/").slice(-2).join("/")
  const wrong = spans.filter(({ right }) => !right)
  const times = wrong.map(({ from, to, true: told, seen }) => {
    const truth = told.detail === undefined ? told.truth : `${told.truth} (${told.detail})`
    return `${name} ${from}–${to} ms: ${truth}, seen as ${seen.state} (${seen.clause ?? "no clause"})`
  })
  const faults = (["missed", "split", "invented"] as const).flatMap((what) =>
    waits[what].map(({ from, to }) => `${name} ${from}–${to} ms: a dialog ${what}`),
  )
  return [...times, ...faults]
}

/**
 * The embedded rules over recordings of real CLIs: every wait is told while it lasts, and nothing else is. The recordings are
 * not part of this repository: without them (FLEETAI_RECORDINGS, or the folder beside the checkout) this is skipped.
 */
import { describe, expect, test } from "bun:test"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { replay } from "../../../src/authoring/play/replay.ts"
import { readRecording } from "../../../src/authoring/recording/read.ts"
import { compileRules } from "../../../src/daemon/rules.ts"

const folder = process.env["FLEETAI_RECORDINGS"] ?? join(import.meta.dir, "../../../../shared/recordings")
const isThere = existsSync(join(folder, "claude"))
const recordings = isThere ? [...new Bun.Glob("*/*.jsonl.gz").scanSync(folder)].toSorted() : []

const { ruleSet } = compileRules([], new Set(["phone", "desk"]))

/** The screen follows the truth: a dialog is drawn, and goes, so much later. */
const graceMs = 1_500

/** Here the truth is late: it was noted when the driver had recognised the dialog, which had been there for a while. */
const lateTruth = /^claude\/apikey-dialog-|^(gemini|qwen)\/onboarding-/

const lateMs = 5_000

interface Span {
  readonly from: number
  readonly to: number
}

/** When somebody had to come, as the recording's truth says: spans of the same kind run together. */
function waits(path: string): Span[] {
  const text = new TextDecoder().decode(Bun.gunzipSync(readFileSync(join(folder, path))))
  const lines = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { t?: number; truth?: string })
  const end = Math.max(...lines.map(({ t = 0 }) => t))
  const truths = lines.flatMap(({ t = 0, truth }) => (truth === undefined ? [] : [{ t, truth }]))
  const spans: { kind: string; from: number; to: number }[] = []
  for (const [index, { t, truth }] of truths.entries()) {
    if (!truth.startsWith("waiting_")) continue
    const to = truths[index + 1]?.t ?? end
    const last = spans.at(-1)
    if (last?.kind === truth && last.to === t) last.to = to
    else spans.push({ kind: truth, from: t, to })
  }
  return spans
}

async function firings(path: string): Promise<{ t: number; rule: string }[]> {
  if (ruleSet === undefined) throw new Error("the embedded rules do not compile")
  const fired: { t: number; rule: string }[] = []
  for await (const one of replay(readRecording(join(folder, path)), ruleSet, { facts: {}, holdMs: 0 })) {
    if (one.kind === "fault") throw new Error(`${path}:${one.line}: ${JSON.stringify(one.problem)}`)
    if (one.happening.kind === "fired") fired.push({ t: one.t, rule: one.happening.rule })
  }
  return fired
}

describe.skipIf(!isThere)("the embedded rules over recordings of real CLIs", () => {
  test("there are enough of them", () => expect(recordings.length).toBeGreaterThan(100))

  for (const path of recordings) {
    test(path, async () => {
      const spans = waits(path)
      const early = lateTruth.test(path) ? lateMs : 0
      const fired = await firings(path)
      const missed = spans.filter(
        ({ from, to }) => to - from > graceMs && !fired.some(({ t }) => t >= from - early && t <= to),
      )
      const stray = fired.filter(({ t }) => !spans.some(({ from, to }) => t >= from - early && t <= to + graceMs))
      expect({ missed, stray }).toEqual({ missed: [], stray: [] })
    })
  }
})

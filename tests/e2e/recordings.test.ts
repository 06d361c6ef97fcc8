/**
 * Screens of real CLIs, played into a pane. They are not part of this repository: where FLEETAI_RECORDINGS (or the
 * folder beside the checkout) does not have them, the tests are skipped.
 */
import { afterEach, describe, expect, test } from "bun:test"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { Fleet } from "../support/fleet.ts"
import { expectPrompt } from "../support/promptness.ts"
import { eventually } from "../support/tmux.ts"

const folder = process.env["FLEETAI_RECORDINGS"] ?? join(import.meta.dir, "../../../shared/recordings")
const isThere = existsSync(join(folder, "claude"))
if (!isThere) console.warn("no recordings of real CLIs: their tests are skipped (set FLEETAI_RECORDINGS)")

interface Moment {
  readonly t: number
  readonly truth?: string
  readonly screen?: string
}
/** A dialog is on the screen this long after the model asked for the tool. */
const settledMs = 1_500

function recording(path: string): Moment[] {
  const text = new TextDecoder().decode(Bun.gunzipSync(readFileSync(join(folder, path))))
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Moment)
}

/** The screen at a moment. */
const screenAt = (moments: readonly Moment[], at: number): string =>
  moments
    .filter(({ t, screen }) => screen !== undefined && t <= at)
    .at(-1)
    ?.screen?.trimEnd() ?? ""

/** By scenario: what its dialog is about. */
const subjects = { "bash-approve-100x30": "npm test", "edit-approve-100x30": "hello" } as const

let fleet: Fleet | undefined
afterEach(() => fleet?.stop())

describe.skipIf(!isThere)("a real CLI's recorded", () => {
  for (const agent of ["claude", "codex", "gemini", "opencode", "qwen"]) {
    for (const scenario of ["bash-approve-100x30", "edit-approve-100x30"] as const) {
      test(`${agent} ${scenario}: one app message about its dialog`, async () => {
        const moments = recording(`${agent}/${scenario}.jsonl.gz`)
        const asked = moments.find(({ truth }) => truth === "waiting_approval")?.t ?? 0
        fleet = await Fleet.start()
        const pane = await fleet.agent("proj", agent)
        await fleet.run()
        const screen = screenAt(moments, asked + settledMs)
        const drawnAt = Date.now()
        pane.draw(screen)
        await eventually("the phone shows it", () => (fleet?.inbox.length ?? 0) > 0, 10_000)
        expectPrompt(fleet, drawnAt)
        expect(fleet.inbox[0]?.via).toBe("app")
        expect(fleet.inbox[0]?.content).toContain(`nas · proj:agent ${agent} asks for permission`)
        expect(fleet.inbox[0]?.content).toContain(subjects[scenario])
        pane.draw(moments.findLast(({ screen }) => screen !== undefined)?.screen?.trimEnd() ?? "")
        await Bun.sleep(1500)
        expect(fleet.inbox).toHaveLength(1)
      })
    }

    test(`${agent} quoted-80x24: prose that quotes dialogs is not told`, async () => {
      const moments = recording(`${agent}/quoted-80x24.jsonl.gz`)
      fleet = await Fleet.start()
      const pane = await fleet.agent("proj", agent, 80, 24)
      await fleet.run()
      pane.draw(moments.findLast(({ screen }) => screen !== undefined)?.screen?.trimEnd() ?? "")
      await Bun.sleep(2500)
      expect(fleet.inbox).toHaveLength(0)
    })
  }
})

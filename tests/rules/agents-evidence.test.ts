/**
 * The definitions of agents against screens and recordings of the real CLIs. They are no part of the project: the environment
 * variable FLEETAI_EVIDENCE names a folder with `corpus/` (labelled screens) and `recordings/` (with the truth of each moment).
 */
import { describe, expect, test } from "bun:test"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { compileAgents } from "../../scripts/corpus/rules.ts"
import { score } from "../../scripts/corpus/score.ts"
import { ratio, Tally } from "../../scripts/corpus/tally.ts"

const folder = process.env["FLEETAI_EVIDENCE"] ?? ""
const without = (part: string): boolean => folder === "" || !existsSync(join(folder, part))

const ruleSet = compileAgents()
const agents = ruleSet.agents.map(({ name }) => name)
/** The truth of these is not known throughout: nobody wrote down what was typed, or where onboarding ended. */
const except = ["submit", "onboarding", "apikey"]
const graceMs = 2_000
const playingMs = 120_000

describe("the real CLIs (FLEETAI_EVIDENCE)", () => {
  test.skipIf(without("corpus"))("labelled screens are read right", async () => {
    const all = new Tally()
    for (const agent of agents) {
      all.join((await score(join(folder, "corpus"), { agent, ruleSet, graceMs, except: [] })).tally)
    }
    expect(all.isEmpty).toBe(false)
    expect(ratio(all.accuracy())).toBeGreaterThanOrEqual(0.95)
    expect(ratio(all.precision("approval"))).toBeGreaterThanOrEqual(0.99)
    expect(ratio(all.recall("approval"))).toBeGreaterThanOrEqual(0.97)
    expect(ratio(all.needsPerson())).toBeGreaterThanOrEqual(0.97)
  })

  test.skipIf(without("recordings"))(
    "recordings are read right, within two seconds, and no dialog is missed or invented",
    async () => {
      const all = new Tally()
      for (const agent of agents) {
        const { tally, recordings } = await score(join(folder, "recordings"), { agent, ruleSet, graceMs, except })
        all.join(tally)
        const faults = recordings.filter(({ waits }) => waits.missed.length + waits.invented.length > 0)
        expect(faults.map(({ file }) => file)).toEqual([])
      }
      expect(all.isEmpty).toBe(false)
      expect(ratio(all.accuracy())).toBeGreaterThanOrEqual(0.99)
    },
    playingMs,
  )
})

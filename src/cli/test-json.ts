/** Tests that have run, as JSON of stable keys. Moments are milliseconds since the beginning of the test. */
import { plainEffect } from "../authoring/play/plain.ts"
import type { Told } from "../authoring/testing/expect.ts"
import type { Closest } from "../authoring/testing/miss.ts"
import { testStartsAt, type Why } from "../authoring/testing/run.ts"
import { covered, type Tested } from "./test-coverage.ts"
import type { Timed } from "./test-report.ts"

export function plainReport(tested: Tested): object {
  const { runs } = tested
  const failed = runs.filter(({ run }) => run.failure !== undefined).length
  const { rules, branches, missed } = covered(tested)
  return {
    passed: runs.length - failed,
    failed,
    tests: runs.map(plainRun),
    coverage: { rules, branches, missed: missed.map(({ of, place, what, text }) => ({ of, place, what, text })) },
  }
}

function plainRun({ run, ms }: Timed): object {
  const { test, failure, timeline } = run
  const { title, place } = test
  const common = { title, place, passed: failure === undefined, ms: Math.round(ms) }
  if (failure === undefined) return common
  const { step, t, why } = failure
  return { ...common, failure: { place: step.place, step: step.source, t, ...plainWhy(why) }, timeline }
}

function plainWhy(why: Why): object {
  switch (why.kind) {
    case "file": {
      const { kind, path, line } = why
      return { why: kind, path, line }
    }
    case "endless":
      return { why: why.kind, limit: why.limit }
    case "happened":
    case "pressed":
      return { why: why.kind, effects: why.told.map(plainTold) }
    case "undecided":
      return { why: why.why.kind, offers: why.why.kind === "not-offered" ? why.why.offers : [], rules: why.miss.rules }
    case "missing": {
      const { closest, rules } = why.miss
      return { why: why.kind, closest: closest === undefined ? null : plainClosest(closest), rules }
    }
    case "state":
      return { why: why.kind, wanted: why.wanted, agent: why.miss.agent ?? null }
    default:
      return why satisfies never
  }
}

function plainClosest(closest: Closest): object {
  return "told" in closest ? { ...closest, told: plainTold(closest.told) } : closest
}

const plainTold = ({ at, pane, effect, refused }: Told): object => ({
  t: at - testStartsAt,
  pane,
  rule: effect.origin.rule,
  effect: plainEffect(effect),
  refused,
})

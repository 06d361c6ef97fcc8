import { describe, expect, test } from "bun:test"
import { type ExplainedRule, explainRule } from "../../../src/authoring/explain/explain.ts"
import { absent, type Instance } from "../../../src/engine/state.ts"
import { ruleSetOf } from "../../engine/stage.ts"
import { type FrameChanges, frame } from "../../screen/sample.ts"

const now = 1_000_000

function explain(rule: string, screen: string, changes: FrameChanges = {}, instances?: Instance[]): ExplainedRule {
  const ruleSet = ruleSetOf(rule)
  const [first] = ruleSet.rules
  if (first === undefined) throw new Error("no rule")
  return explainRule(first, { frame: frame(screen, changes), ruleSet, now, instances })
}
const dialog = "old Do you want to stay?\n\nDo you want to run npm test?\n❯ 1. Yes\n  2. No"
const asks = `rule r {
  on program == "claude" and not attached
  when screen bottom 3 has "Do you want to <what>?" and screen last line has /^\\s+2\\./
  stable 600ms
  do notify "{what}"
}`
const claude = { facts: { program: "claude" } }

describe("an explained rule", () => {
  test("that holds shows each condition, its lines, its match and its captures", () => {
    const { fired, holds, captures, conditions, waits } = explain(asks, dialog, claude)
    expect({ fired, holds, captures }).toEqual({ fired: true, holds: true, captures: { what: "run npm test" } })
    expect(conditions.map(({ clause, condition, value, seen }) => ({ clause, condition, value, seen }))).toEqual([
      { clause: "on", condition: 'program == "claude"', value: true, seen: "claude" },
      { clause: "on", condition: "not attached", value: true, seen: null },
      { clause: "when", condition: 'screen bottom 3 has "Do you want to <what>?"', value: true, seen: null },
      { clause: "when", condition: "screen last line has /^\\s+2\\./", value: true, seen: null },
    ])
    expect(conditions[2]?.region).toEqual({
      from: 3,
      to: 5,
      lines: ["Do you want to run npm test?", "❯ 1. Yes", "  2. No"],
    })
    const match = { line: 3, column: 1, endLine: 3, endColumn: 29, text: "Do you want to run npm test?" }
    expect(conditions[2]?.match).toEqual(match)
    expect(waits).toEqual({ phase: null, clause: "stable", remainingMs: 600, held: false })
  })

  test("that does not hold names the one condition that decides", () => {
    const { fired, holds, conditions } = explain(asks, dialog, { facts: { program: "claude", attached: true } })
    expect({ fired, holds }).toEqual({ fired: false, holds: false })
    const inner = conditions.flatMap((one) => [one, ...one.of])
    expect(inner.filter(({ decides }) => decides).map(({ condition }) => condition)).toEqual(["attached"])
  })

  test("is unknown in copy mode, and where a fact is not told", () => {
    expect(explain(asks, "", { ...claude, unreadable: "copy-mode" })).toMatchObject({ holds: null, fired: false })
    const { holds, conditions } = explain(asks, dialog, { facts: { program: undefined } })
    expect(holds).toBeNull()
    expect(conditions[0]).toMatchObject({ value: null, seen: null, decides: true })
  })

  test("says when time alone changes it", () => {
    const rule = 'rule r { when quiet > 15m; do notify "x" }'
    const { conditions } = explain(rule, "", { facts: { printedAt: now - 60_000 } })
    expect(conditions[0]).toMatchObject({ value: false, seen: "1m", changesInMs: 14 * 60_000 })
  })

  test("has fired where a service remembers it open, and waits where it is pending", () => {
    const pending: Instance = { ...absent("r", now), phase: "pending", since: now - 200, matchedSince: now - 200 }
    expect(explain(asks, dialog, claude, [pending])).toMatchObject({
      fired: false,
      holds: true,
      waits: { phase: "pending", clause: "stable", remainingMs: 400 },
    })
    expect(explain(asks, dialog, claude, [{ ...pending, phase: "open" }])).toMatchObject({ fired: true })
    expect(explain(asks, "", claude, [])).toMatchObject({ fired: false, waits: { phase: "absent", clause: null } })
  })
})

describe("the nearest miss", () => {
  const nearest = (condition: string, screen: string) =>
    explain(`rule r { when ${condition}; do notify "x" }`, screen).conditions[0]?.nearest

  test.each([
    ['screen bottom 2 has "stay?"', { kind: "above", line: 1, pattern: '"stay?"' }],
    ['screen top 1 has "run"', { kind: "below", line: 3, pattern: '"run"' }],
    [
      'screen has "do you WANT to run"',
      { kind: "case", line: 3, text: "Do you want to run", pattern: '"do you WANT to run"' },
    ],
    [
      'screen has "Do you want to walk npm test?"',
      { kind: "beginning", line: 3, beginning: "Do you want to ", pattern: '"Do you want to walk npm test?"' },
    ],
    [
      'screen has "you want to <what> npm toast"',
      { kind: "beginning", line: 3, beginning: "you want to <what> npm t", pattern: '"you want to <what> npm toast"' },
    ],
    [
      "screen has /^❯ \\d\\. Maybe$/",
      { kind: "beginning", line: 4, beginning: "/^❯ \\d\\. /", pattern: "/^❯ \\d\\. Maybe$/" },
    ],
    ['screen bottom 2 has any ["xyz", "Do you want"]', { kind: "above", line: 3, pattern: '"Do you want"' }],
    ['screen below "Do you want to walk" has "x"', { kind: "beginning", beginning: "Do you want to " }],
  ])("of %s", (condition, miss) => {
    expect(nearest(condition, dialog)).toMatchObject(miss)
  })

  test("of all […] is that of what is missing", () => {
    expect(nearest('screen has all ["Do you want", "1. Yesss"]', dialog)).toMatchObject({ pattern: '"1. Yesss"' })
  })

  test("is nothing where nothing is near, and where it matches", () => {
    expect(nearest('screen has "quite another thing"', "qu")).toBeNull()
    expect(nearest('screen has "Do you"', dialog)).toBeNull()
  })
})

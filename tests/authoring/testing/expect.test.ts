import { describe, expect, test } from "bun:test"
import { aTest, outcome } from "./tried.ts"

const tells = (name: string, sign: string, text: string, receiver = "desk") =>
  `rule ${name} { when screen has "${sign}"; do notify ${receiver} "${text}" }\n`
const rules = tells("one", "x", "first") + tells("two", "x", "second") + tells("three", "y", "third", "phone")

const runs = (...steps: string[]) => outcome(rules + aTest("all", 'at 0s screen "x"', ...steps))

describe("an expectation", () => {
  test("is about what happened since the last one", () => {
    expect(runs("at 1s expect notify", "at 2s expect notify")).toBe("missing at 2000: at 2s expect notify")
    expect(runs("at 1s expect notify", 'at 2s screen "y"', 'at 3s expect notify has "third"')).toBeNull()
  })

  test("shares the effects with those at the same moment, and each effect counts once", () => {
    expect(runs("at 1s expect notify", "at 1s expect notify")).toBeNull()
    expect(runs("at 1s expect notify", "at 1s expect notify", "at 1s expect notify")).toBe(
      "missing at 1000: at 1s expect notify",
    )
    expect(
      runs('at 1s expect notify has "second"', 'at 1s expect notify has "first"', "at 1s expect nothing"),
    ).toBeNull()
  })

  test("of nothing fails for whatever nobody mentioned", () => {
    expect(runs('at 1s expect notify has "first"', "at 1s expect nothing")).toBe(
      "happened at 1000: at 1s expect nothing",
    )
    expect(runs('at 1s expect notify has "first"', "at 2s expect nothing")).toBeNull()
  })

  test("of an agent's state looks at a moment, and leaves the effects to the next one", () => {
    const agent = 'agent a { idle when screen has "x" }\n'
    expect(
      outcome(
        agent +
          rules +
          aTest("all", 'at 0s screen "x"', "at 1s expect agent is idle", 'at 2s expect notify has "first"'),
      ),
    ).toBeNull()
  })

  test("begins anew when something else stands between two of one moment", () => {
    expect(
      runs("at 1s expect notify", 'at 1s screen "y"', "at 1s expect notify phone", "at 1s expect nothing"),
    ).toBeNull()
  })

  test("of a receiver follows the routes where the rule names nobody", () => {
    const routed = `rule r { severity high; when screen has "x"; do notify "m" }\n${aTest("r", 'at 0s screen "x"', "at 1s expect notify desk")}`
    expect(outcome(routed, { receiversOf: (severity) => (severity === "high" ? ["desk", "phone"] : []) })).toBeNull()
    expect(outcome(routed, { receiversOf: () => ["phone"] })).toBe("missing at 1000: at 1s expect notify desk")
  })
})

describe("expected keys", () => {
  const sends = (steps: string) => `rule r {
    on program == "make"
    when screen last line has "x"
    stable 1s
    limit 5 per 1h
    do ${steps}
  }\n`
  const of = (steps: string, ...expected: string[]) =>
    outcome(sends(steps) + aTest("r", "pane program=make", 'at 0s screen "x"', ...expected))

  test("are those of one pressing, or of several behind each other", () => {
    const two = '{ send "y"; wait 100ms; send Enter }'
    expect(of(two, 'at 2s expect send "y"', "at 2s expect send Enter", "at 2s expect nothing")).toBeNull()
    expect(of(two, 'at 2s expect send "y" Enter', "at 2s expect nothing")).toBeNull()
    expect(of(two, 'at 2s expect send Enter "y"')).toBe('missing at 2000: at 2s expect send Enter "y"')
  })

  test("are all of a pressing, not some", () => {
    expect(of('send "y" Enter', 'at 2s expect send "y"')).toBe('missing at 2000: at 2s expect send "y"')
  })

  test("have nothing pressed before them that nobody expects", () => {
    const two = '{ send "rm -rf /" Enter; wait 100ms; send "y" Enter }'
    const whole = ['at 2s expect send "rm -rf /" Enter', 'at 2s expect send "y" Enter']
    expect(of(two, 'at 2s expect send "y" Enter')).toBe('missing at 2000: at 2s expect send "y" Enter')
    expect(of(two, ...whole)).toBeNull()
    expect(of(two, 'at 1050ms expect send "rm -rf /" Enter', 'at 2s expect send "y" Enter')).toBeNull()
    const key = 'at 2s expect send "y"'
    expect(of('{ send "y" }', key, "at 3s expect nothing")).toBeNull()
  })

  test("are all that is pressed: what no expectation took by the end fails the test", () => {
    const two = '{ send "y"; wait 100ms; send "rm -rf /" Enter }'
    expect(of(two, 'at 2s expect send "y"')).toBe('pressed at 2000: at 2s expect send "y"')
    expect(of(two, 'at 1050ms expect send "y"')).toBeNull()
    expect(of(`{ send "y"; notify "m" }`, "at 2s expect notify")).toBe("pressed at 2000: at 2s expect notify")
  })

  test("may be typed or pasted", () => {
    expect(of('paste "several\\nlines"', "at 2s expect no send")).toBe("happened at 2000: at 2s expect no send")
    expect(of('paste "a line"', 'at 2s expect send "a line"')).toBeNull()
  })
})

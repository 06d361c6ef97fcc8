import { describe, expect, test } from "bun:test"
import { clausesOf, partsOf, ruleWith } from "./parts.ts"

describe("a clause of a rule", () => {
  test.each([
    ["repeat 2h", { repeatMs: 7_200_000 }],
    ["collect up to 5 within 10s", { collect: { count: 5, withinMs: 10_000 } }],
    ["shadow", { shadow: true }],
    ["once per command by host", { once: { per: "command", by: ["host"] } }],
  ])("%s", (clause, said) => {
    expect(clausesOf(clause)).toMatchObject(said as never)
  })

  test("is milder left out", () => {
    expect(clausesOf()).toMatchObject({ repeatMs: 0, collect: undefined, shadow: false })
  })

  test.each([
    ["repeat 999ms", 'E113 "999ms"'],
    ["repeat 0s", 'E113 "0s"'],
    ["collect up to 0 within 10s", 'E113 "0"'],
    ["collect up to 101 within 10s", 'E113 "101"'],
    ["once per comand", 'E102 "comand"'],
    ["shadow; shadow", 'E206 "shadow"'],
  ])("cannot be: %s", (clause, found) => {
    expect(partsOf(ruleWith("when attached", 'do notify "x"', clause)).found).toEqual([found])
  })

  test("`when … for D` is a `for D`, and both are one too many", () => {
    expect(partsOf(ruleWith("when attached for 5s", 'do notify "x"', "for 6s")).found).toEqual(['E206 "for 6s"'])
    expect(partsOf(ruleWith("for 6s", "when attached for 5s", 'do notify "x"')).found).toEqual(['E206 "5s"'])
  })

  test("names what must be there, unless it may be what was not understood", () => {
    expect(partsOf(ruleWith("when attached")).found).toEqual(['E114 "r"'])
    expect(partsOf(ruleWith("whn attached", 'do notify "x"')).found).toEqual(['E102 "whn"'])
    expect(partsOf(ruleWith("when { attachd }", 'do notify "x"')).found).toEqual(['E201 "attachd"'])
    expect(partsOf(ruleWith("when { and }", 'do notify "x"')).found).toHaveLength(1)
  })
})

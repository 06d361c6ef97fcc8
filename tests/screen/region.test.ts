import { describe, expect, test } from "bun:test"
import fc from "fast-check"
import { type Region, regionText } from "../../src/screen/region.ts"
import { pattern } from "./sample.ts"

const lines = ["one", "", "two", "", "", "three", "four"]
const text = (region: Region, of: readonly string[] = lines) => regionText(of, region)

describe("a region", () => {
  test.each<[string, Region, string]>([
    ["the whole screen", { kind: "whole" }, "one\n\ntwo\n\n\nthree\nfour"],
    ["bottom 1", { kind: "bottom", lines: 1 }, "four"],
    ["bottom 2", { kind: "bottom", lines: 2 }, "three\nfour"],
    ["bottom 3, with the empty lines between", { kind: "bottom", lines: 3 }, "two\n\n\nthree\nfour"],
    ["bottom of more than there is", { kind: "bottom", lines: 9 }, "one\n\ntwo\n\n\nthree\nfour"],
    ["top 1", { kind: "top", lines: 1 }, "one"],
    ["top 2, with the empty line between", { kind: "top", lines: 2 }, "one\n\ntwo"],
    ["top of more than there is", { kind: "top", lines: 9 }, "one\n\ntwo\n\n\nthree\nfour"],
    ["below a text", { kind: "below", pattern: pattern('"two"') }, "\n\nthree\nfour"],
    ["below a regex", { kind: "below", pattern: pattern("/^t/") }, "four"],
    ["below the last line", { kind: "below", pattern: pattern('"four"') }, ""],
  ])("%s", (_, region, wanted) => {
    expect(text(region)).toBe(wanted)
  })

  test("below a pattern begins under the lowest line that matches", () => {
    expect(text({ kind: "below", pattern: pattern('"──"') }, ["──", "a", "──", "b"])).toBe("b")
  })

  test("below a pattern that does not match is not there at all", () => {
    expect(text({ kind: "below", pattern: pattern('"five"') })).toBeUndefined()
  })

  test("of an empty screen is empty", () => {
    for (const kind of ["bottom", "top"] as const) expect(text({ kind, lines: 3 }, [])).toBe("")
  })

  test("has exactly the wanted number of non-empty lines, from the right end of the screen (property)", () => {
    const screen = fc.array(fc.constantFrom("", "a", "b c", "│"), { maxLength: 30 })
    fc.assert(
      fc.property(screen, fc.integer({ min: 1, max: 40 }), fc.constantFrom("bottom", "top"), (shown, count, kind) => {
        const whole = shown.join("\n")
        const part = text({ kind, lines: count }, shown) ?? ""
        const filled = (of: string) => of.split("\n").filter((line) => line !== "").length
        expect(filled(part)).toBe(Math.min(count, filled(whole)))
        expect(kind === "bottom" ? whole.endsWith(part) : whole.startsWith(part)).toBe(true)
      }),
    )
  })
})

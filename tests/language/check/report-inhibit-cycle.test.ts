import { expect, test } from "bun:test"
import fc from "fast-check"
import { problems } from "../reading.ts"

const names = ["a", "b", "c", "d", "e"]
const rules = names.map((name) => `rule ${name} { when dead; do notify "x" }\n`).join("")
const inhibits = (...pairs: (readonly [by: string, rule: string])[]): string =>
  rules + pairs.map(([by, rule]) => `inhibit ${rule} when ${by}\n`).join("")

test("the statement that closes a circle is told", () => {
  expect(problems(inhibits(["a", "b"], ["b", "a"]))).toEqual(['W602 "a"'])
  expect(problems(inhibits(["a", "b"], ["b", "c"], ["c", "a"]))).toEqual(['W602 "a"'])
  expect(problems(inhibits(["a", "a"]))).toEqual(['W602 "a"'])
})

test("ways that only meet are no circle", () => {
  expect(problems(inhibits(["a", "b"], ["a", "c"], ["b", "d"], ["c", "d"]))).toEqual([])
})

test("told is a circle if and only if there is one", () => {
  const pair = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names))
  fc.assert(
    fc.property(fc.uniqueArray(pair, { maxLength: 12, selector: String }), (pairs) => {
      // Rules that nobody else silences are taken away until none is left, or only circles and what hangs on them.
      let left: readonly (readonly [string, string])[] = pairs
      for (let before = -1; before !== left.length; ) {
        before = left.length
        const silenced = new Set(left.map(([, rule]) => rule))
        left = left.filter(([by]) => silenced.has(by))
      }
      expect(problems(inhibits(...pairs)).length > 0).toBe(left.length > 0)
    }),
    { numRuns: 200 },
  )
})

import { describe, expect, test } from "bun:test"
import fc from "fast-check"
import { allMatches } from "../../../src/authoring/explain/all-matches.ts"
import { find } from "../../../src/screen/pattern.ts"
import { pattern } from "../../screen/sample.ts"

describe("all matches", () => {
  test.each([
    ['"a <x:word>"', "a b\na c", ["a b", "a c"]],
    ["/^b$/", "b\nbb\nb", ["b", "b"]],
    ['any ["b", /[bc]/]', "abc", ["b", "c"]],
    ['all ["a", "b"]', "a b a", ["b\na"]],
    ['"z"', "abc", []],
  ])("of %s in %j", (written, text, wanted) => {
    const found = allMatches(pattern(written), text).map((match) => match.text)
    expect(found.map((one) => [...one].toSorted().join(""))).toEqual(wanted.map((one) => [...one].toSorted().join("")))
  })

  test("end with the one that counts", () => {
    const patterns = ['"a <x:word>"', '"ab"', "/a+/", '"<x> b"', 'any ["a", "b"]'].map(pattern)
    const texts = fc.string({ unit: fc.constantFrom("a", "b", " ", "\n"), maxLength: 20 })
    fc.assert(
      fc.property(fc.constantFrom(...patterns), texts, (one, text) => {
        const lowest = find(one, text)
        expect(allMatches(one, text).at(-1)?.start).toBe(lowest?.start)
      }),
    )
  })
})

import { expect, test } from "bun:test"
import fc from "fast-check"
import { editDistance, nearest } from "../../src/locale/nearest.ts"

test.each([
  ["locael", "locale"],
  ["chek", "check"],
  ["stauts", "status"],
  ["wecom.ap", "wecom.app"],
  ["x", undefined],
  ["approve", undefined],
])("%s → %s", (word, suggestion) => {
  expect(nearest(word, ["locale", "check", "status", "wecom.app", "run"])).toBe(suggestion)
})

test("up to two edits are found, whatever they are", () => {
  const edits = fc.array(fc.tuple(fc.nat(), fc.constantFrom("insert", "delete", "swap"), fc.constantFrom(..."xyz")), {
    maxLength: 2,
  })
  fc.assert(
    fc.property(fc.string({ minLength: 6, maxLength: 12 }), edits, (word, made) => {
      let typed = [...word]
      for (const [position, kind, letter] of made) {
        const at = position % typed.length
        if (kind === "insert") typed = [...typed.slice(0, at), letter, ...typed.slice(at)]
        else if (kind === "delete") typed = [...typed.slice(0, at), ...typed.slice(at + 1)]
        else typed = typed.with(at, letter)
      }
      expect(editDistance(typed.join(""), word)).toBeLessThanOrEqual(made.length)
      expect(editDistance(typed.join(""), word)).toBe(editDistance(word, typed.join("")))
    }),
  )
})

import { expect, test } from "bun:test"
import { askIdOf, idIn, looksLikeId } from "../../src/approvals/ids.ts"

test("an id is short, looks like no word, and holds nothing that is easily misread", () => {
  for (let n = 0; n < 2_000; n += 1) {
    const id = askIdOf(`effect ${n}`, () => false)
    expect(id).toMatch(/^[a-z][2-9][a-z][2-9]$/)
    expect(id).not.toMatch(/[il10o]/)
    expect(looksLikeId(id)).toBe(true)
  }
})

test("the same effect has the same id, unless another ask has it", () => {
  const first = askIdOf("effect", () => false)
  expect(askIdOf("effect", () => false)).toBe(first)
  const second = askIdOf("effect", (id) => id === first)
  expect(second).not.toBe(first)
})

test("when many are taken ids grow", () => {
  const id = askIdOf("effect", (taken) => taken.length === 4)
  expect(id).toHaveLength(6)
  expect(() => askIdOf("effect", () => true)).toThrow()
})

test("what was meant as an id is one: upper case and blanks do not matter", () => {
  expect(idIn(" K7F2 ")).toBe("k7f2")
  expect(["K7F2", "k7f2m3"].every(looksLikeId)).toBe(true)
  expect(["deny", "yes", "12", "k7f", "k7f2 please", "k0f2", "../k7f2"].some(looksLikeId)).toBe(false)
})

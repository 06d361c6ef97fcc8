import { expect, test } from "bun:test"
import { maxPatterns } from "../../../src/language/compile/patterns.ts"
import { problems } from "../reading.ts"

const times = (count: number, text: string): string => Array<string>(count).fill(text).join(", ")

test("lists of lists that would be millions of patterns are an error, and at once", () => {
  const lists = Array.from({ length: 19 }, (_, at) => `list l${at} = [${times(3, `@l${at + 1}`)}]`)
  const text = `${lists.join("\n")}\nlist l19 = ["a"]\nrule r { when screen has any @l0; do notify "x" }`
  expect(problems(text)).toEqual([`E111 "[${times(3, "@l12")}]"`])
})

test("a list may name so many patterns and not one more", () => {
  const of = (more: string): string =>
    `list a = [${times(maxPatterns / 5, '"aa"')}]\nrule r { when screen has any [${times(5, "@a")}${more}]; do notify "x" }`
  expect(problems(of(""))).toEqual([])
  expect(problems(of(', "bb"')).map((one) => one.slice(0, 4))).toEqual(["E111"])
})

test("who names themselves is told, whoever else names them", () => {
  expect(problems('list a = [@b]\nlist b = [@a, "x"]\nrule r { when screen has any @a; do notify "x" }')).toEqual([
    'E205 "@b"',
  ])
})

test("a capture that no object can hold is refused", () => {
  expect(problems('rule r { when screen has "x <__proto__>"; do notify "y" }')).toEqual(['E206 "\\"x <__proto__>\\""'])
})

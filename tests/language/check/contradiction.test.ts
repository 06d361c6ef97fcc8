import { describe, expect, test } from "bun:test"
import fc from "fast-check"
import { evaluate } from "../../../src/engine/evaluate.ts"
import { lookAt } from "../../../src/engine/look.ts"
import { exclude, waysOf } from "../../../src/language/check/contradiction.ts"
import type { Condition } from "../../../src/language/ruleset.ts"
import { ruleSetOf } from "../../engine/stage.ts"
import { frame } from "../../screen/sample.ts"

function condition(written: string): Condition {
  const [rule] = ruleSetOf(`rule r { when ${written}; do notify "x" }`).rules
  if (rule === undefined) throw new Error("no rule")
  return rule.when
}
const never = (written: string) => waysOf([condition(written)]).length === 0
const excludes = (a: string, b: string) => exclude(waysOf([condition(a)]), waysOf([condition(b)]))

describe("a condition that can never hold", () => {
  test.each([
    ["program == 'a' and program == 'b'"],
    ["program == 'a' and program != 'a'"],
    ["program in ['a', 'b'] and program in ['c']"],
    ["program in ['a', 'b'] and not program in [/./]"],
    ["program == 'make' and program has /^n/"],
    ["attached and not attached"],
    ["cpu < 5% and cpu > 5%"],
    ["cpu < 0%"],
    ["quiet > 5m and not quiet > 1m"],
    ["exit == 1 and exit > 1"],
    ["exit > 1 and exit < 2"],
    ["not (attached or not attached)"],
    ["(program == 'a' or program == 'b') and program == 'c'"],
    ["screen bottom 3 has 'x' and not screen bottom 3 has 'x'"],
  ])("%s", (written) => expect(never(written.replaceAll("'", '"'))).toBe(true))
})

describe("a condition that may hold", () => {
  test.each([
    ["program == 'a' or program == 'b'"],
    ["program in ['a', 'b'] and program in ['b', 'c']"],
    ["program in ['A' i, 'b'] and program == 'a'"],
    ["program in [/a/] and program in [/b/]"],
    ["program != 'a' and program != 'b'"],
    ["cpu < 5% and cpu > 4%"],
    ["quiet >= 5m and quiet <= 5m"],
    ["exit > 1 and exit < 3"],
    ["exit < 0"],
    ["attached and not zoomed"],
    ["screen bottom 3 has 'x' and not screen bottom 4 has 'x'"],
  ])("%s", (written) => expect(never(written.replaceAll("'", '"'))).toBe(false))
})

test("scopes of different programs exclude each other, and the same question answered differently does", () => {
  expect(excludes('program == "a"', 'program in ["b", "c"]')).toBe(true)
  expect(excludes('program == "a"', 'command == "b"')).toBe(false)
  expect(excludes('screen has "x" and attached', 'not screen has "x"')).toBe(true)
})

test("of a condition with very many ways nothing is claimed", () => {
  const many = Array.from({ length: 10 }, (_, index) => `(host == "${index}" or user == "${index}")`).join(" and ")
  expect(never(many)).toBe(false)
})

const literal = fc.constantFrom(
  ...[
    'program == "a"',
    'program != "a"',
    'program in ["a", "b"]',
    'program in ["A" i]',
    "program in [/^[bc]/]",
    "program has /a|c/",
  ],
  ...["cpu < 5%", "cpu <= 5%", "cpu == 5%", "cpu != 5%", "cpu > 7%", "exit > 0", "exit == 1", "exit < 1"],
  ...["attached", "zoomed", 'screen has "x"', 'screen has "y"'],
)
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    literal,
    tie("expression").map((one) => `not (${one})`),
    fc
      .tuple(tie("expression"), fc.constantFrom("and", "or"), tie("expression"))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
  ),
}))
const moment = fc.record({
  program: fc.constantFrom("a", "b", "c", "A", "abc", undefined),
  cpu: fc.constantFrom(0, 4, 5, 6, 7.5, undefined),
  exit: fc.constantFrom(-1, 0, 1, 2, undefined),
  attached: fc.boolean(),
  zoomed: fc.boolean(),
  screen: fc.constantFrom("", "x", "y", "x y"),
})

test("what holds at some moment is never called impossible, alone or together with another", () => {
  fc.assert(
    fc.property(expression, expression, moment, (first, second, { screen, ...facts }) => {
      const [a, b] = [condition(first), condition(second)]
      const look = lookAt(frame(screen, { facts }), 0, ruleSetOf(""))
      const holds = [a, b].map((one) => evaluate(one, look).holds === true)
      if (holds[0]) expect(waysOf([a])).not.toEqual([])
      if (holds[0] && holds[1]) expect(exclude(waysOf([a]), waysOf([b]))).toBe(false)
    }),
    { numRuns: 2_000 },
  )
})

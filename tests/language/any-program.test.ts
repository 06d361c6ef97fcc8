/** Random programs: what is well-formed compiles, in any order and any number of files; what is broken is told. */
import { describe, expect, test } from "bun:test"
import fc from "fast-check"
import type { Source } from "../../src/language/diagnostics.ts"
import type { Rule } from "../../src/language/ruleset.ts"
import { partsOf } from "./compile/parts.ts"
import { program } from "./programs.ts"
import { compiled, source } from "./reading.ts"

const many = process.env["FLEETAI_TEST_LONG"] === "1" ? 10_000 : 500
const timeoutMs = 240_000

const fileOf = (items: readonly string[], path = "my.rules"): Source => source(`${items.join("\n")}\n`, path)
const byName = (a: Rule, b: Rule): number => (a.name < b.name ? -1 : 1)
/** What is the same wherever it stands. */
const shapeOf = (sources: readonly Source[]) => {
  const { rules, agents } = partsOf(sources)
  const placeless = <Placed extends { readonly place: string }>(one: Placed) => ({ ...one, place: "" })
  return JSON.stringify([
    rules.map(({ rule }) => placeless(rule)).toSorted(byName),
    agents.map(({ agent }) => placeless(agent)).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  ])
}

describe("a well-formed program", () => {
  test(
    "compiles, with all that is in it",
    () => {
      fc.assert(
        fc.property(program, ({ items, agents, rules }) => {
          const parts = partsOf([fileOf(items)])
          expect(parts.found).toEqual([])
          expect(parts.agents.map(({ agent }) => agent.name).toSorted()).toEqual([...agents])
          expect(parts.rules.map(({ rule }) => rule.name).toSorted()).toEqual(expect.arrayContaining([...rules]))
          const { ruleSet, diagnostics } = compiled(fileOf(items).text)
          const errors = diagnostics.filter(({ severity }) => severity === "error")
          expect(ruleSet === undefined).toBe(errors.length > 0)
          expect(ruleSet?.rules.map(({ name }) => name).toSorted() ?? rules).toEqual([...rules])
        }),
        { numRuns: many },
      )
    },
    timeoutMs,
  )

  test(
    "means the same in any order, and in any number of files",
    () => {
      fc.assert(
        fc.property(program, fc.nat(), ({ items }, at) => {
          const shape = shapeOf([fileOf(items)])
          expect(shapeOf([fileOf(items.toReversed())])).toBe(shape)
          const cut = at % items.length
          expect(shapeOf([fileOf(items.slice(cut), "a"), fileOf(items.slice(0, cut), "b")])).toBe(shape)
        }),
        { numRuns: many / 2 },
      )
    },
    timeoutMs,
  )

  test(
    "with pieces cut out is told, never thrown at",
    () => {
      fc.assert(
        fc.property(program, fc.nat(), fc.nat(60), ({ items }, at, length) => {
          const { text } = fileOf(items)
          const start = at % text.length
          const { ruleSet, diagnostics } = compiled(text.slice(0, start) + text.slice(start + length))
          expect(ruleSet === undefined).toBe(diagnostics.some(({ severity }) => severity === "error"))
        }),
        { numRuns: many },
      )
    },
    timeoutMs,
  )
})

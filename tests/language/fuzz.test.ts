/**
 * Rule files mutated, as `bun scripts/fuzz.ts` does it by the million: nothing throws or hangs, and every place that is named lies
 * in its file. See a failing text: `bun scripts/fuzz.ts --seed SEED --show NUMBER`.
 */
import { expect, test } from "bun:test"
import { readCorpus } from "../../scripts/fuzz/corpus.ts"
import { maxMutated, mutated } from "../../scripts/fuzz/mutate.ts"
import { faultOf } from "../../scripts/fuzz/verdict.ts"

const seed = 20_261_122
const inputs = 20_000
/** One text may take so long: the usual one takes a thousandth of it. */
const mostMs = 2_000
const timeoutMs = 240_000

const corpus = readCorpus()

test(
  "twenty thousand mutated files are answered, each in time and in its bounds",
  () => {
    for (let number = 0; number < inputs; number += 1) {
      const text = mutated(corpus, seed, number)
      const began = performance.now()
      const fault = faultOf(text) ?? (performance.now() - began > mostMs ? "it takes too long" : undefined)
      if (fault !== undefined) throw new Error(`seed ${seed}, input ${number}: ${fault}`)
    }
  },
  timeoutMs,
)

test("the same number makes the same text, another one another", () => {
  expect(mutated(corpus, seed, 7)).toBe(mutated(corpus, seed, 7))
  expect(new Set(Array.from({ length: 100 }, (_, number) => mutated(corpus, seed, number))).size).toBeGreaterThan(85)
  expect(
    Math.max(...Array.from({ length: 500 }, (_, number) => mutated(corpus, seed, number).length)),
  ).toBeLessThanOrEqual(maxMutated)
})

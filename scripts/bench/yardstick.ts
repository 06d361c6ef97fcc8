/** The same work on every machine and in every run: what other times are held against where machines are noisy. */

const rounds = 20_000_000

/** Milliseconds of one go: text and numbers, as a compiler handles them. */
export function yardstickMs(): number {
  const began = performance.now()
  const seen = new Map<string, number>()
  let state = 1
  for (let round = 0; round < rounds; round += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    if (round % 64 === 0) seen.set(`word-${state % 4096}`, state)
  }
  if (seen.size === 0) throw new Error("nothing was counted")
  return performance.now() - began
}

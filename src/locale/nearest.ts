/** "Did you mean": the candidate nearest to a mistyped word. */

/** Farther than this is another word, not a typing error. */
export const maxSuggestionDistance = 2
/** Longer words are compared with nothing: the distance costs their product. */
const maxWordLength = 100

/** Upper and lower case count as the same. The nearest candidate at most `maxSuggestionDistance` edits away; the first of equals. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > maxWordLength) return undefined
  let best: string | undefined
  let bestDistance = maxSuggestionDistance + 1
  for (const candidate of candidates) {
    // A short word is "near" to everything: at least half of it must be right.
    const allowed = Math.min(maxSuggestionDistance, Math.floor(Math.max(word.length, candidate.length) / 2))
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase())
    if (distance <= allowed && distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  const from = [...a]
  const to = [...b]
  if (Math.abs(from.length - to.length) > maxSuggestionDistance) return Math.abs(from.length - to.length)
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1]
      let cost = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1))
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      if (swapped) cost = Math.min(cost, at(beforeLast, column - 2) + 1)
      current.push(cost)
    }
    beforeLast = last
    last = current
  }
  return at(last, to.length)
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY
}

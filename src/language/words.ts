/** "Did you mean": the nearest word, at an edit distance of two or less. */

const maxDistance = 2
/** Longer words are compared with nothing: the distance costs their product. */
const maxWordLength = 100

/** The nearest of the words, or undefined when none is near; the word's own length must exceed its distance. */
export function nearest(word: string, among: Iterable<string>): string | undefined {
  if (word.length > maxWordLength) return undefined
  let best: string | undefined
  let least = maxDistance + 1
  for (const candidate of among) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase())
    if (distance < least && distance < word.length) {
      best = candidate
      least = distance
    }
  }
  return best
}

/** Edits (insert, delete, replace, swap neighbours) from `a` to `b`; `maxDistance + 1` stands for any more. */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > maxDistance) return maxDistance + 1
  let beforePrevious: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforePrevious[j - 2] ?? 0) + 1)
      }
      row.push(cost)
    }
    beforePrevious = previous
    previous = row
  }
  return previous[b.length] ?? maxDistance + 1
}

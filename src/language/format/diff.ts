/** The difference of two texts as a unified diff (POSIX diff -u), by the algorithm of Myers: the fewest changed lines. */

/** Lines shown around a change. */
const contextLines = 3
/** Changed lines that are looked for one by one; of texts farther apart the whole middle is one change. */
const maxEdits = 1_000

interface Edit {
  readonly kind: "same" | "gone" | "new"
  readonly line: string
}

/** Empty when the texts are equal. `before` and `after` name the texts in the two header lines. */
export function unifiedDiff(
  before: string,
  after: string,
  names: { readonly before: string; readonly after: string },
): string {
  const edits = editsOf(linesOf(before), linesOf(after))
  const hunks = hunksOf(edits)
  if (hunks.length === 0) return ""
  return [`--- ${names.before}`, `+++ ${names.after}`, ...hunks].join("\n")
}

const noLineEnd = "\n\\ No newline at end of file"

/** A last line without its line break is another line than one with it. */
function linesOf(text: string): string[] {
  if (text === "") return []
  const lines = text.split("\n")
  const last = lines.pop() ?? ""
  return last === "" ? lines : [...lines, last + noLineEnd]
}

function editsOf(a: readonly string[], b: readonly string[]): Edit[] {
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1
  const same = (line: string): Edit => ({ kind: "same", line })
  return [
    ...a.slice(0, head).map(same),
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...a.slice(a.length - tail).map(same),
  ]
}

/** Myers, "An O(ND) Difference Algorithm and Its Variations" (1986): greedy, furthest reaching paths per diagonal. */
function middle(a: readonly string[], b: readonly string[]): Edit[] {
  const reached: number[] = []
  const at = (diagonal: number): number => reached[diagonal + maxEdits + 1] ?? 0
  const trace: number[][] = []
  for (let edits = 0; edits <= Math.min(maxEdits, a.length + b.length); edits += 1) {
    trace.push([...reached])
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const down = diagonal === -edits || (diagonal !== edits && at(diagonal - 1) < at(diagonal + 1))
      let x = down ? at(diagonal + 1) : at(diagonal - 1) + 1
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x += 1
      reached[diagonal + maxEdits + 1] = x
      if (x >= a.length && x - diagonal >= b.length) return walkBack(a, b, trace)
    }
  }
  return [...a.map((line): Edit => ({ kind: "gone", line })), ...b.map((line): Edit => ({ kind: "new", line }))]
}

function walkBack(a: readonly string[], b: readonly string[], trace: readonly number[][]): Edit[] {
  const edits: Edit[] = []
  let x = a.length
  let y = b.length
  for (let count = trace.length - 1; count >= 0; count -= 1) {
    const at = (diagonal: number): number => trace[count]?.[diagonal + maxEdits + 1] ?? 0
    const diagonal = x - y
    const down = diagonal === -count || (diagonal !== count && at(diagonal - 1) < at(diagonal + 1))
    const before = down ? diagonal + 1 : diagonal - 1
    const [fromX, fromY] = count === 0 ? [0, 0] : [at(before), at(before) - before]
    while (x > fromX && y > fromY && a[x - 1] === b[y - 1]) {
      x -= 1
      y -= 1
      edits.push({ kind: "same", line: a[x] ?? "" })
    }
    if (count === 0) break
    edits.push(down ? { kind: "new", line: b[fromY] ?? "" } : { kind: "gone", line: a[fromX] ?? "" })
    x = fromX
    y = fromY
  }
  return edits.reverse()
}

const signs = { same: " ", gone: "-", new: "+" } as const

function hunksOf(edits: readonly Edit[]): string[] {
  const hunks: string[] = []
  let oldLine = 0
  let newLine = 0
  let index = 0
  while (index < edits.length) {
    const first = edits.findIndex((edit, at) => at >= index && edit.kind !== "same")
    if (first < 0) break
    const from = Math.max(index, first - contextLines)
    const to = endOfHunk(edits, first)
    // Lines between two hunks are the same on both sides.
    oldLine += from - index
    newLine += from - index
    const part = edits.slice(from, to)
    const oldCount = part.filter(({ kind }) => kind !== "new").length
    const newCount = part.filter(({ kind }) => kind !== "gone").length
    hunks.push(`@@ -${range(oldLine, oldCount)} +${range(newLine, newCount)} @@`)
    hunks.push(...part.map(({ kind, line }) => signs[kind] + line))
    oldLine += oldCount
    newLine += newCount
    index = to
  }
  return hunks
}

/** Changes whose context would touch belong together. */
function endOfHunk(edits: readonly Edit[], first: number): number {
  let last = first
  for (let at = first; at < edits.length && at - last <= 2 * contextLines + 1; at += 1) {
    if (edits[at]?.kind !== "same") last = at
  }
  return Math.min(edits.length, last + 1 + contextLines)
}

/** `line,count` as diff -u writes it: an empty range names the line before it, and a count of 1 is left out. */
function range(before: number, count: number): string {
  if (count === 0) return `${before},0`
  return count === 1 ? `${before + 1}` : `${before + 1},${count}`
}

import { describe, expect, test } from "bun:test"
import fc from "fast-check"
import { type Look, outputLimits, startTelling, tellOutput } from "../../src/tmux/output.ts"

const rows = 6
const columns = 80
const historyLimit = 100

/** A terminal of six rows that only appends; `open` is the text on the cursor's line. */
function screen(lines: readonly string[], open = "", more: Partial<Look> = {}): Look {
  const all = [...lines, open]
  const historySize = Math.max(0, all.length - rows)
  const visible = all.slice(historySize)
  const captured = [...visible, ...Array<string>(rows - visible.length).fill("")]
  return { historySize, historyLimit, columns, rows, cursorY: visible.length - 1, alternate: false, captured, ...more }
}

/** The two looks of the watcher: the screen, and if need be once more from above. */
function newLines(before: Look, now: Look, allLines: readonly string[]) {
  const told = startTelling(before)
  const first = tellOutput(told, now, 0)
  if (first.kind !== "further") return first
  const from = now.historySize - first.rowsAbove
  const captured = [...allLines.slice(from), ...now.captured.slice(Math.min(rows, allLines.length - now.historySize))]
  return tellOutput(told, { ...now, captured }, first.rowsAbove)
}

describe("a program that appends", () => {
  test("a finished line is new, the line the cursor stands in is not", () => {
    const step = tellOutput(startTelling(screen(["a"], "$ ")), screen(["a", "$ ls"], "fil"), 0)
    expect(step).toEqual({ kind: "lines", lines: ["$ ls"] })
  })

  test("a progress bar on the cursor's line is told once, when it is finished", () => {
    const told = startTelling(screen(["a"], "10 %"))
    expect(tellOutput(told, screen(["a"], "50 %"), 0)).toEqual({ kind: "lines", lines: [] })
    expect(tellOutput(told, screen(["a", "100 %"]), 0)).toEqual({ kind: "lines", lines: ["100 %"] })
  })

  test("any lines in any bites are told exactly once, in order", () => {
    const line = fc.constantFrom("", "a", "b", "error: x", "  indented")
    const bite = fc.array(line, { maxLength: 20 })
    fc.assert(
      fc.property(fc.array(bite, { maxLength: 6 }), (bites) => {
        let all: string[] = []
        let before = screen(all)
        const told: string[] = []
        for (const more of bites) {
          all = [...all, ...more]
          const now = screen(all)
          const step = newLines(before, now, all)
          if (step.kind !== "lines") throw new Error(step.kind)
          told.push(...step.lines)
          before = now
        }
        // Empty lines at the very end wait for something to follow.
        const last = all.findLastIndex((one) => one !== "")
        expect(told).toEqual(all.slice(0, last + 1))
      }),
    )
  })

  test("a full history that throws its oldest tenth away is followed", () => {
    const all = Array.from({ length: 120 }, (_, index) => `line ${index}`)
    const before = screen(all.slice(0, 104))
    const now = screen(all.slice(0, 108))
    expect(before.historySize).toBe(99)
    const afterThrow = { ...now, historySize: now.historySize - 10 }
    const step = tellOutput(startTelling(before), afterThrow, 0)
    expect(step).toEqual({ kind: "further", rowsAbove: 4 })
  })
})

describe("a gap", () => {
  const before = screen(["a", "b", "c"], "$ ")
  const cases: Record<string, Look> = {
    "a finished line that was rewritten": screen(["a", "B", "c", "d"]),
    "a cleared screen": screen(["d"]),
    "the alternate screen": screen(["a", "b", "c", "d"], "", { alternate: true }),
    "another width": screen(["a", "b", "c", "d"], "", { columns: 70 }),
    "another height": screen(["a", "b", "c", "d"], "", { rows: 7, captured: ["a", "b", "c", "d", "", "", ""] }),
    "more rows than are looked at": screen(["a", "b", "c", "d"], "", { historySize: outputLimits.maxRowsAbove + 1 }),
  }
  for (const [name, now] of Object.entries(cases)) {
    test(name, () => expect(tellOutput(startTelling(before), now, 0)).toEqual({ kind: "gap" }))
  }

  test("a cleared history", () => {
    const long = screen(Array.from({ length: 20 }, (_, index) => `line ${index}`))
    expect(tellOutput(startTelling(long), screen(["d"]), 0)).toEqual({ kind: "gap" })
  })

  test("the alternate screen has no told lines, so what follows it is a gap first", () => {
    expect(startTelling(screen(["a"], "", { alternate: true }))).toBeUndefined()
    expect(tellOutput(undefined, screen(["a"]), 0)).toEqual({ kind: "gap" })
  })
})

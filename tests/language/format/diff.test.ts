import { describe, expect, test } from "bun:test"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import fc from "fast-check"
import { unifiedDiff } from "../../../src/language/format/diff.ts"

const names = { before: "a/my.rules", after: "b/my.rules" }
const diff = (before: string, after: string) => unifiedDiff(before, after, names)
const numbers = (count: number) => Array.from({ length: count }, (_, index) => `${index + 1}\n`).join("")

describe("a diff", () => {
  test("of equal texts is empty", () => {
    expect(diff("a\nb\n", "a\nb\n")).toBe("")
    expect(diff("", "")).toBe("")
  })

  test("shows three lines around a change", () => {
    expect(diff(numbers(9), numbers(9).replace("5", "five")).split("\n")).toEqual([
      "--- a/my.rules",
      "+++ b/my.rules",
      "@@ -2,7 +2,7 @@",
      ...[" 2", " 3", " 4", "-5", "+five", " 6", " 7", " 8"],
    ])
  })

  test("keeps changes in one hunk whose surroundings touch, and parts the others", () => {
    const changed = (...lines: number[]) =>
      diff(
        numbers(30),
        lines.reduce((text, line) => text.replace(`\n${line}\n`, `\n${line} changed\n`), numbers(30)),
      )
    const hunks = (text: string) => text.split("\n").filter((line) => line.startsWith("@@"))
    expect(hunks(changed(10, 17))).toEqual(["@@ -7,14 +7,14 @@"])
    expect(hunks(changed(10, 18))).toEqual(["@@ -7,7 +7,7 @@", "@@ -15,7 +15,7 @@"])
  })

  test("says where a line break at the end is missing", () => {
    expect(diff("a", "a\n").split("\n").slice(2)).toEqual(["@@ -1 +1 @@", "-a", "\\ No newline at end of file", "+a"])
  })

  test("of a text from nothing begins at line 0", () => {
    expect(diff("", "a\nb\n").split("\n").slice(2)).toEqual(["@@ -0,0 +1,2 @@", "+a", "+b"])
  })

  test("changes no more lines than needed", () => {
    const lines = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 12 })
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const shown = diff(before.map((line) => `${line}\n`).join(""), after.map((line) => `${line}\n`).join(""))
        const changed = shown
          .split("\n")
          .slice(2)
          .filter((line) => /^[-+]/.test(line)).length
        expect(changed).toBe(before.length + after.length - 2 * longestCommon(before, after))
      }),
    )
  })

  test("of long texts that have nothing in common is made at once", () => {
    const shown = diff(numbers(20_000), numbers(20_000).replaceAll("\n", "x\n"))
    expect(shown.split("\n")).toHaveLength(40_003)
  }, 5_000)
})

/** The length of the longest common subsequence, by the plain recurrence. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  const [first, ...rest] = a
  if (first === undefined || b.length === 0) return 0
  const at = b.indexOf(first)
  const without = longestCommon(rest, b)
  return at < 0 ? without : Math.max(without, 1 + longestCommon(rest, b.slice(at + 1)))
}

const patch = Bun.which("patch")
test.skipIf(patch === null)("patch(1) makes the second text of the first with it", () => {
  const folder = mkdtempSync(join(tmpdir(), "fleetai-diff-"))
  try {
    const text = fc
      .tuple(fc.array(fc.constantFrom("a", "b", "", "  c"), { maxLength: 20 }), fc.boolean())
      .map(([lines, ended]) => lines.join("\n") + (ended && lines.length > 0 ? "\n" : ""))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const shown = diff(before, after)
        if (shown === "") return before === after
        const path = join(folder, "text")
        writeFileSync(path, before)
        const { exitCode } = Bun.spawnSync([patch ?? "patch", "--silent", "--posix", path, "-"], {
          stdin: Buffer.from(`${shown}\n`),
        })
        return exitCode === 0 && (after === "" || readFileSync(path, "utf8") === after)
      }),
      { numRuns: 60 },
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
})

import { describe, expect, test } from "bun:test"
import fc from "fast-check"
import { maxLineLength, maxLines, toLines } from "../../src/screen/frame.ts"

describe("a captured screen as lines", () => {
  test("loses trailing blanks and trailing empty lines, keeps those between", () => {
    expect(toLines("a  \n\n b\t\n   \n\n")).toEqual(["a", "", " b"])
    expect(toLines("")).toEqual([])
    expect(toLines("\n \n")).toEqual([])
  })

  test("has plain spaces for no-break ones", () => {
    expect(toLines("a\u00a0b\u00a0\u00a0")).toEqual(["a b"])
  })

  test("keeps wide characters, box lines and emoji as they are", () => {
    expect(toLines("│ 是否允许 😀 │")).toEqual(["│ 是否允许 😀 │"])
  })

  test("cuts a line that is too long, and keeps the lowest lines of too many", () => {
    const [line] = toLines("x".repeat(1_000_000))
    expect(line).toHaveLength(maxLineLength)
    const lines = toLines(Array.from({ length: maxLines + 10 }, (_, index) => `${index}`).join("\n"))
    expect(lines).toHaveLength(maxLines)
    expect(lines.at(-1)).toBe(`${maxLines + 9}`)
  })

  test("never cuts a character in two", () => {
    const [line = ""] = toLines(`${"x".repeat(maxLineLength - 1)}😀y`)
    expect(line).toBe("x".repeat(maxLineLength - 1))
  })

  test("is bounded and free of trailing blanks, whatever comes (property)", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", " ", "\n", "\t", "\u00a0", "是"), maxLength: 60 }),
        (capture) => {
          const lines = toLines(capture)
          expect(lines.at(-1)).not.toBe("")
          for (const line of lines) expect(line).toBe(line.trimEnd())
          expect(toLines(lines.join("\n"))).toEqual(lines)
        },
      ),
    )
  })
})

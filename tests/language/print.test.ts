import { describe, expect, test } from "bun:test"
import { position } from "../../src/language/diagnostics.ts"
import { printDiagnostics } from "../../src/language/print.ts"
import { compiled, source } from "./reading.ts"

const printed = (text: string) => printDiagnostics(compiled(text).diagnostics, "en").split("\n")
/** Terminal columns, wide characters two. */
const width = (text: string) => Bun.stringWidth(text)

describe("a place", () => {
  test("is a line and a column from 1, columns in characters", () => {
    const of = source("ab\n等😀x\n")
    const at = (offset: number) => position(of, offset)
    expect(at(0)).toEqual({ line: 1, column: 1 })
    expect(at(2)).toEqual({ line: 1, column: 3 })
    expect(at(3)).toEqual({ line: 2, column: 1 })
    expect(at(6)).toEqual({ line: 2, column: 3 })
    expect(at(8)).toEqual({ line: 3, column: 1 })
  })
})

describe("the caret", () => {
  test.each([
    ["plain text", 'rule r { severity hgh; when attached; do notify "x" }', "hgh"],
    ["wide characters before it", 'rule 等待授权 { severity hgh; when attached; do notify "x" }', "hgh"],
    ["emoji before it", 'rule r { about "😀😀"; severity hgh; when attached; do notify "x" }', "hgh"],
    ["tabs before it", 'rule r {\n\t\tseverity\thgh\n\twhen attached\n\tdo notify "x"\n}', "hgh"],
    ["wide characters under it", 'rule r { when 等待; do notify "x" }', "等待"],
    ["a long line", `rule r { about "${"长".repeat(300)}"; severity hgh; when attached; do notify "x" }`, "hgh"],
  ])("stands under the exact span: %s", (_, text, span) => {
    const [, , line = "", caret = ""] = printed(text)
    const column = width(caret.slice(0, caret.indexOf("^")))
    expect(width(line.slice(0, line.lastIndexOf(span)))).toBe(column)
    expect(caret.match(/\^+/)?.[0]).toHaveLength(width(span))
  })

  test("shows no more of a very long line than fits, whatever the span", () => {
    for (const line of printed(`rule r { when screen has any ["a", ${'"b", '.repeat(10_000)}; do notify "x" }`)) {
      expect(line.length).toBeLessThan(400)
    }
  })
})

test("nothing that a file holds reaches the terminal as a control", () => {
  const shown = printed('rule r { severity \u001b[31mhgh\u202e; when attached; do notify "x" }').join("\n")
  expect(shown).not.toContain("\u001b")
  expect(shown).not.toContain("\u202e")
})

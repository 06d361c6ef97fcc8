import { describe, expect, test } from "bun:test"
import { compile } from "../../src/language/compile.ts"
import { position } from "../../src/language/diagnostics.ts"
import { printDiagnostics } from "../../src/language/print.ts"
import { reports } from "../../src/language/report/report.ts"
import { withoutSteering } from "../../src/screen/steering.ts"
import { compiled, receivers, source } from "./reading.ts"

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

describe("what a file holds, and what it is called, steers nothing", () => {
  const esc = "\u001b]0;pwned\u0007"
  const texts: readonly (readonly [string, string])[] = [
    ["hours", `quiet 1:00-2:00 "${esc}"`],
    ["a regex", `rule r { when screen has /(${esc}/; do notify "x" }`],
    ["a filter", `rule r { when dead; do notify "{cwd|a${esc}}" }`],
    ["a mark that stands nowhere", `rule r { when ${esc} }`],
  ]

  test.each(texts)("in the message about %s", (_, text) => {
    const { diagnostics } = compile({ own: [source(text, `a${esc}\u202e.rules`)], stock: [], receivers })
    expect(diagnostics.length).toBeGreaterThan(0)
    for (const told of [
      printDiagnostics(diagnostics, "en"),
      ...Object.values(reports).map((print) => print(diagnostics, { locale: "en", version: "1" })),
    ]) {
      // Line ends are of the report.
      expect(told.replaceAll("\n", "")).toBe(withoutSteering(told.replaceAll("\n", "")))
    }
  })
})

test("a condition on the screen whose word is misspelt is understood as one", () => {
  expect(printed('rule r { when scren has "y"; do notify "x" }').at(-1)).toContain("`screen`")
})

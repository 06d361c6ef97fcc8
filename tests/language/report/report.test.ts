/** What programs read of every finding. After a wanted change `UPDATE_GOLDEN=1 bun test tests/language/report` writes the texts anew. */
import { describe, expect, test } from "bun:test"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { compile } from "../../../src/language/compile.ts"
import type { Diagnostic } from "../../../src/language/diagnostics.ts"
import { type ReportFormat, reports } from "../../../src/language/report/report.ts"
import { type Locale, locales, phrase } from "../../../src/locale/phrase.ts"
import { receivers, source } from "../reading.ts"

const own = [
  source(readFileSync(join(import.meta.dir, "findings.rules"), "utf8"), "rules/团队, 50%: a.rules"),
  source("list builders = []\n", "/srv/rules/b.rules"),
]
const { diagnostics } = compile({ own, stock: [], receivers })
const print = (format: ReportFormat, some: readonly Diagnostic[] = diagnostics, locale: Locale = "en") =>
  reports[format](some, { locale, version: "1.2.3" })

describe.each(locales.flatMap((locale) => (["json", "github"] as const).map((format) => [format, locale] as const)))(
  "%s in %s",
  (format, locale) => {
    test("is as it was agreed", () => {
      const golden = join(import.meta.dir, `findings.${format}.${locale}.txt`)
      const told = `${print(format, diagnostics, locale)}\n`
      if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(golden, told)
      expect(told).toBe(readFileSync(golden, "utf8"))
    })
  },
)

describe("json", () => {
  test("of no findings is an empty array", () => expect(JSON.parse(print("json", []))).toEqual([]))
})

describe("github", () => {
  test("of no findings is empty", () => expect(print("github", [])).toBe(""))

  test("is one line a finding, whatever stands in the message", () => {
    expect(print("github").split("\n")).toHaveLength(diagnostics.length)
  })

  test("says warnings as warnings", () => {
    const warning = diagnostics.slice(0, 1).map((one): Diagnostic => ({ ...one, severity: "warning" }))
    expect(print("github", warning)).toStartWith("::warning file=")
  })

  test("names no columns of a place over several lines", () => {
    const over = diagnostics.slice(0, 1).map((one) => ({ ...one, span: { start: 0, end: one.source.text.length } }))
    expect(print("github", over)).toMatch(/,line=1,endLine=\d+,title=/)
  })
})

interface Log {
  readonly version: string
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } }
      readonly columnKind: string
      readonly results: readonly {
        readonly ruleId: string
        readonly ruleIndex: number
        readonly locations: readonly [{ readonly physicalLocation: PhysicalLocation }]
      }[]
    },
  ]
}
interface PhysicalLocation {
  readonly artifactLocation: { readonly uri: string }
  readonly region: Readonly<Record<"startLine" | "startColumn" | "endLine" | "endColumn", number>>
}

describe("sarif", () => {
  const log = JSON.parse(print("sarif")) as Log
  const [run] = log.runs

  test("is as it was agreed, but for the table of codes", () => {
    const golden = join(import.meta.dir, "findings.sarif.txt")
    const rules = { id: "…" }
    const shown = { ...log, runs: [{ ...run, tool: { driver: { ...run.tool.driver, rules } } }] }
    const told = `${JSON.stringify(shown, undefined, 2)}\n`.replace(/"ruleIndex": \d+/g, '"ruleIndex": "…"')
    if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(golden, told)
    expect(told).toBe(readFileSync(golden, "utf8"))
  })

  test("points from each result to its code in the table", () => {
    expect(run.results).toHaveLength(diagnostics.length)
    for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId)
  })

  test("counts columns in code points, as it says", () => {
    expect(run.columnKind).toBe("unicodeCodePoints")
    for (const [index, { locations }] of run.results.entries()) {
      const { startLine, startColumn, endLine, endColumn } = locations[0].physicalLocation.region
      const diagnostic = diagnostics[index]
      if (diagnostic === undefined || startLine !== endLine) continue
      const line = [...(diagnostic.source.text.split("\n")[startLine - 1] ?? "")]
      const { start, end } = diagnostic.span
      expect(line.slice(startColumn - 1, endColumn - 1).join("")).toBe(diagnostic.source.text.slice(start, end))
    }
  })

  test("names files by valid references, the embedded ones by their own scheme", () => {
    const uris = run.results.map(({ locations }) => locations[0].physicalLocation.artifactLocation.uri)
    expect([...new Set(uris)]).toEqual([
      "rules/%E5%9B%A2%E9%98%9F%2C%2050%25%3A%20a.rules",
      "file:///srv/rules/b.rules",
    ])
    const embedded: Diagnostic = {
      ...{ code: "E101", severity: "error", span: { start: 0, end: 1 }, help: undefined, related: undefined },
      source: source("x", "embedded:default.rules"),
      message: phrase("language.incomplete"),
    }
    expect(print("sarif", [embedded])).toContain('"uri": "embedded:default.rules"')
  })

  test("of no findings has an empty list of results: the tool ran", () => {
    expect((JSON.parse(print("sarif", [])) as Log).runs[0].results).toEqual([])
  })
})

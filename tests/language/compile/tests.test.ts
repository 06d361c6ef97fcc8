import { describe, expect, test } from "bun:test"
import { compile } from "../../../src/language/compile.ts"
import type { RuleTest } from "../../../src/language/ruletest.ts"
import { compiled, receivers, source } from "../reading.ts"

const rules = `agent mycli {
  on program == "mycli"
  approval when screen has "Allow <what>?" { approve send "y"; deny send Escape }
  idle     when screen has "ready"
}
rule asks { when agent is approval; do ask phone { body "?"; approve; option "later" { answer deny } } }
rule tells { when screen has "stop"; do notify desk "stopped" }
rule presses {
  on program == "make"
  when screen last line has "Press Enter"
  stable 1s
  limit 5 per 1h
  do send Enter
}
`
const testOf = (of: string, ...steps: string[]): string =>
  `${rules}test "t" of ${of} {\n${steps.map((step) => `  ${step}`).join("\n")}\n}`

/** The one test of a text that must be without mistakes. */
function testFrom(of: string, ...steps: string[]): RuleTest {
  const { tests, diagnostics } = compiled(testOf(of, ...steps))
  const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ code, message }) => [code, message.id])
  expect(errors).toEqual([])
  const [one] = tests
  if (one === undefined) throw new Error("no test")
  return one
}

/** The errors, as `E201 "the spanned text"`. */
function errors(of: string, ...steps: string[]): string[] {
  const text = testOf(of, ...steps)
  return compiled(text)
    .diagnostics.filter(({ severity }) => severity === "error")
    .map(({ code, span }) => `${code} ${JSON.stringify(text.slice(span.start, span.end))}`)
}

const tells = 'at 9s expect notify desk has "stopped"'

describe("a test", () => {
  test("compiles to what it says, moments in milliseconds, each step with its place and its text", () => {
    const { title, of, place, path, panes, steps } = testFrom(
      "tells, asks",
      'pane left program="mycli" size=100x30 quiet=5m attached=yes cpu=3% exit=-1 session=proj',
      "pane right",
      'at 1s screen "stop"',
      'at 1m30s right screen file "screens/a.screen"',
      tells,
    ) as RuleTest & { steps: [] }
    expect({ title, of, place, path }).toEqual({ title: "t", of: ["tells", "asks"], place: "my.rules:15", path: "my.rules" })
    const facts = { program: "mycli", quiet: 300_000, attached: true, cpu: 3, exit: -1, session: "proj" }
    expect(panes).toEqual([
      { name: "left", columns: 100, rows: 30, facts },
      { name: "right", columns: 80, rows: 24, facts: {} },
    ])
    expect(steps).toMatchObject([])
  })
})

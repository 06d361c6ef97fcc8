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
  expect(
    diagnostics.filter(({ severity }) => severity === "error").map(({ code, message }) => [code, message]),
  ).toEqual([])
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

const tells = 'at 9m expect notify desk has "stopped"'

describe("a test", () => {
  test("compiles to what it says, moments in milliseconds, each step with its place and its text", () => {
    const { steps, ...head } = testFrom(
      "tells, asks",
      'pane left program="mycli" size=100x30 quiet=5m attached=yes cpu=3% exit=-1 session=proj',
      "pane right",
      'at 1s screen "stop"',
      'at 1m30s right screen file "screens/a.screen"',
      tells,
    )
    const facts = { program: "mycli", quiet: 300_000, attached: true, cpu: 3, exit: -1, session: "proj" }
    expect(head).toEqual({
      title: "t",
      of: ["tells", "asks"],
      place: "my.rules:15",
      path: "my.rules",
      panes: [
        { name: "left", columns: 100, rows: 30, facts },
        { name: "right", columns: 80, rows: 24, facts: {} },
      ],
    })
    const source = 'at 1s screen "stop"'
    const shown = { kind: "screen", text: "stop" } as const
    expect(steps[0]).toEqual({ atMs: 1_000, pane: "left", named: false, place: "my.rules:18", source, step: shown })
    expect(steps[1]).toMatchObject({
      atMs: 90_000,
      pane: "right",
      named: true,
      step: { kind: "screen-file", path: "screens/a.screen" },
    })
  })

  test("without a pane has one that nothing is known of", () => {
    expect(testFrom("all", 'at 0s screen "stop"', tells)).toMatchObject({
      of: "all",
      panes: [{ columns: 80, rows: 24, facts: {} }],
    })
  })

  test.each([
    ['output "a\\nb"', { kind: "output", text: "a\nb" }],
    ['event "done" code="2" id=x', { kind: "event", name: "done", fields: { code: "2", id: "x" } }],
    [
      "set program=bash quiet=1h30m active=no",
      { kind: "set", facts: { program: "bash", quiet: 5_400_000, active: false } },
    ],
    ["copy-mode on", { kind: "copy-mode", on: true }],
    ["copy-mode off", { kind: "copy-mode", on: false }],
    ["approve", { kind: "decide", what: "approve" }],
    ["choose 1", { kind: "decide", what: "choose", choice: 1 }],
    ["gone", { kind: "gone" }],
    ["restart", { kind: "restart" }],
    ["gap 11m", { kind: "gap", ms: 660_000 }],
    ["expect nothing", { kind: "expect", what: { kind: "nothing" } }],
    ["expect agent is none", { kind: "expect", what: { kind: "agent", state: "none" } }],
    ["expect agent is idle", { kind: "expect", what: { kind: "agent", state: "idle" } }],
    [
      "expect notify",
      { kind: "expect", what: { kind: "message", what: "notify", receiver: undefined, has: undefined } },
    ],
    [
      'expect ask phone has any ["a", /b/] with severity="info" title="x"',
      {
        kind: "expect",
        what: { what: "ask", receiver: "phone", has: { kind: "any" }, fields: { severity: "info", title: "x" } },
      },
    ],
    [
      'expect send "y" Enter',
      {
        kind: "expect",
        what: {
          kind: "send",
          keys: [
            { kind: "text", text: "y" },
            { kind: "named", name: "Enter" },
          ],
        },
      },
    ],
    ["expect no send", { kind: "expect", what: { kind: "no-send" } }],
  ])("has the step %s", (written, step) => {
    const { steps } = testFrom("all", 'at 0s screen "stop"', `at 1s ${written}`, tells)
    expect(steps[1]?.step).toMatchObject(step as object)
  })

  test("takes a text of several lines without its indentation", () => {
    const { steps } = testFrom("all", 'at 0s screen """\n    one\n      two\n    """', tells)
    expect(steps[0]?.step).toEqual({ kind: "screen", text: "one\n  two" })
  })

  test("of a file that is used, and of an embedded one, is not one's own", () => {
    const text = testOf("tells", 'at 0s screen "stop"', tells)
    expect(compile({ own: [{ ...source(text), used: 1 }], stock: [], receivers }).tests).toEqual([])
    expect(compile({ own: [], stock: [source(text)], receivers }).tests).toEqual([])
    expect(compile({ own: [source(text)], stock: [], receivers }).tests).toHaveLength(1)
  })
})

describe("a mistake in a test", () => {
  test.each([
    ["an unknown rule", "tels", [], 'E205 "tels"'],
    ["an unknown setting", "tells", ["pane progam=x"], 'E201 "progam"'],
    ["a duration where a flag stands", "tells", ["pane attached=5m"], 'E204 "5m"'],
    ["a flag where a duration stands", "tells", ["pane quiet=yes"], 'E204 "yes"'],
    ["a quoted number", "tells", ['pane exit="1"'], 'E204 "\\"1\\""'],
    ["a percentage without its sign", "tells", ["pane cpu=3"], 'E204 "3"'],
    ["a size of one number", "tells", ["pane size=100"], 'E204 "100"'],
    ["a size in quotes", "tells", ['pane size="100x30"'], 'E204 "\\"100x30\\""'],
    ["a size beyond the limit", "tells", ["pane size=100x2001"], 'E113 "100x2001"'],
    ["a size of nothing", "tells", ["pane size=0x30"], 'E113 "0x30"'],
    ["a size that changes", "tells", ["pane", "at 0s set size=90x30"], 'E201 "size"'],
    ["a fact given twice", "tells", ["pane shell=yes shell=no"], 'E206 "shell=no"'],
    ["two panes of one name", "tells", ["pane a", "pane a"], 'E206 "pane a"'],
    ["an unknown pane", "tells", ["pane left", "at 0s rigth gone"], 'E205 "rigth"'],
    ["a moment before the one above", "tells", ["at 2s gone", "at 1s gone"], 'E703 "1s"'],
    ["an unknown state", "tells", ["at 0s expect agent is waiting"], 'E201 "waiting"'],
    ["copy mode neither on nor off", "tells", ["at 0s copy-mode of"], 'E102 "of"'],
    ["a choice of nothing", "asks", ["at 0s choose 0"], 'E113 "0"'],
    ["an unknown receiver", "tells", ["at 0s expect notify dask"], 'E205 "dask"'],
    ["an unknown field", "tells", ['at 0s expect notify with titel="x"'], 'E201 "titel"'],
    ["a pattern that is none", "tells", ["at 0s expect notify has /(/"], 'E301 "/(/"'],
    ["a key that is none", "presses", ["at 0s expect send Entr"], 'E110 "Entr"'],
    ["a field given twice", "tells", ['at 0s event "x" a=1 a=2'], 'E206 "a"'],
    ["a duration beyond all limits", "tells", ["pane quiet=999999999d"], 'E113 "999999999d"'],
  ])("%s is found where it stands", (_, of, steps, error) => {
    const last = of === "tells" || of === "tels" ? ['at 9m screen "stop"', tells] : ["at 9m expect nothing"]
    expect(errors(of, ...steps, ...last)).toContain(error)
  })

  test("is answered with the nearest word that is right", () => {
    const helps = compiled(testOf("tels", "pane progam=x", "at 0s expect agent is idel", "at 1s expect notify dsk"))
      .diagnostics.filter(({ severity }) => severity === "error")
      .map(({ help }) => help?.values["word"])
    expect(helps).toEqual(["tells", "program", "idle", "desk"])
  })

  test("of rules that are not understood does not guess at what they never do", () => {
    const broken = testOf("asks", 'at 0s screen "x"', "at 1s expect agent is limited").replace('has "ready"', "has /(/")
    expect(
      compiled(broken)
        .diagnostics.filter(({ severity }) => severity === "error")
        .map(({ code }) => code),
    ).toEqual(["E301"])
  })

  test("is to test a rule that is disabled", () => {
    const text = `${testOf("tells", 'at 0s screen "stop"', tells)}\ndisable tells\n`
    const [first] = compiled(text).diagnostics.filter(({ severity }) => severity === "error")
    expect([first?.code, first?.message.id]).toEqual(["E205", "language.tested-disabled"])
  })

  test("leaves no test behind that would run", () => {
    expect(compiled(testOf("tells", "at 0s expect agent is waiting", tells)).tests).toEqual([])
  })

  test("beyond the number of steps is refused", () => {
    const many = Array.from({ length: 2_001 }, () => 'at 1s screen "stop"')
    expect(errors("tells", ...many, tells)).toHaveLength(1)
  })
})

describe("a test that can only pass or only fail (E702)", () => {
  test.each([
    ["expects nothing at all", "tells", ['at 0s screen "stop"'], '"\\"t\\""'],
    ["expects silence before anything is shown", "tells", ["pane program=x", "at 5s expect nothing"], '"\\"t\\""'],
    ["shows something only afterwards", "tells", ["at 5s expect nothing", 'at 6s screen "stop"'], '"\\"t\\""'],
    ["expects an ask of a rule that never asks", "tells", ['at 0s screen "stop"', "at 1s expect ask"], '"expect ask"'],
    ["expects a message of a rule that asks", "asks", ['at 0s screen "x"', "at 1s expect notify"], '"expect notify"'],
    [
      "expects keys of a rule that presses none",
      "tells",
      ['at 0s screen "x"', "at 1s expect send Enter"],
      '"expect send Enter"',
    ],
    [
      "expects no keys of a rule that presses none",
      "tells",
      ['at 0s screen "x"', "at 1s expect no send"],
      '"expect no send"',
    ],
    [
      "expects a message to somebody else",
      "tells",
      ['at 0s screen "x"', "at 1s expect notify phone"],
      '"expect notify phone"',
    ],
    [
      "expects a state that no clause makes",
      "asks",
      ['at 0s screen "x"', "at 1s expect agent is limited"],
      '"expect agent is limited"',
    ],
    ["decides what nobody asks", "tells", ['at 0s screen "stop"', "at 1s approve", tells], '"approve"'],
    ["decides what no ask offers", "asks", ['at 0s screen "x"', "at 1s deny", "at 2s expect ask"], '"deny"'],
    ["chooses beyond the options", "asks", ['at 0s screen "x"', "at 1s choose 2", "at 2s expect ask"], '"choose 2"'],
  ])("is an error: one that %s", (_, of, steps, span) => {
    expect(errors(of, ...steps)).toEqual([`E702 ${span}`])
  })

  test.each([
    ["silence after something was shown", "tells", ['at 0s screen "go on"', "at 5s expect nothing"]],
    ["an option by its number", "asks", ['at 0s screen "x"', "at 1s choose 1", "at 2s expect ask"]],
    ["keys that an answer presses", "asks", ['at 0s screen "x"', "at 1s expect no send", 'at 2s expect send "y"']],
    ["no agent", "asks", ['at 0s screen "x"', "at 1s expect agent is none"]],
  ])("is none: %s", (_, of, steps) => {
    expect(errors(of, ...steps)).toEqual([])
  })

  test("facts alone can make a rule hold: then silence can be broken without anything on the screen", () => {
    const offline = 'rule off { when not online; for 1m; do notify desk "off" }\n'
    const silent = 'test "s" of off { pane online=no\n at 30s expect nothing }'
    expect(compiled(offline + silent).diagnostics.filter(({ code }) => code === "E702")).toEqual([])
  })

  test("without any agent, `none` is always so", () => {
    const text =
      'rule r { when attached; do notify "x" }\ntest "t" of r { at 0s set attached=yes\n at 1s expect agent is none }'
    expect(compiled(text).diagnostics.map(({ code }) => code)).toEqual(["E702"])
  })

  test("routes may lead anywhere: a rule that names no receiver may reach each", () => {
    const text =
      'rule r { when attached; do notify "x" }\ntest "t" of r { at 0s set attached=yes\n at 1s expect notify phone }'
    expect(compiled(text).diagnostics).toEqual([])
  })

  test("with `of all` a rule in shadow does nothing; by its name it can be tested", () => {
    const rule = 'rule r { when attached; shadow; do notify "x" }\n'
    const of = (what: string) => `${rule}test "t" of ${what} { at 0s set attached=yes\n at 1s expect notify }`
    const found = (text: string) => compiled(text).diagnostics.map(({ code }) => code)
    expect(found(of("all"))).toEqual(["E702"])
    expect(found(of("r"))).toEqual([])
  })
})

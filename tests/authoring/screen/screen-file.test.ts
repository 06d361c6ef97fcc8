import { describe, expect, test } from "bun:test"
import fc from "fast-check"
import { factNames, readFact, readGiven, writeFact } from "../../../src/authoring/screen/facts.ts"
import { frameOf, readScreen, writeScreen } from "../../../src/authoring/screen/screen-file.ts"
import { say } from "../../../src/locale/phrase.ts"
import { type Facts, factTypes } from "../../../src/screen/facts.ts"
import { toLines } from "../../../src/screen/frame.ts"
import { frame } from "../../screen/sample.ts"

const now = 1_700_000_000_000

function read(text: string) {
  const found = readScreen(text)
  if (!found.ok) throw new Error(`line ${found.line}: ${say("en", found.problem)}`)
  return found.screen
}
function wrong(text: string): string {
  const found = readScreen(text)
  return found.ok ? "fine" : `${found.line}: ${say("en", found.problem)}`
}

describe("a .screen file", () => {
  test("without a header is the screen alone", () => {
    expect(read("$ make\nok  \n\n").lines).toEqual(["$ make", "ok"])
  })

  test("with a header says what else was known", () => {
    const text = "# program: claude\n# size: 100x30\n# quiet: 3m\n# attached: yes\n---\nDo you want to proceed?\n"
    const seen = frameOf(read(text), {}, now)
    expect(seen).toMatchObject({ columns: 100, rows: 30, lines: ["Do you want to proceed?"], unreadable: undefined })
    expect(seen.facts).toMatchObject({ program: "claude", command: "claude", shell: false, attached: true })
    expect(now - seen.facts.printedAt).toBe(180_000)
  })

  test("of a pane in copy mode has no text", () => {
    const seen = frameOf(read("# unreadable: copy-mode\n---\n"), {}, now)
    expect(seen).toMatchObject({ unreadable: "copy-mode", lines: [] })
  })

  test.each([
    ["# Heading\n\ntext", ["# Heading", "", "text"]],
    ["# note: not closed\ntext", ["# note: not closed", "text"]],
    ["---\ntext", ["---", "text"]],
    ["text\n---\nmore", ["text", "---", "more"]],
  ])("%j has no header: it is text", (text, lines) => {
    expect(read(text).lines).toEqual(lines)
  })

  test.each([
    ["# progam: claude\n---\n", '1: there is no fact "progam"; did you mean "program"?'],
    ["# program: x\n# quiet: soon\n---\n", '2: "soon" is no value for quiet; as in: 90s, 1h30m'],
    ["# size: huge\n---\n", '1: "huge" is no size: columns and rows, as in 100x30, each up to 2000'],
    ["# size: 0x30\n---\n", '1: "0x30" is no size: columns and rows, as in 100x30, each up to 2000'],
    ["# attached: ?\n---\n", "1: attached is never unknown: give it a value"],
  ])("%j is refused with the line and the reason", (text, complaint) => {
    expect(wrong(text)).toBe(complaint)
  })

  const words = fc.string({ unit: "binary", maxLength: 30 })
  const someFacts: fc.Arbitrary<Facts> = fc
    .record({
      host: words,
      session: words,
      window: words,
      command: fc.oneof(words, fc.constantFrom("bash", "node", "")),
      program: fc.oneof(words, fc.constantFrom("bash", "claude", "", undefined)),
      title: words,
      cwd: words,
      user: words,
      printedAt: fc.integer({ min: now - 1e9, max: now }),
      runningSince: fc.option(fc.integer({ min: now - 1e9, max: now }), { nil: undefined }),
      clientActiveAt: fc.option(fc.integer({ min: now - 1e9, max: now }), { nil: undefined }),
      cpu: fc.option(
        fc.integer({ min: 0, max: 8000 }).map((tenths) => tenths / 10),
        { nil: undefined },
      ),
      exit: fc.option(fc.integer({ min: 0, max: 255 }), { nil: undefined }),
      attached: fc.boolean(),
      active: fc.boolean(),
      shell: fc.boolean(),
      dead: fc.boolean(),
    })
    .map((some) => ({ ...frame("").facts, pane: "%3", ...some }))

  test("reads back as it was written, whatever the pane showed", () => {
    const size = fc.integer({ min: 1, max: 500 })
    fc.assert(
      fc.property(someFacts, fc.array(words, { maxLength: 20 }), size, size, (facts, lines, columns, rows) => {
        const screen = toLines(lines.join("\n").replaceAll("\r", ""))
        const seen = { ...frame(""), facts, lines: screen, columns, rows }
        const again = frameOf(read(writeScreen(seen, now)), {}, now)
        expect(again.lines).toEqual(screen)
        expect(again.facts).toEqual(facts)
        expect([again.columns, again.rows]).toEqual([columns, rows])
      }),
    )
  })

  test("any text at all is read or refused", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void readScreen(`# size: ${text}\n---\n${text}`)))
  })
})

describe("a fact", () => {
  test.each([
    ["quiet", "1h30m", 5_400_000],
    ["cpu", "0.5%", 0.5],
    ["cpu", "12", 12],
    ["exit", "-1", -1],
    ["attached", "no", false],
    ["program", "?", undefined],
    ["title", '"?"', "?"],
    ["title", '" a\\tb"', " a\tb"],
  ] as const)("%s: %s", (name, text, value) => {
    expect(readFact(name, text)).toEqual({ ok: true, value })
  })

  test("of an option is name=value, and the value may hold an =", () => {
    expect(readGiven(["title=a=b", "quiet=2s"])).toEqual({ ok: true, facts: { title: "a=b", quiet: 2000 } })
    expect(readGiven(["title"])).toMatchObject({ ok: false })
    expect(readGiven(["titel=x"])).toMatchObject({ ok: false })
  })

  test("of every name has a written form", () => {
    for (const name of factNames) {
      const value = { text: "x y", duration: 61_001, percent: 3.5, int: 4, flag: true }[factTypes[name]]
      expect(readFact(name, writeFact(name, value))).toEqual({ ok: true, value })
    }
  })
})

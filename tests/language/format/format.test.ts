import { describe, expect, test } from "bun:test"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import fc from "fast-check"
import { formatRules } from "../../../src/language/format/format.ts"
import { maxLineColumns } from "../../../src/language/format/head-layout.ts"
import { sameStatements } from "../../../src/language/format/same.ts"
import { columns } from "../../../src/language/print.ts"
import { parsed, source } from "../reading.ts"

const root = join(import.meta.dir, "../../..")
const many = process.env["FLEETAI_TEST_LONG"] === "1" ? 10_000 : 1_000

function formatted(text: string): string {
  const result = formatRules(source(text))
  if (!result.ok) throw new Error(`does not parse: ${result.diagnostics.map(({ code }) => code).join()}`)
  return result.text
}
const rule = (...lines: string[]) => `rule r {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`

/** Comments in order, found without the formatter's own reader. */
function comments(text: string): string[] {
  const pieces = text.matchAll(
    /"""(?:\\[\s\S]|(?!""")[\s\S])*"""|"(?:\\[^\n]|[^"\\\n])*"|\/(?:\\[^\n]|[^/\\\n])+\/|#[^\n]*/g,
  )
  return [...pieces].flatMap(([piece]) => (piece.startsWith("#") ? [piece.trimEnd()] : []))
}

describe("statements", () => {
  test("stand one a line, indented by their depth, with single blanks between words", () => {
    expect(formatted('rule   r{when  screen bottom 3 has"x";stable 1s;do{send "y" Enter;wait   1s}}')).toBe(
      rule('when screen bottom 3 has "x"', "stable 1s", "do {", '  send "y" Enter', "  wait 1s", "}"),
    )
  })

  test.each([
    ['list   a=["x","y" ,/z/i , ]', 'list a = ["x", "y", /z/i]'],
    ["inhibit a ,b when c by host,session", "inhibit a, b when c by host, session"],
    ['quiet 23:00 - 08:00 "UTC" allow severity>=high', 'quiet 23:00-08:00 "UTC" allow severity >= high'],
    ['pattern p = any["a"i,@b]', 'pattern p = any ["a" i, @b]'],
    ["pattern p = any@b", "pattern p = any @b"],
  ])("%s is written %s", (written, wanted) => {
    expect(formatted(written)).toBe(`${wanted}\n`)
  })

  test.each([
    ["when agent is approval|question", "when agent is approval | question"],
    ["when agent busy->idle", "when agent busy -> idle"],
    ["when ( attached )and not(cpu<5%or exit!=0 )", "when (attached) and not (cpu < 5% or exit != 0)"],
    ["do send C-, M-= S-Tab", "do send C-, M-= S-Tab"],
    ["do paste$text", "do paste $text"],
    ["do retry after[ 30s,2m, ] { escalate }", "do retry after [30s, 2m] { escalate }"],
  ])("of a rule: %s is written %s", (written, wanted) => {
    expect(formatted(rule(written))).toBe(rule(wanted))
  })

  test("keep what stands in strings, blocks of text, regexes and settings of tests", () => {
    const text = [
      'template t {\n  body """\n     a  {host}   # no comment\n   b\n  """\n}',
      "pattern p = /a  b#c\\/d/i",
      'pattern q = "a  b # c"',
      'test "t" of all {\n  pane a=b=c->d size=100x30 cwd="/a  b"\n  at 0s set x=1,2 y=[z]\n}\n',
    ].join("\n")
    expect(formatted(text)).toBe(text)
  })

  test("of an empty text are none", () => {
    for (const text of ["", "\n\n", ";;", "\ufeff", "\r\n"]) expect(formatted(text)).toBe("")
  })
})

describe("a block", () => {
  test("of one plain statement stays on its line when it was written so and fits", () => {
    const text = 'extend rule r { severity low }\ntemplate t { body "x" }\n'
    expect(formatted(text)).toBe(text)
    expect(formatted('template t {\n  body "x"\n}\n')).toBe('template t {\n  body "x"\n}\n')
    const long = `template t { body "${"x".repeat(90)}" }\n`
    expect(formatted(long)).toBe(`template t {\n  body "${"x".repeat(90)}"\n}\n`)
  })

  test("of several statements, or with a block in it, is opened", () => {
    expect(formatted(rule("do { wait 1s; escalate }"))).toBe(rule("do {", "  wait 1s", "  escalate", "}"))
    expect(formatted(rule("do { verify gone within 5s else { escalate } }"))).toBe(
      rule("do {", "  verify gone within 5s else { escalate }", "}"),
    )
  })

  test("that is empty stays so", () => {
    expect(formatted("rule r {}")).toBe("rule r { }\n")
    expect(formatted("rule r {\n\n}")).toBe("rule r {\n}\n")
  })
})

describe("comments and blank lines", () => {
  test("stay where they are, at most one blank line in a row, none at the ends of a block", () => {
    const written =
      "\n\n# top\n\n\n\n# second   \nrule r { # of the rule\n\n\n  # clause\n  stable 1s   # why; \n\n\n\n  clear 1s\n\n  # last\n\n} # done\n\n\n"
    expect(formatted(written)).toBe(
      "# top\n\n# second\nrule r { # of the rule\n  # clause\n  stable 1s # why;\n\n  clear 1s\n\n  # last\n} # done\n",
    )
  })

  test("inside a list break it, and stay with their items", () => {
    const written = 'list a = [ # which\n"x" # one\n, "y", # two\n# above\n"z"\n# end\n]'
    const wanted = 'list a = [ # which\n  "x", # one\n  "y", # two\n  # above\n  "z",\n  # end\n]\n'
    expect(formatted(written)).toBe(wanted)
    expect(formatted(wanted)).toBe(wanted)
  })

  test("inside a condition break it", () => {
    expect(formatted(rule("when attached # really", "# and more", "", "and (zoomed # so", "or dead)"))).toBe(
      rule("when attached # really", "    # and more", "    and (", "      zoomed # so", "      or dead", "    )"),
    )
  })
})

describe("long lines", () => {
  test("break a list to one item a line", () => {
    const items = ["a", "b", "c"].map((letter) => `"${letter.repeat(40)}"`)
    expect(formatted(`list a = [${items.join(", ")}]`)).toBe(
      `list a = [\n${items.map((item) => `  ${item},\n`).join("")}]\n`,
    )
  })

  test("break a condition before each `and` and `or`, and its lists only when that is not enough", () => {
    const [a, b] = ["a".repeat(50), "b".repeat(50)]
    expect(formatted(rule(`when screen has "${a}" and screen has any ["${b}"]`))).toBe(
      rule(`when screen has "${a}"`, `    and screen has any ["${b}"]`),
    )
    expect(formatted(rule(`when attached and screen has any ["${a}", "${b}"]`))).toBe(
      rule("when attached", "    and screen has any [", `      "${a}",`, `      "${b}",`, "    ]"),
    )
  })

  test("count wide characters as two", () => {
    const list = (count: number) => `list a = ["${"等".repeat(count)}", "x"]\n`
    expect(formatted(list(41))).toBe(list(41))
    expect(columns(list(41).trim())).toBeLessThanOrEqual(maxLineColumns)
    expect(formatted(list(42)).split("\n")).toHaveLength(5)
  })

  test("that fit are joined, but a condition that was written over several lines stays so", () => {
    expect(formatted('list a = [\n  "x",\n  "y",\n]')).toBe('list a = ["x", "y"]\n')
    expect(formatted(rule("when attached", "and zoomed"))).toBe(rule("when attached", "    and zoomed"))
    expect(formatted(rule("when (attached", "and zoomed)"))).toBe(rule("when (attached and zoomed)"))
  })
})

test("line ends become \\n, and a byte order mark goes", () => {
  expect(formatted('\ufeffrule r {\r\n  when attached\r\n  do notify """\r\n  a\r\n  """\r\n}\r\n')).toBe(
    'rule r {\n  when attached\n  do notify """\n  a\n  """\n}\n',
  )
})

test("a text that does not parse is left alone, with what is wrong in it", () => {
  const result = formatRules(source("rule r {\n  stabel 1s\n  when   attached\n}"))
  expect(result.ok ? [] : result.diagnostics.map(({ code }) => code)).toEqual(["E102"])
})

test("a text that parses and is wrong otherwise is formatted", () => {
  expect(formatted('rule r { when nonsense; do notify nobody "{x}" }')).toContain("  when nonsense\n")
})

/** Everything that a formatter must keep, of one text that parses. */
function keeps(text: string): void {
  const once = formatted(text)
  expect(sameStatements(parsed(once).statements, parsed(text).statements)).toBe(true)
  expect(formatted(once)).toBe(once)
  expect(comments(once)).toEqual(comments(text))
  expect(once.replaceAll(/"""[\s\S]*?"""/g, '""')).not.toMatch(/\n\n\n|^\n|\n\n$/)
}

const files = [...new Bun.Glob("{rules,tests,docs}/**/*.rules").scanSync(root)].toSorted()
const texts = files.map((file): [string, string] => [file, readFileSync(join(root, file), "utf8")])
const right = texts.filter(([, text]) => formatRules(source(text)).ok)

describe("meaning, comments and a second pass", () => {
  test("there are files to try", () => {
    expect(right.length).toBeGreaterThan(10)
    expect(right.map(([file]) => file)).toContain("tests/language/whole.rules")
    expect(right.map(([file]) => file)).toContain("tests/language/sample.rules")
  })

  test.each(right)("%s", (_, text) => keeps(text))

  test("the embedded rules are formatted", () => {
    for (const [file, text] of texts) if (file.startsWith("rules/")) expect(formatted(text), file).toBe(text)
  })

  const whole = right.filter(([file]) => /(whole|sample|default)\.rules$/.test(file)).map(([, text]) => text)
  /** Blanks, breaks and comments put in or taken out between words, at places where that may break nothing. */
  const rearranged = fc
    .tuple(
      fc.constantFrom(...whole),
      fc.array(
        fc.record({
          at: fc.nat(20_000),
          by: fc.constantFrom(
            " ",
            "\n",
            "\n\n\n",
            "\t",
            ";",
            " # remark\n",
            "\n  # own line # \n",
            "#\n",
            "\u00a0",
            "",
          ),
        }),
        { minLength: 1, maxLength: 6 },
      ),
    )
    .map(([text, changes]) =>
      changes.reduce((before, { at, by }) => {
        const places = [...before.matchAll(/(?<=[[\](){},"])|[ \n]+/g)]
        const place = places[at % places.length]
        if (place === undefined) return before
        return before.slice(0, place.index) + by + before.slice(place.index + place[0].length)
      }, text),
    )

  test("are kept, however the text was laid out", () => {
    let tried = 0
    fc.assert(
      fc.property(rearranged, (text) => {
        if (parsed(text).diagnostics.length > 0) return
        tried += 1
        keeps(text)
      }),
      { numRuns: many },
    )
    expect(tried).toBeGreaterThan(many / 10)
  }, 240_000)
})

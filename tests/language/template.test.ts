import { describe, expect, test } from "bun:test"
import { Findings } from "../../src/language/diagnostics.ts"
import { bare, parseTemplate } from "../../src/language/template.ts"
import { ruleOf, source } from "./reading.ts"

/** Parses what stands between the quotes of `before"…"`. */
function read(raw: string, { block = false, before = "body " } = {}) {
  const quote = block ? '"""' : '"'
  const text = `${before}${quote}${raw}${quote}`
  const of = source(text)
  const findings = new Findings()
  const node = { kind: "string", raw, block, start: before.length, end: text.length } as const
  const placed = parseTemplate(node, of, findings)
  const found = findings.sorted([of]).map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`)
  return { parts: bare(placed), placed, found, text }
}
const words = (text: string) => ({ kind: "words" as const, text })
const variable = (name: string, ...filters: object[]) => ({ kind: "variable", name, filters }) as unknown

describe("a message text", () => {
  test("is words and variables, in order", () => {
    expect(read("{host} · {session}:{window}!").parts as unknown[]).toEqual([
      variable("host"),
      words(" · "),
      variable("session"),
      words(":"),
      variable("window"),
      words("!"),
    ])
    expect(read("").parts).toEqual([])
  })

  test("has filters with their arguments", () => {
    expect(read("{a|default 'it''s'}").found).toHaveLength(1)
    // A `}` always ends a variable, as a `"` always ends a string.
    expect(read("{a|default 'x } y'}").found).toEqual(["E101 {a|default 'x }"])
    expect(read("{agent.what | default '(no | text)' | trunc 200 | code}").parts as unknown[]).toEqual([
      variable(
        "agent.what",
        { name: "default", value: "(no | text)" },
        { name: "trunc", value: 200 },
        { name: "code" },
      ),
    ])
    expect(read("{n|default 0}").parts as unknown[]).toEqual([variable("n", { name: "default", value: "0" })])
  })

  test("has a literal brace after a backslash, and the usual escapes", () => {
    expect(read('\\{host} \\" \\\\ \\n \\t \\u{1F600} }').parts).toEqual([words('{host} " \\ \n \t 😀 }')])
  })

  test.each([
    "{}",
    "{ }",
    "{1}",
    "{a b}",
    "{a.b.c}",
    "{a|}",
    "{a|trunc}",
    "{a|trunc x}",
    "{a|trunc 0}",
    "{a|code 1}",
    "{a|nope}",
    "{a",
  ])("%s is one problem, under exactly its own text", (text) => {
    const { found } = read(`好 ${text}`)
    expect(found).toHaveLength(1)
    expect(found[0]?.slice(5)).toBe(text === "{a" ? "{" : text)
  })
})

describe('a """ block', () => {
  test("loses its first line break, its common indentation and the blanks before its end", () => {
    expect(read("\n    one\n      two\n\n    three\n  ", { block: true }).parts).toEqual([words("one\n  two\n\nthree")])
    expect(read("one\n  two", { block: true }).parts).toEqual([words("one\ntwo")])
    expect(read("", { block: true }).parts).toEqual([])
    expect(read("\n  ", { block: true }).parts).toEqual([])
  })

  test("may hold quotes, and reads the same from a file with CRLF", () => {
    const raw = '\n  say "hi"\n  {host}\n  '
    expect(read(raw, { block: true }).parts as unknown[]).toEqual([words('say "hi"\n'), variable("host")])
    expect(read(raw.replaceAll("\n", "\r\n"), { block: true }).parts).toEqual(read(raw, { block: true }).parts)
  })

  test("keeps the place of every variable", () => {
    const { placed, text } = read("\n\t  等待 {what|upper}\n\t    {host}\n", { block: true, before: "body  " })
    const shown = placed.flatMap((part) =>
      part.kind === "variable" ? [text.slice(part.span.start, part.span.end)] : [],
    )
    expect(shown).toEqual(["{what|upper}", "{host}"])
  })

  test("is what a rule sends", () => {
    const rule = ruleOf('rule r {\n  when attached\n  do notify """\n    a\n      b\n    """\n}')
    expect(rule.steps).toMatchObject([{ body: [{ text: "a\n  b" }] }])
  })
})

import { describe, expect, test } from "bun:test"
import { codes, compiled, parsed, problems, ruleOf } from "./reading.ts"

const rule = (...lines: string[]) => `rule r {\n${lines.join("\n")}\n}\n`
const fine = 'rule fine { when screen has "x"; do notify "x" }\n'

describe("one broken statement never hides the next", () => {
  test("all problems of a text are found in one pass, in order", () => {
    expect(
      problems(
        rule("severty high", 'when screen bottm 3 has "x"', "stable 1 s", "colldown 3s", 'do send "y" Entr') +
          'rule s { severity hgh; when attached; do notify phon "{nme}" }',
      ),
    ).toEqual([
      'E102 "severty"',
      'E101 "bottm"',
      'E101 "1"',
      'E102 "colldown"',
      'E110 "Entr"',
      'E102 "hgh"',
      'E205 "phon"',
      'E201 "{nme}"',
    ])
  })

  test("of two rules of one name both are looked at", () => {
    expect(problems(`${fine}rule fine { when attachd; do notify using nope }`)).toEqual([
      'E206 "fine"',
      'E201 "attachd"',
      'E205 "nope"',
    ])
  })

  test.each([
    ["a string", 'when screen has "x'],
    ["a regex", "when screen has /x"],
    ["a bracket", 'when screen has any ["a", "b"'],
    ["a parenthesis", "when (attached or zoomed"],
    ["a clause", "when when"],
    ["an operator", "when cpu <> 5%"],
    ["an escape", 'when screen has "<what> \\d"'],
    ["a capture", 'when screen has "<a b>"'],
    ["a regex's own syntax", "when screen has /(?=a)/"],
  ])("%s that is wrong is one problem, and the next rule is read", (_, line) => {
    const text = `${rule(line, 'do notify "{what}"')}rule next { when attachd; do notify "x" }`
    const found = problems(text)
    expect(found).toHaveLength(2)
    expect(found[1]).toBe('E201 "attachd"')
  })

  test.each([
    'quiet 22:00-8:00 "UTC"',
    'quiet mon-fri 22:00-8:00 "UTC"',
    'use "x.rules"',
    'agent one { idle when screen has ">" }',
    'test "x" of r { at 0s screen "y"; at 1s expect nothing }',
  ])("a brace that is never closed does not swallow the next item: %s", (item) => {
    const { statements } = parsed(`rule r {\n  when {\n    attached\n  do notify "x"\n${item}\n`)
    expect(statements.map(({ head }) => head.kind as string)).toEqual(["rule", item.split(" ")[0] ?? ""])
  })

  test("a brace that is never closed is one problem: the block ends where the next item begins at the margin", () => {
    const text =
      'rule a {\n  when screen has "x"\n  do notify {\n    body "x"\n}\n\nrule b { when attached; do notify "x" }\n'
    expect(problems(text)).toEqual(['E105 "{"'])
    expect(compiled(text).diagnostics[0]?.span.start).toBe(text.indexOf("{"))
  })

  test("a block that is never closed hides nothing of what stands in it", () => {
    expect(problems('rule a {\n  when attachd\n  do notify "x"\n')).toEqual(['E105 "{"', 'E201 "attachd"'])
  })

  test("one that closes nothing is one problem", () => {
    expect(problems(`${fine}}\n${fine.replace("fine", "b")}`)).toEqual(['E105 "}"'])
    expect(problems(`)\n${fine}`)).toEqual(['E105 ")"'])
  })

  test("a broken condition blames neither the keys nor the message of its rule", () => {
    expect(
      codes(rule("on shell", "when screen bottm 3 has /(?<a>x)/", "stable 1s", "limit 1 per 1h", 'do send "y"')),
    ).toEqual(["E101"])
    expect(
      codes(rule("on shell", 'when {\n screen bottm 3 has "<a> x"\n}', "stable 1s", "limit 1 per 1h", 'do send "y"')),
    ).toEqual(["E101"])
    expect(codes(rule('when {\n attached\n screen bottm 3 has "<a> x"\n}', 'do notify "{a}"'))).toEqual(["E101"])
  })
})

describe("full-width punctuation", () => {
  test.each([
    ['rule a ｛ when attached; do notify "x" ｝', "｛"],
    ["rule a { when screen has “x”; do notify “x” }", "“x”"],
    ['rule a { when attached； do notify "x" }', "；"],
    ['rule a { when screen has any ["a"， "b"]; do notify "x" }', "，"],
    ['rule a { when （attached）; do notify "x" }', "（"],
    ['list a ＝ ["x"]', "＝"],
    ['list a = 【"x"】', "【"],
  ])("%s is E106 with its half-width form", (text, at) => {
    const found = problems(text)
    expect(found[0]).toBe(`E106 ${JSON.stringify(at)}`)
    expect([...new Set(codes(text))]).toEqual(["E106"])
  })

  test("inside a string is a text like any other", () => {
    expect(codes('rule a { when screen has "“是”；｛"; do notify "（好）" }')).toEqual([])
  })

  test("a word that is also a property of every object is no punctuation", () => {
    expect(problems('rule a { severity high constructor; when attached; do notify "x" }')).toEqual([
      'E101 "constructor"',
    ])
  })
})

describe("statements", () => {
  test("end at the end of the line or at `;`, and comments end with it", () => {
    expect(codes('rule a { when attached; do notify "x" } # done; { "')).toEqual([])
    expect(codes('rule a { # {\n  when attached # "\n  do notify "x" # }\n}')).toEqual([])
  })

  test("go on before `and` and `or`, past comments, and inside brackets", () => {
    const written = 'when attached # really\n  # and more\n\n  and zoomed\n  or (dead\n  and bell)\n  do notify "x"'
    expect(ruleOf(rule(written)).when).toMatchObject({ kind: "or" })
    expect(codes(rule('when screen has any [\n "a", # first\n "b"\n]', 'do notify "x"'))).toEqual([])
  })

  test("a word that only begins like `and` or `or` begins a statement", () => {
    expect(problems(rule("when attached", "order x", 'do notify "x"'))).toEqual(['E102 "order"'])
  })

  test("a block may stand on one line, with or without blanks", () => {
    expect(codes('rule a{when attached;do notify"x"}')).toEqual([])
  })

  test("a block that says nothing is a problem where something must be said", () => {
    expect(codes('rule a { when { }; do notify "x" }')).toEqual(["E112"])
    expect(codes("rule a { when attached; do { } }")).toEqual(["E112"])
    expect(codes("rule a { when attached; do notify { } }")).toEqual(["E112"])
    expect(codes("template t { # nothing\n }")).toEqual(["E112"])
    expect(codes("rule a { }")).toEqual(["E114"])
  })

  test("a block where none belongs, or none where one must, is E112 at its place", () => {
    expect(problems('rule a { when attached { zoomed }; do notify "x" }')).toEqual(['E112 "{"'])
    expect(problems("rule a")).toEqual(['E112 "rule a"'])
    expect(problems("{ when attached }")).toEqual(['E112 "{"'])
  })

  test("`when … for D` is `for D`: twice is E206, on an instant E207", () => {
    expect(ruleOf(rule("when attached for 5s", 'do notify "x"')).forMs).toBe(5_000)
    expect(codes(rule("when attached for 5s", "for 3s", 'do notify "x"'))).toEqual(["E206"])
    expect(codes(rule("for 3s", "when attached for 5s", 'do notify "x"'))).toEqual(["E206"])
    expect(codes(rule('when output has "x" for 5s', 'do notify "x"'))).toEqual(["E207"])
  })
})

describe("limits", () => {
  test("nesting is bounded, in brackets, blocks and words alike", () => {
    for (const text of [
      rule(`when ${"(".repeat(60)}attached${")".repeat(60)}`, 'do notify "x"'),
      rule(`when ${"not ".repeat(60)}attached`, 'do notify "x"'),
      rule(`when ${"not ".repeat(200_000)}attached`, 'do notify "x"'),
      rule("when attached", `do ${"verify gone within 1s else ".repeat(20_000)}notify "x"`),
      rule("when attached", `do ${"{ ".repeat(60)}`),
      "{".repeat(100_000),
      "(".repeat(100_000),
    ]) {
      expect(codes(text)).toContain("E108")
    }
    expect(codes(rule(`when ${"(".repeat(20)}attached${")".repeat(20)}`, 'do notify "x"'))).toEqual([])
    expect(codes(rule(`when ${"not ".repeat(20)}attached`, 'do notify "x"'))).toEqual([])
  })

  test("a file longer than two million characters is refused at once", () => {
    expect(codes(`#${"x".repeat(2_000_001)}`)).toEqual(["E109"])
    expect(codes(`#${"x".repeat(1_000_000)}`)).toEqual([])
  })

  test.each([
    ["escapes in a message", () => rule("when attached", `do notify """${"\\n".repeat(200_000)}"""`)],
    ["variables in a message", () => rule("when attached", `do notify "${"{host}".repeat(50_000)}"`)],
    ["braces that are not closed", () => rule("when attached", `do notify "${"\\{ {".repeat(50_000)}"`)],
    ["captures", () => rule(`when screen has "${"<a>x".repeat(100_000)}"`, 'do notify "x"')],
    ["names of one length", () => `pattern ${"a".repeat(100_000)} = "x"\npattern b = @${"b".repeat(100_000)}`],
    ["statements", () => "x\n".repeat(50_000)],
    ["words and comments", () => "rule a { when attached # x\n\n# y\n".repeat(5_000)],
    ["open strings", () => '"""'.repeat(100_000)],
  ])("%s without end cost little", (_, text) => {
    const written = text()
    const started = performance.now()
    compiled(written)
    expect(performance.now() - started).toBeLessThan(4_000)
  })
})

test("the parser itself finds no problem in an empty text, a comment, blank lines", () => {
  for (const text of ["", "# only a comment", "\n\n \t\n", ";;;", "\ufeff"])
    expect(parsed(text).diagnostics).toEqual([])
})

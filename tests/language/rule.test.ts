import { describe, expect, test } from "bun:test"
import { compile } from "../../src/language/compile.ts"
import { codes, problems, receivers, ruleOf, rulesOf, source } from "./reading.ts"

describe("a rule", () => {
  test("compiles to what it says, durations in milliseconds", () => {
    const rule = ruleOf(`
rule press {
  about "presses \\u{45}nter"
  severity crit
  on command in ["cargo", "make"] and not attached
  when screen last line has "Press Enter"
  stable 1s; for 1h30m; clear 500ms
  once per session by session
  cooldown 2d
  limit 5 per 1h
  do { send "y" Enter; verify gone within 5s else notify desk "no"; wait 250ms }
}`)
    expect(rule).toMatchObject({
      name: "press",
      place: "my.rules:2",
      about: "presses Enter",
      severity: "crit",
      edge: false,
      stableMs: 1_000,
      forMs: 5_400_000,
      clearMs: 500,
      once: { per: "session", by: ["session"] },
      cooldownMs: 172_800_000,
      limit: { count: 5, perMs: 3_600_000 },
      when: { kind: "screen", region: { kind: "bottom", lines: 1 } },
      steps: [
        {
          kind: "send",
          keys: [
            { kind: "text", text: "y" },
            { kind: "named", name: "Enter" },
          ],
        },
        { kind: "verify-gone", withinMs: 5_000, otherwise: [{ kind: "notify", receiver: "desk" }] },
        { kind: "wait", ms: 250 },
      ],
    })
  })

  test("has the milder defaults: info, everywhere, gone for 2 s, once per appearance", () => {
    expect(ruleOf('rule r { when attached; do notify "x" }')).toMatchObject({
      severity: "info",
      on: undefined,
      stableMs: 0,
      forMs: 0,
      clearMs: 2_000,
      once: { per: "appearance", by: [] },
      cooldownMs: 0,
      limit: undefined,
    })
  })

  test("`and` binds closer than `or`, `not` closest; a `when` block means all", () => {
    expect(ruleOf('rule r { when not attached and zoomed or dead; do notify "x" }').when).toMatchObject({
      kind: "or",
      of: [{ kind: "and", of: [{ kind: "not" }, { fact: "zoomed" }] }, { fact: "dead" }],
    })
    expect(ruleOf('rule r { when { attached; zoomed or dead }; do notify "x" }').when).toMatchObject({
      kind: "and",
      of: [{ fact: "attached" }, { kind: "or" }],
    })
  })

  test("a list may name patterns and lists, in any order of definition", () => {
    const rule = ruleOf(`rule r { on command in @all-of-them; when attached; do notify "x" }
list all-of-them = [@some, @one, "b"]
list some = ["a"]
pattern one = /c/`)
    expect(rule.on).toMatchObject({
      kind: "fact-in",
      fact: "command",
      of: [{ source: "a" }, { source: "c" }, { source: "b" }],
    })
  })

  test("a person's own definition replaces a stock one of its name, list and pattern alike", () => {
    const stock = [
      source(
        'list one = ["stock"]\nrule r { when screen has @one; do notify "stock" }\ntemplate t { body "stock" }',
        "s",
      ),
    ]
    const own = [
      source('pattern one = "own"\ntemplate t { body "own" }\nrule x { when screen has @one; do notify using t }', "o"),
    ]
    const { ruleSet, diagnostics } = compile({ own, stock, receivers })
    expect(diagnostics).toEqual([])
    expect(ruleSet?.rules.map(({ name }) => name)).toEqual(["r", "x"])
    for (const rule of ruleSet?.rules ?? []) expect(rule.when).toMatchObject({ pattern: { source: "own" } })
    expect(ruleSet?.rules[1]?.steps).toMatchObject([{ body: [{ text: "own" }] }])
  })

  test("compiles the same twice, and whatever stands before or after it", () => {
    const rules = [
      'rule a { when screen has "<x> y" and output has /z/; do notify "{host}" }',
      'rule b { on shell; when quiet > 5m; do notify "b" }',
      'rule c { when title has "c" i; for 3s; do { notify "1"; wait 1s; notify "2" } }',
    ]
    const plain = (text: string) =>
      Object.fromEntries(rulesOf(text).map((rule) => [rule.name, JSON.stringify({ ...rule, place: "" })]))
    const forwards = plain(rules.join("\n"))
    expect(plain(rules.join("\n"))).toEqual(forwards)
    expect(plain([...rules].reverse().join("\n"))).toEqual(forwards)
    for (const rule of rules) expect(forwards).toMatchObject(plain(rule))
  })
})

describe("a rule that presses keys (E401)", () => {
  const narrow = { on: "on shell", when: 'when screen bottom 3 has "x"', stable: "stable 1s", limit: "limit 1 per 1h" }
  const sends = (changed: Partial<Record<keyof typeof narrow, string>>, step = "do send Enter") =>
    `rule r {\n${Object.values({ ...narrow, ...changed }).join("\n")}\n${step}\n}`

  test.each([
    ["all four", {}],
    ["`for` for `stable`", { stable: "for 1s" }],
    ["`cooldown` for `limit`", { limit: "cooldown 1m" }],
    ["the last line", { when: 'when screen last line has "x"' }],
    ["below a pattern", { when: 'when screen below "y" has "x"' }],
    ["a region beside other conditions", { when: 'when screen has "y" and screen top 3 has "x" and quiet > 1s' }],
    ["a region on every way", { when: 'when screen top 1 has "y" or screen bottom 3 has "x"' }],
    ["`when … for`", { stable: "", when: 'when screen bottom 3 has "x" for 2s' }],
  ])("is fine with %s", (_, changed) => {
    expect(codes(sends(changed))).toEqual([])
  })

  test.each([
    ["scope", { on: "" }],
    ["region", { when: 'when screen has "x"' }],
    ["region on one of two ways", { when: 'when screen has "y" or screen bottom 3 has "x"' }],
    ["region but by its absence", { when: 'when not screen bottom 3 has "x"' }],
    ["screen at all", { when: "when quiet > 5m" }],
    ["settling", { stable: "" }],
    ["settling worth the name", { stable: "stable 0s" }],
    ["cap", { limit: "" }],
    ["cap worth the name", { limit: "cooldown 0s" }],
    ["level", { when: 'when output has "x" and screen bottom 3 has "y"', stable: "" }],
  ])("is E401 without %s", (_, changed) => {
    expect(problems(sends(changed))).toEqual(['E401 "r"'])
  })

  test("wherever in it the keys are pressed", () => {
    const step = 'do { notify "x"; verify gone within 5s else { wait 1s; send Enter } }'
    expect(codes(sends({}, step))).toEqual([])
    expect(codes(sends({ on: "" }, step))).toEqual(["E401"])
    expect(codes(sends({ on: "" }, 'do notify "x"'))).toEqual([])
  })

  test("types only what is written (E402), never what a pane shows", () => {
    for (const text of ["{x}", "a {host|upper} b", "{agent.detail}", "{ x}{y}"]) {
      expect(codes(sends({}, `do send "${text}"`))).toEqual(["E402"])
    }
    for (const text of ["\\{x}", "{}", "{ }", "{1}", "a } b {", "$text"]) {
      expect(codes(sends({}, `do send "${text}"`))).toEqual([])
    }
    expect(ruleOf(sends({}, 'do send "\\{x} $HOME \\\\"')).steps).toMatchObject([
      { keys: [{ kind: "text", text: "{x} $HOME \\" }] },
    ])
  })

  test.each(["Enter", "Escape", "BTab", "PgDn", "C-c", "M-x", "S-Tab", "C-Space", "C-\\", "M-."])(
    "%s is a key",
    (key) => {
      expect(ruleOf(sends({}, `do send ${key}`)).steps).toMatchObject([{ keys: [{ kind: "named", name: key }] }])
    },
  )
  test.each(["enter", "F1", "C-", "C-xx", "CTRL-c", "^C", "C-M-x", "y"])("%s is none", (key) => {
    expect(codes(sends({}, `do send ${key}`)).length).toBe(1)
  })
})

describe("a variable", () => {
  const message = (text: string, when = 'screen has "<x> y"') => codes(`rule r { when ${when}; do notify "${text}" }`)

  test.each([
    ["a fact", "{host} {quiet|duration} {cpu} {exit} {attached}"],
    ["a capture", "{x}"],
    ["what the pane shows", "{screen|lines 3} {matches|code}"],
  ])("may be %s", (_, text) => {
    expect(message(text)).toEqual([])
  })

  test.each([
    ["must exist", "{y}", 'screen has "<x> y"', "E201"],
    ["must exist in this rule", "{x}", "attached", "E201"],
    ["of one way needs a default", "{x}", 'screen has "<x> y" or attached', "E203"],
    ["of an optional group needs a default", "{x}", "screen has /a(?<x>b)?/", "E203"],
    ["under `not` does not exist", "{x}", 'not screen has "<x> y"', "E201"],
    ["of no text takes no text filter", "{cpu|lines 3}", "attached", "E204"],
    ["of no duration is no duration", "{x|duration}", 'screen has "<x> y"', "E204"],
  ])("%s", (_, text, when, code) => {
    expect(message(text, when)).toEqual([code])
  })

  test.each([
    ["`default` covers what may be unset", "{x|default '-'}", 'screen has "<x> y" or attached'],
    ["set on both ways needs none", "{x}", 'screen has "<x> y" or screen has "z <x>"'],
    ["set by one of `and` needs none", "{x}", 'attached and screen has "<x> y"'],
    ["after a filter is a text", "{cpu|trunc 3|upper}", "attached"],
  ])("%s", (_, text, when) => {
    expect(message(text, when)).toEqual([])
  })

  test("of a template is checked for each rule that uses it, and told where the template stands", () => {
    const text = 'template t { body "{x}" }\nrule a { when screen has "<x> y"; do notify using t }\n'
    expect(codes(text)).toEqual([])
    expect(problems(`${text}rule b { when attached; do notify using t }`)).toEqual(['E201 "{x}"'])
  })
})

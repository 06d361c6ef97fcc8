import { describe, expect, test } from "bun:test"
import { compile } from "../../../src/language/compile.ts"
import type { Source } from "../../../src/language/diagnostics.ts"
import { receivers, source } from "../reading.ts"
import { partsOf, soundParts } from "./parts.ts"

const far = (text: string, used = 1, path = `far-${used}.rules`): Source => ({ path, text, used })
const base = 'rule r { severity high; when attached for 5s; cooldown 1m; do notify "one"; do notify "two" }\n'
const ruleOf = (...sources: readonly Source[]) => {
  const [compiled] = soundParts(sources).rules
  if (compiled === undefined) throw new Error("no rule")
  return compiled
}
const bodies = ({ rule }: ReturnType<typeof ruleOf>) =>
  rule.steps.map((step) => (step.kind === "notify" && step.body[0]?.kind === "words" ? step.body[0].text : ""))

describe("`extend rule`", () => {
  test("replaces single clauses and adds others", () => {
    const { rule } = ruleOf(source(`${base}extend rule r { severity low; limit 5 per 1h }`))
    expect(rule).toMatchObject({ severity: "low", limit: { count: 5 }, cooldownMs: 60_000, forMs: 5_000 })
  })

  test("replaces every `do` by its own", () => {
    expect(bodies(ruleOf(source(base)))).toEqual(["one", "two"])
    expect(bodies(ruleOf(source(`extend rule r { do notify "mine" }\n${base}`)))).toEqual(["mine"])
  })

  test("replaces the time of a `when … for` alone, or the condition with its time", () => {
    const timed = ruleOf(source(`${base}extend rule r { for 9s }`)).rule
    expect(timed).toMatchObject({ forMs: 9_000, when: { kind: "flag", fact: "attached" } })
    const other = ruleOf(source(`${base}extend rule r { when zoomed }`)).rule
    expect(other).toMatchObject({ forMs: 0, when: { kind: "flag", fact: "zoomed" } })
    const both = ruleOf(
      source(`rule r { when attached; for 3s; do notify "x" }\nextend rule r { when zoomed for 4s }`),
    ).rule
    expect(both).toMatchObject({ forMs: 4_000, when: { fact: "zoomed" } })
  })

  test("may bring what the rule lacks", () => {
    expect(bodies(ruleOf(source('rule r { when attached }\nextend rule r { do notify "x" }')))).toEqual(["x"])
  })

  test("reaches a rule of any file, and its clauses are found where they stand", () => {
    const mine = source('extend rule r { severity low; do notify "{nme}" }', "mine.rules")
    const compiled = ruleOf(mine, far(base))
    expect(compiled.rule).toMatchObject({ place: "far-1.rules:1", severity: "low" })
    expect(compiled.clauses.get("severity")?.source.path).toBe("mine.rules")
    expect(compiled.clauses.get("cooldown")?.source.path).toBe("far-1.rules")
    expect(compiled.notes.templates.map(({ scope }) => scope.source.path)).toEqual(["mine.rules"])
  })

  test("of several files the nearest says what counts", () => {
    const rule = (...sources: readonly Source[]) => ruleOf(...sources).rule
    const near = source("extend rule r { severity low }", "near.rules")
    const farther = far("extend rule r { severity crit; cooldown 5m }", 1)
    const farthest = far(`${base}extend rule r { cooldown 9m; limit 1 per 1h }`, 2)
    const wanted = { severity: "low", cooldownMs: 300_000, limit: { count: 1 } }
    expect(rule(near, farther, farthest)).toMatchObject(wanted as never)
    expect(rule(farthest, farther, near)).toMatchObject(wanted as never)
  })

  test("of a rule that another one replaced does not reach that one", () => {
    const mine = source('rule r { when zoomed; do notify "mine" }', "mine.rules")
    const stock = far(`${base}extend rule r { severity crit }`)
    expect(ruleOf(mine, stock).rule).toMatchObject({ severity: "info", place: "mine.rules:1" })
  })

  test("twice about one clause, equally near, is a mistake; a clause twice in one too", () => {
    expect(partsOf(`${base}extend rule r { severity low }\nextend rule r { severity high }`).found).toEqual([
      'E206 "severity high"',
    ])
    expect(partsOf(`${base}extend rule r { severity low; severity high }`).found).toEqual(['E206 "severity high"'])
    expect(partsOf(`${base}extend rule r { do notify "a" }\nextend rule r { do notify "b" }`).found).toEqual([
      'E206 "do notify \\"b\\""',
    ])
  })

  test("that was not understood may be what is missing", () => {
    expect(partsOf('rule r { when attached }\nextend rule r { doo notify "x" }').found).toEqual(['E102 "doo"'])
  })
})

describe("`extend agent`", () => {
  const agent = 'agent a { on program == "a"; idle when screen has "> "; deny send Escape }'
  const agentOf = (...sources: readonly Source[]) => {
    const [compiled] = soundParts(sources).agents
    if (compiled === undefined) throw new Error("no agent")
    return compiled.agent
  }
  const shown = (...sources: readonly Source[]) =>
    agentOf(...sources).clauses.map(({ id, when }) => [
      id,
      when.kind === "screen" && when.pattern.kind === "text" && when.pattern.source,
    ])

  test("puts its clauses before the others, in its own order; names of other states stay", () => {
    const more = source(
      'extend agent a { busy when screen has "b1"; busy when screen has "b2"; idle when screen has "i" }',
    )
    expect(shown(more, far(agent))).toEqual([
      ["a/busy/0", "b1"],
      ["a/busy/1", "b2"],
      ["a/idle/0", "i"],
      ["a/idle/1", "> "],
    ])
  })

  test("puts the nearest file's first", () => {
    const near = source('extend agent a { busy when screen has "near" }')
    const middle = far('extend agent a { busy when screen has "middle" }', 1)
    expect(shown(far(agent, 2), middle, near).map(([, text]) => text)).toEqual(["near", "middle", "> "])
  })

  test("replaces answers, scope and `otherwise`", () => {
    const extended = agentOf(
      source(`${agent}\nextend agent a { on shell; deny send "n"; approve send "y"; otherwise keep }`),
    )
    expect(extended).toMatchObject({
      on: { kind: "flag", fact: "shell" },
      otherwise: "keep",
      answers: { deny: [{ keys: [{ text: "n" }] }], approve: [{ keys: [{ text: "y" }] }] },
    } as never)
  })

  test("makes no agent without a definition", () => {
    expect(partsOf(`${agent}\nextend agent aa { idle when screen has "x" }`).found).toEqual(['E205 "aa"'])
    expect(partsOf("extend rule a { severity low }").found).toEqual(['E205 "a"'])
  })
})

describe("`disable`", () => {
  const names = (...own: readonly Source[]) =>
    compile({ own, stock: [], receivers }).ruleSet?.rules.map(({ name }) => name)
  const rule = (name: string) => `rule ${name} { when attached; do notify "x" }\n`

  test("turns a rule off, wherever it stands", () => {
    expect(names(source(`${rule("a")}${rule("b")}disable a`))).toEqual(["b"])
    expect(names(source(`${rule("a")}disable b`), far(rule("b")))).toEqual(["a"])
  })

  test("of a rule that another one replaced leaves that one", () => {
    expect(names(source(rule("a")), far(`${rule("a")}disable a`))).toEqual(["a"])
  })

  test("of what is not there is a mistake", () => {
    expect(partsOf(`${rule("finished")}disable finishd`).found).toEqual(['E205 "finishd"'])
    expect(partsOf(`agent a { idle when screen has "x" }\ndisable a`).found).toEqual(['E205 "a"'])
  })

  test("spares the rule's mistakes but not those of its writing", () => {
    const { diagnostics } = compile({
      own: [
        source(
          "rule a { when attached; do notify nobody using nothing }\nrule b { when attachd whn; do }\ndisable a; disable b",
        ),
      ],
      stock: [],
      receivers,
    })
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(["E101", "E112"]))
  })
})

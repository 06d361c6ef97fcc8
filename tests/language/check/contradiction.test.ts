import { describe, expect, test } from "bun:test"
import fc from "fast-check"
import { evaluate, type Look } from "../../../src/engine/evaluate.ts"
import { lookAt } from "../../../src/engine/look.ts"
import type { AgentSight } from "../../../src/engine/state.ts"
import { exclude, mayHold, waysOf } from "../../../src/language/check/contradiction.ts"
import { compileRule } from "../../../src/language/compile/rule.ts"
import { Findings } from "../../../src/language/diagnostics.ts"
import { printDiagnostics } from "../../../src/language/print.ts"
import { gather } from "../../../src/language/program.ts"
import type { Condition } from "../../../src/language/ruleset.ts"
import { ruleSetOf } from "../../engine/stage.ts"
import { frame } from "../../screen/sample.ts"
import { codes, source } from "../reading.ts"

/** As it is compiled; what the checks say of it is no matter here. */
function condition(written: string): Condition {
  const findings = new Findings()
  const own = source(`rule r { when ${written}; do notify "x" }`)
  const program = gather({ own: [own], stock: [], embedded: new Map() }, findings)
  const [definition] = program.rules.values()
  const compiled = definition && compileRule(definition, { program, source: own, findings, receivers: undefined })
  if (compiled === undefined) throw new Error(printDiagnostics(findings.sorted([own]), "en"))
  return compiled.rule.when
}
function never(written: string): boolean {
  const ways = waysOf([condition(written)])
  expect(mayHold([condition(written)])).toBe(ways.length > 0)
  return ways.length === 0
}
const excludes = (a: string, b: string) => exclude(waysOf([condition(a)]), waysOf([condition(b)]))

describe("a condition that can never hold", () => {
  test.each([
    ["program == 'a' and program == 'b'"],
    ["program == 'a' and program != 'a'"],
    ["program in ['a', 'b'] and program in ['c']"],
    ["program in ['a', 'b'] and not program in [/./]"],
    ["program == 'make' and program has /^n/"],
    ["attached and not attached"],
    ["cpu < 5% and cpu > 5%"],
    ["cpu < 0%"],
    ["quiet > 5m and not quiet > 1m"],
    ["exit == 1 and exit > 1"],
    ["exit > 1 and exit < 2"],
    ["not (attached or not attached)"],
    ["(program == 'a' or program == 'b') and program == 'c'"],
    ["screen bottom 3 has 'x' and not screen bottom 3 has 'x'"],
    ["agent is idle and agent is busy"],
    ["agent is idle | busy and not agent is idle and not agent is busy"],
    ["agent busy -> idle and agent is busy"],
    ["agent busy -> idle and agent error -> idle"],
    ["agent any -> idle and not agent is idle"],
    ["agent busy -> idle and not agent busy -> idle"],
    ["agent is idle and agent.state == 'busy'"],
    ["agent == 'a' and agent in ['b', 'c']"],
    ["event 'a' and not event 'a'"],
  ])("%s", (written) => expect(never(written.replaceAll("'", '"'))).toBe(true))
})

describe("a condition that may hold", () => {
  test.each([
    ["program == 'a' or program == 'b'"],
    ["program in ['a', 'b'] and program in ['b', 'c']"],
    ["program in ['A' i, 'b'] and program == 'a'"],
    ["program in [/a/] and program in [/b/]"],
    ["program != 'a' and program != 'b'"],
    ["cpu < 5% and cpu > 4%"],
    ["quiet >= 5m and quiet <= 5m"],
    ["exit > 1 and exit < 3"],
    ["exit < 0"],
    ["attached and not zoomed"],
    ["screen bottom 3 has 'x' and not screen bottom 4 has 'x'"],
    ["agent is idle | busy and not agent is idle"],
    ["agent is idle and not agent busy -> idle"],
    ["agent any -> idle and agent busy -> idle"],
    ["not agent is idle and not agent is busy"],
    ["agent.detail has 'a' and agent.detail has 'b'"],
    ["event 'a' and not event 'b'"],
  ])("%s", (written) => expect(never(written.replaceAll("'", '"'))).toBe(false))
})

test("scopes of different programs exclude each other, and the same question answered differently does", () => {
  expect(excludes('program == "a"', 'program in ["b", "c"]')).toBe(true)
  expect(excludes('program == "a"', 'command == "b"')).toBe(false)
  expect(excludes('screen has "x" and attached', 'not screen has "x"')).toBe(true)
  expect(excludes("agent is idle", "agent any -> busy")).toBe(true)
  expect(excludes("agent is idle | error", "agent busy -> error")).toBe(false)
})

test("of a condition with very many ways nothing is claimed that they do not share", () => {
  const many = Array.from({ length: 10 }, (_, index) => `(host has "${index}" or user has "${index}")`).join(" and ")
  expect(never(many)).toBe(false)
})

const literal = fc.constantFrom(
  ...[
    'program == "a"',
    'program != "a"',
    'program in ["a", "b"]',
    'program in ["A" i]',
    "program in [/^[bc]/]",
    "program has /a|c/",
  ],
  ...["cpu < 5%", "cpu <= 5%", "cpu == 5%", "cpu != 5%", "cpu > 7%", "exit > 0", "exit == 1", "exit < 1"],
  ...["attached", "zoomed", 'screen has "x"', 'screen has "y"', 'event "a"', 'event.x == "1"'],
  ...["agent is idle", "agent is busy | error", "agent busy -> idle", "agent any -> error", 'agent.state != "idle"'],
  ...['agent == "one"', 'agent in ["two"]', 'agent.what has "l"', 'agent.detail == "ls"'],
)
/** What the conditions do not look at. */
const sight = {
  ...{
    since: 0,
    wasForMs: 0,
    waits: 0,
    identity: "",
    clause: undefined,
    holding: {},
    shown: "",
    left: undefined,
    unsureSince: undefined,
  },
} satisfies Partial<AgentSight>
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    literal,
    tie("expression").map((one) => `not (${one})`),
    fc
      .tuple(tie("expression"), fc.constantFrom("and", "or"), tie("expression"))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
  ),
}))
const moment = fc.record({
  program: fc.constantFrom("a", "b", "c", "A", "abc", undefined),
  cpu: fc.constantFrom(0, 4, 5, 6, 7.5, undefined),
  exit: fc.constantFrom(-1, 0, 1, 2, undefined),
  attached: fc.boolean(),
  zoomed: fc.boolean(),
  screen: fc.constantFrom("", "x", "y", "x y"),
})
const agent = fc.record({
  agent: fc.constantFrom("one", "two"),
  state: fc.constantFrom("idle", "busy", "error", "none"),
  was: fc.constantFrom("idle", "busy", undefined),
  captures: fc.constantFrom<Record<string, string>>({}, { what: "ls" }),
  detail: fc.constantFrom("", "ls"),
})

test("what holds at some moment is never called impossible, alone or together with another", () => {
  fc.assert(
    fc.property(
      expression,
      expression,
      moment,
      fc.option(agent),
      fc.boolean(),
      (first, second, facts, seen, happens) => {
        const [a, b] = [condition(first), condition(second)]
        const look: Look = {
          ...lookAt(frame(facts.screen, { facts }), 0, ruleSetOf("")),
          agent: seen === null ? undefined : { ...sight, ...seen },
          event: happens ? { name: "a", fields: { x: "1" }, trusted: true } : undefined,
        }
        const holds = [a, b].map((one) => evaluate(one, look).holds === true)
        if (holds[0]) expect(waysOf([a])).not.toEqual([])
        expect(mayHold([a, b])).toBe(waysOf([a, b]).length > 0)
        if (holds[0] && holds[1]) expect(exclude(waysOf([a]), waysOf([b]))).toBe(false)
      },
    ),
    { numRuns: 2_000 },
  )
})

test("of more ways than are looked at, what is so in all of them is kept", () => {
  const many = Array.from({ length: 70 }, (_, at) => `screen has "x${at}"`).join(" or ")
  const idle = waysOf([condition(`agent is idle and (${many})`)])
  expect(exclude(idle, waysOf([condition("agent is busy")]))).toBe(true)
  expect(exclude(idle, waysOf([condition("agent is idle")]))).toBe(false)
  const each = Array.from({ length: 70 }, (_, at) => `agent is idle and screen has "x${at}"`).join(" or ")
  expect(exclude(waysOf([condition(each)]), waysOf([condition("agent is busy")]))).toBe(true)
})

test("a variable that the state sets is set in a rule of many ways", () => {
  const agent = 'agent one { approval when screen has "Do <what>?"; idle when screen has ">" }'
  const many = Array.from({ length: 70 }, (_, at) => `screen has "x${at}"`).join(" or ")
  expect(codes(`${agent}\nrule r { when agent is approval and (${many}); do notify "{agent.what}" }`)).toEqual([])
})

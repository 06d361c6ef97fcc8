import { describe, expect, test } from "bun:test"
import { agentClaim } from "../../../src/language/compile/agent-claim.ts"
import { conditionCaptures } from "../../../src/language/compile/captures.ts"
import type { Condition } from "../../../src/language/ruleset.ts"
import { compiledRule, partsOf, ruleWith, soundParts } from "./parts.ts"

const whenOf = (condition: string): Condition => compiledRule(ruleWith(`when ${condition}`, 'do notify "x"')).rule.when
const wrong = (condition: string): readonly string[] => partsOf(ruleWith(`when ${condition}`, 'do notify "x"')).found

describe("a condition about the agent", () => {
  test("asks for a state, or for the way into one", () => {
    expect(whenOf("agent is approval | question")).toEqual({ kind: "agent-is", states: ["approval", "question"] })
    expect(whenOf("agent busy -> idle")).toEqual({ kind: "agent-became", from: "busy", to: "idle" })
    expect(whenOf("agent any -> error")).toEqual({ kind: "agent-became", from: "any", to: "error" })
  })

  test("compares its name, its state, what it asks and what its clauses capture", () => {
    expect(whenOf('agent == "claude"')).toEqual({ kind: "compare", fact: "agent", operator: "==", value: "claude" })
    expect(whenOf('agent.state != "busy"')).toMatchObject({ kind: "compare", fact: "agent.state" })
    expect(whenOf('agent.detail has any ["git status", /^ls/]')).toMatchObject({
      kind: "fact-has",
      fact: "agent.detail",
    })
    expect(whenOf('agent.tool in ["Bash"]')).toMatchObject({ kind: "fact-in", fact: "agent.tool" })
  })

  test.each([
    ["agent is aproval", 'E201 "aproval"'],
    ["agent is none", 'E201 "none"'],
    ["agent is busy | keep", 'E201 "keep"'],
    ["agent none -> idle", 'E201 "none"'],
    ["agent busy -> any", 'E201 "any"'],
    ["agent.detail > 5", 'E204 "5"'],
    ['agent.detail > "x"', 'E204 "agent.detail > \\"x\\""'],
    ["agent.detail", 'E204 "agent.detail"'],
    ["agent.was_for > 5m", 'E201 "agent.was_for"'],
    ['agent.since == "x"', 'E201 "agent.since"'],
    ['agent.detail.x == "x"', 'E201 "agent.detail.x"'],
    ['agnet == "x"', 'E201 "agnet"'],
    ['agent.state == "aproval"', 'E201 "\\"aproval\\""'],
    ['agent.state in ["idle", "bsy"]', 'E201 "\\"bsy\\""'],
    ['command in ["python<v>"]', 'E111 "\\"python<v>\\""'],
  ])("cannot ask: %s", (condition, found) => {
    expect(wrong(condition)).toEqual([found])
  })
})

describe("an instant", () => {
  test("is an event by its name, its fields texts", () => {
    expect(whenOf('event "stop" and event.reason == "end"')).toEqual({
      kind: "and",
      of: [
        { kind: "event", name: "stop" },
        { kind: "compare", fact: "event.reason", operator: "==", value: "end" },
      ],
    })
    expect(whenOf('event "stop" and not event.reason has "x"')).toMatchObject({
      of: [{}, { of: { fact: "event.reason" } }],
    })
  })

  test("is counted, each count under an id of its own", () => {
    const text = `${ruleWith('when output has "a" 3 times within 5m or (event "b" and quiet > 1s) 2 times within 1h', 'do notify "x"')}
rule s { when output has "a" 3 times within 5m; do notify "x" }`
    const [r, s] = soundParts(text).rules.map(({ rule }) => rule)
    expect(r?.when).toMatchObject({
      kind: "or",
      of: [
        { kind: "count", of: { kind: "output" }, times: 3, withinMs: 300_000 },
        { kind: "count", of: { kind: "and" }, times: 2, withinMs: 3_600_000 },
      ],
    })
    const ids = [r?.when, s?.when].flatMap(counted)
    expect(new Set(ids).size).toBe(3)
    expect(soundParts(text).rules.flatMap(({ rule }) => counted(rule.when))).toEqual(ids)
  })

  const counted = (condition: Condition | undefined): readonly string[] =>
    condition?.kind === "count" ? [condition.id] : condition?.kind === "or" ? condition.of.flatMap(counted) : []

  test("makes a rule of an instant", () => {
    const edge = (condition: string) => compiledRule(ruleWith(`when ${condition}`, 'do notify "x"')).rule.edge
    expect(edge('event "x"')).toBe(true)
    expect(edge('quiet > 1m and output has "x" 2 times within 1m')).toBe(true)
    expect(edge("agent busy -> idle")).toBe(false)
  })

  test.each([
    ['screen has "x" 3 times within 5m', 'E207 "3 times within 5m"'],
    ["agent is busy 3 times within 5m", 'E207 "3 times within 5m"'],
    ['(output has "x" 2 times within 1m) 3 times within 5m', 'E207 "3 times within 5m"'],
    ['output has "x" 0 times within 5m', 'E113 "0"'],
    ['output has "x" 10001 times within 5m', 'E113 "10001"'],
    ['output has "x" 3 times within 0s', 'E113 "0s"'],
    ['event ""', 'E113 "\\"\\""'],
    [`event "${"x".repeat(101)}"`, `E113 "\\"${"x".repeat(101)}\\""`],
    ['event.a.b == "x"', 'E201 "event.a.b"'],
  ])("is none: %s", (condition, found) => {
    expect(wrong(condition)).toEqual([found])
  })

  test("captures when counted as when not", () => {
    const { always, maybe } = conditionCaptures(whenOf('output has any ["<a> x", "<b> y <a>"] 3 times within 5m'))
    expect([[...always], [...maybe]]).toEqual([["a"], ["b"]])
  })
})

describe("what a condition says of the agent", () => {
  const claim = (condition: string) => {
    const { present, states, was } = agentClaim(whenOf(condition))
    return { present, states: states.size === 8 ? "any" : [...states].toSorted(), was }
  }

  test.each([
    ["attached", { present: false, states: "any", was: false }],
    ["agent is busy", { present: true, states: ["busy"], was: false }],
    ["agent busy -> idle", { present: true, states: ["idle"], was: true }],
    ["agent is busy or attached", { present: false, states: "any", was: false }],
    ["agent is busy and attached", { present: true, states: ["busy"], was: false }],
    ["agent is busy | idle and not agent is idle", { present: true, states: ["busy"], was: false }],
    ["agent is busy or agent any -> idle", { present: true, states: ["busy", "idle"], was: false }],
    [
      "not (agent is busy or attached)",
      { present: false, states: ["approval", "error", "idle", "limited", "none", "question", "starting"], was: false },
    ],
    ["not (not agent is busy or attached)", { present: true, states: ["busy"], was: false }],
    ['agent == "claude"', { present: true, states: "any", was: false }],
    ['not agent.detail has "x"', { present: true, states: "any", was: false }],
    ['agent.state == "busy"', { present: true, states: ["busy"], was: false }],
    ['not agent.state != "busy"', { present: true, states: ["busy"], was: false }],
    ['event "x" and event.agent == "x"', { present: false, states: "any", was: false }],
  ])("%s", (condition, said) => {
    expect(claim(condition)).toEqual(said as never)
  })
})

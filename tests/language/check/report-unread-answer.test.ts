import { describe, expect, test } from "bun:test"
import { codes } from "../reading.ts"

const rule = (when: string, action = "answer approve", cap = "limit 9 per 1h"): string =>
  `rule r { when agent is approval and ${when}; stable 1s; ${cap}; do ${action} }`

describe("a dialog is approved without a person", () => {
  test.each(['agent.detail has "git status"', 'agent.detail in ["ls"] and attached', 'agent.detail == "ls"'])(
    "where the rule says `%s`",
    (when) => expect(codes(rule(when))).toEqual([]),
  )

  test.each([
    "attached",
    'not agent.detail has "rm"',
    'agent.detail != "rm"',
    '(agent.detail has "ls" or attached)',
    'agent.state == "approval"',
  ])("and not where it says `%s`", (when) => expect(codes(rule(when))).toEqual(["E403"]))

  test("as often as a limit says, and a cooldown is none", () => {
    expect(codes(rule('agent.detail has "ls"', "answer approve", "cooldown 1h"))).toEqual(["E403"])
    expect(codes(rule('agent.detail has "ls"', "answer approve", "limit 9 per 1ms; cooldown 1s"))).toEqual(["E403"])
  })
})

test.each(["answer deny", "send Escape", "send Escape Escape"])("`%s` approves nothing", (action) => {
  expect(codes(rule("attached", action))).toEqual([])
})

describe("plain keys say yes as well", () => {
  const keys = ['send "y"', "send Enter", "send Escape Enter", 'paste "yes"', 'answer reply "1"']

  test.each(keys)("by `%s`", (action) => {
    expect(codes(rule("attached", action))).toEqual(["E403"])
    expect(codes(rule("attached", `ask { deny; timeout 1m { ${action} } }`))).toEqual(["E403"])
    expect(codes(rule('agent.detail has "git status"', action))).toEqual([])
  })

  test.each([
    "agent is question",
    "agent busy -> approval",
    'agent.state == "question"',
    'agent == "one" and agent.state != "busy"',
  ])("where `%s`", (when) => {
    const found = codes(`rule r { on shell; when ${when}; for 1s; limit 9 per 1h; do send "y" }`)
    expect(found.filter((code) => code.startsWith("E4"))).toContain("E403")
  })

  test("where the steps wait for the dialog", () => {
    const of = (state: string) =>
      codes(`rule r { when agent is idle; for 1s; limit 9 per 1h; do { wait until ${state} within 5s; send "y" } }`)
    expect(of("approval")).toEqual(["E403"])
    expect(of("error")).toEqual([])
  })

  test("and not where the agent does something else, or none is asked for", () => {
    expect(codes('rule r { when agent is idle | error; for 1s; limit 9 per 1h; do send "go on" Enter }')).toEqual([])
    expect(
      codes('rule r { on shell; when screen last line has "Go?"; for 1s; limit 9 per 1h; do send Enter }'),
    ).toEqual([])
  })
})

test("a choice is an approval; one in a try or in a timeout too", () => {
  expect(codes(rule("attached", "answer choose 2"))).toEqual(["E403"])
  expect(codes(rule("attached", "retry after [1s] { answer approve; until gone for 1s }"))).toEqual(["E403"])
  expect(codes(rule("attached", "ask { deny; timeout 1m { answer approve } }"))).toEqual(["E403"])
})

test("a person's decision is theirs", () => {
  expect(codes(rule("attached", 'ask { approve { answer approve }; option "2" { answer choose 2 } }'))).toEqual([])
})

import { describe, expect, test } from "bun:test"
import { compile } from "../../../src/language/compile.ts"
import { compiled, receivers, source } from "../reading.ts"

const sender = 'rule r { on shell; when screen last line has "Go on?"; stable 1s; limit 5 per 1h; do send Enter }\n'
const shows = (screen: string, ...expected: string[]): string =>
  `test "of ${screen}" of r { pane program="zsh" shell=true; at 0s screen "${screen}"; ${expected.map((one) => `at 3s expect ${one}`).join("; ")} }\n`
const untested = (text: string): number => compiled(text).diagnostics.filter(({ code }) => code === "W701").length

test("a rule that presses keys is tested both ways, in one test or in several", () => {
  expect(untested(sender)).toBe(1)
  expect(untested(sender + shows("Go on?", "send Enter"))).toBe(1)
  expect(untested(sender + shows("Good", "no send"))).toBe(1)
  expect(untested(sender + shows("Go on?", "send Enter") + shows("Good", "nothing"))).toBe(0)
  expect(untested(sender + shows("Go on?", "send Enter", "nothing"))).toBe(0)
  expect(untested(sender + shows("Go on?", "send Enter", "no send").replace("of r", "of all"))).toBe(0)
})

test("a test of all rules is about those that can press what it expects", () => {
  const other = sender.replace("rule r", "rule s").replace('"Go on?"', '"Really?"').replace("send Enter", 'send "y"')
  const both = (shows("Go on?", "send Enter") + shows("Good", "nothing")).replaceAll("of r", "of all")
  expect(untested(sender + other + both)).toBe(2)
  const one = shows("Go on?", "send Enter", "nothing").replace("of r", "of all")
  expect(untested(sender + one)).toBe(0)
  expect(untested(sender + other + one)).toBe(1)
})

test("nothing happens before anything was shown: that is no proof of a rest", () => {
  const early = shows("Go on?", "send Enter").replace("at 0s screen", "at 0s expect nothing; at 0s screen")
  expect(untested(sender + early)).toBe(1)
})

describe("no test is asked", () => {
  test.each([
    ["tells", 'rule r { when dead; do { notify "x"; run ["true"] timeout 1s } }'],
    ["leaves it to the agent's own answers", "rule r { when agent is approval; do ask }"],
    ["would press keys, and is in shadow", sender.replace("do send", "shadow; do send")],
  ])("of a rule that %s", (_, text) => expect(untested(text)).toBe(0))

  test("of stock rules, and of those that a file uses", () => {
    const own = [source('rule own { when dead; do notify "x" }'), { path: "team.rules", text: sender, used: 1 }]
    expect(compile({ own, stock: [], receivers }).diagnostics).toEqual([])
    expect(compile({ own: [], stock: [source(sender, "embedded:x.rules")], receivers }).diagnostics).toEqual([])
  })

  test("while there are errors", () => expect(untested(`${sender}banana`)).toBe(0))
})

test.each([
  "approve { answer approve }",
  "approve",
  'option "x" { send "x" }',
  "timeout 5m { wait 1s }; reply { paste $text }",
])("what a person decides presses keys too: %s", (decision) =>
  expect(untested(`rule r { when agent is approval; do ask { ${decision} } }`)).toBe(1),
)

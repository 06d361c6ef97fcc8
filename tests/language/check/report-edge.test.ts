import { describe, expect, test } from "bun:test"
import { problems } from "../reading.ts"

const rule = (when: string, ...clauses: string[]): string =>
  `rule r { when ${when}; ${clauses.join("; ")}; do notify "x" }`
const instants = ['output has "done:"', 'event "stop"', 'event "stop" 3 times within 1m', 'event "stop" and attached']

describe.each(instants)("with `%s`", (when) => {
  test.each(["for 1s", "stable 1s", "clear 1s", "repeat 1m"])("`%s` has nothing to hold on to", (clause) => {
    expect(problems(rule(when, clause))).toEqual([`E207 ${JSON.stringify(clause)}`])
  })

  test("nothing can be gone, at any depth", () => {
    const doing = (action: string): string => `rule r { when ${when}; do { ${action} } }`
    const verify = "verify gone within 1s"
    expect(problems(doing(`notify "x"; ask { deny { wait 1s; ${verify} } }`))).toContain(`E207 "${verify}"`)
    expect(problems(doing('retry after [1s] { notify "x"; until gone for 1s }'))).toEqual(['E207 "retry after [1s]"'])
    expect(problems(doing("verify idle within 1s"))).toEqual([])
  })

  test("it cannot be denied, nor stand beside what lasts", () => {
    expect(problems(rule(`not (${when})`))).toEqual([`E207 ${JSON.stringify(`when not (${when})`)}`])
    expect(problems(rule(`(${when}) or dead`))).toEqual([`E207 ${JSON.stringify(`when (${when}) or dead`)}`])
  })
})

test("`when … for D` is told at once with the condition", () => {
  expect(problems(rule('event "stop" for 1s'))).toEqual(['E207 "when event \\"stop\\" for 1s"'])
})

test.each([
  "agent is idle",
  "agent busy -> idle",
  'agent.detail has "x"',
  'event "x"',
  'screen has "x:"',
  'event.x == "1"',
])("`on %s` is more than facts", (on) =>
  expect(problems(rule("dead", `on ${on}`))).toEqual([`E208 ${JSON.stringify(`on ${on}`)}`]),
)

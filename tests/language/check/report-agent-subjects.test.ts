import { expect, test } from "bun:test"
import { codes, problems } from "../reading.ts"

const agent = 'agent one { approval when screen bottom 9 has "Do you want to <what>?" }\n'
const when = (condition: string): string => `rule r { when ${condition}; do notify "x" }`

test("a condition looks at what some clause captures, in whatever state", () => {
  expect(codes(agent + when('agent.what == "x" or agent is idle and agent.what has "y"'))).toEqual([])
})

test("what no clause captures is told where it stands, in blocks and extensions too", () => {
  expect(problems(agent + when('not (agent.waht in ["x"])'))).toEqual(['E202 "agent.waht"'])
  expect(problems(`${agent}rule r { when { attached; agent.waht has "x" }; do notify "x" }`)).toEqual([
    'E202 "agent.waht"',
  ])
  expect(problems(`${agent}${when("attached")}\nextend rule r { when agent.waht == "x" }`)).toEqual([
    'E202 "agent.waht"',
  ])
})

test("nothing is told while an agent is not understood", () => {
  expect(codes(agent.replace(" }", "; idle whn attached }") + when('agent.waht == "x"'))).toEqual(["E101"])
})

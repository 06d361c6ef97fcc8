import { expect, test } from "bun:test"
import { problems } from "../reading.ts"

test.each([
  'limit 1 per 0s; do notify "x"',
  'collect up to 2 within 0s; do notify "x"',
  'do { wait until idle within 0s; notify "x" }',
  'do { notify "x"; verify idle within 0s }',
  'do ask { approve; deny; timeout 0s { notify "x" } }',
  'do retry after [1s, 0s] { notify "x"; until gone for 1s }',
])("in `%s` no time makes no sense", (clauses) => {
  expect(problems(`rule r { on shell; when agent is idle; ${clauses} }`).filter((one) => one.startsWith("E1"))).toEqual(
    ['E113 "0s"'],
  )
})

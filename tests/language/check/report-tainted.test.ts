import { expect, test } from "bun:test"
import { problems } from "../reading.ts"

const doing = (action: string): string => `rule r { when agent is error; for 1s; limit 1 per 1h; do { ${action} } }`

test.each([
  ['send "y {host}"', "{host}"],
  ['paste "{ matches | lines 3 }"', "{ matches | lines 3 }"],
  ['paste """\n  {agent.what|default \'x\'}\n  """', "{agent.what|default 'x'}"],
  ['answer reply "go on: {agent.detail}"', "{agent.detail}"],
  ['run ["true", "{cwd}"]', "{cwd}"],
  ['retry after [1s] { send "{等待}"; until gone for 1s }', "{等待}"],
])("a pane's text is no key and no argument: %s", (action, variable) => {
  expect(problems(doing(action))).toEqual([`E402 ${JSON.stringify(variable)}`])
})

test.each(['send "\\{host}"', 'paste "{ }"', 'paste "{1} {a b} {}"', 'run ["sh", "-c", "echo ${HOME}"]', 'send "{"'])(
  "what is no variable is text: %s",
  (action) => expect(problems(doing(action))).toEqual([]),
)

test("an agent's answers are held to it as well", () => {
  const agent = (keys: string): string => `agent one { idle when screen has "> "; approve { ${keys} } }`
  expect(problems(agent('send "{host}"'))).toEqual(['E402 "{host}"'])
  expect(problems(agent('send "\\{host}"'))).toEqual([])
})

test("behind wide characters and escapes the place is still the variable's", () => {
  expect(problems(doing('send "😀等待\\u{1F426}\\" {host}!"'))).toEqual(['E402 "{host}"'])
})

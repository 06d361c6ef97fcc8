import { expect, test } from "bun:test"
import { problems } from "../reading.ts"

const rule = (...clauses: string[]): string => `rule r { ${clauses.join("; ")}; do notify "{screen|lines 3|reveal}" }`

test.each(['on host == "box"', 'on host in ["box", "nas"] and shell', 'on host == "a" or host == "b"'])(
  "what is shown unredacted is known with `%s`",
  (on) => expect(problems(rule("when dead", on))).toEqual([]),
)

test("the condition may name the host as well", () => {
  expect(problems(rule('when dead and host == "box"'))).toEqual([])
})

test.each(["on shell", 'on host != "box"', 'on host has "b"', 'on host == "box" or shell'])(
  "it may be of any host with `%s`",
  (on) => expect(problems(rule("when dead", on))).toEqual(['W502 "{screen|lines 3|reveal}"']),
)

test("a rule that names its host says nothing of the next one", () => {
  const named = rule("when dead", 'on host == "box"')
  expect(problems(`${named}\n${rule("when dead").replace("rule r", "rule s")}`)).toEqual([
    'W502 "{screen|lines 3|reveal}"',
  ])
})

import { expect, test } from "bun:test"
import { compile } from "../../../src/language/compile.ts"
import { receivers, source } from "../reading.ts"

const told = (nearest: string, used: string): string[] =>
  compile({
    own: [source(nearest), { path: "team.rules", text: used, used: 1 }],
    stock: [],
    receivers,
    embedded: new Map(),
  }).diagnostics.map(({ code, source: { path } }) => `${code} ${path}`)

test.each([
  'rule r { when dead; do notify "x" }',
  'agent a { idle when screen has "> " }',
  'template t { body "x" }\nrule user { when dead; do notify using t }',
  'list l = ["x"]\nrule user { when command in @l; do notify "x" }',
])("a definition that a nearer file replaces is told where it stands: %s", (text) => {
  expect(told(text, text.split("\nrule user")[0] ?? "")).toEqual(["W601 team.rules"])
})

test("a list and a pattern share their names", () => {
  const nearest = 'pattern p = /x/\nrule user { when screen has @p; do notify "x" }'
  expect(told(nearest, 'list p = ["x"]')).toEqual(["W601 team.rules"])
})

test("what is embedded is there to be replaced", () => {
  const text = 'rule r { when dead; do notify "x" }'
  const stock = [source(text, "embedded:x.rules")]
  expect(compile({ own: [source(text)], stock, receivers }).diagnostics).toEqual([])
})

test("definitions of other kinds do not replace each other", () => {
  expect(told('rule r { when dead; do notify "x" }', 'agent r { idle when screen has "> " }')).toEqual([])
})

/** Random conditions and what they are made of, all well-formed. */
import fc from "fast-check"

export const duration = fc.constantFrom("500ms", "1s", "30s", "2m", "1h30m", "2d")
export const text = fc
  .constantFrom("one", "two words", "等待 中", 'a \\"quoted\\" b', "\\u{1F426}", "x } y")
  .map(quoted)
export const words = fc.constantFrom("one", "{host} {session}", "{matches|lines 3|code}", "\\{x}").map(quoted)
export const state = fc.constantFrom("starting", "busy", "approval", "question", "idle", "limited", "error")
export const fact = fc.constantFrom("host", "session", "window", "command", "program", "title", "cwd", "user")
export const number = fc.integer({ min: 1, max: 40 })
export const receiver = fc.constantFrom("", " phone", " desk")

function quoted(inner: string): string {
  return `"${inner}"`
}
export const lines = (statements: readonly string[]): string => `{\n${statements.map((one) => `  ${one}\n`).join("")}}`
export const join = (...parts: readonly fc.Arbitrary<string | number>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((all) => all.join(""))
export const is = (words: string): fc.Arbitrary<string> => fc.constant(words)
export const some = (one: fc.Arbitrary<string>, maxLength = 4): fc.Arbitrary<readonly string[]> =>
  fc.array(one, { minLength: 1, maxLength })
export const maybe = (one: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.oneof(is(""), one)

const pattern = fc.oneof(
  text,
  join(text, is(" i")),
  fc.constantFrom("/^x+$/", "/a\\/b/is", "/(?:q|z)[0-9]{1,3}/", "@asked", "any @asked"),
  some(text).map((all) => `all [${all.join(", ")}]`),
)
const region = fc.oneof(
  is(""),
  join(is(" bottom "), number),
  join(is(" top "), number),
  is(" last line"),
  join(is(" below "), pattern),
)

/** On the screen and the facts: what an agent may look at. */
export const looking = fc.oneof(
  join(is("screen"), region, is(" has "), pattern),
  join(fact, fc.constantFrom(" == ", " != "), text),
  join(fact, is(" has "), pattern),
  join(fact, is(" in @names")),
  join(fc.constantFrom("quiet", "running", "client-idle"), fc.constantFrom(" > ", " <= "), duration),
  join(is("cpu < "), number, is("%")),
  join(is("exit != "), number),
  fc.constantFrom("attached", "zoomed", "dead", "shell", "bell", "online"),
)
const ofAgents = fc.oneof(
  join(is("agent is "), state, maybe(join(is(" | "), state))),
  join(is("agent "), fc.oneof(is("any"), state), is(" -> "), state),
  join(is("agent.detail has "), pattern),
  join(is('agent.state == "'), state, is('"')),
  join(is("agent in @names")),
)
const instant = fc.oneof(join(is("output has "), pattern), join(is("event "), text), join(is("event.reason == "), text))
const counted = join(
  fc.oneof(join(is("output has "), pattern), join(is("event "), text)),
  is(" "),
  number,
  is(" times within "),
  duration,
)

export const combined = (leaf: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.letrec<{ condition: string }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3, depthIdentifier: "condition" },
      leaf,
      tie("condition").map((one) => `not (${one})`),
      fc.tuple(tie("condition"), tie("condition")).map((both) => both.join("\n    and ")),
      fc.tuple(tie("condition"), tie("condition")).map((both) => `(${both.join(" or ")})`),
    ),
  })).condition

export const level = combined(fc.oneof(looking, ofAgents))
export const anything = combined(fc.oneof(looking, ofAgents, instant, counted))

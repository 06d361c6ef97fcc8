import { describe, expect, test } from "bun:test"
import { maxBoundedLines } from "../../../src/language/check/report-unsafe-send.ts"
import { say } from "../../../src/locale/phrase.ts"
import { codes, compiled } from "../reading.ts"

/** What the rule lacks. */
function lacks(...clauses: string[]): string {
  const found = compiled(`rule r { ${clauses.join("; ")} }`).diagnostics.find(({ code }) => code === "E401")
  return found === undefined ? "" : say("en", found.message).replace("rule `r` presses keys but has no ", "")
}
const narrow = ['when screen last line has "Go on?"', "stable 1s", "limit 5 per 1h"]

describe("a rule that presses keys of itself", () => {
  test.each([
    ["a fact", "on shell"],
    ["many facts", 'on not shell and host == "x"'],
  ])("has a scope by %s", (_, on) => expect(lacks(on, ...narrow, "do send Enter")).toBe(""))

  test.each([
    ["a state", "agent is idle"],
    ["several states", "agent is idle | error"],
    ["a change of state", "agent busy -> idle and attached"],
    ["a state in every way", "agent is idle or agent is error and dead"],
    ["its name for a state", 'agent.state == "idle"'],
  ])("has a scope and a region by an agent's %s", (_, when) => {
    expect(lacks(`when ${when}`, "for 1s", "limit 1 per 1h", "do send Enter")).toBe("")
  })

  test.each([
    ["no agent may be there", 'agent is idle or screen last line has "x"'],
    ["only what it is not", 'not agent is idle and screen last line has "x"'],
    ["only that its state is known", 'agent.state != "none" and screen last line has "x"'],
    ["only that it is not", 'agent.state == "none" and screen last line has "x"'],
    ["only its name", 'agent == "one" and screen last line has "x"'],
  ])("has no scope where %s", (_, when) => {
    expect(lacks(`when ${when}`, "for 1s", "limit 1 per 1h", "do send Enter")).toStartWith("scope")
  })

  test(`looks at ${maxBoundedLines} lines at most`, () => {
    const region = (lines: number) =>
      lacks("on shell", `when screen bottom ${lines} has "x"`, "stable 1s", "limit 1 per 1h", "do send Enter")
    expect(region(maxBoundedLines)).toBe("")
    expect(region(maxBoundedLines + 1)).toContain(`with N up to ${maxBoundedLines}`)
  })

  test("or at what the dialog asks for", () => {
    expect(lacks("on shell", 'when agent.detail has "x"', "stable 1s", "limit 1 per 1h", "do send Enter")).toBe("")
  })

  test("is capped by a retry only where all keys stand in it", () => {
    const retry = "retry after [1s] { send Enter; until gone for 5s; exhausted { send Escape } }"
    expect(lacks("on shell", ...narrow.slice(0, 2), `do ${retry}`)).toBe("")
    expect(lacks("on shell", ...narrow.slice(0, 2), `do { send Tab; ${retry} }`)).toStartWith(
      "`cooldown`, `limit` or `retry`",
    )
  })

  test.each(["cooldown 1ms", "cooldown 999ms", "limit 10000 per 1h", "limit 2 per 1s"])(
    "is not capped by `%s`, which holds nothing back",
    (cap) => expect(lacks("on shell", ...narrow.slice(0, 2), cap, "do send Enter")).toStartWith("`cooldown`"),
  )

  test.each(["cooldown 1s", "limit 3600 per 1h", "limit 1 per 1s"])("is capped by `%s`", (cap) => {
    expect(lacks("on shell", ...narrow.slice(0, 2), cap, "do send Enter")).toBe("")
  })

  test.each(["stable 1ms", "for 99ms", "stable 0s"])("does not stand still for `%s`", (settled) => {
    expect(lacks("on shell", narrow[0] ?? "", settled, "limit 1 per 1h", "do send Enter")).toStartWith("`stable`")
  })

  test.each(["send Enter", 'paste "x"', "answer deny", 'answer reply "x"', "answer approve"])(
    "does so by `%s`",
    (action) => {
      expect(codes(`rule r { when dead; do ${action} }`)).toContain("E401")
    },
  )
})

describe("keys that a person decides about", () => {
  const ask = 'ask { approve { send "y" }; option "later" { wait 1m; send "l" }; reply { paste $text } }'

  test("need a scope alone, and may follow an instant", () => {
    expect(lacks("on shell", 'when screen has "x"', `do ${ask}`)).toBe("")
    expect(lacks("on shell", 'when output has "x"', `do ${ask}`)).toBe("")
    expect(lacks('when output has "x"', `do ${ask}`)).toBe("scope (`on`, or an agent's state)")
  })

  test("are those of a bare decision too, and none where the agent's own answers stand", () => {
    expect(lacks('when screen has "x"', "do ask { approve; deny }")).toBe("scope (`on`, or an agent's state)")
    expect(lacks('when screen has "x"', "do ask")).toBe("")
  })

  test("are not those of a timeout", () => {
    expect(lacks("on shell", 'when screen has "x"', 'do ask { approve; timeout 1m { send "n" } }')).toStartWith(
      "bounded region",
    )
  })
})

test("an agent's own answers are no rules", () => {
  expect(codes('agent one { idle when screen has "> "; reply { paste $text; send Enter } }')).toEqual([])
})

test("a rule that was not understood as a whole is not judged", () => {
  expect(codes("rule r { whn dead; when dead; do send Enter }")).toEqual(["E102"])
})

describe("a program that a screen would start", () => {
  const runs = (...clauses: string[]) => codes(`rule r { ${clauses.join("; ")}; do run ["true"] }`)

  test("is started by a narrow rule only", () => {
    expect(runs('when screen has "x"')).toEqual(["E401"])
    expect(runs("on shell", ...narrow)).toEqual([])
    expect(runs("on shell", ...narrow.slice(0, 2))).toEqual(["E401"])
  })

  test("and by a person, an event or a fact as ever", () => {
    expect(codes('rule r { when screen has "x"; do ask { option "go" { run ["true"] } } }')).toEqual([])
    expect(runs('when event "x"')).toEqual([])
    expect(runs("when dead")).toEqual([])
  })
})

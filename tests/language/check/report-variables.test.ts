import { describe, expect, test } from "bun:test"
import { codes, problems } from "../reading.ts"

const agents = `agent one {
  on program == "one"
  approval when screen bottom 9 has "Do you want to <what>?"
  error when screen bottom 9 has /Error(?: (?<code>\\d+))?/
  idle when screen bottom 3 has "> "
}
agent two {
  on program == "two"
  approval when screen bottom 9 has "May I <what>? It takes <time>."
}
`
const says = (text: string, ...clauses: string[]): string =>
  `${agents}rule r { ${clauses.join("; ")}; do notify "${text}" }`

describe("what an agent's clauses capture", () => {
  test("is set where every clause that can be there sets it", () => {
    expect(codes(says("{agent.what}", "when agent is approval"))).toEqual([])
    expect(codes(says("{agent.time}", "when agent is approval", 'on program == "two"'))).toEqual([])
    expect(codes(says("{agent.time}", 'when agent is approval and agent == "two"'))).toEqual([])
  })

  test("may be unset where one of them does not set it", () => {
    expect(codes(says("{agent.time}", "when agent is approval"))).toEqual(["E203"])
    expect(codes(says("{agent.code}", "when agent is error"))).toEqual(["E203"])
    expect(codes(says("{agent.what}", "when agent is approval | idle"))).toEqual(["E203"])
    expect(codes(says("{agent.what|default '?'}", "when agent is approval | idle"))).toEqual([])
  })

  test("may be unset where no agent may be", () => {
    expect(codes(says("{agent.what}", "when agent is approval or attached"))).toEqual(["E203"])
    expect(codes(says("{agent.what|default '?'}", "when attached"))).toEqual([])
  })

  test("may be unset where the screen may be one that no clause recognises", () => {
    const only = 'agent one { approval when screen bottom 9 has "Do you want to <what>?" }\n'
    const rule = (when: string): string => `${only}rule r { when ${when}; do notify "{agent.what}" }`
    expect(codes(rule("agent is approval"))).toEqual([])
    expect(codes(rule('agent == "one"'))).toEqual(["E203"])
    expect(codes(rule("agent is approval or attached"))).toEqual(["E203"])
  })

  test("is nothing where no clause of the state captures it, by whatever agent", () => {
    expect(problems(says("{agent.code} {agent.waht}", "when agent is approval"))).toEqual([
      'E202 "{agent.code}"',
      'E202 "{agent.waht}"',
    ])
    expect(codes(says("{agent.time}", "when agent is approval", 'on program == "one"'))).toEqual(["E202"])
  })

  test("of another state has a default where a text is shared", () => {
    expect(codes(says("{agent.code|default 'none'}", "when agent is approval"))).toEqual([])
    expect(codes(says("{agent.kode|default 'none'}", "when agent is approval"))).toEqual(["E202"])
  })

  test("is not judged where a clause was not understood", () => {
    expect(codes(says("{agent.waht}", "when agent is approval").replace("idle when", "idle whn"))).toEqual(["E101"])
  })

  test("is not judged where the rule's own scope was not", () => {
    expect(codes(says("{agent.time}", "when agent is approval", 'on progam == "two"'))).toEqual(["E201"])
  })
})

describe("of the agent itself", () => {
  test.each([
    ["agent", "when agent is busy"],
    ["agent.state", "when agent any -> idle"],
    ["agent.since|time", 'when agent.detail has "x"'],
    ["agent.detail", "when agent is busy and attached"],
    ["agent.was", "when agent busy -> idle"],
    ["agent.was_for|duration", "when agent any -> idle and attached"],
  ])("{%s} is set with `%s`", (name, when) => expect(codes(says(`{${name}}`, when))).toEqual([]))

  test.each([
    ["agent", "when attached"],
    ["agent.state", "when not agent is busy"],
    ["agent.detail", "when agent is busy or attached"],
    ["agent.was", "when agent is idle"],
    ["agent.was_for", "when agent any -> idle or agent is busy"],
  ])("{%s} may be unset with `%s`", (name, when) => {
    expect(codes(says(`{${name}}`, when))).toEqual(["E203"])
    expect(codes(says(`{${name}|default '?'}`, when))).toEqual([])
  })
})

describe("{tries}", () => {
  const retry = (inside: string, exhausted: string): string =>
    `rule r { when agent is error; for 1s; do retry after [1s] { ${inside}; until gone for 1s; exhausted { ${exhausted} } } }`

  test("is there in a retry, its steps and its end", () => {
    expect(codes(retry('notify "{tries}"', 'notify "{tries}"'))).toEqual([])
    expect(
      codes(retry('wait 1s; verify idle within 1s else notify desk { title "{tries}"; body "x" }', "wait 1s")),
    ).toEqual([])
  })

  test("and nowhere else", () => {
    expect(codes('rule r { when attached; do notify "{tries|default 0}" }')).toEqual(["E201"])
    expect(codes('rule r { when agent is error; do ask { title "{tries}" } }')).toEqual(["E201"])
  })
})

describe("{event.FIELD}", () => {
  test("is there with an event, and needs a default", () => {
    expect(codes('rule r { when event "stop"; do notify "{event.why}" }')).toEqual(["E203"])
    expect(codes('rule r { when event "stop" 2 times within 1m; do notify "{event.why|default 0}" }')).toEqual([])
    expect(codes('rule r { when event "a" or event "b"; do notify "{event.why|default 0}" }')).toEqual([])
  })

  test("and without one nowhere", () => {
    expect(codes('rule r { when output has "stopped"; do notify "{event.why|default 0}" }')).toEqual(["E201"])
  })
})

test("a text under a name is judged in every rule that uses it", () => {
  const text = 'template t { body "{agent.was}" }\nrule a { when agent busy -> idle; do notify using t }\n'
  expect(codes(text)).toEqual([])
  expect(problems(`${text}rule b { when agent is idle; do notify using t }`)).toEqual(['E203 "{agent.was}"'])
})

test("a filter of the wrong type is told once, and not of what is not there", () => {
  expect(codes('rule r { when attached; do notify "{nobody|duration} {cpu|lines 1|duration}" }')).toEqual([
    "E201",
    "E204",
  ])
})

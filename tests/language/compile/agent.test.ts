import { describe, expect, test } from "bun:test"
import { compiled } from "../reading.ts"
import { agentOf, partsOf, soundParts } from "./parts.ts"

const whole = `agent mycli {
  on program == "mycli"
  keep     when screen bottom 3 has "ctrl+o to toggle"
  approval when screen bottom 20 has "Do you want to <what>?" {
    detail  below /^[─╌]{20,}/
    approve send "1"
    deny    send Escape
  }
  approval when screen has "really?" or screen has "why <reason>?"
  question when screen bottom 15 has "Enter to select" { choose N { send N; wait 100ms; send Enter } }
  idle     when screen bottom 6 has /^[│ ]*[❯>]/
           for 1500ms
  otherwise keep
  reply    { paste $text; wait 500ms; send Enter; verify busy within 3s else send Enter }
}
`

describe("an agent", () => {
  test("has its clauses in order, each named after its state and its number there", () => {
    const agent = agentOf(whole)
    expect(agent).toMatchObject({
      name: "mycli",
      place: "my.rules:1",
      on: { kind: "compare", fact: "program", operator: "==", value: "mycli" },
      otherwise: "keep",
    })
    expect(agent.clauses.map(({ id, forMs }) => [id, forMs])).toEqual([
      ["mycli/keep/0", 0],
      ["mycli/approval/0", 0],
      ["mycli/approval/1", 0],
      ["mycli/question/0", 0],
      ["mycli/idle/0", 1_500],
    ])
  })

  test("says which keys mean what, for one state or for all", () => {
    const { answers, clauses } = agentOf(whole)
    expect(clauses[1]?.answers).toEqual({
      approve: [{ kind: "send", keys: [{ kind: "text", text: "1" }] }],
      deny: [{ kind: "send", keys: [{ kind: "named", name: "Escape" }] }],
    })
    expect(clauses[3]?.answers).toEqual({
      choose: [
        { kind: "send", keys: [{ kind: "choice" }] },
        { kind: "wait", ms: 100 },
        { kind: "send", keys: [{ kind: "named", name: "Enter" }] },
      ],
    })
    const enter = { kind: "send", keys: [{ kind: "named", name: "Enter" }] } as const
    expect(answers).toEqual({
      reply: [
        { kind: "paste", text: { person: true } },
        { kind: "wait", ms: 500 },
        enter,
        { kind: "verify-state", state: "busy", withinMs: 3_000, otherwise: [enter] },
      ],
    })
  })

  test("says what exactly is asked, and what each clause captures", () => {
    const { clauses } = agentOf(whole)
    expect(clauses[1]?.detail).toMatchObject({ kind: "below", pattern: { kind: "regex" } })
    expect(clauses[2]?.detail).toBeUndefined()
    expect(clauses[1]?.captures).toEqual({ always: ["what"], maybe: [] })
    expect(clauses[2]?.captures).toEqual({ always: [], maybe: ["reason"] })
  })

  test("needs no `on`, and takes what it does not recognise for nothing", () => {
    expect(agentOf('agent a { idle when screen has "> " }')).toMatchObject({ on: undefined, otherwise: "none" })
  })

  test("is looked for after those with an `on` if it has none", () => {
    const text = `agent other { idle when screen has "> " }\n${whole}`
    expect(compiled(text).ruleSet?.agents.map(({ name }) => name)).toEqual(["mycli", "other"])
  })

  test("tells the checks where each clause stands, and what is pressed", () => {
    const [agent] = soundParts(whole).agents
    const texts = agent?.clauses.map(({ place }) => place.source.text.slice(place.start, place.end).split(" ")[0])
    expect(texts).toEqual(["keep", "approval", "approval", "question", "idle"])
    expect(agent?.notes.sends.map(({ action, standing }) => [action.kind, standing.answer])).toEqual([
      ["send", "approve"],
      ["send", "deny"],
      ["send", "choose"],
      ["send", "choose"],
      ["paste", "reply"],
      ["send", "reply"],
      ["send", "reply"],
    ])
  })

  test("has its regexes in the index, those of its detail included", () => {
    const { ruleSet } = compiled(`agent a { approval when screen has /one/ { detail below /two/ } }`)
    const shown = ruleSet?.index.over(() => "three")
    const [clause] = ruleSet?.agents[0]?.clauses ?? []
    const one = clause?.when.kind === "screen" ? clause.when.pattern : undefined
    const two = clause?.detail?.kind === "below" ? clause.detail.pattern : undefined
    if (one?.kind !== "regex" || two?.kind !== "regex") throw new Error("no regexes")
    expect([shown?.(one), shown?.(two)]).toEqual([false, false])
  })
})

describe("an agent is wrong", () => {
  const agent = (...lines: string[]) => `agent a {\n${lines.join("\n")}\n}`
  const idle = 'idle when screen has "> "'

  test.each([
    ["without a state", agent('on program == "x"'), ['E114 "a"']],
    ["with nothing but `keep`", agent('keep when screen has "x"'), ['E114 "a"']],
    ["with a state that there is not", agent('idel when screen has "x"', idle), ['E102 "idel"']],
    ["when `on` looks at the screen", agent('on screen has "x"', idle), ['E208 "on screen has \\"x\\""']],
    ["with two `on`s", agent("on shell", "on not shell", idle), ['E206 "on not shell"']],
    ["with two answers of one name", agent("deny send Escape", idle, "deny send C-c"), ['E206 "deny send C-c"']],
    ["with two details", agent(`${idle} { detail bottom 3; detail bottom 4 }`), ['E206 "detail bottom 4"']],
    ["when `otherwise` is a state", agent(idle, "otherwise idle"), ['E117 "idle"']],
    ["when `keep` answers", agent(idle, 'keep when screen has "x" { deny send Escape }'), ['E117 "deny"']],
    ["when a choice presses always the same", agent(idle, 'choose N send "N"'), ['E114 "choose"']],
    ["when anything but a choice types N", agent(idle, "approve send N"), ['E110 "N"']],
    ["when a text is typed that nobody wrote", agent(idle, "approve paste $text"), ['E117 "$text"']],
    [
      "when its capture hides something of it",
      agent('idle when screen has "<detail>!"'),
      ['E206 "idle when screen has \\"<detail>!\\""'],
    ],
    ["when it asks for new output", agent('idle when output has "x"'), ['E117 "output has \\"x\\""']],
    ["when it asks for its own state", agent("idle when not agent is busy"), ['E117 "agent is busy"']],
    ["when it asks for its own capture", agent('idle when agent.what == "x"'), ['E117 "agent.what"']],
    ["when it asks for an event", agent('idle when event "x"'), ['E117 "event \\"x\\""']],
    ["when it asks for a field of an event", agent('idle when event.x == "x"'), ['E117 "event.x"']],
  ])("%s", (_, text, found) => {
    expect(partsOf(text).found).toEqual(found)
  })

  test.each(['notify "x"', "ask", "answer approve", 'run ["true"]', "escalate"])(
    "when an answer does more than press keys: %s",
    (step) => {
      expect(partsOf(agent(idle, `approve { send "y"; ${step} }`)).found).toEqual([`E117 ${JSON.stringify(step)}`])
    },
  )

  test("once, however much of it could not be read", () => {
    expect(partsOf("agent a { idle whn attached }").found).toEqual(['E101 "whn"'])
    expect(partsOf(agent(idle, "choose N { sendd N }")).found).toEqual(['E102 "sendd"'])
  })
})

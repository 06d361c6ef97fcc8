import { describe, expect, test } from "bun:test"
import { defaultRunMs, maxArguments } from "../../../src/language/compile/run.ts"
import type { Step } from "../../../src/language/ruleset.ts"
import { compiledRule, partsOf, ruleWith, stepsOf, wrongSteps } from "./parts.ts"

/** The only step. */
function stepOf<Kind extends Step["kind"]>(text: string, kind: Kind): Extract<Step, { kind: Kind }> {
  const [step] = stepsOf(text)
  if (step?.kind !== kind) throw new Error(`no ${kind}`)
  return step as Extract<Step, { kind: Kind }>
}
const words = (text: string) => [{ kind: "words", text }]

describe("ask", () => {
  test("says what its block says, and offers its decisions in order", () => {
    const ask = stepOf(
      `ask phone {
        title "may it?"
        body "it may"
        approve "yes" { answer approve }
        option "later" { wait 1s }
        deny
        reply { answer deny; wait until idle within 10s; answer reply $text }
        timeout 30m { escalate to desk }
      }`,
      "ask",
    )
    expect(ask).toEqual({
      kind: "ask",
      receiver: "phone",
      title: words("may it?") as never,
      body: words("it may") as never,
      decisions: [
        { what: "approve", label: "yes", steps: [{ kind: "answer", what: "approve" }] },
        { what: "option", label: "later", steps: [{ kind: "wait", ms: 1_000 }] },
        { what: "deny", label: undefined, steps: [{ kind: "answer", what: "deny" }] },
        {
          what: "reply",
          label: undefined,
          steps: [
            { kind: "answer", what: "deny" },
            { kind: "wait-until", state: "idle", withinMs: 10_000 },
            { kind: "answer", what: "reply", text: { person: true } },
          ],
        },
      ],
      timeout: { ms: 1_800_000, steps: [{ kind: "escalate", receiver: "desk" }] },
    })
  })

  test("is one line where a text says it, and `reply` alone answers", () => {
    expect(stepOf('ask phone "may it?"', "ask")).toMatchObject({ receiver: "phone", body: words("may it?") })
    expect(stepOf('ask "may it?" { approve; reply }', "ask").decisions).toEqual([
      { what: "approve", label: undefined, steps: [{ kind: "answer", what: "approve" }] },
      { what: "reply", label: undefined, steps: [{ kind: "answer", what: "reply", text: { person: true } }] },
    ])
  })

  test("without a block offers whatever the dialog can be answered with, and shows it", () => {
    expect(stepOf("ask", "ask")).toMatchObject({
      receiver: undefined,
      title: undefined,
      decisions: [],
      timeout: undefined,
    })
    expect(stepOf("ask", "ask").body).toMatchObject([
      { name: "agent.detail", filters: [{ name: "lines" }, { name: "code" }] },
    ])
  })

  test("where no agent is certain shows what the rule saw", () => {
    const { rule } = compiledRule(ruleWith("when agent is approval or attached", "do ask"))
    expect(rule.steps).toMatchObject([{ kind: "ask", body: [{ name: "matches" }] }])
  })

  test("takes from a template what its block does not say", () => {
    const template = 'template t { title "T"; body "B" }\n'
    const ask = (block: string) =>
      compiledRule(`${template}${ruleWith("when agent is approval", `do ask using t ${block}`)}`)
    expect(ask("").rule.steps).toMatchObject([{ title: words("T"), body: words("B") }])
    expect(ask('{ body "mine" }').rule.steps).toMatchObject([{ title: words("T"), body: words("mine") }])
  })

  test("an empty block does nothing, none does what its name says", () => {
    expect(stepOf('ask { approve "ok" { } }', "ask").decisions).toEqual([{ what: "approve", label: "ok", steps: [] }])
  })

  test.each([
    ["two decisions of one name", "ask { deny; deny }", ['E206 "deny"']],
    ["two options of one label", 'ask { option "a" { wait 1s }; option "a" { wait 2s } }', ['E206 "option \\"a\\""']],
    ["two timeouts", "ask { timeout 1m { escalate }; timeout 2m { escalate } }", ['E206 "timeout 2m"']],
    ["an option without a label", "ask { option { wait 1s } }", ['E114 "option"']],
    ["a label that says nothing", 'ask { approve "" }', ['E113 "\\"\\""']],
    ["a label of two lines", 'ask { approve "a\\n" }', ['E113 "\\"a\\\\n\\""']],
    ["a receiver that there is not", "ask phon", ['E205 "phon"']],
    ["a template that there is not", "ask using tt", ['E205 "tt"']],
  ])("is wrong with %s", (_, step, found) => {
    expect(wrongSteps(step)).toEqual(found)
  })
})

describe("keys and texts", () => {
  test("an answer is one of the agent's, by its name", () => {
    expect(stepsOf("answer approve; answer deny; answer choose 2", 'answer reply "go on"')).toEqual([
      { kind: "answer", what: "approve" },
      { kind: "answer", what: "deny" },
      { kind: "answer", what: "choose", choice: 2 },
      { kind: "answer", what: "reply", text: "go on" },
    ])
  })

  test("several lines are pasted as they are written", () => {
    expect(stepsOf('paste "a\\n\\tb"')).toEqual([{ kind: "paste", text: "a\n\tb" }])
    expect(stepsOf('paste """\n  one\n    two\n  """')).toEqual([{ kind: "paste", text: "one\n  two" }])
  })

  test.each([
    ["nothing", 'paste ""', ['E107 "\\"\\""']],
    ["an escape sequence, which could end the paste", 'paste "a\\u{1b}[201~"', ['E107 "\\\\u{1b}"']],
    ["a carriage return, which is a key", 'answer reply "a\\u{d}"', ['E107 "\\\\u{d}"']],
    ["a line break as keys", 'send "a\\n"', ['E107 "\\\\n"']],
    ["choice 0", "answer choose 0", ['E113 "0"']],
    ["choice 100", "answer choose 100", ['E113 "100"']],
    ["a key too many", `send ${"Up ".repeat(101).trim()}`, ['E113 "Up"']],
    ["a text too long", `paste "${"x".repeat(10_001)}"`, [`E113 "\\"${"x".repeat(10_001)}\\""`]],
  ])("%s is not typed", (_, step, found) => {
    expect(wrongSteps(step)).toEqual(found)
  })

  test.each([
    "do answer reply $text",
    "do paste $text",
    "do ask { approve { paste $text } }",
    "do ask { timeout 1m { answer reply $text } }",
  ])("a person's text is there only where a person replied: %s", (step) => {
    expect(partsOf(ruleWith("when agent is approval", step)).found).toEqual(['E117 "$text"'])
  })

  test("a person's text is there in all that follows from a reply", () => {
    const retry = "retry after [1s] { paste $text; until gone for 1s }"
    expect(wrongSteps(`ask { reply { verify busy within 1s else { ${retry} } } }`)).toEqual([])
  })
})

describe("waiting and checking", () => {
  test("is for the condition to be gone, or for a state", () => {
    expect(
      stepsOf("verify gone within 5s", "verify idle within 1s else send Enter", "wait until busy within 2s"),
    ).toEqual([
      { kind: "verify-gone", withinMs: 5_000, otherwise: [] },
      {
        kind: "verify-state",
        state: "idle",
        withinMs: 1_000,
        otherwise: [{ kind: "send", keys: [{ kind: "named", name: "Enter" }] }],
      },
      { kind: "wait-until", state: "busy", withinMs: 2_000 },
    ])
  })

  test.each([
    ["verify idel within 5s", ['E201 "idel"']],
    ["verify none within 5s", ['E201 "none"']],
    ["verify keep within 5s", ['E201 "keep"']],
    ["wait until gone within 5s", ['E201 "gone"']],
  ])("%s is none", (step, found) => {
    expect(wrongSteps(step)).toEqual(found)
  })
})

describe("retry", () => {
  test("tries after each of its times until it has worked, and says when it gives up", () => {
    expect(
      stepsOf(
        'retry after [30s, 2m] { answer reply "continue"; until gone for 20s; exhausted { notify "x"; escalate } }',
      ),
    ).toMatchObject([
      {
        kind: "retry",
        afterMs: [30_000, 120_000],
        steps: [{ kind: "answer", what: "reply", text: "continue" }],
        goneForMs: 20_000,
        exhausted: [{ kind: "notify" }, { kind: "escalate", receiver: undefined }],
      },
    ])
    expect(stepsOf("retry after [1s] { send Enter; until gone for 0s }")).toMatchObject([{ exhausted: [] }])
  })

  test.each([
    ["without its end", "retry after [1s] { send Enter }", ['E114 "retry"']],
    ["without a try", "retry after [1s] { until gone for 1s }", ['E114 "retry"']],
    [
      "with two ends",
      "retry after [1s] { send Enter; until gone for 1s; until gone for 2s }",
      ['E206 "until gone for 2s"'],
    ],
    ["too often", `retry after [${Array(21).fill("1s").join(", ")}] { send Enter; until gone for 1s }`, undefined],
  ])("%s is wrong", (_, step, found) => {
    const problems = wrongSteps(step)
    if (found === undefined) expect(problems[0]).toStartWith('E113 "retry')
    else expect(problems).toEqual(found)
  })
})

describe("run", () => {
  test("is a program and its words, for half a minute unless it says so", () => {
    expect(stepsOf('run ["notify-send", "\\{x} $HOME ;", ""] timeout 5s; run ["true"]')).toEqual([
      { kind: "run", argv: ["notify-send", "{x} $HOME ;", ""], timeoutMs: 5_000 },
      { kind: "run", argv: ["true"], timeoutMs: defaultRunMs },
    ])
  })

  test.each([
    ["no program", 'run [""]', ['E113 "\\"\\""']],
    ["a NUL", 'run ["a", "b\\u{0}"]', ['E113 "\\"b\\\\u{0}\\""']],
    ["no time", 'run ["a"] timeout 0s', ['E113 "0s"']],
    ["more than an hour", 'run ["a"] timeout 61m', ['E113 "61m"']],
    ["too many words", `run ["a"${', "x"'.repeat(maxArguments)}]`, ['E113 "\\"x\\""']],
  ])("%s is wrong", (_, step, found) => {
    expect(wrongSteps(step)).toEqual(found)
  })
})

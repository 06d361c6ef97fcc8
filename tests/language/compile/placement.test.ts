import { describe, expect, test } from "bun:test"
import { maxSteps } from "../../../src/language/compile/step-scope.ts"
import { compiledRule, ruleWith, wrongSteps } from "./parts.ts"

describe("a step stands where it can work", () => {
  const retry = (step: string) => `retry after [1s] { ${step}; send Enter; until gone for 1s }`
  const exhausted = (step: string) => `retry after [1s] { send Enter; until gone for 1s; exhausted { ${step} } }`

  test.each([
    ["no ask in an ask", "ask { approve { ask desk } }", 'E117 "ask desk"'],
    ["no ask when an ask was not answered", "ask { timeout 1m { ask desk } }", 'E117 "ask desk"'],
    ["no ask in a retry", retry("ask desk"), 'E117 "ask desk"'],
    ["no ask when a retry has given up", exhausted("ask desk"), 'E117 "ask desk"'],
    ["nothing to escalate", "escalate", 'E117 "escalate"'],
    ["nothing to escalate before it", 'escalate; notify "x"', 'E117 "escalate"'],
  ])("%s", (_, step, found) => {
    expect(wrongSteps(step)).toEqual([found])
  })

  test("no retry in a retry, however deep", () => {
    const inner = retry("wait 1s")
    expect(wrongSteps(retry(`verify gone within 1s else { ${inner} }`))[0]).toStartWith('E117 "retry')
    expect(wrongSteps(exhausted(inner))[0]).toStartWith('E117 "retry')
  })

  test.each([
    ["a retry after a decision", `ask { approve { ${retry("wait 1s")} } }`],
    ["an escalation in an ask", "ask { timeout 1m { escalate } }"],
    ["an escalation after a message", 'notify "x"; escalate to desk'],
    ["an escalation of a retry's own message", exhausted('notify "x"; escalate')],
    ["a program after a decision", 'ask { option "x" { run ["true"] } }'],
  ])("but %s may", (_, step) => {
    expect(wrongSteps(step)).toEqual([])
  })

  test("what could not be read may be the message to escalate", () => {
    expect(wrongSteps("notify § phone; escalate")).toEqual(['E101 "§"'])
  })

  test("there are so many steps and no more, wherever they stand", () => {
    const waits = (count: number) => Array(count).fill("wait 1s").join("; ")
    expect(wrongSteps(waits(maxSteps))).toEqual([])
    expect(wrongSteps(waits(maxSteps), "wait 2s")).toEqual(['E113 "wait 2s"'])
    expect(wrongSteps(`${waits(maxSteps - 1)}; verify gone within 1s else { wait 2s; wait 3s }`)).toEqual([
      'E113 "wait 2s"',
      'E113 "wait 3s"',
    ])
  })
})

describe("the checks learn of every step", () => {
  const { notes } = compiledRule(
    `template t { title "{host}"; body "{agent}" }\n${ruleWith(
      "when agent is approval",
      `do ask using t {
        approve { answer approve }
        reply { retry after [1s] { paste $text; notify "{tries}"; until gone for 1s; exhausted { notify "{tries|reveal}" } } }
        timeout 1m { run ["true"]; escalate }
      }`,
      "do { send Enter; verify gone within 1s else notify using t }",
    )}`,
  )
  const text = (one: {
    readonly action: { readonly start: number; readonly end: number }
    readonly source: { readonly text: string }
  }) => one.source.text.slice(one.action.start, one.action.end)

  test("that presses keys, with where it stands", () => {
    expect(notes.sends.map((one) => [text(one), one.standing.decision, one.standing.retry])).toEqual([
      ["answer approve", "approve", undefined],
      ["paste $text", "reply", "try"],
      ["send Enter", undefined, undefined],
    ])
  })

  test("that says something: each text once for every place it is used in", () => {
    expect(
      notes.messages.map(({ what, title, body, standing }) => [
        what,
        title !== undefined,
        body !== undefined,
        standing.retry,
      ]),
    ).toEqual([
      ["ask", true, true, undefined],
      ["notify", false, true, "try"],
      ["notify", false, true, "exhausted"],
      ["notify", true, true, undefined],
    ])
    expect(notes.templates).toHaveLength(6)
  })

  test("that asks, tries again, runs something or tells somebody else", () => {
    expect(notes.asks).toHaveLength(1)
    expect(notes.retries).toHaveLength(1)
    expect(notes.runs.map(({ standing }) => standing.decision)).toEqual(["timeout"])
    expect(notes.escalations.map(text)).toEqual(["escalate"])
  })
})

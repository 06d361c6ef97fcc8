import { describe, expect, test } from "bun:test"
import { compile } from "../../src/language/compile.ts"
import { printDiagnostics } from "../../src/language/print.ts"
import { receivers, source } from "./reading.ts"

const sample = await Bun.file(new URL("sample.rules", import.meta.url)).text()
const agents = [
  source('agent claude { on program == "claude"; busy when screen bottom 3 has "esc to interrupt" }', "claude"),
]
const { ruleSet, tests, diagnostics } = compile({
  own: [source(sample)],
  stock: [],
  receivers,
  embedded: new Map([["agents", agents]]),
})

describe("the language at work", () => {
  test("has no mistakes", () => {
    const errors = diagnostics.filter(({ severity }) => severity === "error")
    expect(printDiagnostics(errors, "en")).toBe("")
    expect(tests.map(({ title }) => title)).toEqual(["asks once; 1 on approve"])
  })

  test("looks at who inhibits first, and not at what is disabled", () => {
    expect(ruleSet?.rules.map(({ name }) => name)).toEqual([
      "harmless-commands",
      "host-offline",
      "approval",
      "finished",
      "press-enter",
      "api-error",
      "build-failed",
    ])
    expect(ruleSet?.inhibits).toEqual([
      { rules: ["approval"], by: "harmless-commands", facts: ["host", "pane"] },
      { rules: ["approval"], by: "host-offline", facts: ["host"] },
    ])
  })

  test("knows one's own agents before the embedded ones, those with what extends them", () => {
    expect(ruleSet?.agents.map(({ name }) => name)).toEqual(["mycli", "claude"])
    expect(ruleSet?.agents[1]?.clauses.map(({ when }) => when)).toMatchObject([
      { pattern: { source: "正在思考" } },
      { pattern: { source: "esc to interrupt" } },
    ])
  })

  test("changes one clause of a rule", () => {
    expect(ruleSet?.rules.find(({ name }) => name === "finished")).toMatchObject({ severity: "low", forMs: 10_000 })
  })

  test("asks with all that a person may decide", () => {
    const [ask] = ruleSet?.rules.find(({ name }) => name === "approval")?.steps ?? []
    expect(ask).toMatchObject({
      kind: "ask",
      receiver: "phone",
      decisions: [
        { what: "approve", label: "允许", steps: [{ kind: "answer", what: "approve" }] },
        { what: "deny", label: "拒绝", steps: [{ kind: "answer", what: "deny" }] },
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
      timeout: { ms: 1_800_000, steps: [{ kind: "escalate", receiver: undefined }] },
    })
  })

  test("is quiet at night but for what matters", () => {
    expect(ruleSet?.quiets).toMatchObject([
      { days: [], fromMinute: 1_380, toMinute: 480, zone: "Asia/Shanghai", allow: "high", otherwise: "digest" },
    ])
  })
})

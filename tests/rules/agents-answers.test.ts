/** What an agent asks, and which keys answer it. */
import { describe, expect, test } from "bun:test"
import { keysFor, ruleSet, seen } from "./agent-pane.ts"
import * as drawn from "./drawings/all.ts"

describe("a dialog is answered with its keys", () => {
  test.each([
    ["claude", drawn.claudeBash("make test"), '"1"'],
    ["claude", drawn.claudeEdit, '"1"'],
    ["claude", drawn.claudeTrust, '"1"'],
    ["codex", drawn.codexRun("make test"), '"1"'],
    ["codex", drawn.codexTrust, "Enter"],
    ["gemini", drawn.geminiRun("make test"), '"1"'],
    ["qwen", drawn.qwenRun("make test"), '"1"'],
    ["opencode", drawn.opencodeRun(["$ make test"]), "Enter"],
  ] as const)("%s: %#", (program, screen, approve) => {
    const sight = seen(program, screen)
    expect({ approve: keysFor(sight, "approve"), deny: keysFor(sight, "deny") }).toEqual({ approve, deny: "Escape" })
  })

  test.each([
    ["claude", drawn.claudeQuestion],
    ["claude", drawn.claudeKey],
    ["codex", drawn.codexQuestion],
    ["gemini", drawn.geminiQuestion],
    ["opencode", drawn.opencodeQuestion],
  ] as const)("%s: a question, with the number of a choice (%#)", (program, screen) => {
    const sight = seen(program, screen)
    expect(keysFor(sight, "choose")).toBe("N")
    expect(keysFor(sight, "approve")).toBeUndefined()
  })

  test("to agree to Claude's plan is to have every edit asked for, whatever its number", () => {
    expect(keysFor(seen("claude", drawn.claudePlan), "approve")).toBe('"2"')
    const third = drawn.claudePlan.replace(
      "   2. Yes, manually approve edits\n   3.",
      "   2. Yes, and bypass permissions\n   3. Yes, manually approve edits\n   4.",
    )
    expect(keysFor(seen("claude", third), "approve")).toBe('"3"')
    const none = drawn.claudePlan.replace("   2. Yes, manually approve edits\n", "")
    expect(keysFor(seen("claude", none), "approve")).toBeUndefined()
  })

  test("what would hold for good, or for more than this once, is not agreed to from afar", () => {
    const more = drawn.claudeBash("make test").replace("1. Yes", "1. Yes, and don't ask again")
    const folder = drawn.codexRun("make test").replace("1. Yes, proceed", "1. Allow Codex to work in this folder")
    for (const [program, screen] of [
      ["claude", more],
      ["codex", folder],
      ["opencode", drawn.opencodeForGood],
    ] as const) {
      const sight = seen(program, screen)
      expect([sight?.state, keysFor(sight, "approve"), keysFor(sight, "deny")]).toEqual([
        "approval",
        undefined,
        "Escape",
      ])
    }
  })

  test("an agent that waits for text gets it pasted, and Enter when it is in", () => {
    for (const [program, screen] of [
      ["claude", drawn.claudeDone],
      ["codex", drawn.codexDone],
      ["gemini", drawn.geminiDone],
      ["qwen", drawn.qwenDone],
      ["opencode", drawn.opencodeDone],
    ] as const) {
      expect(keysFor(seen(program, screen), "reply")).toBe("paste, wait, Enter, verify-state")
    }
  })
})

describe("what is asked", () => {
  test.each([
    ["claude", drawn.claudeBash("make test"), { what: "proceed", runs: "make test" }],
    ["claude", drawn.claudeEdit, { what: "make this edit to list.ts" }],
    ["codex", drawn.codexRun("make test"), { what: "run the following command", runs: "make test" }],
    ["gemini", drawn.geminiRun("make test"), { what: "[Shell]", runs: "make test" }],
    ["qwen", drawn.qwenRun("make test"), { what: "make", runs: "make test" }],
    ["opencode", drawn.opencodeRun(["$ make test"]), { what: "Permission required", runs: "make test" }],
    ["claude", drawn.claudeQuestion, { what: "In which order shall the imports stand?" }],
    ["codex", drawn.codexQuestion, { what: "In which order shall the imports stand?" }],
    ["gemini", drawn.geminiQuestion, { what: "In which order shall the imports stand?" }],
    ["opencode", drawn.opencodeQuestion, { what: "In which order shall the imports stand?" }],
    ["claude", drawn.claudeLimit, { reset: "2:10pm (UTC)" }],
    ["codex", drawn.codexLimit, { reset: "1:08 PM" }],
    ["gemini", drawn.geminiLimit, { reset: "3:00 PM" }],
    ["claude", drawn.claudeError, { code: "529" }],
    ["codex", drawn.codexError, { code: "429" }],
    ["gemini", drawn.geminiError, { code: "503" }],
    ["qwen", drawn.qwenError, { code: "401" }],
  ] as const)("%s: %#", (program, screen, captures) => {
    expect(seen(program, screen)?.captures).toEqual(captures)
  })

  test("every approval and question says `what`", () => {
    const waits = ruleSet.agents
      .flatMap(({ clauses }) => clauses)
      .filter(({ state }) => state === "approval" || state === "question")
    expect(waits.filter(({ captures }) => !captures.always.includes("what")).map(({ id }) => id)).toEqual([])
  })

  test("the whole command, and nothing that was on the screen before", () => {
    const command = "make clean &&\nmake test"
    for (const [program, screen] of [
      ["claude", drawn.claudeBash(command)],
      ["codex", drawn.codexRun(command)],
      ["gemini", drawn.geminiRun(command)],
      ["qwen", drawn.qwenRun(command)],
      ["opencode", drawn.opencodeRun(["$ make clean &&", "make test"])],
    ] as const) {
      const detail = seen(program, `✦ Long ago: rm everything\n\n${screen}`)?.detail
      expect(detail).toContain("make clean &&")
      expect(detail).toContain("make test")
      expect(detail).not.toContain("Long ago")
    }
  })
})

/** What state each agent is in, on drawings of its screens. */
import { describe, expect, test } from "bun:test"
import { Pane, ruleSet, seen } from "./agent-pane.ts"
import * as drawn from "./drawings/all.ts"

test("five agents are known, each by the program that runs", () => {
  expect(ruleSet.agents.map(({ name }) => name).toSorted()).toEqual(["claude", "codex", "gemini", "opencode", "qwen"])
  for (const program of ["bash", "less", "vim", "node"]) {
    expect(seen(program, drawn.claudeBash("make test"))).toBeUndefined()
  }
})

describe("each state is told", () => {
  test.each([
    ["claude", "idle", drawn.claudeStart],
    ["claude", "busy", drawn.claudeBusy],
    ["claude", "busy", drawn.claudeBusyNarrow],
    ["claude", "idle", drawn.claudeDone],
    ["claude", "idle", drawn.claudeDraft],
    ["claude", "approval", drawn.claudeBash("make test")],
    ["claude", "approval", drawn.claudeEdit],
    ["claude", "approval", drawn.claudeTail],
    ["claude", "approval", drawn.claudePlan],
    ["claude", "approval", drawn.claudeTrust],
    ["claude", "question", drawn.claudeKey],
    ["claude", "question", drawn.claudeQuestion],
    ["claude", "error", drawn.claudeError],
    ["claude", "limited", drawn.claudeLimit],
    ["codex", "busy", drawn.codexBusy],
    ["codex", "busy", drawn.codexBusyNarrow],
    ["codex", "idle", drawn.codexDone],
    ["codex", "idle", drawn.codexInterrupted],
    ["codex", "error", drawn.codexError],
    ["codex", "limited", drawn.codexLimit],
    ["codex", "approval", drawn.codexRun("make test")],
    ["codex", "approval", drawn.codexTrust],
    ["codex", "question", drawn.codexQuestion],
    ["codex", "question", drawn.codexUpdate],
    ["gemini", "busy", drawn.geminiBusy],
    ["gemini", "idle", drawn.geminiDone],
    ["gemini", "error", drawn.geminiError],
    ["gemini", "approval", drawn.geminiRun("make test")],
    ["gemini", "question", drawn.geminiQuestion],
    ["gemini", "limited", drawn.geminiLimit],
    ["gemini", "starting", drawn.geminiRestart],
    ["qwen", "busy", drawn.qwenBusy],
    ["qwen", "busy", drawn.qwenQueued],
    ["qwen", "idle", drawn.qwenDone],
    ["qwen", "error", drawn.qwenError],
    ["qwen", "approval", drawn.qwenRun("make test")],
    ["opencode", "busy", drawn.opencodeBusy],
    ["opencode", "busy", drawn.opencodeRetrying],
    ["opencode", "idle", drawn.opencodeDone],
    ["opencode", "idle", drawn.opencodeStopped],
    ["opencode", "error", drawn.opencodeError],
    ["opencode", "approval", drawn.opencodeRun(["$ make test"])],
    ["opencode", "approval", drawn.opencodeForGood],
    ["opencode", "question", drawn.opencodeQuestion],
  ] as const)("%s: %s (%#)", (program, state, screen) => {
    expect(seen(program, screen)?.state).toBe(state)
  })

  test("codex, while its answer streams, by the mark in the title", () => {
    expect(seen("codex", drawn.codexStreaming, "⠋ topic | work")?.state).toBe("busy")
    expect(seen("codex", drawn.codexStreaming, "topic | work")?.state).toBe("idle")
  })

  test("a narrow dialog, its question and its hints wrapped", () => {
    const narrow = drawn.claudeBash("make test").replace("Do you want to proceed?", "Do you want\n to proceed?")
    expect(seen("claude", narrow.replaceAll("─".repeat(100), "─".repeat(30)))?.state).toBe("approval")
    const hint = drawn.codexRun("make test").replace("confirm or esc to cancel", "confirm or esc to\n  cancel")
    expect(seen("codex", hint)?.state).toBe("approval")
  })
})

describe("what only looks like it is not", () => {
  test.each([
    ["claude", drawn.claudeProse],
    ["claude", drawn.claudeAnswered],
    ["codex", drawn.codexProse],
    ["codex", drawn.codexAnswered],
    ["gemini", drawn.geminiProse],
    ["qwen", drawn.qwenProse],
    ["opencode", drawn.opencodeProse],
  ] as const)("%s: %#", (program, screen) => {
    expect(seen(program, screen)?.state).toBe("idle")
  })

  test("what is not recognised is no state", () => {
    for (const program of ["claude", "codex", "gemini", "qwen", "opencode"]) {
      expect(seen(program, "$ \n\nLoading the model.")?.state).toBe("none")
    }
  })

  test("a viewer over the screen leaves the state as it was", () => {
    const pane = new Pane("claude")
    pane.shows(drawn.claudeBusy)
    expect(pane.shows(drawn.claudeTranscript)?.state).toBe("busy")
  })
})

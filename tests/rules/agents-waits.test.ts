/** What is one wait for a person, and what another. */
import { describe, expect, test } from "bun:test"
import { Pane } from "./agent-pane.ts"
import * as drawn from "./drawings/all.ts"

describe("one wait is one", () => {
  test("what turns below Qwen's dialog makes no other", () => {
    const pane = new Pane("qwen")
    const first = pane.shows(drawn.qwenRun("make test", "⠏ Waiting for user confirmation..."))
    const then = pane.shows(drawn.qwenRun("make test", "⠙ Counting electrons... (12s · esc to cancel)"))
    expect(then?.identity).toBe(first?.identity ?? "")
    expect(first?.identity).not.toBe("")
  })

  test("another command in its place does, and so does the same one after a pause", () => {
    for (const [program, dialog, idle] of [
      ["claude", drawn.claudeBash, drawn.claudeDone],
      ["codex", drawn.codexRun, drawn.codexDone],
      ["gemini", drawn.geminiRun, drawn.geminiDone],
      ["qwen", (command: string) => drawn.qwenRun(command), drawn.qwenDone],
      ["opencode", (command: string) => drawn.opencodeRun([`$ ${command}`]), drawn.opencodeDone],
    ] as const) {
      const pane = new Pane(program)
      const first = pane.shows(dialog("make test"))?.identity
      const second = pane.shows(dialog("make clean"))?.identity
      pane.shows(idle)
      const third = pane.shows(dialog("make clean"))?.identity
      expect(new Set([first, second, third]).size).toBe(3)
    }
  })

  test("it is over within the time in which a rule would take the next for another", () => {
    const pane = new Pane("claude")
    pane.shows(drawn.claudeBash("make test"))
    pane.stage.shows(drawn.claudeDone, { facts: { program: "claude" } })
    pane.stage.after(500)
    expect(pane.stage.agent?.state).toBe("idle")
  })
})

import { afterEach, describe, expect, test } from "bun:test"
import { Fleet } from "../support/fleet.ts"
import { expectPrompt } from "../support/promptness.ts"
import { claudeDialog, claudeIdle, claudeProse, codexDialog, geminiDialog, opencodeDialog } from "../support/screens.ts"
import { eventually } from "../support/tmux.ts"

let fleet: Fleet
afterEach(() => fleet.stop())

describe("a permission dialog in a pane", () => {
  for (const [program, dialog] of [
    ["claude", claudeDialog("npm test")],
    ["codex", codexDialog],
    ["gemini", geminiDialog],
    ["opencode", opencodeDialog],
  ] as const) {
    test(`of ${program} reaches the phone as one app message that says where and what`, async () => {
      fleet = await Fleet.start()
      const agent = await fleet.agent("proj", program)
      await fleet.run()
      const drawnAt = Date.now()
      agent.draw(dialog)
      await eventually("the phone shows it", () => fleet.inbox.length > 0, 10_000)
      expectPrompt(fleet, drawnAt)
      const [message] = fleet.inbox
      expect(message?.via).toBe("app")
      expect(message?.content).toContain(`nas · proj:agent ${program} asks for permission`)
      expect(message?.content).toContain("npm test")
      await Bun.sleep(1500)
      expect(fleet.inbox).toHaveLength(1)
      expect(agent.typed()).toBe("")
    })
  }

  test("is told once per appearance: redrawn it stays silent, gone and back it is told again", async () => {
    fleet = await Fleet.start()
    const agent = await fleet.agent("proj")
    await fleet.run()
    agent.draw(claudeDialog("npm test"))
    await eventually("the first message", () => fleet.inbox.length === 1, 10_000)
    agent.draw(`${claudeDialog("npm test")}\n`)
    agent.draw(claudeIdle)
    // `clear` is 2 s by default: only then may it appear anew.
    await eventually(
      "the dialog is forgotten",
      async () => (await fleet.status()).panes.every((pane) => pane.rules.length === 0),
      10_000,
    )
    agent.draw(claudeDialog("rm -rf build"))
    await eventually("the second message", () => fleet.inbox.length === 2, 10_000)
    expect(fleet.inbox[1]?.content).toContain("rm -rf build")
  })

  test("that follows another at once is told too, and so is one that takes the other's place", async () => {
    fleet = await Fleet.start()
    const agent = await fleet.agent("proj")
    await fleet.run()
    agent.draw(claudeDialog("npm test"))
    await eventually("the first message", () => fleet.inbox.length === 1, 10_000)
    agent.draw(claudeIdle)
    await Bun.sleep(1000)
    agent.draw(claudeDialog("rm -rf build"))
    await eventually("the second message", () => fleet.inbox.length === 2, 10_000)
    agent.draw(claudeDialog("git push --force"))
    await eventually("the third message", () => fleet.inbox.length === 3, 10_000)
    for (const [index, command] of ["npm test", "rm -rf build", "git push --force"].entries()) {
      expect(fleet.inbox[index]?.content).toContain(command)
    }
  })

  test("that is only quoted in prose, or shown by another program, is not told", async () => {
    fleet = await Fleet.start()
    const agent = await fleet.agent("proj")
    const reader = await fleet.agent("docs", "less")
    const witness = await fleet.agent("witness")
    await fleet.run()
    agent.draw(claudeProse)
    reader.draw(claudeDialog("npm test"))
    await eventually("both are on the screen", async () => {
      const text = fleet.tmux.run("capture-pane", "-p", "-t", "docs")
      return text.includes("Do you want to proceed?")
    })
    // What comes after it shows that both screens have been judged.
    witness.draw(claudeDialog("the witness"))
    await eventually("the witness is told", () => fleet.inbox.length > 0, 10_000)
    await Bun.sleep(1000)
    expect(fleet.inbox).toHaveLength(1)
    expect(fleet.inbox[0]?.content).toContain("the witness")
  })
})

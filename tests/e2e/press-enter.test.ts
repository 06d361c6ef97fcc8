import { afterEach, describe, expect, test } from "bun:test"
import { Fleet } from "../support/fleet.ts"
import { eventually } from "../support/tmux.ts"

let fleet: Fleet
afterEach(() => fleet.stop())

const rules = `
rule press-enter {
  on program == "installer"
  when screen last line has "Press Enter to continue"
  stable 500ms
  cooldown 30s
  limit 5 per 1h
  do { send Enter; verify gone within 2s else notify "Enter did not dismiss the prompt" }
}
`
const prompt = "Step 1 is done.\nPress Enter to continue"

describe("`Press Enter to continue`", () => {
  test("gets one Enter, and nobody is bothered when that dismisses it", async () => {
    fleet = await Fleet.start()
    fleet.config({ rules })
    const installer = await fleet.agent("setup", "installer")
    const running = await fleet.run()
    installer.draw(prompt)
    await eventually("Enter is pressed", () => installer.typed() === "\r", 10_000)
    installer.draw("Step 2 …")
    await eventually("it is written down", () => running.log().includes("Enter pressed"))
    await Bun.sleep(3000)
    expect(installer.typed()).toBe("\r")
    expect(fleet.inbox).toHaveLength(0)
  })

  test("that stays there is told, and gets no second Enter", async () => {
    fleet = await Fleet.start()
    fleet.config({ rules })
    const installer = await fleet.agent("setup", "installer")
    await fleet.run()
    installer.draw(prompt)
    await eventually("the phone shows it", () => fleet.inbox.length === 1, 10_000)
    expect(fleet.inbox[0]?.content).toContain("did not dismiss")
    expect(installer.typed()).toBe("\r")
  })

  test("gets no key while the pane is in copy mode, and its Enter afterwards", async () => {
    fleet = await Fleet.start()
    fleet.config({ rules })
    const installer = await fleet.agent("setup", "installer")
    await fleet.run()
    fleet.tmux.run("copy-mode", "-t", installer.pane)
    installer.draw(prompt)
    await eventually("copy mode is seen", async () =>
      (await fleet.status()).panes.some(({ unreadable }) => unreadable === "copy-mode"),
    )
    await Bun.sleep(2000)
    expect(installer.typed()).toBe("")
    expect(fleet.tmux.run("display-message", "-p", "-t", installer.pane, "#{pane_in_mode}")).toBe("1")
    fleet.tmux.run("send-keys", "-t", installer.pane, "-X", "cancel")
    await eventually("Enter is pressed", () => installer.typed() === "\r", 10_000)
  })
})

test("of two rules that answer one prompt only one does: the other finds the next prompt there, and presses nothing", async () => {
  fleet = await Fleet.start()
  const rule = (name: string, answer: string): string => `rule ${name} {
    on program == "installer"
    when screen last line has "Proceed?"
    stable 300ms
    cooldown 30s
    do send "${answer}" Enter
  }`
  fleet.config({ rules: `${rule("yes", "y")}\n${rule("no", "n")}` })
  const installer = await fleet.agent("setup", "installer")
  const running = await fleet.run()
  installer.draw("Proceed?")
  await eventually("one of them answers", () => installer.typed().includes("\r"), 10_000)
  installer.draw("Wipe the disk?")
  await eventually("the other one says why not", () => running.log().includes("NOT pressed"), 10_000)
  expect(installer.typed()).toMatch(/^[yn]\r$/)
})

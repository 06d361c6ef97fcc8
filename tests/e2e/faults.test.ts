import { afterEach, describe, expect, test } from "bun:test"
import { Fleet } from "../support/fleet.ts"
import { claudeDialog } from "../support/screens.ts"
import { eventually, isAlive } from "../support/tmux.ts"

let fleet: Fleet
afterEach(() => fleet.stop())

describe("nothing crashes and nothing is lost", () => {
  test("with no tmux server yet: it says so within a second, waits, and finds it", async () => {
    fleet = await Fleet.start()
    const running = fleet.spawn(["run"])
    await eventually("it says so", () => running.log().includes("no server yet"), 2000)
    const agent = await fleet.agent("proj")
    agent.draw(claudeDialog("npm test"))
    await eventually("the phone shows it", () => fleet.inbox.length === 1, 15_000)
    expect(isAlive(running.pid)).toBe(true)
  })

  test("when the tmux server is killed and another one started", async () => {
    fleet = await Fleet.start()
    const agent = await fleet.agent("proj")
    const running = await fleet.run()
    agent.draw(claudeDialog("before"))
    await eventually("the first message", () => fleet.inbox.length === 1, 10_000)
    process.kill(fleet.tmux.pid() ?? 0, "SIGKILL")
    await eventually("it is noticed", async () => (await fleet.status()).panes.length === 0, 10_000)
    const other = await fleet.agent("proj")
    other.draw(claudeDialog("after"))
    await eventually("the message of the new server", () => fleet.inbox.length === 2, 20_000)
    expect(fleet.inbox[1]?.content).toContain("after")
    expect(isAlive(running.pid)).toBe(true)
  })

  test("when a pane is closed while its rule is pending", async () => {
    fleet = await Fleet.start()
    fleet.config({
      rules: `rule slow { on program == "claude"; when screen bottom 20 has "Do you want to proceed?"; stable 2s; do notify "slow" }`,
    })
    const closing = await fleet.agent("closing")
    const staying = await fleet.agent("staying")
    const running = await fleet.run()
    closing.draw(claudeDialog("closing"))
    await eventually(
      "it is pending",
      async () => (await fleet.status()).panes.some(({ rules }) => rules.some(({ phase }) => phase === "pending")),
      10_000,
    )
    fleet.tmux.run("kill-pane", "-t", closing.pane)
    staying.draw(claudeDialog("staying"))
    await eventually("the other pane is told", () => fleet.inbox.length === 1, 10_000)
    expect(fleet.inbox[0]?.content).toContain("staying")
    expect(isAlive(running.pid)).toBe(true)
  })

  test("when WeCom is down for a while: the message waits and arrives", async () => {
    fleet = await Fleet.start()
    const agent = await fleet.agent("proj")
    const running = await fleet.run()
    await fleet.phone.goDown()
    agent.draw(claudeDialog("npm test"))
    await eventually("it waits", async () => (await fleet.status()).messages.waiting === 1, 10_000)
    await fleet.phone.comeBack()
    await eventually("it arrives", () => fleet.inbox.length === 1, 30_000)
    expect(isAlive(running.pid)).toBe(true)
  })
})

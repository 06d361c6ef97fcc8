import { afterEach, describe, expect, test } from "bun:test"
import { Fleet } from "../support/fleet.ts"
import { claudeDialog } from "../support/screens.ts"
import { eventually } from "../support/tmux.ts"

let fleet: Fleet
afterEach(() => fleet.stop())

describe("kill -9 loses nothing and doubles nothing", () => {
  test("after the commit and before the delivery: after the restart the message arrives, once", async () => {
    fleet = await Fleet.start()
    const agent = await fleet.agent("proj")
    const first = await fleet.run()
    await fleet.phone.goDown()
    agent.draw(claudeDialog("npm test"))
    await eventually("the message is committed", async () => (await fleet.status()).messages.waiting === 1, 10_000)
    await first.end("SIGKILL")
    await fleet.phone.comeBack()
    expect(fleet.inbox).toHaveLength(0)
    await fleet.run()
    await eventually("it arrives", () => fleet.inbox.length === 1, 20_000)
    await Bun.sleep(1500)
    expect(fleet.inbox).toHaveLength(1)
  })

  test("while WeCom has the message and has not answered: the same body again, shown once", async () => {
    fleet = await Fleet.start()
    const agent = await fleet.agent("proj")
    const first = await fleet.run()
    fleet.phone.fail({ path: "message/send", transport: "slow", delivered: true, delayMs: 8000, times: 1 })
    agent.draw(claudeDialog("npm test"))
    await eventually("WeCom has it", () => fleet.phone.calls.some(({ path }) => path === "message/send"), 10_000)
    await first.end("SIGKILL")
    await fleet.run()
    await eventually(
      "it is sent again",
      () => fleet.phone.calls.filter(({ path }) => path === "message/send").length >= 2,
      20_000,
    )
    expect(fleet.inbox).toHaveLength(1)
  })

  test("a dialog that was told before is not told again after the restart", async () => {
    fleet = await Fleet.start()
    const agent = await fleet.agent("proj")
    const first = await fleet.run()
    agent.draw(claudeDialog("npm test"))
    await eventually("it arrives", () => fleet.inbox.length === 1, 10_000)
    await eventually("it is written down", async () => (await fleet.status()).messages.sent === 1)
    await first.end("SIGKILL")
    await fleet.run()
    await eventually(
      "the pane is seen again",
      async () => (await fleet.status()).panes.some(({ rules }) => rules.length > 0),
      10_000,
    )
    await Bun.sleep(1500)
    expect(fleet.inbox).toHaveLength(1)
  })

  test("steps that were under way are told as ended, once, and not gone on with", async () => {
    fleet = await Fleet.start()
    fleet.config({
      rules: `rule slow { on program == "claude"; when screen bottom 20 has "Do you want to proceed?"; stable 300ms; do { wait 4s; notify "the end" } }`,
    })
    const agent = await fleet.agent("proj")
    const first = await fleet.run()
    agent.draw(claudeDialog("npm test"))
    await eventually(
      "its steps have begun",
      async () => (await fleet.status()).panes.some(({ rules }) => rules[0]?.phase === "open"),
      10_000,
    )
    await first.end("SIGKILL")
    const second = await fleet.run()
    await eventually(
      "the owner is told",
      () => fleet.inbox.some(({ content }) => content.includes("in the middle of its steps")),
      10_000,
    )
    await second.end()
    await (await fleet.run()).end()
    expect(fleet.inbox).toHaveLength(1)
  })
})

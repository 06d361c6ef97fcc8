import { afterEach, describe, expect, test } from "bun:test"
import { Fleet } from "../support/fleet.ts"
import { claudeDialog } from "../support/screens.ts"
import { eventually } from "../support/tmux.ts"

let fleet: Fleet
afterEach(() => fleet.stop())

async function shown(text: string): Promise<void> {
  await eventually("the screen is drawn", () => fleet.tmux.run("capture-pane", "-p", "-t", "proj").includes(text))
}

describe("fleetai run --once", () => {
  test("looks once, delivers, and ends with 0", async () => {
    fleet = await Fleet.start()
    const agent = await fleet.agent("proj")
    agent.draw(claudeDialog("npm test"))
    await shown("npm test")
    const { code } = await fleet.call(["run", "--once"])
    expect(code).toBe(0)
    expect(fleet.inbox).toHaveLength(1)
  })

  test("again, while the same dialog is still there, tells nothing twice", async () => {
    fleet = await Fleet.start()
    const agent = await fleet.agent("proj")
    agent.draw(claudeDialog("npm test"))
    await shown("npm test")
    await fleet.call(["run", "--once"])
    await fleet.call(["run", "--once"])
    expect(fleet.inbox).toHaveLength(1)
  })

  test("without a tmux server says so and ends with 3", async () => {
    fleet = await Fleet.start()
    const { code, err } = await fleet.call(["run", "--once"])
    expect(code).toBe(3)
    expect(err).toContain("no tmux server")
  })
})

describe("fleetai run --dry-run", () => {
  test("shows what would happen, sends nothing, presses nothing and writes nothing", async () => {
    fleet = await Fleet.start()
    fleet.config({
      rules: `rule enter { on program == "claude"; when screen bottom 20 has "Do you want to proceed?"; stable 500ms; cooldown 1m; do { send Enter; notify "x" } }`,
    })
    const agent = await fleet.agent("proj")
    const running = await fleet.run({}, ["--dry-run"])
    agent.draw(claudeDialog("npm test"))
    await eventually("it says what it would do", () => running.log().includes("enter: keys Enter"), 10_000)
    await running.end()
    expect(agent.typed()).toBe("")
    expect(fleet.inbox).toHaveLength(0)
    expect(await Bun.file(`${fleet.state}/state.db`).exists()).toBe(false)
  })
})

test("fleetai status without a service takes a look of its own, says so, and leaves no trace", async () => {
  fleet = await Fleet.start()
  const agent = await fleet.agent("proj")
  agent.draw(claudeDialog("npm test"))
  await shown("npm test")
  const before = fleet.tmux.run("list-sessions")
  const { code, out, err } = await fleet.call(["status"])
  expect(code).toBe(3)
  expect(err).toContain("no running service")
  expect(out).toContain("nas/proj:agent")
  expect(out).toContain("claude-permission")
  expect(fleet.tmux.run("list-sessions")).toBe(before)
})

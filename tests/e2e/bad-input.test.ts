import { Database } from "bun:sqlite"
import { afterEach, describe, expect, test } from "bun:test"
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { Fleet } from "../support/fleet.ts"
import { claudeDialog } from "../support/screens.ts"
import { eventually } from "../support/tmux.ts"

let fleet: Fleet
afterEach(() => fleet.stop())

const good = `rule asks { on program == "claude"; when screen bottom 20 has "Do you want to <what>?"; stable 500ms; do notify "{what}" }`

describe("broken rules at the start", () => {
  test("are printed with their place, and nothing starts", async () => {
    fleet = await Fleet.start()
    fleet.config({ rules: `${good}\nrule two { when screen botom 3 has "x"; do notify "y" }` })
    const { code, err } = await fleet.call(["run"])
    expect(code).toBe(1)
    expect(err).toContain("test.rules:2:24")
    expect(err).toContain("did you mean `bottom`?")
  })

  test("give way to the last set that worked, loudly, and the owner is told", async () => {
    fleet = await Fleet.start()
    fleet.config({ rules: good })
    const agent = await fleet.agent("proj")
    await (await fleet.run()).end()
    fleet.rules("rule asks {")
    const running = await fleet.run()
    expect(running.log()).toContain("THE RULES ARE BROKEN")
    await eventually(
      "the owner is told",
      () => fleet.inbox.some(({ content }) => content.includes("rules are broken")),
      10_000,
    )
    agent.draw(claudeDialog("npm test"))
    await eventually("the old rules work", () => fleet.inbox.some(({ content }) => content.includes("proceed")), 10_000)
  })
})

test("a broken config.toml ends with 2 and the place", async () => {
  fleet = await Fleet.start()
  fleet.config({ more: "[wecom.app]\ncorp = 'x'" })
  const { code, err } = await fleet.call(["run"])
  expect(code).toBe(2)
  expect(err).toMatch(/config\.toml:\d+:1/)
  expect(err).toContain("corp")
})

describe("a database that cannot be written", () => {
  test("by a lock: said with its place, and everything happens once it is free", async () => {
    fleet = await Fleet.start()
    const agent = await fleet.agent("proj")
    const running = await fleet.run()
    const other = new Database(join(fleet.state, "state.db"))
    other.run("BEGIN IMMEDIATE")
    agent.draw(claudeDialog("npm test"))
    await eventually("it says so", () => running.log().includes("state.db"), 20_000)
    expect(fleet.inbox).toHaveLength(0)
    other.run("ROLLBACK")
    other.close()
    await eventually("the message arrives", () => fleet.inbox.length === 1, 20_000)
  }, 60_000)

  test("that is none: an error and no start", async () => {
    fleet = await Fleet.start()
    mkdirSync(fleet.state, { recursive: true })
    writeFileSync(join(fleet.state, "state.db"), "this is no database, it is a text that somebody put here")
    const { code, err } = await fleet.call(["run"])
    expect(code).toBe(1)
    expect(err).toContain("state.db")
  })

  test("a second fleetai with the same state says who runs, and ends", async () => {
    fleet = await Fleet.start()
    const running = await fleet.run()
    const { code, err } = await fleet.call(["run"])
    expect(code).toBe(1)
    expect(err).toContain(String(running.pid))
  })
})

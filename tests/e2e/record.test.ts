import { afterEach, describe, expect, test } from "bun:test"
import { readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { Fleet } from "../support/fleet.ts"
import { claudeDialog, claudeIdle } from "../support/screens.ts"
import { eventually } from "../support/tmux.ts"

let fleet: Fleet
afterEach(() => fleet.stop())

/** Made up for this test. */
const secret = `sk-ant-${"Ab1".repeat(12)}`

async function shown(text: string): Promise<void> {
  await eventually("the screen is drawn", () => fleet.tmux.run("capture-pane", "-p", "-t", "proj").includes(text))
}

describe("fleetai record PANE", () => {
  test("writes a screen that explains itself, without its secrets", async () => {
    fleet = await Fleet.start()
    const agent = await fleet.agent("proj")
    agent.draw(claudeDialog(`export KEY=${secret}`))
    await shown("proceed")
    const { code, err } = await fleet.call(["record", agent.pane, "-o", "a.screen"])
    expect({ code }).toEqual({ code: 0 })
    expect(err).toContain("fleetai explain --screen a.screen")
    const path = join(fleet.folder, "a.screen")
    const text = readFileSync(path, "utf8")
    expect(text).toStartWith("# size: 100x30\n")
    expect(text).toContain("# program: claude\n")
    expect(text).not.toContain(secret)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    const { out } = await fleet.call(["explain", "claude-permission", "--screen", "a.screen", "--json"])
    expect(JSON.parse(out).rules[0].fired).toBe(true)
  })

  test("to standard output is the screen alone", async () => {
    fleet = await Fleet.start()
    const agent = await fleet.agent("proj")
    agent.draw(claudeIdle)
    await shown("shortcuts")
    const { out } = await fleet.call(["record", "proj"])
    expect(out).toContain("---\n● All done: the tests pass.")
  })

  test("of a pane that is not there, or into a folder that is not, ends with a sentence", async () => {
    fleet = await Fleet.start()
    await fleet.agent("proj")
    expect((await fleet.call(["record", "%99"])).code).toBe(2)
    const { code, err } = await fleet.call(["record", "proj", "-o", "none/a.screen"])
    expect(code).toBe(1)
    expect(err).toContain("none/a.screen cannot be written")
    expect((await fleet.call(["record", "proj", "--for", "soon"])).code).toBe(2)
  })
})

test("fleetai record PANE --for: what happens, as a recording that replays to the same notification", async () => {
  fleet = await Fleet.start()
  const agent = await fleet.agent("proj")
  agent.draw(claudeIdle)
  await shown("shortcuts")
  const recording = fleet.spawn(["record", "proj", "--for", "1m", "-o", "a.jsonl"])
  await eventually("it records", () => recording.log().includes("recording for 1m"))
  agent.draw(claudeDialog(`export KEY=${secret}`))
  const path = join(fleet.folder, "a.jsonl")
  await eventually("the dialog is recorded", () => readFileSync(path, "utf8").includes("proceed"))
  await Bun.sleep(1_500)
  expect(await recording.end("SIGINT")).toBe(0)
  expect(recording.log()).toContain("fleetai replay a.jsonl")
  expect(readFileSync(path, "utf8")).not.toContain(secret)
  const { out, code } = await fleet.call(["replay", "--json", "a.jsonl"])
  expect(code).toBe(0)
  const fired = out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line))
  expect(fired.map(({ kind, rule }) => [kind, rule])).toEqual([["fired", "claude-permission"]])
  expect(fired[0].effects[0].title).toContain("proj:agent")
})

test("a compiled fleetai replays asciinema casts", async () => {
  fleet = await Fleet.start()
  const lines = [{ version: 2, width: 40, height: 5 }, [1, "o", "\u001b[31mPress Enter\u001b[0m to continue"]]
  await Bun.write(join(fleet.folder, "a.cast"), lines.map((line) => JSON.stringify(line)).join("\n"))
  const { out, code } = await fleet.call(["replay", "a.cast", "--hold", "10s", "--json"])
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ t: 3000, kind: "fired", rule: "press-enter-waits" })
})

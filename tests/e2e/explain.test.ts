import { afterEach, expect, test } from "bun:test"
import { Fleet } from "../support/fleet.ts"
import { claudeDialog } from "../support/screens.ts"
import { eventually } from "../support/tmux.ts"

let fleet: Fleet
afterEach(() => fleet.stop())

const explained = async (...args: string[]) => {
  const { out, err, code } = await fleet.call(["explain", ...args, "--json"])
  if (code !== 0) throw new Error(err)
  return { rule: JSON.parse(out).rules[0], err }
}

test("fleetai explain RULE PANE asks the running service, which knows what the rule waits for", async () => {
  fleet = await Fleet.start()
  fleet.config({ rules: `rule slow { when screen has "Do you want to <what>?"; for 1h; do notify phone "{what}" }` })
  const agent = await fleet.agent("proj")
  await fleet.run()
  agent.draw(claudeDialog("npm test"))
  const found = await eventually("the service waits", async () => {
    const asked = await explained("slow", "proj")
    return asked.rule.waits.phase === "pending" ? asked : undefined
  })
  const rule = found?.rule
  expect(rule).toMatchObject({ holds: true, fired: false, captures: { what: "proceed" } })
  expect(rule.waits).toMatchObject({ clause: "for", held: false })
  expect(rule.waits.remainingMs).toBeWithin(3_500_000, 3_600_001)
})

test("without a service it takes a look of its own, and says so", async () => {
  fleet = await Fleet.start()
  const agent = await fleet.agent("proj")
  agent.draw(claudeDialog("npm test"))
  await eventually("the screen is drawn", () => fleet.tmux.run("capture-pane", "-p", "-t", "proj").includes("npm test"))
  const { rule, err } = await explained("claude-permission", agent.pane)
  expect(err).toContain("no running service")
  expect(rule).toMatchObject({ holds: true, fired: true, waits: { phase: null } })
})

test("a pane that is not there is wrong usage, with those that are", async () => {
  fleet = await Fleet.start()
  await fleet.agent("proj")
  const { code, err } = await fleet.call(["explain", "%99"])
  expect(code).toBe(2)
  expect(err).toContain('there is no pane "%99"')
  expect(err).toContain("nas/proj:agent")
})

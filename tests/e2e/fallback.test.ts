import { afterEach, expect, test } from "bun:test"
import { Fleet } from "../support/fleet.ts"
import { claudeDialog } from "../support/screens.ts"
import { eventually } from "../support/tmux.ts"

let fleet: Fleet
afterEach(() => fleet.stop())

test("when WeCom does not trust this IP the robot delivers, and log and status name the IP and the cure", async () => {
  fleet = await Fleet.start()
  fleet.phone.trust({ ips: ["203.0.113.7"], exitIp: "198.51.100.23" })
  const agent = await fleet.agent("proj")
  const running = await fleet.run()
  agent.draw(claudeDialog("npm test"))
  await eventually("the robot delivers", () => fleet.inbox.length === 1, 10_000)
  expect(fleet.inbox[0]?.via).toBe("robot")
  expect(fleet.inbox[0]?.content).toContain("npm test")
  await eventually("the log names it", () => running.log().includes("198.51.100.23"))
  expect(running.log()).toContain("企业可信IP")
  const { channels } = await fleet.status()
  const app = channels.find(({ name }) => name === "wecom.app")
  expect(app).toMatchObject({ state: "down", code: 60020, exitIp: "198.51.100.23" })
  expect(app?.cure).toContain("企业可信IP")
  const text = await fleet.call(["status"])
  expect(text.out).toContain("198.51.100.23")
  expect(text.code).toBe(3)
})

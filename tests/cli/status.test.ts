import { expect, test } from "bun:test"
import { exitOf, printStatus } from "../../src/cli/status.ts"
import type { ChannelStatus, HostStatus, Status } from "../../src/daemon/status.ts"
import { recordedTerminal } from "./recorded-terminal.ts"

const service = { version: "1", pid: 7, since: 0, rules: 3 }
const host = (state: HostStatus["state"]): HostStatus => ({ name: state, state, text: "…", panes: 0 })
const channel = (state: ChannelStatus["state"]): ChannelStatus => {
  return { name: state, state, since: null, code: null, reason: null, cure: null, exitIp: null }
}
function status(over: Partial<Status>): Status {
  const messages = { waiting: 0, held: 0, sending: 0, sent: 0, failed: 0 }
  return { service, hosts: [host("connected")], panes: [], channels: [channel("ok")], messages, asks: 0, ...over }
}

test.each([
  ["all is well", {}, 0],
  [
    "a host by its fallback, a channel that was never used",
    { hosts: [host("fallback")], channels: [channel("unused")] },
    0,
  ],
  ["no service", { service: null }, 3],
  ["one host of two is absent", { hosts: [host("connected"), host("absent")] }, 3],
  ["a host is lost", { hosts: [host("lost")] }, 3],
  ["a channel is down", { channels: [channel("ok"), channel("down")] }, 3],
] as const)("the exit code when %s", (_, over, code) => {
  expect(exitOf(status(over))).toBe(code)
})

test("names from outside steer no terminal", () => {
  const names = { host: "h", session: "s\u001b[2J", window: "w\u202e", pane: "%1", program: "p\n" }
  const pane = { ...names, quietSince: 0, unreadable: null, agent: null, rules: [] }
  const { terminal, out } = recordedTerminal()
  printStatus(status({ panes: [pane] }), terminal, 60_000)
  expect(out()).toContain("h/s·[2J:w·  %1  p·")
})

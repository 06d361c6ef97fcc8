import { expect, test } from "bun:test"
import { channelStatuses, hostStatus, paneStatus } from "../../src/daemon/status.ts"
import type { ChannelHealth } from "../../src/store/channels.ts"
import { Stage } from "../engine/stage.ts"
import { frame } from "../screen/sample.ts"

test("a host says how it is reached, in words, and how many panes it has", () => {
  const server = { pid: 7, startS: 1, version: "3.3a" }
  const connected = hostStatus("nas", "work", { kind: "connected", server }, [frame("a"), frame("b")], "en")
  expect(connected).toMatchObject({ name: "nas", state: "connected", panes: 2 })
  expect(connected.text).toContain("3.3a")
  expect(hostStatus("nas", "work", { kind: "lost", why: "EACCES" }, [], "zh-CN").text).toContain("EACCES")
})

test("a pane shows the rules that hold there, and since when; those that do not are left out", () => {
  const stage = new Stage(`
    rule here { when screen has "yes"; stable 1s; do notify "x" }
    rule not-here { when screen has "no"; do notify "x" }`)
  const since = stage.now
  stage.shows("yes")
  const seen = frame("yes", { facts: { program: undefined, printedAt: 5 } })
  expect(paneStatus(seen, stage.state.panes)).toEqual({
    ...{ host: "box", session: "work", window: "build", pane: "%1", program: "cargo", quietSince: 5, unreadable: null },
    agent: null,
    rules: [{ name: "here", phase: "pending", since }],
  })
  stage.after(2_000)
  expect(paneStatus(seen, stage.state.panes).rules).toMatchObject([{ phase: "open" }])
})

test("a pane that nobody judged yet, or that cannot be read, is shown all the same", () => {
  const seen = frame("", { unreadable: "copy-mode" })
  expect(paneStatus(seen, new Map())).toMatchObject({ unreadable: "copy-mode", rules: [] })
})

test("channels come in the order of their use: never used, working, down with reason and cure in the language", () => {
  const reason = JSON.stringify({ id: "wecom.error.busy", values: {} })
  const down: ChannelHealth = {
    ...{ name: "wecom.app", fingerprint: "f", state: "down", since: 9, retryAt: 10, failures: 1, fallback: "always" },
    ...{ code: -1, reason, cure: JSON.stringify({ id: "wecom.cure.itself", values: {} }), exitIp: "203.0.113.7" },
  }
  const unused = { ...down, name: "gone" }
  const told = channelStatuses(["wecom.robot", "wecom.app"], [unused, down], "zh-CN")
  expect(told.map(({ name, state }) => `${name} ${state}`)).toEqual(["wecom.robot unused", "wecom.app down"])
  expect(told[1]).toMatchObject({ since: 9, code: -1, exitIp: "203.0.113.7", reason: "企业微信系统繁忙" })
  expect(Object.values(told[0] ?? {}).filter((value) => value === undefined)).toEqual([])
})

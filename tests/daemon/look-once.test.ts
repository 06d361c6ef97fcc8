import { afterEach, beforeEach, expect, test } from "bun:test"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { lookOnce } from "../../src/daemon/look-once.ts"
import { configOf, load } from "../config/machine.ts"
import { eventually, type PrivateTmux, privateTmux } from "../support/tmux.ts"

let tmux: PrivateTmux
beforeEach(() => {
  tmux = privateTmux()
})
afterEach(() => tmux.stop())

const rules = `rule waits { when screen has "continue?"; stable 10m; do notify "x" }`

async function configured(more = "") {
  const socket = join(tmux.home, `tmux-${tmux.address.uid}/test`)
  await Bun.write(join(tmux.home, "a.rules"), rules)
  const state = join(tmux.home, "state")
  return configOf(
    load(`rules = ["${tmux.home}/a.rules"]\nstate = "${state}"\n[[host]]\nname = "nas"\nsocket = "${socket}"\n${more}`),
  )
}

test("one look shows every watched pane and the rules that hold there; nothing is made, and tmux stays as it was", async () => {
  tmux.session("proj", "sh", "-c", "echo continue?; exec cat")
  tmux.session("other", "cat")
  await eventually("it is drawn", () => tmux.run("capture-pane", "-p", "-t", "proj").includes("continue?"))
  const config = await configured('sessions = ["^proj"]')
  const before = tmux.run("list-panes", "-a")
  const { service, hosts, panes, channels, messages } = await lookOnce(config, "en")
  expect(service).toBeNull()
  expect(hosts).toMatchObject([{ name: "nas", state: "connected", panes: 1 }])
  expect(panes).toMatchObject([{ host: "nas", session: "proj", rules: [{ name: "waits", phase: "pending" }] }])
  expect(channels.every(({ state }) => state === "unused")).toBe(true)
  expect(messages).toEqual({ waiting: 0, held: 0, sending: 0, sent: 0, failed: 0 })
  expect(existsSync(config.state)).toBe(false)
  await eventually("our session is gone", () => tmux.run("list-panes", "-a") === before)
})

test("a server that is not there is an answer, in time", async () => {
  const started = performance.now()
  const { hosts, panes } = await lookOnce(await configured(), "en")
  expect(hosts).toMatchObject([{ name: "nas", state: "absent", panes: 0 }])
  expect(panes).toEqual([])
  expect(performance.now() - started).toBeLessThan(5_000)
})

test("broken rules leave the panes to be seen", async () => {
  tmux.session("proj", "cat")
  const config = await configured()
  await Bun.write(join(tmux.home, "a.rules"), "rule {")
  const { panes } = await lookOnce(config, "en")
  expect(panes).toMatchObject([{ session: "proj", rules: [] }])
})

/** The control client and the session it lives on. */
import { afterEach, beforeEach, expect, test } from "bun:test"
import { mkdirSync, readFileSync, symlinkSync } from "node:fs"
import { join } from "node:path"
import { eventually, type PrivateTmux, privateTmux } from "../support/tmux.ts"
import { type Watching, watching } from "../support/watching.ts"

let tmux: PrivateTmux
let seen: Watching | undefined

beforeEach(() => {
  tmux = privateTmux()
})
afterEach(async () => {
  await seen?.watcher.stop()
  await tmux.stop()
})

async function watch(env: Record<string, string> = {}): Promise<Watching> {
  const one = watching(tmux, { address: { ...tmux.address, env: { ...tmux.env, ...env } } })
  seen = one
  one.watcher.start()
  await eventually("it sees", () => one.watcher.panes().length > 0)
  return one
}

test("it gets no secret of ours: others can read a process's environment", async () => {
  tmux.session("work")
  await watch({ WECOM_APP_SECRET: "s3cret", HTTPS_PROXY: "http://me:s3cret@proxy" })
  const client = tmux.run("list-clients", "-F", "#{client_pid}")
  expect(readFileSync(`/proc/${client}/environ`, "utf8")).not.toContain("s3cret")
})

test("it is not moved onto a person's session when its own is killed", async () => {
  tmux.session("work")
  tmux.run("set-option", "-g", "detach-on-destroy", "off")
  const one = await watch()
  tmux.run("set-hook", "-g", "client-session-changed", "set-environment -gF MOVED '#{client_session}'")
  tmux.run("kill-session", "-t", "_fleetai")
  await eventually("it comes back", () => one.states.map(({ kind }) => kind).join(" ") === "connected lost connected")
  expect(tmux.run("show-environment", "-g")).not.toContain("MOVED=work")
  expect(tmux.run("list-clients", "-F", "#{client_session}")).toBe("_fleetai")
})

test("it lives with hooks of a person that print something, or fail", async () => {
  tmux.session("work")
  for (const hook of ["client-attached", "client-session-changed", "session-created"]) {
    tmux.run("set-hook", "-g", hook, "display-message -p '%hello' ; set-environment -g X")
  }
  const one = await watch()
  tmux.run("send-keys", "-t", "work", "typed")
  await eventually("the text", () => one.text("%0") === "typed")
  expect(one.states.map(({ kind }) => kind)).toEqual(["connected"])
})

test("a PATH without what our session runs does the server no harm: tmux 3.3a crashes when that ends at once", async () => {
  tmux.session("work")
  const server = tmux.pid()
  const bin = join(tmux.home, "bin")
  mkdirSync(bin)
  symlinkSync(Bun.which("tmux") ?? "", join(bin, "tmux"))
  const one = await watch({ PATH: bin })
  expect(one.states.map(({ kind }) => kind)).toEqual(["connected"])
  expect(tmux.pid()).toBe(server)
})

import { afterEach, beforeEach, expect, test } from "bun:test"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { LinuxProcesses } from "../../src/process/linux.ts"
import { PsProcesses, parsePs } from "../../src/process/ps.ts"
import { RemoteProcesses } from "../../src/process/remote.ts"
import { eventually, type PrivateTmux, privateTmux } from "../support/tmux.ts"

let tmux: PrivateTmux

beforeEach(() => {
  tmux = privateTmux()
})
afterEach(() => tmux.stop())

const pid = () => Number(tmux.run("display-message", "-p", "-t", "%0", "#{pane_pid}"))
/** A shell of this machine stands for another one's: it has no other way to look than that one. */
const asked = (script: string) => {
  const ran = Bun.spawnSync(["sh", "-c", script], { stdin: "ignore" })
  return Promise.resolve(ran.stdout.toString())
}
const readers = {
  "/proc": () => new LinuxProcesses(Date.now),
  ps: () => new PsProcesses(Date.now),
  "another machine's /proc": () =>
    new RemoteProcesses({ run: asked, now: Date.now, secret: () => crypto.randomUUID() }),
}

for (const [name, make] of Object.entries(readers)) {
  test(`${name}: the shell, then what it runs, then the shell again`, async () => {
    tmux.session("work", "sh")
    const reader = make()
    const read = async () => (await reader.read([pid()]))?.get(pid())
    await eventually("the shell", async () => (await read())?.program === "sh")
    expect(await read()).toMatchObject({ shell: true })
    const before = Date.now()
    tmux.run("send-keys", "-t", "%0", "sleep 100", "Enter")
    await eventually("sleep", async () => (await read())?.program === "sleep")
    const running = await read()
    expect(running?.shell).toBe(false)
    expect(Math.abs((running?.runningSince ?? 0) - before)).toBeLessThan(3000)
    tmux.run("send-keys", "-t", "%0", "C-c")
    await eventually("the shell", async () => (await read())?.program === "sh")
  })

  test(`${name}: what a shell runs for one command line is the program, however the shell stays`, async () => {
    tmux.session("work", "sh", "-c", "sleep 100; true")
    const reader = make()
    await eventually("sleep", async () => (await reader.read([pid()]))?.get(pid())?.program === "sleep")
    expect((await reader.read([pid()]))?.get(pid())?.shell).toBe(false)
  })

  test(`${name}: an agent that a script starts is the program, and so is one in a pipeline`, async () => {
    const agent = join(tmux.home, "claude")
    writeFileSync(agent, "#!/bin/sh\nsleep 100; true\n", { mode: 0o755 })
    const script = join(tmux.home, "start-work")
    writeFileSync(script, `#!/bin/sh\n${agent}\ntrue\n`, { mode: 0o755 })
    tmux.session("script", "sh", script)
    const reader = make()
    const program = async () => (await reader.read([pid()]))?.get(pid())?.program
    await eventually("the agent", async () => (await program()) === "claude")
    tmux.run("respawn-pane", "-k", "-t", "%0", `(${agent}; true) | cat`)
    await eventually("the agent", async () => (await program()) === "claude")
  })

  test(`${name}: a script is known by its own name, and its children's work is its work`, async () => {
    const script = join(tmux.home, "claude")
    writeFileSync(script, "#!/bin/sh\nsh -c 'while :; do :; done' &\nwait\n", { mode: 0o755 })
    tmux.session("work", "sh", "-ic", `sh ${script}; exec cat`)
    const reader = make()
    const busy = () =>
      eventually(
        "its work",
        async () => {
          const found = (await reader.read([pid()]))?.get(pid())
          return found?.program === "claude" && (found.cpu ?? 0) > 20
        },
        8000,
      )
    await busy()
  }, 10_000)
}

test("a process that is gone is left out", async () => {
  expect((await new LinuxProcesses(Date.now).read([2 ** 30])).size).toBe(0)
})

test("what ps prints", () => {
  const text = "    1     1    -1 10-02:03:04   0:01.50 /sbin/init\n  812   812   900    01:02 00:00:03 -zsh\ngarbage\n"
  expect(parsePs(text)).toEqual([
    { pid: 1, group: 1, foreground: -1, elapsedMs: 871_384_000, cpuMs: 1500, command: "/sbin/init" },
    { pid: 812, group: 812, foreground: 900, elapsedMs: 62_000, cpuMs: 3000, command: "-zsh" },
  ])
})

test("a ps that cannot be run is not an empty machine", async () => {
  expect(await new PsProcesses(Date.now, () => Promise.resolve(undefined)).read([1])).toBeUndefined()
})

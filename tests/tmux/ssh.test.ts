/** A tmux server on another machine, through a real sshd. */
import { afterEach, beforeEach, describe, expect, test } from "bun:test"
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { remoteReconnect } from "../../src/tmux/cadence.ts"
import { sendKeys } from "../../src/tmux/keys.ts"
import { userName } from "../../src/tmux/owner.ts"
import { systemTimers } from "../../src/tmux/timers.ts"
import { farWatching } from "../support/far-watching.ts"
import { hasSshd, PrivateSshd, type SshdOptions } from "../support/sshd.ts"
import { eventually, isAlive, type PrivateTmux, privateTmux } from "../support/tmux.ts"
import type { Watching } from "../support/watching.ts"

let tmux: PrivateTmux
let machine: PrivateSshd
let open: Watching[]

/** A test is impatient: it is away, and back, within a moment. */
const pace = { ...remoteReconnect, absentPollMs: 50, backOffMs: [50], turnedAwayMs: 50, jitter: 0 }

beforeEach(async () => {
  tmux = privateTmux()
  open = []
  if (hasSshd) machine = await PrivateSshd.start(tmux)
})
afterEach(async () => {
  await Promise.all(open.map(({ watcher }) => watcher.stop()))
  if (hasSshd) await machine.remove()
  await tmux.stop()
})

function watch(options: Parameters<typeof farWatching>[2] = {}): Watching {
  const seen = farWatching(tmux, machine, { reconnect: pace, ...options })
  open.push(seen)
  seen.watcher.start()
  return seen
}

async function otherMachine(options: SshdOptions): Promise<void> {
  await machine.remove()
  machine = await PrivateSshd.start(tmux, options)
}

const kinds = (seen: Watching): string => seen.states.map(({ kind }) => kind).join(" ")
const sessions = (): string => tmux.run("list-sessions", "-F", "#{session_name}")
const onePane = (seen: Watching) => eventually("a frame", () => seen.watcher.panes().length === 1, 10_000)

describe.skipIf(!hasSshd)("a server on another machine", () => {
  test("is seen as one on this: text, output, program, user", async () => {
    tmux.session("work", "sh")
    const seen = watch()
    expect(seen.watcher.server).toEqual({ kind: "connecting" })
    await onePane(seen)
    tmux.run("send-keys", "-t", "work", "echo hel''lo 一; sleep 100", "Enter")
    await eventually("the output", () => seen.output("%0").includes("hello 一"))
    const look = await seen.watcher.look(seen.watcher.panes()[0]?.pane ?? "")
    expect(look.kind === "seen" ? look.frame.facts : look).toMatchObject({
      program: "sleep",
      shell: false,
      host: "far",
      session: "work",
      user: userName(process.getuid?.() ?? 0),
      online: true,
      attached: false,
    })
    expect(kinds(seen)).toBe("connected")
    expect(sessions()).toBe("_fleetai\nwork")
    expect(machine.log().match(/Accepted publickey/g)).toHaveLength(1)
  })

  test("is left without a trace", async () => {
    tmux.session("work", "cat")
    const before = [sessions(), tmux.run("show-environment", "-g"), tmux.run("show-options", "-g")]
    const seen = watch()
    await onePane(seen)
    await seen.watcher.stop()
    expect([sessions(), tmux.run("show-environment", "-g"), tmux.run("show-options", "-g")]).toEqual(before)
    await eventually("no connection is open", () => machine.connections().length === 0)
  })

  test("gets keys as one on this machine does", async () => {
    tmux.session("work", "sh", "-c", "stty -echo; exec cat -v")
    const seen = watch()
    await onePane(seen)
    const [frame] = seen.watcher.panes()
    const words = `it's "$HOME" \`id\` $(id) \\ 一; ~ !x %s`
    const port = { client: seen.watcher.client, look: (pane: string) => seen.watcher.look(pane) }
    const outcome = await sendKeys(port, systemTimers, {
      pane: frame?.pane ?? "",
      pid: frame?.pid ?? 0,
      keys: [
        { kind: "text", text: words.replace("一", "x") },
        { kind: "named", name: "Enter" },
      ],
      confirm: () => true,
    })
    expect(outcome).toEqual({ sent: true })
    await eventually("they arrive", () => seen.text("%0") === words.replace("一", "x"))
  })

  test("may have any name and any socket", async () => {
    const odd = 'a\'b "c" $(touch x) `id` ;&|<>'
    tmux.session("work", "cat")
    tmux.run("rename-session", "-t", "work", odd)
    const socket = join(tmux.home, "it's a $(socket)")
    symlinkSync(join(tmux.home, `tmux-${process.getuid?.()}`, "test"), socket)
    const seen = watch({ socket })
    await onePane(seen)
    expect(seen.watcher.panes()[0]?.facts.session).toBe(odd)
  })

  test("may come later, end, and come again", async () => {
    const seen = watch()
    await eventually("it is not there", () => seen.watcher.server.kind === "absent", 10_000)
    tmux.session("one", "cat")
    await onePane(seen)
    tmux.run("kill-server")
    await eventually("the pane is gone", () => seen.sightings.some(({ kind }) => kind === "gone"))
    tmux.session("two", "cat")
    await eventually("the next one", () => seen.watcher.panes()[0]?.facts.session === "two")
  })

  test("ends with the last session of a person, although it is watched", async () => {
    tmux.session("work", "cat")
    const seen = watch()
    await onePane(seen)
    tmux.run("kill-session", "-t", "work")
    await eventually("the server ends", () => tmux.pid() === undefined)
    await eventually("it is absent", () => seen.watcher.server.kind === "absent")
  })

  test("is watched by single commands where it takes no control clients", async () => {
    tmux.session("work", "sh", "-c", "printf 'a;\\nb;'; exec cat")
    mkdirSync(join(tmux.home, "bin"))
    const wedged = join(tmux.home, "bin", "tmux")
    const real = Bun.which("tmux")
    writeFileSync(
      wedged,
      `#!/bin/sh\nfor word; do [ "$word" = -C ] && { echo %exit; exit 1; }; done\nexec ${real} "$@"\n`,
    )
    chmodSync(wedged, 0o755)
    await otherMachine({ config: [`SetEnv PATH=${tmux.home}/bin:/usr/bin:/bin TMUX_TMPDIR=${tmux.home} SHLVL=9`] })
    const seen = watch()
    await eventually("the text", () => seen.text("%0") === "a;\nb;", 10_000)
    expect(seen.watcher.server).toMatchObject({ kind: "fallback", why: "%exit" })
    await eventually("its program", () => seen.watcher.panes()[0]?.facts.program === "cat")
  })

  test("that hangs is left alone, and nothing of ours piles up there", async () => {
    tmux.session("work", "cat")
    const seen = watch({ patienceMs: 1500 })
    await onePane(seen)
    const server = tmux.pid() ?? 0
    process.kill(server, "SIGSTOP")
    const began = performance.now()
    try {
      await eventually("it is noticed", () => seen.watcher.server.kind === "lost", 15_000)
      await seen.watcher.stop()
      expect(performance.now() - began).toBeLessThan(20_000)
    } finally {
      process.kill(server, "SIGCONT")
    }
    await eventually("nothing is left", () => sessions() === "work", 10_000)
  }, 40_000)
})

describe.skipIf(!hasSshd)("a connection", () => {
  test("whose ssh is killed comes back, with the same panes", async () => {
    tmux.session("work", "cat")
    const seen = watch()
    await onePane(seen)
    const key = seen.watcher.panes()[0]?.pane
    for (const pid of machine.connections()) process.kill(pid, "SIGKILL")
    await eventually("it is back", () => kinds(seen) === "connected lost connected", 10_000)
    tmux.run("send-keys", "-t", "work", "hello")
    await eventually("it sees again", () => seen.text("%0") === "hello")
    expect(seen.watcher.panes()[0]?.pane).toBe(key)
    expect(seen.sightings.some(({ kind }) => kind === "gone")).toBe(false)
    await eventually("one session is ours", () => sessions() === "_fleetai\nwork")
  })

  test("that is lost for longer than the grace makes its panes offline and unreadable, until it is back", async () => {
    tmux.session("work", "sh", "-c", "echo before; exec cat")
    const online: boolean[] = []
    const seen = watch({ graceMs: 500, onOnline: (is) => online.push(is) })
    await onePane(seen)
    expect(online).toEqual([true])
    await machine.stop()
    await eventually("it is lost", () => seen.watcher.server.kind === "lost")
    expect(seen.watcher.server).toMatchObject({ kind: "lost" })
    expect(seen.watcher.panes()[0]).toMatchObject({ lines: ["before"], unreadable: undefined, facts: { online: true } })
    await eventually("it is offline", () => seen.watcher.panes()[0]?.facts.online === false)
    expect(seen.watcher.panes()[0]).toMatchObject({ lines: [], unreadable: "gap", facts: { session: "work" } })
    tmux.run("send-keys", "-t", "work", "meanwhile", "Enter")
    await machine.resume()
    await eventually("it is online", () => seen.watcher.panes()[0]?.facts.online === true, 10_000)
    expect(seen.watcher.panes()[0]?.lines.slice(0, 2)).toEqual(["before", "meanwhile"])
    expect(online).toEqual([true, false, true])
    expect(seen.sightings.some(({ kind }) => kind === "gone")).toBe(false)
  }, 15_000)

  test("that never was is offline after the grace, and says why", async () => {
    const online: boolean[] = []
    machine.cable.cut()
    const seen = watch({ graceMs: 300, onOnline: (is) => online.push(is) })
    await eventually("it is offline", () => online.length === 1)
    expect(online).toEqual([false])
    expect(seen.watcher.server).toMatchObject({ kind: "lost", cause: "unreachable" })
  })

  test("that goes silent is given up, and what it left over there is taken away by the next one", async () => {
    tmux.session("work", "cat")
    const seen = watch({ patienceMs: 1500 })
    await onePane(seen)
    machine.cable.pull()
    await eventually("it is given up", () => seen.watcher.server.kind === "lost", 20_000)
    // Nobody over there has heard of it.
    expect(sessions()).toBe("_fleetai\nwork")
    machine.cable.plug()
    await eventually("it is back", () => seen.watcher.server.kind === "connected", 20_000)
    await eventually("one session is ours", () => sessions() === "_fleetai\nwork")
    expect(tmux.run("list-clients").split("\n")).toHaveLength(1)
  }, 60_000)

  test("to a server that was started anew meanwhile finds other panes", async () => {
    tmux.session("work", "cat")
    const seen = watch()
    await onePane(seen)
    const first = seen.watcher.panes()[0]?.pane ?? ""
    await machine.stop()
    const server = tmux.pid() ?? 0
    process.kill(server, "SIGKILL")
    await eventually("it ended", () => !isAlive(server))
    tmux.session("again", "cat")
    await machine.resume()
    await eventually("the next one", () => seen.watcher.panes()[0]?.facts.session === "again", 10_000)
    expect(seen.sightings.filter(({ kind }) => kind === "gone")).toMatchObject([{ pane: first }])
  }, 15_000)

  test("ends at once when nobody answers any more", async () => {
    tmux.session("work", "cat")
    const seen = watch()
    await onePane(seen)
    machine.cable.pull()
    const began = performance.now()
    await seen.watcher.stop()
    expect(performance.now() - began).toBeLessThan(4000)
  })
})

describe.skipIf(!hasSshd)("tmux over there", () => {
  const elsewhere = (path: string): string =>
    `SetEnv PATH=${path} TMUX_TMPDIR=${tmux.home} HOME=${tmux.home} SHLVL=9 SHELL=/bin/sh`
  /** A PATH with everything but tmux. */
  function pathWithoutTmux(): string {
    const bin = join(tmux.home, "plain")
    mkdirSync(bin)
    for (const name of ["sh", "id", "uname", "timeout", "tail", "ls", "head", "tr", "true", "sleep"]) {
      symlinkSync(Bun.which(name) ?? "", join(bin, name))
    }
    return bin
  }

  test("is found in the usual folders", async () => {
    tmux.session("work", "cat")
    mkdirSync(join(tmux.home, ".local/bin"), { recursive: true })
    symlinkSync(Bun.which("tmux") ?? "", join(tmux.home, ".local/bin/tmux"))
    await otherMachine({ config: [elsewhere(pathWithoutTmux())] })
    await onePane(watch())
  })

  test("is found where a login shell finds it", async () => {
    tmux.session("work", "cat")
    mkdirSync(join(tmux.home, "odd place"))
    symlinkSync(Bun.which("tmux") ?? "", join(tmux.home, "odd place/tmux"))
    writeFileSync(join(tmux.home, ".bash_profile"), 'echo welcome; PATH="$PATH:$HOME/odd place"\n')
    writeFileSync(join(tmux.home, ".profile"), 'echo welcome; PATH="$PATH:$HOME/odd place"\n')
    await otherMachine({ config: [elsewhere(pathWithoutTmux())] })
    await onePane(watch())
  })

  test("that is nowhere is said plainly, with where was looked", async () => {
    await otherMachine({ config: [elsewhere(pathWithoutTmux()).replace("/bin/sh", "/none")] })
    const seen = watch()
    await eventually("it is lost", () => seen.watcher.server.kind === "lost", 10_000)
    expect(seen.watcher.server).toMatchObject({ kind: "lost", cause: "no-tmux", why: join(tmux.home, "plain") })
  })
})

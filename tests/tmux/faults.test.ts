/** What happens to a server happens without a crash, and is noticed. */
import { afterEach, beforeEach, describe, expect, test } from "bun:test"
import { chmodSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { maxLineLength } from "../../src/screen/frame.ts"
import { socketPath } from "../../src/tmux/address.ts"
import { reconnect } from "../../src/tmux/cadence.ts"
import { attachPerson } from "../support/person.ts"
import { eventually, isAlive, type PrivateTmux, privateTmux } from "../support/tmux.ts"
import { type Watching, watching } from "../support/watching.ts"

let tmux: PrivateTmux
let open: Watching[]

beforeEach(() => {
  tmux = privateTmux()
  open = []
})
afterEach(async () => {
  for (const one of open) await one.watcher.stop()
  await tmux.stop()
})

function watch(options: Parameters<typeof watching>[1] = {}, on = tmux): Watching {
  const one = watching(on, options)
  open.push(one)
  one.watcher.start()
  return one
}

const sessionsSeen = (seen: Watching) => seen.watcher.panes().map((frame) => frame.facts.session)

describe("panes", () => {
  test("a pane that closes is gone, once, and the others stay", async () => {
    tmux.session("work", "cat")
    tmux.run("split-window", "-t", "work", "cat")
    const seen = watch()
    await eventually("both panes", () => seen.watcher.panes().length === 2)
    tmux.run("kill-pane", "-t", "%1")
    await eventually("it is gone", () => seen.sightings.some((one) => one.kind === "gone"))
    expect(seen.watcher.panes().map((frame) => frame.facts.pane)).toEqual(["%0"])
    expect(await seen.watcher.look(seen.watcher.panes()[0]?.pane ?? "")).toMatchObject({ kind: "seen" })
    expect(seen.sightings.filter((one) => one.kind === "gone")).toHaveLength(1)
  })

  test("a pane that closed is gone for a fresh look at once", async () => {
    tmux.session("work", "cat")
    tmux.run("split-window", "-t", "work", "cat")
    const seen = watch()
    await eventually("both panes", () => seen.watcher.panes().length === 2)
    const key = seen.watcher.panes().find((frame) => frame.facts.pane === "%1")?.pane ?? ""
    tmux.run("kill-pane", "-t", "%1")
    expect(await seen.watcher.look(key)).toEqual({ kind: "gone" })
  })

  test("a dead pane stays, with its exit status where tmux has it", async () => {
    tmux.session("work", "sh", "-c", "echo bye; read x; exit 3")
    tmux.run("set-option", "-w", "-t", "work", "remain-on-exit", "on")
    const seen = watch()
    await eventually("a frame", () => seen.text("%0") === "bye")
    tmux.run("send-keys", "-t", "work", "Enter")
    await eventually("it is dead", () => seen.watcher.panes()[0]?.facts.dead)
    // tmux notices the closed terminal before it collects the process; now and then 3.3a never tells the status.
    const status = () => tmux.run("display-message", "-p", "-t", "work", "#{pane_dead_status}")
    await eventually("its status", () => String(seen.watcher.panes()[0]?.facts.exit ?? "") === status())
    expect(["", "3"]).toContain(status())
    expect(seen.watcher.panes()[0]?.facts).toMatchObject({ dead: true, program: undefined, shell: false })
  })

  test("copy mode makes the text unreadable until it is left", async () => {
    tmux.session("work", "sh", "-c", "echo hello; exec cat")
    const seen = watch()
    await eventually("a frame", () => seen.text("%0") === "hello")
    tmux.run("copy-mode", "-t", "work")
    await eventually("copy mode is seen", () => seen.watcher.panes()[0]?.unreadable === "copy-mode")
    expect(seen.watcher.panes()[0]?.lines).toEqual([])
    tmux.run("send-keys", "-t", "work", "-X", "cancel")
    await eventually("it is left", () => seen.text("%0") === "hello")
    expect(seen.output("%0")).toEqual([])
  })

  test("the alternate screen is a gap, and what is printed after it is told again", async () => {
    tmux.session("work", "sh")
    const seen = watch()
    await eventually("a frame", () => seen.watcher.panes().length === 1)
    const gaps = () => seen.sightings.filter((one) => one.kind === "gap").length
    tmux.run("send-keys", "-t", "work", "printf '\\033[?1049hfull'; read x; printf '\\033[?1049l'", "Enter")
    await eventually("the gap", () => gaps() === 1)
    tmux.run("send-keys", "-t", "work", "Enter")
    await eventually("the screen is back", () => !seen.text("%0").includes("full\n"))
    await eventually("it goes on", async () => {
      tmux.run("send-keys", "-t", "work", "echo again-$((1+1))", "Enter")
      await Bun.sleep(300)
      return seen.output("%0").includes("again-2")
    })
    expect(gaps()).toBe(1)
  })

  test("characters of several bytes arrive whole, however they are written", async () => {
    const slowly =
      "for b in '\\346' '\\216' '\\210' '\\360' '\\237' '\\230' '\\200'; do printf $b; sleep 0.02; done; exec cat"
    tmux.session("work", "sh", "-c", slowly)
    const seen = watch()
    await eventually("the text", () => seen.text("%0") === "授😀")
  })

  test("text that looks like tmux's own answers stays text", async () => {
    const forged = "%begin 1 1 1\n%end 1 1 1\n%error 1 1 1\n%exit\n%output %0 x\n%sessions-changed"
    const file = join(tmux.home, "forged")
    writeFileSync(file, forged)
    tmux.session("work", "sh", "-c", `cat ${file}; exec cat`)
    const seen = watch()
    await eventually("the text", () => seen.text("%0") === forged)
    expect(seen.states.map((state) => state.kind)).toEqual(["connected"])
  })

  test("a directory with a line break in its name cannot pretend to be a pane", async () => {
    tmux.session("work", "sh", "-c", "mkdir 'a\n%7' && cd 'a\n%7' && exec cat")
    const seen = watch()
    await eventually("the place", () => seen.watcher.panes()[0]?.facts.cwd.endsWith("/a\n%7") === true)
    expect(seen.watcher.panes()).toHaveLength(1)
  })

  test("a line without end is cut at the limit", async () => {
    tmux.session("work", "sh", "-c", "stty -echo; exec cat")
    tmux.run("resize-window", "-t", "work", "-x", "300", "-y", "30")
    tmux.run("send-keys", "-t", "work", "-l", "x".repeat(3000))
    tmux.run("send-keys", "-t", "work", "Enter")
    const seen = watch()
    await eventually("the text", () => seen.text("%0").length === 3000)
    tmux.run("respawn-pane", "-k", "-t", "%0", `head -c 6000 /dev/zero | tr '\\0' y; exec cat`)
    await eventually("the cut text", () => seen.text("%0") === "y".repeat(maxLineLength))
  })

  test("soft wraps are joined, hard ones stay, the size is known", async () => {
    tmux.session("work", "sh", "-c", `printf '${"x".repeat(150)}\\nend'; exec cat`)
    const seen = watch()
    await eventually("the text", () => seen.text("%0") === `${"x".repeat(150)}\nend`)
    tmux.run("resize-window", "-t", "work", "-x", "60", "-y", "20")
    await eventually("the new size", () => seen.watcher.panes()[0]?.columns === 60)
    // tmux scrolls the first row away when it wraps the text anew: what is left of it is still one line.
    expect(seen.text("%0")).toMatch(/^x+\nend$/)
  })
})

describe("names", () => {
  test("renamed sessions and windows keep their panes", async () => {
    tmux.session("work", "cat")
    const seen = watch()
    await eventually("a frame", () => seen.watcher.panes().length === 1)
    const key = seen.watcher.panes()[0]?.pane
    tmux.run("rename-session", "-t", "work", "新名字")
    tmux.run("rename-window", "-t", "新名字", "a'b\"c $(x)")
    await eventually("the names", () => seen.watcher.panes()[0]?.facts.window === "a'b\"c $(x)")
    expect(seen.watcher.panes()[0]?.pane).toBe(key)
    expect(sessionsSeen(seen)).toEqual(["新名字"])
    expect(seen.sightings.some((one) => one.kind === "gone")).toBe(false)
  })

  test("a window of several sessions is of one and the same, of that where somebody is, whatever is asked", async () => {
    tmux.session("work", "cat")
    tmux.run("new-session", "-d", "-s", "zeta", "-t", "work")
    const seen = watch()
    await eventually("a frame", () => seen.watcher.panes().length === 1)
    tmux.run("new-session", "-d", "-s", "alpha", "-t", "work")
    const person = await attachPerson(tmux, "zeta")
    try {
      await eventually("the person is there", () => seen.watcher.panes()[0]?.facts.attached === true)
      expect(sessionsSeen(seen)).toEqual(["zeta"])
      const from = seen.sightings.length
      for (let round = 0; round < 3; round++) {
        await seen.watcher.look(seen.watcher.panes()[0]?.pane ?? "")
        await Bun.sleep(100)
      }
      const since = seen.sightings.slice(from).flatMap((one) => (one.kind === "frame" ? one.frame.facts.session : []))
      expect(new Set(since.concat("zeta"))).toEqual(new Set(["zeta"]))
    } finally {
      await person.leaves()
    }
  }, 10_000)

  test("only the chosen sessions and panes are watched", async () => {
    tmux.session("proj:a", "cat")
    tmux.session("home", "cat")
    tmux.run("rename-window", "-t", "home", "claude")
    tmux.run("new-window", "-t", "home", "-n", "mail", "cat")
    const seen = watch({ sessions: (name) => name === "home", panes: (name) => name.startsWith("claude") })
    await eventually("a frame", () => seen.watcher.panes().length === 1)
    expect(seen.watcher.panes()[0]?.facts).toMatchObject({ session: "home", window: "claude" })
    tmux.run("new-window", "-t", "home", "-n", "claude2", "cat")
    await eventually("the new one", () => seen.watcher.panes().length === 2)
  })

  test("many windows that open and close are followed", async () => {
    tmux.session("work", "cat")
    const seen = watch()
    for (let round = 0; round < 3; round++) {
      for (let index = 0; index < 15; index++) tmux.run("new-window", "-d", "-t", "work", "-n", `w${round}`, "cat")
      await eventually("all are seen", () => seen.watcher.panes().length === 16)
      tmux.run("kill-window", "-a", "-t", "%0")
      await eventually("one is left", () => seen.watcher.panes().length === 1)
    }
    expect(seen.sightings.filter((one) => one.kind === "gone")).toHaveLength(45)
    expect(seen.states.map((state) => state.kind)).toEqual(["connected"])
  })
})

describe("servers", () => {
  test("a server that is killed is gone with its panes, and the next one has other keys", async () => {
    tmux.session("work", "cat")
    const seen = watch()
    await eventually("a frame", () => seen.watcher.panes().length === 1)
    const first = seen.watcher.panes()[0]?.pane
    process.kill(tmux.pid() ?? 0, "SIGKILL")
    await eventually("it is noticed", () => seen.watcher.panes().length === 0)
    tmux.session("again", "cat")
    await eventually("the next server", () => sessionsSeen(seen)[0] === "again")
    expect(seen.watcher.panes()[0]?.pane).not.toBe(first)
    expect(seen.sightings.filter((one) => one.kind === "gone")).toMatchObject([{ pane: first }])
  })

  test("our client that is killed comes back, and the panes are the same", async () => {
    tmux.session("work", "cat")
    const seen = watch()
    await eventually("a frame", () => seen.watcher.panes().length === 1)
    const client = tmux.run("list-clients", "-F", "#{client_pid}")
    process.kill(Number(client), "SIGKILL")
    await eventually(
      "it is back",
      () => seen.states.map((state) => state.kind).join(" ") === "connected lost connected",
    )
    tmux.run("send-keys", "-t", "work", "hello")
    await eventually("it sees again", () => seen.text("%0") === "hello")
    expect(seen.sightings.some((one) => one.kind === "gone")).toBe(false)
    expect(tmux.run("list-sessions", "-F", "#{session_name}")).toBe("_fleetai\nwork")
  })

  test("a server that hangs is left alone until it answers", async () => {
    tmux.session("work", "cat")
    const seen = watch()
    await eventually("a frame", () => seen.watcher.panes().length === 1)
    const server = tmux.pid() ?? 0
    process.kill(server, "SIGSTOP")
    try {
      await eventually("it is noticed", () => seen.watcher.server.kind === "lost", 8000)
    } finally {
      process.kill(server, "SIGCONT")
    }
    await eventually("it is back", () => seen.watcher.server.kind === "connected", 12_000)
  }, 30_000)

  test("several servers are several watchers", async () => {
    const other = privateTmux("other")
    try {
      tmux.session("one", "cat")
      other.session("two", "cat")
      const first = watch()
      const second = watch({ host: "second" }, other)
      await eventually("both", () => first.watcher.panes().length === 1 && second.watcher.panes().length === 1)
      expect([sessionsSeen(first), sessionsSeen(second)]).toEqual([["one"], ["two"]])
      await second.watcher.stop()
    } finally {
      await other.stop()
    }
  })

  test("a socket given as a path works", async () => {
    tmux.session("work", "cat")
    const seen = watch({
      address: { ...tmux.address, socket: socketPath(tmux.address), env: { PATH: tmux.env["PATH"] } },
    })
    await eventually("a frame", () => seen.watcher.panes().length === 1)
  })

  test("a socket that vanishes does not stop the watching; one that leads to another server does", async () => {
    tmux.session("work", "cat")
    const first = tmux.pid() ?? 0
    const seen = watch({ reconnect: { ...reconnect, socketCheckMs: 100 } })
    await eventually("a frame", () => seen.watcher.panes().length === 1)
    const path = socketPath(tmux.address)
    renameSync(path, `${path}.away`)
    await Bun.sleep(250)
    expect(seen.watcher.server.kind).toBe("connected")
    tmux.session("other", "cat")
    await eventually("the other server is watched", () => sessionsSeen(seen)[0] === "other")
    process.kill(first, "SIGKILL")
  })

  test("a socket that leads nowhere is no server, and no reason to stop looking", async () => {
    tmux.session("work", "cat")
    const path = socketPath(tmux.address)
    process.kill(tmux.pid() ?? 0, "SIGKILL")
    const seen = watch()
    await Bun.sleep(300)
    expect(seen.watcher.server.kind).toBe("absent")
    rmSync(path, { force: true })
    tmux.session("work", "cat")
    await eventually("a frame", () => seen.watcher.panes().length === 1, 8000)
  }, 15_000)

  test("a tmux that is not installed, or being upgraded, is a server lost: nothing is known to be gone", async () => {
    tmux.session("work", "cat")
    const program = join(tmux.home, "tmux")
    symlinkSync(Bun.which("tmux") ?? "", program)
    const seen = watch({ address: { ...tmux.address, tmux: program } })
    await eventually("a frame", () => seen.watcher.panes().length === 1)
    rmSync(program)
    process.kill(Number(tmux.run("list-clients", "-F", "#{client_pid}")), "SIGKILL")
    await eventually("it is lost", () => seen.watcher.server.kind === "lost")
    await Bun.sleep(300)
    expect(seen.watcher.server.kind).toBe("lost")
    symlinkSync(Bun.which("tmux") ?? "", program)
    await eventually("it is back", () => seen.watcher.server.kind === "connected")
    expect(seen.sightings.some((one) => one.kind === "gone")).toBe(false)
  })

  test("a server that hangs for long keeps its panes, and nothing of us stays when it goes on", async () => {
    tmux.session("work", "cat")
    const seen = watch()
    await eventually("a frame", () => seen.watcher.panes().length === 1)
    const server = tmux.pid() ?? 0
    process.kill(server, "SIGSTOP")
    try {
      await eventually("it is noticed", () => seen.watcher.server.kind === "lost", 8000)
      await Bun.sleep(6000)
      expect(seen.states.map((state) => state.kind).filter((kind) => kind === "absent")).toEqual([])
      expect(seen.sightings.some((one) => one.kind === "gone")).toBe(false)
      const began = performance.now()
      await seen.watcher.stop()
      expect(performance.now() - began).toBeLessThan(2000)
    } finally {
      process.kill(server, "SIGCONT")
    }
    await eventually("nothing is left", () => tmux.run("list-sessions", "-F", "#{session_name}") === "work")
  }, 30_000)

  test("stopping beside a server that hangs takes no longer than two seconds", async () => {
    tmux.session("work", "cat")
    const seen = watch()
    await eventually("a frame", () => seen.watcher.panes().length === 1)
    const server = tmux.pid() ?? 0
    process.kill(server, "SIGSTOP")
    const began = performance.now()
    try {
      await seen.watcher.stop()
    } finally {
      process.kill(server, "SIGCONT")
    }
    expect(performance.now() - began).toBeLessThan(2000)
    await eventually("nothing is left", () => tmux.run("list-sessions", "-F", "#{session_name}") === "work")
  })
})

describe("a server that takes no control clients", () => {
  /** A tmux that sends every control client away, as seen on 3.6a. */
  function wedged(): string {
    const path = join(tmux.home, "wedged-tmux")
    writeFileSync(path, `#!/bin/sh\nfor word; do [ "$word" = -C ] && { echo %exit; exit 1; }; done\nexec tmux "$@"\n`)
    chmodSync(path, 0o755)
    return path
  }

  test("is watched by forked commands, and the state says so", async () => {
    tmux.session("work", "sh", "-c", "echo hello; exec sh")
    tmux.run("new-window", "-d", "-t", "work", "printf 'a;\\nb;'; exec cat")
    const seen = watch({
      address: { ...tmux.address, tmux: wedged() },
      reconnect: { ...reconnect, backOffMs: [10] },
    })
    await eventually("both panes", () => seen.watcher.panes().length === 2)
    expect(seen.watcher.server).toMatchObject({ kind: "fallback", why: "%exit" })
    await eventually("the text", () => seen.text("%1") === "a;\nb;")
    tmux.run("send-keys", "-t", "%0", "seq 100 160", "Enter")
    await eventually("all lines", () => seen.output("%0").includes("160"))
    expect(seen.output("%0").filter((line) => /^\d+$/.test(line))).toHaveLength(61)
    tmux.run("kill-window", "-t", "%1")
    await eventually("it is gone", () => seen.watcher.panes().length === 1)
    expect(tmux.run("list-sessions", "-F", "#{session_name}")).toBe("work")
  })

  test("and started anew meanwhile is another server, with other keys", async () => {
    tmux.session("work", "cat")
    const seen = watch({ address: { ...tmux.address, tmux: wedged() }, reconnect: { ...reconnect, backOffMs: [10] } })
    await eventually("the pane", () => seen.watcher.panes().length === 1)
    const first = seen.watcher.panes()[0]?.pane ?? ""
    const server = tmux.pid() ?? 0
    process.kill(server, "SIGKILL")
    await eventually("it ended", () => !isAlive(server))
    tmux.session("again", "cat")
    await eventually("the next one is watched", () => sessionsSeen(seen)[0] === "again")
    expect(seen.watcher.panes()[0]?.pane).not.toBe(first)
    expect(seen.sightings.filter((one) => one.kind === "gone")).toMatchObject([{ pane: first }])
  }, 10_000)
})

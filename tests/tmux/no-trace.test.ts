/** tmux.md: a person's sessions are as if nobody watched: after the start, during, after the stop, after kill -9. */
import { afterEach, beforeEach, describe, expect, test } from "bun:test"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { attachPerson, type Person } from "../support/person.ts"
import { eventually, isAlive, type PrivateTmux, privateTmux } from "../support/tmux.ts"
import { type Watching, watching } from "../support/watching.ts"

let tmux: PrivateTmux
let people: Person[]
let open: Watching[]

beforeEach(() => {
  tmux = privateTmux()
  people = []
  open = []
})
afterEach(async () => {
  for (const one of open) await one.watcher.stop()
  for (const person of people) await person.leaves()
  await tmux.stop()
})

async function attach(session: string): Promise<Person> {
  const person = await attachPerson(tmux, session)
  people.push(person)
  return person
}

async function watch(): Promise<Watching> {
  const one = watching(tmux)
  open.push(one)
  one.watcher.start()
  await eventually("everything is seen", () => one.watcher.panes().length === paneCount())
  return one
}

/** Waits for the panes of one session, whatever else there is. */
async function watchOnly(session: string): Promise<Watching> {
  const one = watching(tmux)
  open.push(one)
  one.watcher.start()
  await eventually(
    "it is seen",
    () =>
      one.watcher
        .panes()
        .map((frame) => frame.facts.session)
        .join() === session,
  )
  return one
}

const sessions = () => tmux.run("list-sessions", "-F", "#{session_name}").split("\n")

const paneCount = () =>
  tmux
    .run("list-panes", "-a", "-F", "<#{@fleetai}>")
    .split("\n")
    .filter((mark) => mark === "<>").length

/** The lines of a listing that begins with the session's name, without fleetai's own. */
function ofPeople(...words: string[]): string[] {
  return tmux
    .run(...words)
    .split("\n")
    .filter((line) => !line.startsWith("_fleetai"))
}

/** Everything of the server that a person could notice. */
function traces() {
  const sessions = ofPeople("list-sessions", "-F", "#{session_name}")
  return {
    sessions,
    attached: ofPeople("list-sessions", "-F", "#{session_name} #{session_attached} #{session_many_attached}"),
    windows: ofPeople("list-windows", "-a", "-F", "#{session_name} #{window_id} #{window_layout} #{window_flags}"),
    panes: ofPeople(
      "list-panes",
      "-a",
      "-F",
      "#{session_name} #{pane_id} #{pane_width}x#{pane_height} #{pane_in_mode}",
    ),
    globalEnvironment: tmux.run("show-environment", "-g"),
    environments: sessions.map((session) => tmux.run("show-environment", "-t", session)),
    options: ["-s", "-g", "-gw"].map((scope) => tmux.run("show-options", scope)),
    sessionOptions: sessions.map((session) => tmux.run("show-options", "-t", session)),
    hooks: [tmux.run("show-hooks", "-g"), ...sessions.map((session) => tmux.run("show-hooks", "-t", session))],
    buffers: tmux.run("list-buffers"),
  }
}

/** Two sessions, one of them with a program that asked for focus reports and shows every byte it gets. */
function twoSessions(): void {
  tmux.session("work", "sh", "-c", "stty -echo; printf '\\033[?1004hready\\n'; exec cat -v")
  tmux.session("play", "cat")
  tmux.run("set-environment", "-t", "work", "SSH_AUTH_SOCK", "/tmp/agent")
  tmux.run("set-environment", "-t", "work", "DISPLAY", ":7")
  tmux.run("set-option", "-g", "focus-events", "on")
}

async function startRunner(): Promise<Bun.Subprocess<"ignore", "pipe", "inherit">> {
  const script = join(import.meta.dir, "../support/watch-runner.ts")
  const runner = Bun.spawn([process.execPath, script, "test"], {
    env: { ...tmux.env, SECRET_TOKEN: "s3cret", DISPLAY: ":9", SSH_AUTH_SOCK: "/tmp/other" },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
  })
  const reader = runner.stdout.getReader()
  expect(new TextDecoder().decode((await reader.read()).value)).toBe("ready\n")
  return runner
}

async function startAndKillRunner(): Promise<void> {
  const runner = await startRunner()
  runner.kill("SIGKILL")
  await runner.exited
}

describe("sessions of people", () => {
  test("are the same after the start, during, and after the stop", async () => {
    twoSessions()
    const person = await attach("work")
    await eventually("the pane is ready", () => person.sees().includes("ready"))
    const before = traces()
    const shown = tmux.run("capture-pane", "-p", "-t", "work")
    const seen = await watch()
    expect(traces()).toEqual(before)
    await eventually("some sweeps", () => seen.watcher.panes().some((frame) => frame.facts.attached))
    await seen.watcher.look(seen.watcher.panes()[0]?.pane ?? "")
    expect(traces()).toEqual(before)
    await seen.watcher.stop()
    await eventually("our session is gone", () => !tmux.run("list-sessions").includes("_fleetai"))
    expect(traces()).toEqual(before)
    expect(tmux.run("capture-pane", "-p", "-t", "work")).toBe(shown)
  })

  test("are the same after kill -9, and nothing of the watcher's environment reached the server", async () => {
    twoSessions()
    await eventually("the pane is ready", () => tmux.run("capture-pane", "-p", "-t", "work").includes("ready"))
    const before = traces()
    const shown = tmux.run("capture-pane", "-p", "-t", "work")
    const runner = await startRunner()
    expect(traces()).toEqual(before)
    const own = tmux.run("show-environment", "-t", "_fleetai")
    expect(own).not.toContain("s3cret")
    expect(own).not.toContain(":9")
    runner.kill("SIGKILL")
    await eventually("our session is gone", () => !tmux.run("list-sessions").includes("_fleetai"))
    expect(traces()).toEqual(before)
    expect(tmux.run("capture-pane", "-p", "-t", "work")).toBe(shown)
  })

  test("that die without a client still do, and not because of us", async () => {
    tmux.session("keep")
    tmux.session("work")
    const person = await attach("work")
    tmux.run("set-option", "-t", "work", "destroy-unattached", "on")
    const seen = await watch()
    await seen.watcher.stop()
    expect(ofPeople("list-sessions", "-F", "#{session_name}")).toEqual(["keep", "work"])
    const again = await watch()
    await person.leaves()
    people = []
    await eventually("the session is gone", () => again.watcher.panes().length === 1)
    expect(ofPeople("list-sessions", "-F", "#{session_name}")).toEqual(["keep"])
  })

  test("a global destroy-unattached leaves our session and theirs alone", async () => {
    tmux.session("work")
    await attach("work")
    tmux.run("set-option", "-g", "destroy-unattached", "on")
    const seen = await watch()
    expect(seen.watcher.server.kind).toBe("connected")
    await seen.watcher.stop()
    expect(ofPeople("list-sessions", "-F", "#{session_name}")).toEqual(["work"])
  })
})

describe("the server's life", () => {
  test("it survives our leaving while other clients come and go", async () => {
    tmux.session("work")
    const server = tmux.pid() ?? 0
    for (let round = 0; round < 25; round++) {
      const seen = watching(tmux)
      seen.watcher.start()
      await eventually("it is connected", () => seen.watcher.server.kind === "connected")
      const others = Array.from({ length: 4 }, () =>
        Bun.spawn(["tmux", "-L", "test", "list-sessions"], { env: tmux.env, stdout: "ignore", stderr: "ignore" }),
      )
      await seen.watcher.stop()
      for (const other of others) await other.exited
      expect(isAlive(server)).toBe(true)
    }
    await eventually("our session is gone", () => tmux.run("list-sessions", "-F", "#{session_name}") === "work")
  }, 20_000)

  test("it is never started by us", async () => {
    const one = watching(tmux)
    open.push(one)
    one.watcher.start()
    await Bun.sleep(700)
    expect(one.watcher.server.kind).toBe("absent")
    expect(tmux.pid()).toBeUndefined()
  })

  test("it ends with its last session", async () => {
    tmux.session("work")
    const server = tmux.pid() ?? 0
    const seen = await watch()
    tmux.run("kill-session", "-t", "work")
    await eventually("the server ends", () => !isAlive(server), 1000)
    await eventually("the pane is gone", () => seen.watcher.panes().length === 0)
  })

  test("it ends with its last session for a person whose clients move on to another session", async () => {
    tmux.session("work", "sh", "-c", "read x")
    tmux.run("set-option", "-g", "detach-on-destroy", "off")
    const server = tmux.pid() ?? 0
    const person = await attach("work")
    await watch()
    person.types("Enter")
    await eventually("the server ends", () => !isAlive(server), 1000)
    await eventually("the person is back at their own shell", () => person.sees().includes("[exited]"))
  })

  test("two fleetai do not keep it alive for each other", async () => {
    tmux.session("work")
    const server = tmux.pid() ?? 0
    await watch()
    const other = await watch()
    expect(tmux.run("list-sessions", "-F", "#{session_name}").split("\n")).toEqual(["_fleetai", "_fleetai-2", "work"])
    expect(other.watcher.panes()).toHaveLength(1)
    tmux.run("kill-session", "-t", "work")
    await eventually("the server ends", () => !isAlive(server), 1500)
  })

  test("a session of that name that is a person's is theirs: watched, and left alone", async () => {
    tmux.session("work")
    tmux.session("_fleetai")
    const seen = watching(tmux)
    open.push(seen)
    seen.watcher.start()
    await eventually("both are seen", () => seen.watcher.panes().length === 2)
    await seen.watcher.stop()
    await eventually("ours is gone", () => !sessions().includes("_fleetai-2"))
    expect(sessions()).toEqual(["_fleetai", "work"])
  })

  test("our session that a person's hook renames and fills is ours all the same, and goes with us", async () => {
    tmux.session("work")
    const hook = "rename-session mine ; split-window -d cat ; new-window -d cat"
    tmux.run("set-hook", "-g", "after-new-session", hook)
    const seen = await watchOnly("work")
    expect(sessions()).toEqual(["mine", "work"])
    await seen.watcher.stop()
    await eventually("ours is gone", () => sessions().join() === "work")
    await startAndKillRunner()
    await eventually("ours is gone", () => sessions().join() === "work")
    await watchOnly("work")
    tmux.run("kill-session", "-t", "work")
    await eventually("the server ends", () => tmux.pid() === undefined)
  })

  test("a name that another fleetai took meanwhile is no failure: the next one, at once", async () => {
    tmux.session("work")
    const late = join(tmux.home, "late-tmux")
    const take = "tmux -u -f /dev/null -L test new-session -d -s _fleetai cat 2>/dev/null"
    writeFileSync(late, `#!/bin/sh\nfor word; do [ "$word" = -C ] && ${take}; done\nexec tmux "$@"\n`, { mode: 0o755 })
    const seen = watching(tmux, { address: { ...tmux.address, tmux: late } })
    open.push(seen)
    seen.watcher.start()
    await eventually("it is connected", () => seen.watcher.server.kind === "connected")
    expect(seen.states).toHaveLength(1)
    expect(sessions()).toEqual(["_fleetai", "_fleetai-2", "work"])
  })
})

describe("a command without a target, while nobody types", () => {
  /** As cron runs it: from nowhere, to whichever session was used last. Made to be ours: it was attached last. */
  const fromCron = (...words: string[]) => tmux.run(...words)
  const jobs = () =>
    tmux.run("list-panes", "-a", "-F", "#{pane_start_command} #{session_name}").replaceAll('"', "").split("\n")

  test("runs its job where it would have been without us, where it is watched", async () => {
    tmux.session("play")
    // Activity counts in seconds.
    await Bun.sleep(1100)
    tmux.session("work")
    const seen = await watch()
    fromCron("new-window", "-d", "sleep 1001")
    fromCron("split-window", "-d", "sleep 1002")
    await eventually("the jobs are with the latest session", () => {
      const all = jobs()
      return all.includes("sleep 1001 work") && all.includes("sleep 1002 work")
    })
    await eventually("they are watched", () => seen.watcher.panes().length === 4)
    expect(seen.watcher.panes().map((frame) => frame.facts.session)).not.toContain("_fleetai")
    expect(seen.states.map((state) => state.kind)).toEqual(["connected"])
    await seen.watcher.stop()
    await eventually("ours is gone", () => !sessions().includes("_fleetai"))
    expect(jobs()).toContain("sleep 1001 work")
  }, 10_000)

  test("never loses its job to our end, however sudden, and we see it when we come again", async () => {
    tmux.session("work")
    const runner = await startRunner()
    process.kill(runner.pid, "SIGSTOP")
    fromCron("new-window", "-d", "sleep 1001")
    fromCron("split-window", "-d", "sleep 1002")
    const made = jobs()
    runner.kill("SIGKILL")
    expect(made).toContain("sleep 1001 _fleetai")
    await eventually("our pane is gone", () => !tmux.run("list-panes", "-a", "-F", "#{@fleetai}").trim())
    expect(jobs().filter((job) => job.endsWith(" _fleetai"))).toHaveLength(2)
    const seen = await watch()
    expect(seen.watcher.panes()).toHaveLength(3)
  }, 10_000)

  test("and a job that is left when the last session of a person ends keeps its server", async () => {
    tmux.session("work")
    const seen = await watch()
    tmux.run("run-shell", "-C", "new-window -d -t _fleetai: 'sleep 1001' ; kill-session -t work")
    await eventually("only the job is seen", () => seen.watcher.panes().length === 1)
    await seen.watcher.stop()
    await eventually("our pane is gone", () => jobs().length === 1)
    expect(jobs()).toEqual(["sleep 1001 _fleetai"])
  })
})

test("clients that control tmux are not people", async () => {
  tmux.session("work")
  const editor = Bun.spawn(["tmux", "-u", "-L", "test", "-C", "attach", "-t", "work"], {
    env: tmux.env,
    stdin: "pipe",
    stdout: "ignore",
    stderr: "ignore",
  })
  await eventually("the control client is attached", () => tmux.run("list-clients", "-t", "work") !== "")
  const seen = await watch()
  expect(seen.watcher.panes()[0]?.facts).toMatchObject({ attached: false, clientActiveAt: undefined })
  await attach("work")
  await eventually("the person is seen", () => seen.watcher.panes()[0]?.facts.attached === true)
  expect(seen.watcher.panes()[0]?.facts.clientActiveAt).toBeGreaterThan(Date.now() - 10_000)
  editor.stdin.end()
  await editor.exited
})

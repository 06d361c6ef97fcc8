/** tmux.md: a person's sessions are as if nobody watched: after the start, during, after the stop, after kill -9. */
import { afterEach, beforeEach, describe, expect, test } from "bun:test"
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

const paneCount = () => ofPeople("list-panes", "-a", "-F", "#{session_name} #{pane_id}").length

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

  test("a session of that name that is a person's is left alone", async () => {
    tmux.session("work")
    tmux.session("_fleetai")
    const seen = watching(tmux)
    open.push(seen)
    seen.watcher.start()
    await eventually("it is connected", () => seen.watcher.panes().length === 1)
    await seen.watcher.stop()
    expect(tmux.run("list-sessions", "-F", "#{session_name}").split("\n")).toEqual(["_fleetai", "work"])
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

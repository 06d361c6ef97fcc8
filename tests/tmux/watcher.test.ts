import { afterEach, beforeEach, expect, test } from "bun:test"
import { LinuxProcesses } from "../../src/process/linux.ts"
import { cadence } from "../../src/tmux/cadence.ts"
import { userName } from "../../src/tmux/owner.ts"
import { systemTimers } from "../../src/tmux/timers.ts"
import { eventually, type PrivateTmux, privateTmux } from "../support/tmux.ts"
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

function watch(options: Parameters<typeof watching>[1] = {}): Watching {
  const one = watching(tmux, options)
  open.push(one)
  one.watcher.start()
  return one
}

test("a pane's screen and facts are reported", async () => {
  tmux.session("work", "sh", "-c", "printf 'hello  \\nworld\\302\\240!'; exec cat")
  const seen = watch()
  await eventually("a frame", () => seen.text("%0") === "hello\nworld !")
  const [frame] = seen.watcher.panes()
  expect(frame?.facts).toMatchObject({
    host: "local",
    session: "work",
    pane: "%0",
    program: "cat",
    user: userName(process.getuid?.() ?? 0),
    attached: false,
    active: true,
    dead: false,
    shell: false,
  })
  expect(frame?.pane).toMatch(/^local\/\d+-\d+\/%0$/)
  expect(frame?.columns).toBe(100)
})

test("new lines are reported once, and the lines of the first look never", async () => {
  tmux.session("work", "sh", "-c", "echo old; exec sh")
  const seen = watch()
  await eventually("a frame", () => seen.text("%0").startsWith("old"))
  for (let index = 0; index < 3; index++) {
    tmux.run("send-keys", "-t", "%0", `seq ${index * 100} ${index * 100 + 60}`, "Enter")
    await eventually("all lines", () => seen.output("%0").includes(String(index * 100 + 60)))
  }
  const numbers = seen.output("%0").filter((line) => /^\d+$/.test(line))
  const wanted = [0, 100, 200].flatMap((base) => Array.from({ length: 61 }, (_, index) => String(base + index)))
  expect(numbers).toEqual(wanted)
  expect(seen.output("%0")).not.toContain("old")
})

test("the server may come later, end, and come again", async () => {
  const seen = watch()
  await Bun.sleep(50)
  expect(seen.watcher.server.kind).toBe("absent")
  tmux.session("one")
  await eventually("the first pane", () => seen.watcher.panes().length === 1)
  const first = seen.watcher.panes()[0]?.pane
  tmux.run("kill-server")
  await eventually("the pane is gone", () => seen.sightings.some((one) => one.kind === "gone" && one.pane === first))
  tmux.session("two")
  await eventually("the second pane", () => seen.watcher.panes()[0]?.facts.session === "two")
  expect(seen.watcher.panes()[0]?.pane).not.toBe(first)
})

test("a clock that is set back does not make it deaf", async () => {
  tmux.session("work", "cat")
  let setBackMs = 0
  const seen = watch({ timers: { ...systemTimers, now: () => Date.now() - setBackMs } })
  await eventually("a frame", () => seen.watcher.panes().length === 1)
  setBackMs = 3_600_000
  await Bun.sleep(300)
  tmux.run("send-keys", "-t", "work", "hello")
  await eventually("it is seen", () => seen.text("%0") === "hello")
})

test("the process of a pane that is gone is forgotten: its pid may come back as another's", async () => {
  tmux.session("work", "cat")
  tmux.run("split-window", "-t", "work", "cat")
  const forgotten: number[] = []
  const processes = new LinuxProcesses(Date.now)
  const forget = processes.forget.bind(processes)
  processes.forget = (pid) => {
    forgotten.push(pid)
    forget(pid)
  }
  const seen = watch({ processes })
  await eventually("both panes", () => seen.watcher.panes().length === 2)
  const pid = seen.watcher.panes().find((frame) => frame.facts.pane === "%1")?.pid ?? 0
  tmux.run("kill-pane", "-t", "%1")
  await eventually("it is forgotten", () => forgotten.includes(pid))
})

test("every pane is looked at now and then, whatever the signs say", async () => {
  tmux.session("work", "cat")
  const seen = watch({ cadence: { ...cadence, fullLookMs: 300 } })
  await eventually("a frame", () => seen.watcher.panes().length === 1)
  // Past the second of the first look, after which a pane that prints nothing shows no sign.
  await Bun.sleep(2500)
  const asked: string[] = []
  const { client } = seen.watcher
  const ask = client.ask.bind(client)
  client.ask = (lines) => {
    asked.push(...lines.flat().map(({ name }) => name))
    return ask(lines)
  }
  await eventually("it is looked at", () => asked.filter((name) => name === "capture-pane").length >= 2)
})

test("a server that stalled for seconds is not left alone for long", async () => {
  tmux.session("work", "cat")
  const seen = watch()
  await eventually("a frame", () => seen.watcher.panes().length === 1)
  const server = tmux.pid() ?? 0
  process.kill(server, "SIGSTOP")
  try {
    await Bun.sleep(3500)
  } finally {
    process.kill(server, "SIGCONT")
  }
  await Bun.sleep(200)
  tmux.run("send-keys", "-t", "work", "hello")
  await eventually("it is seen", () => seen.text("%0") === "hello", 3000)
}, 10_000)

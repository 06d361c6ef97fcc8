import { afterEach, beforeEach, expect, test } from "bun:test"
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
    user: "me",
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

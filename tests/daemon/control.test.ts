import { afterEach, expect, test } from "bun:test"
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { askStatus, openControl } from "../../src/daemon/control.ts"
import type { Status } from "../../src/daemon/status.ts"

const folder = mkdtempSync(join(tmpdir(), "fleetai-control-"))
const socket = join(folder, "fleetai.sock")
const status: Status = {
  service: { version: "1", pid: 7, since: 3, rules: 2 },
  hosts: [],
  panes: [],
  channels: [],
  messages: { waiting: 1, sending: 0, sent: 2, failed: 0 },
}
const answers = { status: () => status, panes: () => [] }

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
})

function opened() {
  const control = openControl(folder, answers)
  if (!control.ok) throw new Error(control.code)
  closers.push(control.close)
  return control
}

test("a running service says its status to whoever asks in its state folder", async () => {
  opened()
  expect(await askStatus(folder)).toEqual(status)
})

test("no proxy of the environment comes between them", async () => {
  const before = process.env["HTTP_PROXY"]
  process.env["HTTP_PROXY"] = "http://127.0.0.1:9"
  try {
    opened()
    expect(await askStatus(folder)).toEqual(status)
  } finally {
    if (before === undefined) delete process.env["HTTP_PROXY"]
    else process.env["HTTP_PROXY"] = before
  }
})

test("a socket that a killed service left behind is taken over, and means no service before that", async () => {
  writeFileSync(socket, "")
  expect(await askStatus(folder)).toBeUndefined()
  opened()
  expect(await askStatus(folder)).toEqual(status)
})

test("after the end nobody answers, and nothing is left", async () => {
  opened().close()
  expect(await askStatus(folder)).toBeUndefined()
  expect(existsSync(socket)).toBe(false)
})

test("nothing else is answered, and nothing is changed by asking", async () => {
  opened()
  const ask = (path: string, method: string) => fetch(`http://fleetai${path}`, { unix: socket, method })
  expect((await ask("/", "GET")).status).toBe(404)
  expect((await ask("/status", "POST")).status).toBe(404)
})

test("a folder that is not there is a fault with its place", () => {
  const gone = join(folder, "gone")
  expect(openControl(gone, answers)).toMatchObject({ ok: false, path: join(gone, "fleetai.sock") })
})

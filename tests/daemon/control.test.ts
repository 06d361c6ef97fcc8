import { afterEach, describe, expect, test } from "bun:test"
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Answers, askAsk, askDecide, askEmit, askStatus, openControl } from "../../src/daemon/control.ts"
import type { Status } from "../../src/daemon/status.ts"

const folder = mkdtempSync(join(tmpdir(), "fleetai-control-"))
const socket = join(folder, "fleetai.sock")
const status: Status = {
  service: { version: "1", pid: 7, since: 3, rules: 2 },
  hosts: [],
  panes: [],
  channels: [],
  messages: { waiting: 1, held: 0, sending: 0, sent: 2, failed: 0 },
  asks: 0,
}
const refusal = { id: "approvals.see-asks", values: {} } as const
const taken: unknown[] = []
const answers: Answers = {
  ...{ status: () => status, panes: () => [], asks: () => [], ask: () => undefined },
  decide: (request) => {
    taken.push(request)
    return { taken: false, why: refusal, hint: refusal }
  },
  emit: (emission) => {
    taken.push(emission)
    return { ok: true }
  },
}

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

test("decisions and events reach the service as they were sent", async () => {
  opened()
  taken.splice(0)
  const request = { id: null, wish: { what: "reply", text: "一\n二" }, who: "me" } as const
  expect(await askDecide(folder, request)).toEqual({
    kind: "answer",
    answer: { taken: false, why: refusal, hint: refusal },
  })
  const emission = { name: "done", fields: { a: "b" }, socket: "/s", server: 1, pane: "%1" }
  expect(await askEmit(folder, emission)).toEqual({ kind: "answer", answer: { ok: true } })
  expect(taken).toEqual([request, emission])
  expect(await askAsk(folder, "k7f2")).toEqual({ kind: "refused", status: 404 })
})

test.each([
  ["/decide", { id: null, wish: { what: "sudo" }, who: "me" }],
  ["/decide", { id: "k7f2", wish: { what: "choose" }, who: "me" }],
  ["/decide", { wish: { what: "approve" } }],
  ["/emit", { name: "x", fields: { a: 1 }, socket: "/s", server: 1, pane: "%1" }],
  ["/emit", "no object"],
])("what is no request is not taken: %s %j", async (path, body) => {
  opened()
  taken.splice(0)
  const answer = await fetch(`http://fleetai${path}`, { unix: socket, method: "POST", body: JSON.stringify(body) })
  expect(answer.status).toBe(400)
  const broken = await fetch(`http://fleetai${path}`, { unix: socket, method: "POST", body: "{" })
  expect(broken.status).toBe(400)
  expect(taken).toEqual([])
})

test("nothing else is answered, and nothing is changed by asking", async () => {
  opened()
  const ask = (path: string, method: string) => fetch(`http://fleetai${path}`, { unix: socket, method })
  expect((await ask("/", "GET")).status).toBe(404)
  expect((await ask("/status", "POST")).status).toBe(404)
})

describe("a question that is not answered is told apart:", () => {
  const request = { id: "k7f2", wish: { what: "approve" }, who: "me" } as const

  test("nobody listens", async () => {
    expect(await askDecide(folder, request)).toEqual({ kind: "nobody" })
    writeFileSync(socket, "")
    expect(await askDecide(folder, request)).toEqual({ kind: "nobody" })
  })

  test("no answer in time, though it is carried out", async () => {
    const { promise, resolve } = Promise.withResolvers<Response>()
    let asked = 0
    const fetch = () => {
      asked += 1
      return promise
    }
    const slow = Bun.serve({ unix: socket, fetch })
    closers.push(() => void slow.stop(true))
    expect(await askDecide(folder, request, 50)).toEqual({ kind: "silent" })
    expect(asked).toBe(1)
    resolve(new Response())
  })

  test("the service broke over it, or did not understand", async () => {
    let status = 500
    const broken = Bun.serve({ unix: socket, fetch: () => new Response(null, { status }) })
    closers.push(() => void broken.stop(true))
    expect(await askDecide(folder, request)).toEqual({ kind: "silent" })
    status = 413
    expect(await askDecide(folder, request)).toEqual({ kind: "refused", status })
  })
})

test("nobody else can open the socket, whatever the folder lets in", () => {
  const before = process.umask(0)
  try {
    opened()
    expect(statSync(socket).mode & 0o777).toBe(0o600)
  } finally {
    process.umask(before)
  }
})

test("a folder that is not there is a fault with its place", () => {
  const gone = join(folder, "gone")
  expect(openControl(gone, answers)).toMatchObject({ ok: false, path: join(gone, "fleetai.sock") })
})

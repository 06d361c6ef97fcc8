import { expect, test } from "bun:test"
import {
  bounded,
  EventGate,
  isFieldName,
  isName,
  nameMost,
  paneOf,
  perMinuteMost,
  valueMost,
  wrongIn,
} from "../../src/daemon/events.ts"
import { frame } from "../screen/sample.ts"

test("an event belongs to the pane of that server, and to nobody when it is not watched", () => {
  const seen = frame("x", { pane: "nas/1732276800-4711/%3", facts: { pane: "%3" } })
  const hosts = [
    { socket: "/tmp/tmux-0/other", frames: [frame("y", { pane: "other/1-4711/%3", facts: { pane: "%3" } })] },
    { socket: "/tmp/tmux-0/default", frames: [seen] },
  ]
  const emission = { name: "done", fields: {}, socket: "/tmp/tmux-0/default", server: 4711, pane: "%3" }
  expect(paneOf(emission, hosts)).toBe(seen.pane)
  expect(paneOf({ ...emission, pane: "%4" }, hosts)).toBeUndefined()
  expect(paneOf({ ...emission, server: 711 }, hosts)).toBeUndefined()
  expect(paneOf({ ...emission, socket: "/tmp/tmux-0/third" }, hosts)).toBeUndefined()
})

test("values are cut at their limit, between characters", () => {
  const { a = "", b = "" } = bounded({ a: "x".repeat(valueMost + 9), b: `${"x".repeat(valueMost - 1)}😀` })
  expect(a).toHaveLength(valueMost)
  expect(b.isWellFormed()).toBe(true)
})

test("a name is one line of words", () => {
  expect(["done", "build finished", "构建完成", "a".repeat(nameMost)].every(isName)).toBe(true)
  expect(["", " x", "x ", "a\nb", "\u001b[2J", "a".repeat(nameMost + 1)].some(isName)).toBe(false)
  expect(["tool", "tool-name", "工具", "_x"].every(isFieldName)).toBe(true)
  expect(["", "1st", "a b", "a.b", "-x", "a="].some(isFieldName)).toBe(false)
})

test("a pane that says too much is not listened to for the rest of the minute, others are", () => {
  const gate = new EventGate()
  const refused = Array.from({ length: perMinuteMost + 5 }, () => gate.refuses("a", 1_000) !== undefined)
  expect(refused.filter((one) => one)).toHaveLength(5)
  expect(gate.refuses("b", 1_000)).toBeUndefined()
  expect(gate.refuses("a", 61_000)).toBeUndefined()
})

test("what is no event of bounded size is refused, whoever sends it", () => {
  const many = (count: number, value: string) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`f${n}`, value]))
  const ids = [
    wrongIn("x", many(32, "一二三")),
    wrongIn("x\u001b[2J", {}),
    wrongIn("x", many(33, "")),
    wrongIn("x", { "\u001b[31m": "" }),
    wrongIn("x", many(5, "x".repeat(4_000))),
    wrongIn("x", many(2, "一".repeat(3_000))),
  ].map((wrong) => wrong?.id)
  const expected = ["bad-name", "too-many", "bad-field", "too-long", "too-long"].map((id) => `cli.emit.${id}`)
  expect(ids).toEqual([undefined, ...expected] as typeof ids)
})

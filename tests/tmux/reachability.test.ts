import { expect, test } from "bun:test"
import { Reachability } from "../../src/tmux/reachability.ts"
import type { ServerState } from "../../src/tmux/server-state.ts"
import { HeldTimers } from "../support/held-timers.ts"

const server = { pid: 1, startS: 1, version: "3.3a" }
const connected: ServerState = { kind: "connected", server }
const absent: ServerState = { kind: "absent" }
const lost: ServerState = { kind: "lost", why: "x" }

function watched() {
  const timers = new HeldTimers()
  const said: boolean[] = []
  const reachability = new Reachability({ timers, graceMs: 10_000, onChange: (is) => said.push(is) })
  return { timers, said, reachability }
}

test("a server that is found is online, also where nobody runs tmux; said once", () => {
  const { said, reachability } = watched()
  expect(reachability.isOnline).toBe(true)
  for (const state of [absent, connected, absent]) reachability.take(state)
  expect(said).toEqual([true])
})

test("a connection that is back within the grace was never gone", async () => {
  const { timers, said, reachability } = watched()
  reachability.take(connected)
  reachability.take(lost)
  await timers.pass(9_999)
  reachability.take(connected)
  await timers.pass(60_000)
  expect(said).toEqual([true])
})

test("the grace begins with the loss, whatever is said about it meanwhile", async () => {
  const { timers, said, reachability } = watched()
  reachability.take(connected)
  reachability.take(lost)
  await timers.pass(6_000)
  reachability.take({ kind: "lost", why: "y", cause: "unreachable" })
  await timers.pass(3_999)
  expect(said).toEqual([true])
  await timers.pass(1)
  expect(said).toEqual([true, false])
  expect(reachability.isOnline).toBe(false)
  reachability.take(connected)
  expect(said).toEqual([true, false, true])
})

test("what was never reached is offline after the grace", async () => {
  const { timers, said, reachability } = watched()
  reachability.take({ kind: "connecting" })
  reachability.take(lost)
  await timers.pass(10_000)
  expect(said).toEqual([false])
})

test("nothing is said after the stop", async () => {
  const { timers, said, reachability } = watched()
  reachability.take(lost)
  reachability.stop()
  await timers.pass(60_000)
  expect(said).toEqual([])
})

import { Database } from "bun:sqlite"
import { expect, test } from "bun:test"
import { DeliveryLoop } from "../../src/delivery/loop.ts"
import { simulated, TestClock } from "../wecom/company-at-hand.ts"
import { PostOffice } from "./post-office.ts"

/** Timers that ring when the test moves the clock. */
class Timers {
  readonly clock = new TestClock()
  #set: { readonly at: number; readonly call: () => void }[] = []

  readonly timer = {
    now: this.clock.now,
    after: (ms: number, call: () => void) => {
      const each = { at: this.clock.at + ms, call }
      this.#set.push(each)
      return () => {
        this.#set = this.#set.filter((other) => other !== each)
      }
    },
  }

  get pending(): number {
    return this.#set.length
  }

  pass(ms: number): void {
    this.clock.at += ms
    const due = this.#set.filter(({ at }) => at <= this.clock.at)
    this.#set = this.#set.filter(({ at }) => at > this.clock.at)
    for (const { call } of due) call()
  }
}

async function until(holds: () => boolean): Promise<void> {
  for (let n = 0; n < 500 && !holds(); n++) await Bun.sleep(5)
  expect(holds()).toBe(true)
}

async function looping() {
  const timers = new Timers()
  const simulator = await simulated({ now: timers.clock.now })
  const post = new PostOffice(simulator, timers.clock)
  const faults: string[] = []
  const loop = new DeliveryLoop(post.courier, timers.timer, ({ kind }) => faults.push(kind))
  return { timers, simulator, post, loop, faults }
}

test("a nudge delivers at once, and the loop sleeps on one timer", async () => {
  const { timers, simulator, post, loop } = await looping()
  loop.start()
  await until(() => timers.pending === 1)
  post.post("n1")
  loop.nudge()
  await until(() => simulator.inbox.length === 1)
  await until(() => post.entry("n1").status === "sent")
  expect(timers.pending).toBe(1)
  await loop.stop()
  expect(timers.pending).toBe(0)
})

test("it wakes up by itself for a repeat", async () => {
  const { timers, simulator, post, loop } = await looping()
  simulator.fail({ path: "message/send", code: -1, times: 1 })
  post.post("n1")
  loop.start()
  await until(() => post.entry("n1").attempts === 1 && post.entry("n1").status === "waiting" && timers.pending === 1)
  timers.pass(1000)
  await until(() => simulator.inbox.length === 1)
  await loop.stop()
})

test("what another process put into the outbox is found within half a minute", async () => {
  const { timers, simulator, post, loop } = await looping()
  loop.start()
  await until(() => timers.pending === 1)
  post.post("n1")
  timers.pass(30_000)
  await until(() => simulator.inbox.length === 1)
  await loop.stop()
})

test("a database that is locked is told, and tried again", async () => {
  const { timers, simulator, post, loop, faults } = await looping()
  post.post("n1")
  const other = new Database(post.store.path)
  other.run("BEGIN IMMEDIATE")
  loop.start()
  await until(() => faults.length === 1 && timers.pending === 1)
  other.run("ROLLBACK")
  timers.pass(1000)
  await until(() => simulator.inbox.length === 1)
  await loop.stop()
})

test("stopping waits for the attempt that is under way, and begins no other", async () => {
  const { simulator, post, loop } = await looping()
  for (let n = 0; n < 20; n++) post.post(`n${n}`)
  simulator.onShown(() => void loop.stop())
  loop.start()
  await until(() => simulator.inbox.length === 1)
  await loop.stop()
  expect(post.entry("n0").status).toBe("sent")
  expect(simulator.inbox).toHaveLength(1)
})

/** Messages about asks: before others, withdrawn when the ask is over, and the first that arrives is remembered. */
import { describe, expect, test } from "bun:test"
import { entriesOf, expiryMs } from "../../src/delivery/message.ts"
import { dialog, newAsk } from "../approvals/samples.ts"
import { valueIn } from "../store/state-folder.ts"
import { simulated, TestClock } from "../wecom/company-at-hand.ts"
import { PostOffice } from "./post-office.ts"
import { sample, trusted } from "./samples.ts"

async function office() {
  const clock = new TestClock()
  const simulator = await simulated({ now: clock.now })
  const post = new PostOffice(simulator, clock)
  const ask = (id: string) => {
    const at = clock.at
    const message = sample({ at, severity: "high", title: [trusted(`title ${id}.`)] })
    const effect = `effect ${id}`
    const asks = [newAsk(id, dialog, { at })]
    valueIn(post.store.commit({ at, asks, notifications: entriesOf(effect, message, ["phone"], { ask: effect }) }))
  }
  const settle = (id: string) =>
    valueIn(
      post.store.commit({
        at: clock.at,
        settled: [
          { effect: `effect ${id}`, at: clock.at, how: "elsewhere", withdrawn: '{"id":"delivery.cut","values":{}}' },
        ],
      }),
    )
  const titles = () => simulator.inbox.map(({ content }) => /title (\w+)/.exec(content)?.[1])
  const reached = () => post.events.filter(({ kind }) => kind === "ask-reached")
  return { clock, simulator, post, ask, settle, titles, reached }
}

test("an ask goes before a notification of its severity, not before what is more important", async () => {
  const { post, ask, titles } = await office()
  post.post("note", { severity: "high" })
  ask("k7f2")
  post.post("crit", { severity: "crit" })
  await post.run()
  expect(titles()).toEqual(["crit", "k7f2", "note"])
})

test("the first delivery of an ask is told and kept, once, whatever else tells of it", async () => {
  const { post, ask, clock, reached } = await office()
  ask("k7f2")
  await post.run()
  const at = clock.at
  expect(reached()).toEqual([{ kind: "ask-reached", ask: "effect k7f2", pane: "nas/1-2/%1", at }])
  clock.at += 60_000
  const again = entriesOf("escalated", sample({ at: clock.at }), ["phone"], { ask: "effect k7f2" })
  valueIn(post.store.commit({ at: clock.at, notifications: again }))
  await post.run()
  expect(reached()).toHaveLength(1)
  expect(valueIn(post.store.ask("effect k7f2"))?.deliveredAt).toBe(at)
})

describe("an ask that is over", () => {
  test("before its message could go is not told, also when the attempt was under way", async () => {
    const { post, ask, settle, simulator, titles } = await office()
    simulator.fail({ path: "message/send", transport: "http-502", times: 1 })
    ask("k7f2")
    const round = post.courier.deliverDue()
    settle("k7f2")
    await round
    await post.run()
    expect(titles()).toEqual([])
    expect(post.entry("effect k7f2")).toMatchObject({ status: "failed", withdrawn: true })
    expect(post.events.filter(({ kind }) => kind === "failed")).toEqual([])
    expect(valueIn(post.store.messageCounts(0))).toMatchObject({ waiting: 0, failed: 0 })
  })
})

test("an ask whose messages are all given up starts its timeout: what is told louder may arrive", async () => {
  const { post, ask, reached, clock, simulator } = await office()
  simulator.fail({ path: "message/send", transport: "http-502" })
  simulator.fail({ path: "webhook/send", transport: "http-502" })
  ask("k7f2")
  await post.run(expiryMs - 60_000)
  expect(reached()).toEqual([])
  await post.run(2 * 60_000)
  expect(post.entry("effect k7f2").status).toBe("failed")
  expect(reached()).toMatchObject([{ ask: "effect k7f2" }])
  expect(valueIn(post.store.ask("effect k7f2"))?.deliveredAt).toBeLessThanOrEqual(clock.at)
})

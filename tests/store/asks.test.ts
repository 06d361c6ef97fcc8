import { describe, expect, test } from "bun:test"
import { join } from "node:path"
import { type NewAsk, settledAsksKept } from "../../src/store/asks.ts"
import type { NewEntry } from "../../src/store/outbox.ts"
import type { Store } from "../../src/store/store.ts"
import { freshStore, opened, stateFolder, valueIn } from "./state-folder.ts"

function ask(effect: string, over: Partial<NewAsk> = {}): NewAsk {
  const origin = { rule: "approval", pane: "nas/1-2/%1", host: "nas", session: "work", window: "agent" }
  return {
    ...{ effect, id: `id-${effect}`, at: 1, ...origin, severity: "high" },
    ...{ title: "needs you", body: "npm test", offers: "[]", timeoutMs: undefined },
    ...over,
  }
}

const message = (id: string, about: string | undefined, receiver = "phone"): NewEntry => {
  return { id, receiver, at: 1, expiresAt: 1e15, priority: 0, message: "{}", ask: about }
}

const settle = (store: Store, effect: string, how: string, at = 9) =>
  valueIn(store.commit({ at, settled: [{ effect, at, how, withdrawn: '"over"' }] }))

const entryOf = (store: Store, id: string) => valueIn(store.messages(100)).find((each) => each.id === id)

describe("an ask", () => {
  test("is decided once: the second comes too late, also in another process", () => {
    const path = join(stateFolder(), "state.db")
    const [first, second] = [opened(path), opened(path)]
    valueIn(first.commit({ at: 1, asks: [ask("a")] }))
    expect(valueIn(first.decide("a", { at: 2, by: "one", what: "{}" }))).toBe(true)
    expect(valueIn(second.decide("a", { at: 3, by: "two", what: "{}" }))).toBe(false)
    expect(valueIn(second.ask("a"))).toMatchObject({ status: "decided", decision: { at: 2, by: "one" } })
  })

  test("that is over cannot be decided, and no ask is over twice", () => {
    const store = freshStore()
    valueIn(store.commit({ at: 1, asks: [ask("a")] }))
    settle(store, "a", "elsewhere")
    expect(valueIn(store.decide("a", { at: 10, by: "late", what: "{}" }))).toBe(false)
    settle(store, "a", "failed", 11)
    expect(valueIn(store.ask("a"))).toMatchObject({ status: "settled", how: "elsewhere", settledAt: 9 })
    expect(valueIn(store.unsettledAsks())).toEqual([])
  })

  test("whose decision is being carried out is not over yet", () => {
    const store = freshStore()
    valueIn(store.commit({ at: 1, asks: [ask("a")] }))
    valueIn(store.decide("a", { at: 2, by: "one", what: "{}" }))
    settle(store, "a", "decided")
    expect(valueIn(store.unsettledAsks())).toMatchObject([{ status: "decided", how: "decided", settledAt: undefined }])
    settle(store, "a", "done")
    expect(valueIn(store.ask("a"))).toMatchObject({ status: "settled", how: "done", decision: { by: "one" } })
  })

  test("committed again is the same row, as it was", () => {
    const store = freshStore()
    valueIn(store.commit({ at: 1, asks: [ask("a")] }))
    valueIn(store.decide("a", { at: 2, by: "one", what: "{}" }))
    valueIn(store.commit({ at: 3, asks: [ask("a", { at: 3 })] }))
    expect(valueIn(store.ask("a"))).toMatchObject({ status: "decided", at: 1 })
  })

  test("is found by what people call it; an id stands for one ask only, also long after", () => {
    const store = freshStore()
    valueIn(store.commit({ at: 1, asks: [ask("a", { id: "k7f2" })] }))
    settle(store, "a", "done")
    expect(valueIn(store.askNamed("k7f2"))?.effect).toBe("a")
    expect(() => valueIn(store.commit({ at: 2, asks: [ask("b", { id: "k7f2" })] }))).toThrow()
  })

  test("has reached somebody from the first delivery on", () => {
    const store = freshStore()
    valueIn(store.commit({ at: 1, asks: [ask("a")] }))
    const delivered = (at: number) => valueIn(store.transact(({ asks }) => asks.delivered("a", at)))
    expect([delivered(5), delivered(6)]).toEqual([true, false])
    expect(valueIn(store.ask("a"))?.deliveredAt).toBe(5)
  })
})

test("only so many asks that are over are kept, the open ones always", () => {
  const store = freshStore()
  valueIn(store.commit({ at: 1, asks: [ask("open")] }))
  const many = Array.from({ length: settledAsksKept + 5 }, (_, n) => `e${n}`)
  valueIn(store.commit({ at: 1, asks: many.map((effect) => ask(effect)) }))
  const settled = many.map((effect, n) => ({ effect, at: 100 + n, how: "done", withdrawn: "" }))
  valueIn(store.commit({ at: 2, settled }))
  expect(valueIn(store.ask("e4"))).toBeUndefined()
  expect(valueIn(store.ask("e5"))?.how).toBe("done")
  expect(valueIn(store.ask("open"))?.status).toBe("open")
})

describe("messages about an ask that is over", () => {
  test("are not sent when they wait; what was said already stays said, and other messages go", () => {
    const store = freshStore()
    const notifications = [message("a", "a"), message("a again", "a", "desk"), message("other", undefined)]
    valueIn(store.commit({ at: 1, asks: [ask("a")], notifications }))
    store.transact(({ outbox }) => {
      outbox.begin({ entry: 2, at: 1, channel: "c", bucket: "b", owner: "o", until: 5, doubled: false })
      outbox.settle(2, { status: "sent", at: 2, nextAt: 2, progress: "{}", reason: undefined })
    })
    settle(store, "a", "elsewhere")
    expect(entryOf(store, "a")).toMatchObject({ status: "failed", reason: '"over"', endedAt: 9, withdrawn: true })
    expect(entryOf(store, "a again")).toMatchObject({ status: "sent", withdrawn: false })
    expect(entryOf(store, "other")?.status).toBe("waiting")
    expect(valueIn(store.messageCounts(9))).toEqual({ waiting: 1, held: 0, sending: 0, sent: 1, failed: 0 })
  })

  test("that are on their way are not repeated, however the attempt ends", () => {
    const store = freshStore()
    const course = { at: 20, nextAt: 30, progress: "{}", reason: '"why"' }
    valueIn(store.commit({ at: 1, asks: [ask("a")], notifications: [message("a", "a"), message("b", "a")] }))
    store.transact(({ outbox }) => {
      for (const entry of [1, 2])
        outbox.begin({ entry, at: 1, channel: "c", bucket: "b", owner: "o", until: 5, doubled: false })
    })
    settle(store, "a", "elsewhere")
    expect(valueIn(store.look(({ outbox }) => outbox.reached("a")))).toEqual(["phone"])
    store.transact(({ outbox }) => {
      outbox.settle(1, { ...course, status: "waiting" })
      outbox.settle(2, { ...course, status: "sent" })
    })
    expect(entryOf(store, "a")).toMatchObject({ status: "failed", endedAt: 20 })
    expect(entryOf(store, "b")?.status).toBe("sent")
    expect(valueIn(store.look(({ outbox }) => outbox.nextAt(0)))).toBeUndefined()
  })
})

test("a held message is due at its moment and not before, whatever its other times say", () => {
  const store = freshStore()
  valueIn(store.commit({ at: 1, notifications: [{ ...message("n", undefined), heldUntil: 1e8 }] }))
  const due = (now: number) => valueIn(store.look(({ outbox }) => outbox.dueReceivers(now, now + 10)))
  expect([due(2), due(1e8 - 1), due(1e8)]).toEqual([[], [], ["phone"]])
  expect(valueIn(store.look(({ outbox }) => outbox.nextAt(2)))).toBe(1e8)
  store.transact(({ outbox }) => outbox.hurry(5))
  expect(due(6)).toEqual([])
  expect(valueIn(store.messageCounts(6))).toMatchObject({ waiting: 0, held: 1 })
})

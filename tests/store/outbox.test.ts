import { expect, test } from "bun:test"
import { type Claim, heldMostMs, type NewEntry } from "../../src/store/outbox.ts"
import type { Store } from "../../src/store/store.ts"
import { freshStore, valueIn } from "./state-folder.ts"

const farthest = 1e15

function message(id: string, over: Partial<NewEntry> = {}): NewEntry {
  return { id, receiver: "phone", at: 10, expiresAt: 1000, priority: 0, message: "{}", ...over }
}

function withMessages(...messages: NewEntry[]): Store {
  const store = freshStore()
  valueIn(store.commit({ at: 1, notifications: messages }))
  return store
}

function claim(entry: number, over: Partial<Claim> = {}): Claim {
  return { entry, at: 20, channel: "a", bucket: "b", owner: "service", until: 50, doubled: false, ...over }
}

test("the most important message is first, then the oldest", () => {
  const store = withMessages(message("low"), message("high", { priority: 4 }), message("high2", { priority: 4 }))
  const first = valueIn(store.look(({ outbox }) => outbox.firstDue("phone", 10, farthest)))
  expect(first?.id).toBe("high")
})

test("beyond the limit of one receiver are the least important, of those the oldest", () => {
  const store = withMessages(
    message("a", { priority: 2 }),
    message("b"),
    message("c", { priority: 1 }),
    message("d"),
    message("other", { receiver: "desk" }),
  )
  const surplus = (most: number) => valueIn(store.look(({ outbox }) => outbox.surplus(most))).map(({ id }) => id)
  expect([4, 3, 2, 1].map(surplus)).toEqual([[], ["b"], ["b", "d"], ["b", "d", "c"]])
})

test("an entry is begun once: a second process gets nothing", () => {
  const store = withMessages(message("n"))
  expect(valueIn(store.transact(({ outbox }) => outbox.begin(claim(1))))).toBe(1)
  expect(valueIn(store.transact(({ outbox }) => outbox.begin(claim(1, { owner: "other" }))))).toBeUndefined()
})

test("what an owner left unfinished is found when it starts again, another owner's only when its time is over", () => {
  const store = withMessages(message("mine"), message("theirs"))
  store.transact(({ outbox }) => {
    outbox.begin(claim(1))
    outbox.begin(claim(2, { owner: "other" }))
  })
  const found = (owner: string | undefined, now: number) =>
    valueIn(store.look(({ outbox }) => outbox.abandoned(owner, now))).map(({ id }) => id)
  expect(found("service", 30)).toEqual(["mine"])
  expect(found(undefined, 30)).toEqual([])
  expect(found(undefined, 50)).toEqual(["mine", "theirs"])
})

test("a settled entry is due at its next moment, and a clock that was set back does not hide it", () => {
  const store = withMessages(message("n"))
  store.transact(({ outbox }) => {
    const attempt = outbox.begin(claim(1)) ?? 0
    outbox.end(attempt, { outcome: "unsent", code: undefined, tookMs: 3, detail: undefined })
    outbox.settle(1, { status: "waiting", at: 20, nextAt: 500, progress: "{}", reason: undefined })
  })
  const due = (now: number, far: number) => valueIn(store.look(({ outbox }) => outbox.dueReceivers(now, far)))
  expect(due(499, farthest)).toEqual([])
  expect(due(500, farthest)).toEqual(["phone"])
  expect(due(20, 100)).toEqual(["phone"])
  expect(valueIn(store.look(({ outbox }) => outbox.nextAt(20)))).toBe(500)
})

test("an attempt that may double marks its entry only when it may have been shown", () => {
  const store = withMessages(message("n"))
  const attempt = (outcome: "unsent" | "sent") =>
    store.transact(({ outbox }) => {
      const number = outbox.begin(claim(1, { doubled: true })) ?? 0
      outbox.end(number, { outcome, code: undefined, tookMs: 1, detail: undefined })
      const status = outcome === "sent" ? "sent" : "waiting"
      outbox.settle(1, { status, at: 20, nextAt: 20, progress: "{}", reason: undefined })
    })
  const doubled = () => valueIn(store.messages(1))[0]?.doubled
  attempt("unsent")
  expect(doubled()).toBe(false)
  attempt("sent")
  expect(doubled()).toBe(true)
})

test("recent attempts are counted per bucket, refused ones not", () => {
  const store = withMessages(message("1"), message("2"), message("3"))
  store.transact(({ outbox }) => {
    for (const [entry, at, outcome] of [
      [1, 20, "sent"],
      [2, 30, "refused"],
      [3, 40, "unknown"],
    ] as const) {
      const attempt = outbox.begin(claim(entry, { at })) ?? 0
      outbox.end(attempt, { outcome, code: undefined, tookMs: 1, detail: undefined })
    }
  })
  const nth = (bucket: string, count: number) =>
    valueIn(store.look(({ outbox }) => outbox.recentAttempt(bucket, count, 0, 100)))
  expect([nth("b", 1), nth("b", 2), nth("b", 3), nth("other", 1)]).toEqual([40, 20, undefined, undefined])
})

test("whoever may have got a message about an ask is known, also when nobody knows how the attempt ended", () => {
  const about = (receiver: string) => message("n", { receiver, ask: "effect 1" })
  const store = withMessages(...["sent", "unknown", "refused", "unsent"].map(about))
  store.transact(({ outbox }) => {
    for (const [entry, outcome] of [
      [1, "sent"],
      [2, "unknown"],
      [3, "refused"],
    ] as const) {
      const attempt = outbox.begin(claim(entry)) ?? 0
      outbox.end(attempt, { outcome, code: undefined, tookMs: 1, detail: undefined })
      const status = outcome === "sent" ? "sent" : "waiting"
      outbox.settle(entry, { status, at: 20, nextAt: 20, progress: "{}", reason: undefined })
    }
  })
  expect(valueIn(store.look(({ outbox }) => outbox.reached("effect 1"))).toSorted()).toEqual(["sent", "unknown"])
})

test("what a wrong clock held back for longer than any quiet hours is due now", () => {
  const store = withMessages(message("wrong", { heldUntil: 20 + heldMostMs + 1 }), message("n", { heldUntil: 500 }))
  expect(valueIn(store.look(({ outbox }) => outbox.firstDue("phone", 20, farthest)))?.id).toBe("wrong")
  expect(valueIn(store.look(({ outbox }) => outbox.nextAt(20)))).toBe(500)
})

test("an entry that another process is sending is not settled without an attempt", () => {
  const store = withMessages(message("n"))
  const course = { status: "failed", at: 30, nextAt: 30, progress: "{}", reason: undefined } as const
  store.transact(({ outbox }) => void outbox.begin(claim(1)))
  expect(valueIn(store.transact(({ outbox }) => outbox.leave(1, course)))).toBe(false)
  expect(valueIn(store.messages(1))[0]?.status).toBe("sending")
})

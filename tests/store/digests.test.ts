import { expect, test } from "bun:test"
import { type DigestItem, digestMost } from "../../src/store/digests.ts"
import { heldMostMs } from "../../src/store/outbox.ts"
import { freshStore, valueIn } from "./state-folder.ts"

const item = (effect: string, over: Partial<DigestItem> = {}): DigestItem => {
  return { receiver: "phone", until: 100, effect, priority: 0, message: effect, ...over }
}

test("items wait for their moment, the same effect is one, the most important comes first", () => {
  const store = freshStore()
  const digest = [item("a"), item("b", { priority: 4 }), item("a"), item("c"), item("d", { receiver: "desk" })]
  valueIn(store.commit({ at: 1, digest }))
  const due = (now: number) => valueIn(store.look(({ digests }) => digests.due(now)))
  expect(due(99)).toEqual([])
  expect(valueIn(store.look(({ digests }) => digests.nextAt(1)))).toBe(100)
  expect(valueIn(store.messageCounts(1)).held).toBe(4)
  expect(due(100)).toEqual([
    { receiver: "desk", until: 100, came: 1, items: ["d"] },
    { receiver: "phone", until: 100, came: 3, items: ["b", "a", "c"] },
  ])
  store.transact(({ digests }) => digests.remove("phone", 100))
  expect(due(100).map(({ receiver }) => receiver)).toEqual(["desk"])
})

test("beyond the limit the oldest of the least important are only counted", () => {
  const store = freshStore()
  const many = Array.from({ length: digestMost + 7 }, (_, n) => item(`e${n}`, { priority: n === 0 ? 4 : 1 }))
  valueIn(store.commit({ at: 1, digest: many }))
  const [due] = valueIn(store.look(({ digests }) => digests.due(100)))
  expect(due?.came).toBe(digestMost + 7)
  expect(due?.items).toHaveLength(digestMost)
  expect(due?.items.slice(0, 2)).toEqual(["e0", "e8"])
})

test("what a wrong clock put off for longer than any quiet hours is due now", () => {
  const store = freshStore()
  const now = 1_000
  const digest = [item("a", { until: now + heldMostMs + 1 }), item("b", { until: now + heldMostMs })]
  valueIn(store.commit({ at: 1, digest }))
  expect(valueIn(store.look(({ digests }) => digests.due(now))).map(({ items }) => items)).toEqual([["a"]])
  expect(valueIn(store.look(({ digests }) => digests.nextAt(now)))).toBe(now)
})

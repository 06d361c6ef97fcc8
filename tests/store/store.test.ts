import { Database } from "bun:sqlite"
import { describe, expect, test } from "bun:test"
import { join } from "node:path"
import { firingsKept } from "../../src/store/firings.ts"
import type { NewEntry } from "../../src/store/outbox.ts"
import type { Commit } from "../../src/store/store.ts"
import { freshStore, opened, stateFolder, valueIn } from "./state-folder.ts"

function message(id: string, over: Partial<NewEntry> = {}): NewEntry {
  return { id, receiver: "phone", at: 1, expiresAt: 1e15, priority: 0, message: "{}", ...over }
}

const everything: Commit = {
  at: 5,
  engine: [{ key: "pane", json: "{}" }],
  notifications: [message("n1")],
  intents: [{ id: "s1", at: 5, pane: "%1", rule: "r", what: "Enter", kind: "send" }],
  firings: [{ at: 5, rule: "r", pane: "%1", effect: "n1", kind: "notify", summary: "{}" }],
}

describe("a commit", () => {
  test("is idempotent: the same effects again are the same rows", () => {
    const store = freshStore()
    expect(valueIn(store.commit(everything))).toEqual({ enqueued: 1, intended: new Set(["s1"]) })
    expect(valueIn(store.commit(everything))).toEqual({ enqueued: 0, intended: new Set() })
    expect(valueIn(store.messageCounts(0)).waiting).toBe(1)
    expect(valueIn(store.openIntents())).toHaveLength(1)
    expect(valueIn(store.firings(10))).toHaveLength(1)
  })

  test("for two receivers is two messages", () => {
    const store = freshStore()
    store.commit({ at: 1, notifications: [message("n1"), message("n1", { receiver: "desk" })] })
    expect(valueIn(store.messageCounts(0)).waiting).toBe(2)
  })

  test("of a null removes an engine row", () => {
    const store = freshStore()
    store.commit({ at: 1, engine: [{ key: "a", json: "1" }] })
    store.commit({ at: 2, engine: [{ key: "a", json: null }] })
    expect(valueIn(store.loadEngine())).toEqual({ rows: new Map(), savedAt: 2 })
  })

  test("while another program holds the write lock is a fault, and nothing of it is written", () => {
    const path = join(stateFolder(), "fleetai.db")
    const store = opened(path, { busyTimeoutMs: 20 })
    const other = new Database(path)
    other.run("BEGIN IMMEDIATE")
    const refused = store.commit(everything)
    expect(refused.ok ? "committed" : refused.fault.kind).toBe("locked")
    other.run("ROLLBACK")
    expect(valueIn(store.loadEngine()).savedAt).toBeUndefined()
    expect(valueIn(store.commit(everything)).enqueued).toBe(1)
  })

  test("that does not fit any more is a fault, nothing of it is written, and what was there stays", () => {
    const store = freshStore({ maxPages: 60 })
    store.commit({ at: 1, engine: [{ key: "kept", json: "1" }] })
    const huge = "x".repeat(1_000_000)
    const refused = store.commit({ ...everything, engine: [{ key: "huge", json: huge }] })
    expect(refused.ok ? "committed" : refused.fault.kind).toBe("full")
    expect([...valueIn(store.loadEngine()).rows.keys()]).toEqual(["kept"])
    expect(valueIn(store.messageCounts(0)).waiting).toBe(0)
    expect(valueIn(store.openIntents())).toEqual([])
    expect(store.commit({ at: 2, engine: [{ key: "small", json: "1" }] }).ok).toBe(true)
  })

  test("that has read may write: nobody else writes in between", () => {
    const path = join(stateFolder(), "fleetai.db")
    const store = opened(path)
    const other = new Database(path)
    const written = store.transact(({ outbox }) => {
      outbox.counts(0)
      expect(() => other.run("DELETE FROM outbox")).toThrow("locked")
      return outbox.add(message("n1"))
    })
    expect(written.ok).toBe(true)
  })

  test("an exception in the middle undoes all of it", () => {
    const store = freshStore()
    expect(() =>
      store.transact(({ outbox }) => {
        outbox.add(message("n1"))
        throw new RangeError("a bug")
      }),
    ).toThrow("a bug")
    expect(valueIn(store.messageCounts(0)).waiting).toBe(0)
  })
})

test("an intent is open until its result is committed", () => {
  const store = freshStore()
  store.commit(everything)
  store.commit({ at: 6, results: [{ id: "s1", at: 6, result: "sent" }] })
  expect(valueIn(store.openIntents())).toEqual([])
  // The same intent is not new a second time, although it has its result.
  expect(valueIn(store.commit(everything)).intended.size).toBe(0)
})

test("what is learnt of a firing later stands in its row", () => {
  const store = freshStore()
  store.commit(everything)
  store.commit({ at: 6, amendments: [{ effect: "n1", summary: '{"exit":0}' }] })
  expect(valueIn(store.firings(1))[0]?.summary).toBe('{"exit":0}')
})

test("the history keeps the last firings only", () => {
  const store = freshStore()
  const firings = Array.from({ length: firingsKept + 50 }, (_, at) => {
    return { at, rule: "r", pane: "%1", effect: `e${at}`, kind: "notify", summary: "{}" }
  })
  store.commit({ at: 1, firings })
  const kept = valueIn(store.firings(firingsKept * 2))
  expect(kept).toHaveLength(firingsKept)
  expect(kept[0]?.effect).toBe(`e${firingsKept + 49}`)
})

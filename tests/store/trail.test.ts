import { Database } from "bun:sqlite"
import { describe, expect, test } from "bun:test"
import { join } from "node:path"
import { type TrailRow, TrailTable, trailLimits } from "../../src/store/trail.ts"
import { freshStore, opened, stateFolder, valueIn } from "./state-folder.ts"

const row = (at: number, pane = "local/1/%1", data: Uint8Array | null = new Uint8Array([at % 256])): TrailRow => ({
  ...{ at, pane, data },
  ...{ host: "local", session: "s", window: "w", id: pane.slice(pane.lastIndexOf("/") + 1) },
})
const places = (rows: readonly TrailRow[]) => rows.map(({ at, pane }) => [at, pane])

describe("the trail", () => {
  test("gives of every pane the last row at or before a moment", () => {
    const { trail } = freshStore()
    valueIn(trail.add([row(10), row(12, "b/1/%2"), row(20), row(30, "b/1/%2")], 40))
    expect(places(valueIn(trail.lastBefore(25)))).toEqual([
      [12, "b/1/%2"],
      [20, "local/1/%1"],
    ])
    expect(places(valueIn(trail.lastBefore(20)))).toContainEqual([20, "local/1/%1"])
    expect(places(valueIn(trail.lastBefore(11)))).toEqual([[10, "local/1/%1"]])
    expect(valueIn(trail.lastBefore(9))).toEqual([])
    expect(valueIn(trail.oldest())).toBe(10)
  })

  test("leaves out a pane that was gone by then, and finds it where it was not", () => {
    const { trail } = freshStore()
    valueIn(trail.add([row(10), row(20, "local/1/%1", null), row(30)], 40))
    expect(valueIn(trail.lastBefore(25))).toEqual([])
    expect(places(valueIn(trail.lastBefore(35)))).toEqual([[30, "local/1/%1"]])
  })

  test("keeps what was put there, byte for byte, over a restart", () => {
    const path = join(stateFolder(), "state.db")
    const first = opened(path)
    const data = new Uint8Array([0, 1, 255, 0])
    valueIn(first.trail.add([row(10, "local/1/%1", data)], 10))
    first.close()
    expect(valueIn(opened(path).trail.lastBefore(10))[0]?.data).toEqual(data)
  })

  test("forgets what is too old, too many and too much, the oldest first", () => {
    const path = join(stateFolder(), "state.db")
    opened(path).close()
    const database = new Database(path, { strict: true })
    const limits = { rows: 4, bytes: 1_000, ageMs: 100 }
    const trail = new TrailTable(database, path, limits)
    const left = () =>
      database
        .query<{ at: number }, []>("SELECT at FROM trail ORDER BY number")
        .all()
        .map(({ at }) => at)
    valueIn(
      trail.add(
        [1, 2, 3, 4, 5, 6].map((at) => row(at)),
        6,
      ),
    )
    expect(left()).toEqual([3, 4, 5, 6])
    valueIn(trail.add([row(105)], 105))
    expect(left()).toEqual([5, 6, 105])
    valueIn(trail.add([row(106, "a/1/%1", new Uint8Array(600)), row(107, "a/1/%1", new Uint8Array(600))], 107))
    expect(left()).toEqual([107])
    valueIn(trail.add([row(108, "a/1/%1", new Uint8Array(5_000))], 108))
    expect(left()).toEqual([])
    expect(trailLimits).toEqual({ rows: 5_000, bytes: 67_108_864, ageMs: 86_400_000 })
  })

  test("says a fault as a value", () => {
    const { trail } = freshStore({ maxPages: 60 })
    expect(trail.add([row(1, "a/1/%1", new Uint8Array(1_000_000))], 1)).toMatchObject({
      ok: false,
      fault: { kind: "full" },
    })
    expect(valueIn(trail.lastBefore(1))).toEqual([])
  })
})

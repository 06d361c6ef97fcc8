import { describe, expect, test } from "bun:test"
import { fromRows, toRow } from "../../src/daemon/engine-rows.ts"
import type { AgentSight, PaneState } from "../../src/engine/state.ts"
import { Stage } from "../engine/stage.ts"

const pane = "nas/1-2/%1"
const { ruleSet } = new Stage('rule r { when screen has "x"; stable 1s; do notify "x" }')

const sight = (over: Partial<AgentSight> = {}): AgentSight => ({
  ...{ agent: "claude", state: "busy", since: 5, was: "idle", wasForMs: 7, waits: 2, identity: "" },
  ...{ clause: "claude/busy/0", captures: { n: "1" }, detail: "text", holding: { c: 4 }, unsureSince: 9 },
  ...{ shown: "digest", left: undefined },
  ...over,
})
const state = (over: Partial<PaneState>): PaneState => ({
  ...{ frame: undefined, instances: new Map(), wakeAt: undefined },
  ...over,
})
const restored = (before: PaneState): PaneState | undefined => {
  const { json } = toRow(pane, before, ruleSet)
  return json === null ? undefined : fromRows(new Map([[pane, json]])).panes.get(pane)
}

describe("what a pane's agent does outlives a restart", () => {
  test("also where no rule remembers anything, without what changes with every frame", () => {
    expect(restored(state({ agent: sight() }))?.agent).toMatchObject({
      ...{ agent: "claude", state: "busy", since: 5, was: "idle", wasForMs: 7, waits: 2, captures: {}, holding: {} },
    })
    const row = (over: Partial<AgentSight>) => toRow(pane, state({ agent: sight(over) }), ruleSet).json
    expect(row({ captures: { n: "2" }, detail: "other", shown: "y", holding: {}, unsureSince: undefined })).toBe(
      row({}),
    )
    expect(row({ state: "idle" })).not.toBe(row({}))
  })

  test("an approval keeps what it is about, so that the same one is known again", () => {
    const approval = sight({ state: "approval", identity: "3|claude/approval/0|n=1|…" })
    expect(restored(state({ agent: approval }))?.agent).toMatchObject({
      ...{ identity: approval.identity, captures: { n: "1" }, detail: "text" },
    })
  })
})

test("an instance that waits for others of its batch is remembered, a short pending one is not", () => {
  const stage = new Stage(`
    rule batch { when output has "error"; collect up to 3 within 10s; do notify "x" }
    rule short { when screen has "x"; stable 1s; do notify "x" }`)
  stage.shows("x")
  stage.prints("error")
  const [[key, before] = ["", undefined]] = [...stage.state.panes]
  const { json } = toRow(key, before, stage.ruleSet)
  const kept = fromRows(new Map([[key, json ?? ""]])).panes.get(key)
  expect(before?.instances.get("short")?.phase).toBe("pending")
  expect([...(kept?.instances.values() ?? [])].map(({ rule, batch }) => `${rule} ${batch?.matches.length}`)).toEqual([
    "batch 1",
  ])
})

test("what was counted comes along with what is written anyway", () => {
  const counts = new Map([["c1", [1, 2]]])
  expect(restored(state({ counts, agent: sight() }))?.counts).toEqual(counts)
  expect(restored(state({ counts }))).toBeUndefined()
})

test("rows of another shape, and damaged ones, count as never written", () => {
  const rows = new Map([
    ["a", JSON.stringify({ shape: 1, instances: [] })],
    ["b", "{"],
    ["c", "null"],
    ["d", JSON.stringify({ shape: 2 })],
  ])
  expect(fromRows(rows).panes.size).toBe(0)
})

import { describe, expect, test } from "bun:test"
import { keptPane, maxNotes, Trail, trailTiming } from "../../src/daemon/trail.ts"
import type { Observation } from "../../src/engine/observation.ts"
import { type EngineState, emptyState } from "../../src/engine/state.ts"
import { step } from "../../src/engine/step.ts"
import type { StoreFault } from "../../src/store/fault.ts"
import type { TrailRow } from "../../src/store/trail.ts"
import { ruleSetOf } from "../engine/stage.ts"
import { type FrameChanges, frame } from "../screen/sample.ts"
import { HeldTimers } from "../support/held-timers.ts"

const rules = `agent a { on program == "cargo"; approval when screen has "Allow <what>?" { approve send "y" }; busy when screen has "busy" }
rule r { when screen has "x"; for 1m; do notify "m" }
rule off { when not online; for 1m; do notify "off" }`

function stage() {
  const ruleSet = ruleSetOf(rules)
  const timers = new HeldTimers()
  const rows: TrailRow[] = []
  const batches: number[] = []
  const faults: StoreFault[] = []
  let fault: StoreFault | undefined
  const trail = new Trail({
    timers,
    table: {
      add: (added) => {
        batches.push(added.length)
        if (fault !== undefined) return { ok: false, fault }
        rows.push(...added)
        return { ok: true, value: undefined }
      },
    },
    onFault: (one) => faults.push(one),
  })
  let state: EngineState = emptyState
  const see = (observation: Observation): void => {
    state = step(ruleSet, state, observation).state
    trail.take(state.panes)
  }
  return {
    trail,
    timers,
    rows,
    batches,
    faults,
    see,
    breaks: (one: StoreFault | undefined) => {
      fault = one
    },
    shows: (screen: string, changes: FrameChanges = {}) =>
      see({ kind: "frame", at: timers.now(), frame: frame(screen, changes) }),
    /** So many batches have been packed and handed over: packing happens outside of the held clock. */
    packed: async (count: number) => {
      await timers.pass(trailTiming.writeMs)
      while (batches.length < count) await Bun.sleep(1)
    },
    /** Everything noted so far is written. */
    written: async () => {
      await trail.stop()
      return rows.map(({ at, data }) => [
        at - 1_000_000,
        data === null ? "gone" : keptPane(data)?.frame.lines.join("\n"),
      ])
    },
  }
}

describe("the trail", () => {
  test("notes a pane when it is first seen, when a phase changes, and when the agent's state does", async () => {
    const { shows, see, timers, written } = stage()
    shows("busy")
    await timers.pass(1_000)
    shows("busy x")
    await timers.pass(60_000)
    see({ kind: "tick", at: timers.now() })
    await timers.pass(1_000)
    shows("Allow one?")
    await timers.pass(1_000)
    shows("Allow two?")
    see({ kind: "gone", at: timers.now(), pane: frame("").pane })
    expect(await written()).toEqual([
      [0, "busy"],
      [1_000, "busy x"],
      [61_000, "busy x"],
      [62_000, "Allow one?"],
      [63_000, "Allow two?"],
      [63_000, "gone"],
    ])
  })

  test("notes a screen that only changes every 30 s, its last state included, and nothing while it stands", async () => {
    const { shows, timers, rows, written } = stage()
    shows("line 0")
    for (let second = 1; second <= 70; second += 1) {
      await timers.pass(1_000)
      shows(`line ${second}`)
    }
    await timers.pass(120_000)
    const noted = (await written()).map(([at]) => Number(at))
    expect(noted[0]).toBe(0)
    expect(noted.length).toBe(4)
    for (const [index, at] of noted.entries())
      if (index > 0) expect(at - (noted[index - 1] ?? 0)).toBeGreaterThanOrEqual(30_000)
    expect(keptPane(rows.at(-1)?.data ?? new Uint8Array())?.frame.lines).toEqual(["line 70"])
    const count = rows.length
    await timers.pass(3_600_000)
    expect(rows.length).toBe(count)
  })

  test("writes many notes together, never one by one", async () => {
    const { shows, timers, batches, trail } = stage()
    for (let index = 0; index < 20; index += 1) shows(index % 2 === 0 ? "busy" : `Allow ${index}?`)
    expect(batches).toEqual([])
    await timers.pass(trailTiming.writeMs)
    await trail.stop()
    expect(batches).toEqual([20])
  })

  test("keeps what an explanation needs: facts, where the instances stand, the agent; nothing that is a secret", async () => {
    const { shows, see, timers, rows, trail } = stage()
    const secret = "sk-ant-abcdefghijklmnopqrstuvwx"
    shows(`Allow ${secret}?\nx`, { facts: { title: `key ${secret}`, online: false } })
    await timers.pass(1_000)
    // The approval is out of sight: the engine remembers it.
    shows("")
    await timers.pass(2_000)
    see({ kind: "tick", at: timers.now() })
    await trail.stop()
    const kept = keptPane(rows[0]?.data ?? new Uint8Array())
    expect(rows.length).toBeGreaterThan(1)
    for (const { data } of rows) {
      expect(JSON.stringify(keptPane(data ?? new Uint8Array()))).not.toContain("abcdefghijkl")
    }
    expect(kept?.frame.lines[0]).toBe("Allow sk-ant-••••?")
    expect(kept?.agent).toMatchObject({ agent: "a", state: "approval", captures: { what: "sk-ant-••••" } })
    expect(kept?.instances?.map(({ rule, phase }) => [rule, phase])).toEqual([
      ["r", "pending"],
      ["off", "pending"],
    ])
  })

  test("ends with how every screen looks, and leaves no timer behind", async () => {
    const { shows, timers, written, batches, trail } = stage()
    shows("line 1")
    await timers.pass(1_000)
    shows("line 2")
    expect(await written()).toEqual([
      [0, "line 1"],
      [1_000, "line 2"],
    ])
    shows("line 3")
    await timers.pass(120_000)
    await trail.stop()
    expect(batches).toEqual([2])
  })

  test("says once that it cannot be written, and goes on", async () => {
    const { shows, faults, breaks, written, packed } = stage()
    const fault: StoreFault = { kind: "full", text: { id: "store.full", values: { path: "p" } } }
    breaks(fault)
    shows("busy")
    await packed(1)
    shows("Allow one?")
    await packed(2)
    breaks(undefined)
    shows("busy")
    expect((await written()).map(([, screen]) => screen)).toEqual(["busy"])
    expect(faults).toEqual([fault])
  })

  test("holds a bounded number of notes", async () => {
    const { shows, batches, trail } = stage()
    for (let index = 0; index < maxNotes + 500; index += 1) shows(`Allow ${index}?`)
    await trail.stop()
    expect(batches).toEqual([maxNotes])
  })

  test("of a damaged row is nothing", () => {
    expect(keptPane(new Uint8Array([1, 2, 3]))).toBeUndefined()
  })
})

import { Database } from "bun:sqlite"
import { afterEach, describe, expect, test } from "bun:test"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fromRows } from "../../src/daemon/engine-rows.ts"
import { Pipeline, type PipelineOptions } from "../../src/daemon/pipeline.ts"
import { entriesOf, messageOf } from "../../src/delivery/message.ts"
import type { RunEffect, SendEffect } from "../../src/engine/effect.ts"
import { emptyState } from "../../src/engine/state.ts"
import { compile } from "../../src/language/compile.ts"
import type { RuleSet } from "../../src/language/ruleset.ts"
import type { Frame } from "../../src/screen/frame.ts"
import { openStore } from "../../src/store/open.ts"
import type { Store } from "../../src/store/store.ts"
import { approvalOf, busy, mycli, sampleAgent } from "../engine/sample-agent.ts"
import { ruleSetOf } from "../engine/stage.ts"
import { frame as frameOf } from "../screen/sample.ts"
import { HeldTimers } from "../support/held-timers.ts"

const rules = `
rule asks {
  when screen bottom 5 has "Proceed?"
  stable 1s
  do notify "{screen}"
}
rule press {
  on not attached
  when screen last line has "Press Enter"
  stable 1s
  cooldown 10s
  do send Enter
}
rule slow {
  when screen bottom 5 has "compiling"
  for 20s
  do notify "slow"
}`

const frame = (...lines: string[]): Frame => frameOf(lines.join("\n"), { pane: "nas/1-2/%1" })

function ruleSet(): RuleSet {
  const compiled = compile({ own: [{ path: "t.rules", text: rules }], stock: [], receivers: new Set(["phone"]) })
  if (compiled.ruleSet === undefined) throw new Error(JSON.stringify(compiled.diagnostics))
  return compiled.ruleSet
}

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function databasePath(): string {
  const folder = mkdtempSync(join(tmpdir(), "fleetai-pipeline-"))
  folders.push(folder)
  return join(folder, "state.db")
}

function opened(path: string, maxPages?: number): Store {
  const store = openStore(path, { busyTimeoutMs: 0, ...(maxPages === undefined ? {} : { maxPages }) })
  if (!store.ok) throw new Error(store.fault.kind)
  return store.value
}

interface Bench {
  readonly pipeline: Pipeline
  readonly timers: HeldTimers
  readonly store: Store
  readonly faults: string[]
  readonly pressed: (SendEffect | RunEffect)[]
  see(...lines: string[]): void
  waiting(): number
}

function bench(store: Store, options: Partial<PipelineOptions> = {}, timers = new HeldTimers()): Bench {
  const faults: string[] = []
  const pressed: (SendEffect | RunEffect)[] = []
  const pipeline = new Pipeline({
    ruleSet: ruleSet(),
    state: emptyState,
    store,
    timers,
    book: (effect) =>
      effect.kind === "notify" ? { notifications: entriesOf(effect.id, messageOf(effect), ["phone"]) } : {},
    perform: async (effect) => {
      pressed.push(effect)
      return { outcome: { sent: true } }
    },
    onEnqueued: () => {},
    onEffect: () => {},
    onPerformed: () => {},
    onCommitted: () => {},
    onBug: (error) => {
      throw error
    },
    onFault: (fault) => faults.push(fault?.kind ?? "well"),
    ...options,
  })
  const waiting = (): number => {
    const counts = store.messageCounts(0)
    return counts.ok ? counts.value.waiting : -1
  }
  const see = (...lines: string[]): void =>
    pipeline.observe({ kind: "frame", at: timers.now(), frame: frame(...lines) })
  return { pipeline, timers, store, faults, pressed, see, waiting }
}

describe("the pipeline", () => {
  test("writes a message down when its rule opens, without another look at the screen", async () => {
    const { timers, see, waiting } = bench(opened(databasePath()))
    see("Proceed?")
    await timers.pass(900)
    expect(waiting()).toBe(0)
    await timers.pass(200)
    expect(waiting()).toBe(1)
    await timers.pass(60_000)
    expect(waiting()).toBe(1)
  })

  test("writes nothing while only the screen changes", async () => {
    const store = opened(databasePath())
    let commits = 0
    const counting: PipelineOptions["store"] = {
      commit: (commit) => {
        commits += 1
        return store.commit(commit)
      },
    }
    const { timers, see } = bench(store, { store: counting })
    for (let tick = 0; tick < 100; tick += 1) {
      see(`compiling ${tick}`, "Proceed? no")
      await timers.pass(20)
      see(`${tick}`)
      await timers.pass(20)
    }
    // The long `for 20s` began and ended a hundred times: a pending one is written down, the short `stable` is not.
    expect(commits).toBeLessThanOrEqual(200)
    const before = commits
    for (let tick = 0; tick < 100; tick += 1) {
      see(`line ${tick}`)
      await timers.pass(20)
    }
    expect(commits).toBe(before)
  })

  test("writes what an agent does when that changes, not with every frame of a busy screen", async () => {
    const store = opened(databasePath())
    let commits = 0
    const { timers, pipeline } = bench(store, {
      ruleSet: ruleSetOf(sampleAgent),
      store: {
        commit: (commit) => {
          commits += 1
          return store.commit(commit)
        },
      },
    })
    const sees = async (screen: string) => {
      pipeline.observe({ kind: "frame", at: timers.now(), frame: frameOf(screen, mycli) })
      await timers.pass(30)
    }
    for (let tick = 0; tick < 100; tick += 1) await sees(busy.replace("3s", `${tick}s`))
    expect(commits).toBe(1)
    await sees(approvalOf("npm test"))
    for (let tick = 0; tick < 50; tick += 1) await sees(approvalOf("npm test"))
    expect(commits).toBe(2)
    const loaded = store.loadEngine()
    const restored = fromRows(loaded.ok ? loaded.value.rows : new Map()).panes.get(frameOf("").pane)
    expect(restored?.agent).toMatchObject({ agent: "mycli", state: "approval", was: "busy" })
  })

  test("commits the intent before a key is pressed, and its result after", async () => {
    const store = opened(databasePath())
    const order: string[] = []
    const { timers, see } = bench(store, {
      perform: async (effect) => {
        const open = store.openIntents()
        order.push(open.ok && open.value.some(({ id }) => id === effect.id) ? "intent is there" : "no intent")
        return { outcome: { sent: true } }
      },
    })
    see("Press Enter")
    await timers.pass(2000)
    expect(order).toEqual(["intent is there"])
    const after = store.openIntents()
    expect(after.ok && after.value).toEqual([])
  })

  test("has the results of keys written down when it is settled, so that a stop leaves no open intent", async () => {
    const store = opened(databasePath())
    const { pipeline, timers, see } = bench(store, {
      perform: async () => {
        await Promise.resolve()
        return { outcome: { sent: true } }
      },
    })
    see("Press Enter")
    pipeline.observe({ kind: "tick", at: timers.now() })
    await timers.pass(1_005)
    await pipeline.settle()
    const open = store.openIntents()
    expect(open.ok && open.value).toEqual([])
  })

  test("outlives something that throws while keys are pressed: it is said, and the keys are not tried again", async () => {
    const bugs: unknown[] = []
    let tries = 0
    const { timers, see } = bench(opened(databasePath()), {
      perform: async () => {
        tries += 1
        throw new Error("broken")
      },
      onBug: (error) => bugs.push(error),
    })
    see("Press Enter")
    await timers.pass(60_000)
    expect({ tries, bugs: bugs.length }).toEqual({ tries: 1, bugs: 1 })
  })

  test("goes on at once when the clock is set back", async () => {
    const { timers, see, waiting } = bench(opened(databasePath()))
    see("Proceed?")
    await timers.pass(500)
    timers.setBack(3_600_000)
    await timers.pass(2_000)
    expect(waiting()).toBe(1)
  })

  test("keeps at most one gap and one frame a pane when the database takes nothing for long", async () => {
    const store = opened(databasePath())
    let isBroken = true
    const broken = { ok: false, fault: { kind: "locked", text: { id: "daemon.stopping", values: {} } } } as const
    const { pipeline, timers, see, waiting } = bench(store, {
      store: { commit: (commit) => (isBroken ? broken : store.commit(commit)) },
    })
    see("Proceed?")
    await timers.pass(1_500)
    const began = performance.now()
    for (let line = 0; line < 50_000; line += 1) {
      pipeline.observe({ kind: "output", at: timers.now(), pane: "nas/1-2/%1", lines: [`line ${line}`] })
    }
    for (let event = 0; event < 20_000; event += 1) {
      pipeline.observe({ kind: "event", at: timers.now(), pane: "nas/1-2/%1", name: `e${event}`, fields: {} })
    }
    expect(performance.now() - began).toBeLessThan(4_000)
    isBroken = false
    await timers.pass(2_000)
    expect(waiting()).toBe(1)
  })

  test("never presses the keys of an intent that was committed before", async () => {
    const path = databasePath()
    const first = bench(opened(path), { perform: () => new Promise(() => {}) })
    first.see("Press Enter")
    await first.timers.pass(1500)
    // The process dies here; the next one makes the same effect, because its engine state was lost.
    first.pipeline.stop()
    first.store.close()
    const second = bench(opened(path))
    second.see("Press Enter")
    await second.timers.pass(1500)
    expect(second.pressed).toEqual([])
  })

  test("goes on after a restart as if nothing had happened: told is told, and a long wait goes on", async () => {
    const path = databasePath()
    const first = bench(opened(path))
    first.see("Proceed?", "compiling")
    await first.timers.pass(15_000)
    expect(first.waiting()).toBe(1)
    first.pipeline.stop()
    first.store.close()

    const store = opened(path)
    const loaded = store.loadEngine()
    if (!loaded.ok) throw new Error("unreadable")
    const timers = new HeldTimers(first.timers.now() + 60_000)
    const second = bench(store, { state: fromRows(loaded.value.rows) }, timers)
    const since = loaded.value.savedAt ?? 0
    second.pipeline.observe({ kind: "resumed", at: timers.now(), since })
    second.see("Proceed?", "compiling")
    await timers.pass(1_000)
    expect(second.waiting()).toBe(1)
    // The last commit was about the message, 1 s in: of the 20 s another 19 are left.
    await timers.pass(20_000)
    expect(second.waiting()).toBe(2)
  })
})

test("a row of a rule that is no longer there goes at the start", async () => {
  const store = opened(databasePath())
  const gone = { rule: "gone", phase: "open", since: 1, matched: "", matchedSince: 1, openedAt: 1, firings: [] }
  store.commit({
    at: 1,
    engine: [{ key: "nas/1-2/%1", json: JSON.stringify({ shape: 2, instances: [["gone", gone]] }) }],
  })
  const loaded = store.loadEngine()
  if (!loaded.ok) throw new Error("unreadable")
  const { pipeline, timers } = bench(store, { state: fromRows(loaded.value.rows) })
  pipeline.observe({ kind: "resumed", at: timers.now(), since: 1 })
  await timers.pass(100)
  const after = store.loadEngine()
  expect(after.ok && after.value.rows.size).toBe(0)
})

describe("a database that does not take the commit", () => {
  test("because it is locked: nothing is pressed or sent, it is said once, and all of it happens later, once", async () => {
    const path = databasePath()
    const { timers, see, waiting, faults, pressed, store } = bench(opened(path))
    const other = new Database(path)
    other.run("BEGIN IMMEDIATE")
    see("Proceed?", "Press Enter")
    await timers.pass(5_000)
    expect(pressed).toEqual([])
    expect(faults).toEqual(["locked"])
    other.run("ROLLBACK")
    other.close()
    await timers.pass(2_000)
    expect(faults).toEqual(["locked", "well"])
    expect(waiting()).toBe(1)
    expect(pressed).toHaveLength(1)
    await timers.pass(60_000)
    expect(waiting()).toBe(1)
    expect(pressed).toHaveLength(1)
    store.close()
  })

  test("because it is full: nothing is half-written", async () => {
    const path = databasePath()
    opened(path).close()
    const small = opened(path, 1)
    const { timers, faults, pressed, pipeline } = bench(small)
    const long = Array.from({ length: 5 }, () => "Proceed? ".repeat(10_000))
    pipeline.observe({ kind: "frame", at: timers.now(), frame: frame(...long, "Press Enter") })
    await timers.pass(3_000)
    expect(faults).toContain("full")
    expect(pressed).toEqual([])
    small.close()
    const again = opened(path)
    const counts = again.messageCounts(0)
    const intents = again.openIntents()
    const engine = again.loadEngine()
    expect(counts.ok && counts.value.waiting).toBe(0)
    expect(intents.ok && intents.value).toEqual([])
    expect(engine.ok && engine.value.rows.size).toBe(0)
    again.close()
  })
})

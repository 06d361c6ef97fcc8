import { describe, expect, test } from "bun:test"
import { maxUnknownMs } from "../../src/engine/lifecycle.ts"
import { Stage, told } from "./stage.ts"

const rule = (...clauses: string[]) => `rule r {\nwhen screen has "ask <n>?"\n${clauses.join("\n")}\ndo notify "{n}"\n}`
const unreadable = { unreadable: "copy-mode" } as const

describe("stable", () => {
  test("waits until the matched text is unchanged for so long", () => {
    const stage = new Stage(rule("stable 1s"))
    expect(told(stage.shows("ask 1?"))).toEqual([])
    expect(told(stage.after(999))).toEqual([])
    expect(told(stage.after(1))).toEqual(["1"])
  })

  test("starts over when the matched text changes, not when something else does", () => {
    const stage = new Stage(rule("stable 1s"))
    stage.shows("ask 1?")
    stage.after(600)
    stage.shows("ask 2?")
    expect(told(stage.after(999))).toEqual([])
    stage.shows("spinner\nask 2?")
    expect(told(stage.after(1))).toEqual(["2"])
  })

  test("together with `for` both must be met", () => {
    const stage = new Stage(rule("stable 1s", "for 3s"))
    stage.shows("ask 1?")
    stage.after(2_500)
    stage.shows("ask 2?")
    expect(told(stage.after(500))).toEqual([])
    expect(told(stage.after(500))).toEqual(["2"])
  })
})

describe("for", () => {
  test("waits until the condition has held for so long, whatever its text", () => {
    const stage = new Stage(rule("for 2s"))
    stage.shows("ask 1?")
    stage.after(1_500)
    stage.shows("ask 2?")
    expect(told(stage.after(500))).toEqual(["2"])
  })

  test("starts over when the condition was gone, however shortly", () => {
    const stage = new Stage(rule("for 2s"))
    stage.shows("ask 1?")
    stage.after(1_999)
    stage.shows("")
    stage.shows("ask 1?")
    expect(told(stage.after(1_999))).toEqual([])
    expect(told(stage.after(1))).toEqual(["1"])
  })
})

describe("an appearance", () => {
  test("is told once, however long it lasts and however often it is seen", () => {
    const stage = new Stage(rule())
    stage.shows("ask 1?")
    stage.shows("ask 1?")
    stage.after(3_600_000)
    stage.shows("ask 2?")
    expect(told(stage.effects)).toEqual(["1"])
  })

  test("ends when it was gone for `clear`, 2 s by default; a flicker is the same one", () => {
    const stage = new Stage(rule())
    stage.shows("ask 1?")
    stage.shows("")
    stage.after(1_999)
    stage.shows("ask 1?")
    expect(told(stage.effects)).toEqual(["1"])
    stage.shows("")
    stage.after(2_000)
    stage.shows("ask 1?")
    expect(told(stage.effects)).toEqual(["1", "1"])
  })

  test("with `clear 0s` ends at once, and no two have the same id even in one millisecond", () => {
    const stage = new Stage(rule("clear 0s"))
    for (let count = 0; count < 3; count += 1) {
      stage.shows("ask 1?")
      stage.shows("")
    }
    expect(told(stage.effects)).toEqual(["1", "1", "1"])
    expect(new Set(stage.effects.map(({ id }) => id)).size).toBe(3)
  })

  test("is told in the order of the rules, whatever was there before", () => {
    const rules = ["c", "a", "b"].map(
      (name) => `rule ${name} { when screen has "${name}"; limit 9 per 1h; do notify "${name}" }`,
    )
    const stage = new Stage(rules.join("\n"))
    stage.shows("b")
    stage.shows("")
    stage.after(5_000)
    expect(told(stage.shows("a b c"))).toEqual(["c", "a", "b"])
  })

  test("ends with its pane", () => {
    const stage = new Stage(rule("stable 1s"))
    stage.shows("ask 1?")
    stage.observe({ kind: "gone", at: stage.now, pane: "local/1-1/%1" })
    expect(told(stage.after(10_000))).toEqual([])
    expect(stage.state.panes.size).toBe(0)
  })

  test("leaves nothing behind that would grow", () => {
    const stage = new Stage(rule("clear 0s", "once per appearance by n"))
    for (let count = 0; count < 2_000; count += 1) {
      stage.shows(`ask ${count}?`)
      stage.after(1)
    }
    expect(stage.state.panes.values().next().value?.instances.size).toBeLessThanOrEqual(500)
    expect(stage.effects).toHaveLength(2_000)
  })

  test("leaves nothing behind that would grow even when nothing ever clears", () => {
    const stage = new Stage(rule("clear 300d", "once per appearance by n"))
    for (let count = 0; count < 1_000; count += 1) {
      stage.shows(`ask ${count}?`)
      stage.after(1)
    }
    expect(stage.state.panes.values().next().value?.instances.size).toBeLessThanOrEqual(500)
  })
})

describe("once per", () => {
  const appears = (stage: Stage, ...[screen, changes]: Parameters<Stage["shows"]>) => {
    const effects = stage.shows(screen, changes)
    stage.shows("", changes)
    stage.after(5_000)
    return told(effects)
  }

  test("appearance tells each", () => {
    const stage = new Stage(rule())
    expect([appears(stage, "ask 1?"), appears(stage, "ask 1?")]).toEqual([["1"], ["1"]])
  })

  test("pane tells one pane once", () => {
    const stage = new Stage(rule("once per pane"))
    expect([appears(stage, "ask 1?"), appears(stage, "ask 2?")]).toEqual([["1"], []])
    expect(appears(stage, "ask 3?", { pane: "local/1-1/%2" })).toEqual(["3"])
  })

  test("command tells again when another process group runs", () => {
    const stage = new Stage(rule("once per command"))
    const running = (runningSince: number) => ({ facts: { runningSince } })
    expect(appears(stage, "ask 1?", running(1))).toEqual(["1"])
    expect(appears(stage, "ask 2?", running(1))).toEqual([])
    // A process's beginning is known to a few seconds: it moves with the machine's clock.
    expect(appears(stage, "ask 3?", running(2_000))).toEqual([])
    expect(appears(stage, "ask 4?", running(9_000))).toEqual(["4"])
  })

  test("a clock that is set back lets no timer wait for the hour that comes again", () => {
    const stage = new Stage('rule r { when screen has "x"; stable 1s; cooldown 30s; clear 0s; do notify "told" }')
    stage.shows("x")
    stage.now -= 3_600_000
    stage.observe({ kind: "tick", at: stage.now, setBack: true })
    expect(told(stage.after(1_000))).toEqual(["told"])
    stage.shows("")
    stage.now -= 3_600_000
    stage.observe({ kind: "tick", at: stage.now, setBack: true })
    stage.shows("")
    expect(told(stage.after(30_000))).toEqual([])
    stage.shows("x")
    expect(told(stage.after(1_000))).toEqual(["told"])
  })

  test("session tells one session once, through whichever of its panes", () => {
    const stage = new Stage(rule("once per session"))
    expect(appears(stage, "ask 1?")).toEqual(["1"])
    expect(appears(stage, "ask 2?", { pane: "local/1-1/%2" })).toEqual([])
    expect(appears(stage, "ask 3?", { pane: "local/1-1/%3", facts: { session: "other" } })).toEqual(["3"])
  })

  test("session is remembered when the pane that told is closed, for as long as the session lives", () => {
    const stage = new Stage(rule("once per session"))
    const closes = (pane: string) => stage.observe({ kind: "gone", at: stage.now, pane })
    expect(appears(stage, "ask 1?")).toEqual(["1"])
    stage.shows("", { pane: "local/1-1/%2" })
    closes("local/1-1/%1")
    expect(appears(stage, "ask 2?", { pane: "local/1-1/%2" })).toEqual([])
    closes("local/1-1/%2")
    expect(appears(stage, "ask 3?", { pane: "local/1-1/%3" })).toEqual(["3"])
  })

  test("… by a capture tells each of its values apart", () => {
    const stage = new Stage(rule("once per pane by n"))
    expect([appears(stage, "ask 1?"), appears(stage, "ask 2?"), appears(stage, "ask 1?")]).toEqual([["1"], ["2"], []])
  })

  test("… by a fact too", () => {
    const stage = new Stage(rule("once per pane by window"))
    expect(appears(stage, "ask 1?", { facts: { window: "a" } })).toEqual(["1"])
    expect(appears(stage, "ask 2?", { facts: { window: "b" } })).toEqual(["2"])
    expect(appears(stage, "ask 3?", { facts: { window: "a" } })).toEqual([])
  })

  test("of two values at one moment, the one that is seen is there and the other gone", () => {
    const stage = new Stage(rule("for 1s", "once per appearance by n"))
    stage.shows("ask 1?")
    stage.after(500)
    stage.shows("ask 2?")
    expect(told(stage.after(999))).toEqual([])
    expect(told(stage.after(1))).toEqual(["2"])
  })
})

describe("cooldown and limit", () => {
  const again = (stage: Stage, screen = "ask 1?") => {
    const effects = stage.shows(screen)
    stage.shows("")
    stage.after(2_000)
    return effects.length
  }

  test("cooldown counts from the last that was told, and drops what falls into it", () => {
    const stage = new Stage(rule("cooldown 10s"))
    expect([again(stage), again(stage), again(stage)]).toEqual([1, 0, 0])
    stage.after(4_000)
    expect(again(stage)).toBe(1)
  })

  test("an appearance that began in the cooldown is not told later", () => {
    const stage = new Stage(rule("cooldown 10s"))
    again(stage)
    stage.shows("ask 2?")
    expect(told(stage.after(60_000))).toEqual([])
  })

  test("limit lets so many through in any stretch of so long", () => {
    const stage = new Stage(rule("limit 2 per 10s"))
    expect([again(stage), again(stage), again(stage), again(stage)]).toEqual([1, 1, 0, 0])
    stage.after(2_000)
    expect([again(stage), again(stage)]).toEqual([1, 1])
  })
})

describe("while the screen is unknown", () => {
  test("`stable` stands still, and goes on where it stood", () => {
    const stage = new Stage(rule("stable 1s"))
    stage.shows("ask 1?")
    stage.after(600)
    stage.shows("", unreadable)
    expect(told(stage.after(maxUnknownMs))).toEqual([])
    stage.shows("ask 1?")
    expect(told(stage.after(399))).toEqual([])
    expect(told(stage.after(1))).toEqual(["1"])
  })

  test("longer than 10 min it starts over", () => {
    const stage = new Stage(rule("stable 1s"))
    stage.shows("ask 1?")
    stage.after(600)
    stage.shows("", unreadable)
    stage.after(maxUnknownMs + 1)
    stage.shows("ask 1?")
    expect(told(stage.after(999))).toEqual([])
    expect(told(stage.after(1))).toEqual(["1"])
  })

  test("`clear` stands still too: what is hidden is not gone", () => {
    const stage = new Stage(rule("clear 1s"))
    stage.shows("ask 1?")
    stage.shows("")
    stage.after(500)
    stage.shows("", unreadable)
    stage.after(60_000)
    stage.shows("ask 1?")
    expect(told(stage.effects)).toEqual(["1"])
  })

  test("a condition that facts alone decide is not unknown", () => {
    const stage = new Stage('rule r { on shell; when screen has "x" or attached; do notify "y" }')
    expect(told(stage.shows("", { ...unreadable, facts: { shell: true, attached: true } }))).toEqual(["y"])
    const scoped = new Stage('rule r { on shell; when not screen has "x"; do notify "y" }')
    expect(told(scoped.shows("", { ...unreadable, facts: { shell: false } }))).toEqual([])
    expect(told(scoped.shows("", { ...unreadable, facts: { shell: true } }))).toEqual([])
  })
})

describe("after a restart", () => {
  test("pending goes on when the service was away for less than 10 min, what was between not counted", () => {
    const stage = new Stage(rule("stable 1s"))
    stage.shows("ask 1?")
    stage.after(600)
    stage.restarts(60_000)
    stage.shows("ask 1?")
    expect(told(stage.after(399))).toEqual([])
    expect(told(stage.after(1))).toEqual(["1"])
  })

  test("pending starts over when it was longer", () => {
    const stage = new Stage(rule("stable 1s"))
    stage.shows("ask 1?")
    stage.after(600)
    stage.restarts(maxUnknownMs + 1)
    stage.shows("ask 1?")
    expect(told(stage.after(999))).toEqual([])
    expect(told(stage.after(1))).toEqual(["1"])
  })

  test("open stays open: it is not told again", () => {
    const stage = new Stage(rule())
    stage.shows("ask 1?")
    for (const away of [1_000, maxUnknownMs * 2]) {
      stage.restarts(away)
      stage.shows("ask 1?")
      stage.after(10_000)
    }
    expect(told(stage.effects)).toEqual(["1"])
  })

  test("cooldown, limit and once are remembered", () => {
    for (const clause of ["cooldown 1h", "limit 1 per 1h", "once per pane", "once per session", "once per command"]) {
      const stage = new Stage(rule(clause))
      stage.shows("ask 1?")
      stage.restarts(1_000)
      stage.shows("")
      stage.after(5_000)
      expect(told(stage.shows("ask 2?"))).toEqual([])
    }
  })

  test("a pending that began after the last known moment does not wait longer than from its beginning", () => {
    const stage = new Stage(rule("stable 1s"))
    stage.shows("ask 1?")
    const since = stage.now - 30_000
    stage.now += 1_000
    stage.observe({ kind: "resumed", at: stage.now, since })
    stage.shows("ask 1?")
    expect(told(stage.after(1_000))).toEqual(["1"])
  })
})

import { describe, expect, test } from "bun:test"
import { evaluate, identityOf, judge } from "../../src/engine/evaluate.ts"
import { lookAt } from "../../src/engine/look.ts"
import type { Facts } from "../../src/screen/facts.ts"
import { type FrameChanges, frame } from "../screen/sample.ts"
import { ruleSetOf, Stage, told } from "./stage.ts"

function holds(condition: string, screen = "", changes: FrameChanges = {}): boolean | undefined {
  const ruleSet = ruleSetOf(`rule r { when ${condition}; do notify "x" }`)
  const [rule] = ruleSet.rules
  if (rule === undefined) throw new Error("no rule")
  return evaluate(rule.when, lookAt(frame(screen, changes), 100_000, ruleSet)).holds
}
const unreadable = { unreadable: "copy-mode" } as const
const withFacts = (facts: Partial<Facts>) => ({ facts })

describe("conditions in three values", () => {
  // `exit` is unknown while the pane lives; `active` is yes and `dead` is no in these frames.
  test.each([
    ["exit == 0", undefined],
    ["not exit == 0", undefined],
    ["exit == 0 and active", undefined],
    ["exit == 0 and dead", false],
    ["dead and exit == 0", false],
    ["exit == 0 or active", true],
    ["exit == 0 or dead", undefined],
    ["not (exit == 0 and dead)", true],
    ["not (exit == 0 or active)", false],
  ])("%s is %p", (condition, wanted) => {
    expect(holds(condition)).toBe(wanted)
  })

  test("a screen that cannot be read is unknown, a pattern that does not match is no", () => {
    expect(holds('screen has "x"', "", unreadable)).toBeUndefined()
    expect(holds('not screen has "x"', "", unreadable)).toBeUndefined()
    expect(holds('screen has "x"')).toBe(false)
    expect(holds('screen below "nowhere" has "x"', "x")).toBe(false)
  })
})

describe("facts", () => {
  test.each<[string, Partial<Facts>, boolean | undefined]>([
    ['host == "box"', {}, true],
    ['host != "box"', {}, false],
    ['command in ["make", "cargo"]', {}, true],
    ['command in ["carg"]', {}, false],
    ['title has "Work" i', { title: "at work" }, true],
    ["title has /^work$/", { title: "at work" }, false],
    ['program == "claude"', { program: undefined }, undefined],
    ['program in ["claude"]', { program: undefined }, undefined],
    ['program has "claude"', { program: undefined }, undefined],
    ["quiet > 5s", { printedAt: 94_999 }, true],
    ["quiet > 5s", { printedAt: 95_000 }, false],
    ["quiet >= 5s", { printedAt: 95_000 }, true],
    ["running < 1m", { runningSince: undefined }, undefined],
    ["cpu < 1%", { cpu: 0.4 }, true],
    ["cpu >= 1%", { cpu: undefined }, undefined],
    ["exit != 0", { exit: 1 }, true],
    ["attached and not shell", { attached: true }, true],
    ["online", { online: false }, false],
  ])("%s", (condition, known, wanted) => {
    expect(holds(condition, "", withFacts(known))).toBe(wanted)
  })

  test("a duration is looked at again the moment it is reached, without any new sight", () => {
    const stage = new Stage('rule r { when quiet > 15m; do notify "quiet for {quiet|duration}" }')
    stage.shows("", withFacts({ printedAt: stage.now }))
    expect(told(stage.after(900_000))).toEqual([])
    expect(told(stage.after(1))).toEqual(["quiet for 15m"])
    expect(stage.wakeAt).toBeUndefined()
  })

  test("`>=` holds at the very millisecond, and a new print puts it off", () => {
    const stage = new Stage('rule r { when quiet >= 10s; do notify "x" }')
    stage.shows("", withFacts({ printedAt: stage.now }))
    stage.after(9_000)
    stage.shows("a", withFacts({ printedAt: stage.now }))
    expect(told(stage.after(9_999))).toEqual([])
    expect(told(stage.after(1))).toEqual(["x"])
  })

  test("is still looked at again when in between only output came", () => {
    const stage = new Stage('rule r { when quiet > 10s; do notify "x" }\nrule o { when output has "o"; do notify "o" }')
    stage.shows("", withFacts({ printedAt: stage.now }))
    stage.prints("o")
    expect(told(stage.after(10_001))).toEqual(["x"])
  })

  test("a scope of the wrong kind of pane costs nothing and wakes nobody", () => {
    const stage = new Stage('rule r { on shell; when quiet > 15m; do notify "x" }')
    stage.shows("", withFacts({ printedAt: stage.now }))
    expect(stage.wakeAt).toBeUndefined()
  })
})

describe("what a rule saw", () => {
  const ruleSet = ruleSetOf(
    'rule r { on not attached; when screen bottom 3 has "Do you want to <what>?" and screen has "1. Yes"; do notify "x" }',
  )
  const seen = (screen: string, changes?: FrameChanges) => {
    const [rule] = ruleSet.rules
    const verdict = rule && judge(rule, lookAt(frame(screen, changes), 0, ruleSet))
    return verdict?.holds === true ? identityOf(verdict) : undefined
  }

  test("is the same for the same thing, whatever else moves on the screen", () => {
    expect(seen("✻ 1s\nDo you want to run?\n1. Yes")).toBe(seen("✻ 2s\n\nDo you want to run?\n1. Yes"))
  })

  test("is another for another thing, and nothing when the rule does not hold", () => {
    expect(seen("Do you want to run?\n1. Yes")).not.toBe(seen("Do you want to stop?\n1. Yes"))
    expect(seen("Do you want to run?")).toBeUndefined()
    expect(seen("Do you want to run?\n1. Yes", { facts: { attached: true } })).toBeUndefined()
    expect(seen("", unreadable)).toBeUndefined()
  })
})

describe("new output", () => {
  const failed = 'rule r { on command in ["cargo"]; when output has /^error: (?<msg>.+)$/; do notify "{msg}" }'

  test("fires at once, for each new line that matches, oldest first", () => {
    const stage = new Stage(failed)
    expect(told(stage.shows("error: old"))).toEqual([])
    expect(told(stage.prints("error: one", "ok"))).toEqual(["one"])
    expect(told(stage.prints("error: two", "error: three"))).toEqual(["two", "three"])
    expect(told(stage.after(60_000))).toEqual([])
  })

  test("counts for the program that printed it, although that has ended when the line is read", () => {
    const stage = new Stage('rule r { on command == "make"; when output has "error: <msg>"; do notify "{msg}" }')
    stage.shows("$ make", { facts: { command: "make" } })
    stage.shows("$", { facts: { command: "bash" } })
    expect(told(stage.prints("error: one"))).toEqual(["one"])
    stage.shows("$ ", { facts: { command: "bash" } })
    expect(told(stage.prints("error: two"))).toEqual([])
  })

  test("twice in one millisecond is two appearances with two ids", () => {
    const stage = new Stage(failed)
    stage.shows("")
    stage.prints("error: one")
    stage.prints("error: two")
    expect(told(stage.effects)).toEqual(["one", "two"])
    expect(new Set(stage.effects.map(({ id }) => id)).size).toBe(2)
  })

  test("is judged with the facts of the moment, and not before the pane was seen", () => {
    const stage = new Stage(failed)
    expect(told(stage.prints("error: early"))).toEqual([])
    stage.shows("", withFacts({ command: "vim" }))
    expect(told(stage.prints("error: in vim"))).toEqual([])
    stage.shows("", withFacts({ command: "cargo" }))
    expect(told(stage.prints("error: in cargo"))).toEqual(["in cargo"])
  })

  test("knows cooldown, limit and once", () => {
    const stage = new Stage(failed.replace("; do", "; cooldown 10s; do"))
    stage.shows("")
    expect(told(stage.prints("error: one"))).toEqual(["one"])
    expect(told(stage.prints("error: two"))).toEqual([])
    stage.after(10_000)
    expect(told(stage.prints("error: three"))).toEqual(["three"])
  })

  test("says nothing when lines were lost", () => {
    const stage = new Stage(failed)
    stage.shows("")
    expect(stage.observe({ kind: "gap", at: stage.now, pane: "local/1-1/%1" })).toEqual([])
    expect(told(stage.prints("error: after"))).toEqual(["after"])
  })

  test("beside a look at the screen needs both", () => {
    const stage = new Stage('rule r { when output has "done" and screen has "✔"; do notify "x" }')
    stage.shows("")
    expect(told(stage.prints("done"))).toEqual([])
    stage.shows("✔")
    expect(told(stage.prints("done"))).toEqual(["x"])
    stage.shows("✔", unreadable)
    expect(told(stage.prints("done"))).toEqual([])
  })

  test("does not begin a second block beside one that runs", () => {
    const stage = new Stage('rule r { when output has "<n:int> x"; do { notify "{n}"; wait 5s; notify "then {n}" } }')
    stage.shows("")
    stage.prints("1 x")
    stage.prints("2 x")
    expect(told(stage.effects)).toEqual(["1"])
    expect(told(stage.after(5_000))).toEqual(["then 1", "2"])
    expect(told(stage.after(5_000))).toEqual(["then 2"])
  })
})

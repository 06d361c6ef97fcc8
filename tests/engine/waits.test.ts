import { describe, expect, test } from "bun:test"
import { waitOf } from "../../src/engine/waits.ts"
import { frame } from "../screen/sample.ts"
import { Stage } from "./stage.ts"

function stage(clauses: string) {
  const played = new Stage(`rule r { when screen has "x"; ${clauses}; do notify "m" }`)
  const [rule] = played.ruleSet.rules
  if (rule === undefined) throw new Error("no rule")
  const wait = () => {
    const instance = [...(played.state.panes.values().next().value?.instances.values() ?? [])][0]
    const { phase, clause, until, isHeld } = waitOf(rule, instance, frame("").facts, played.now)
    return { phase, clause, left: until === undefined ? undefined : until - played.now, isHeld }
  }
  return { played, wait }
}

describe("a rule waits for", () => {
  test("the longer of its timers, and says how long", () => {
    const { played, wait } = stage("stable 600ms; for 10s")
    played.shows("x")
    played.after(4_000)
    expect(wait()).toEqual({ phase: "pending", clause: "for", left: 6_000, isHeld: false })
  })

  test("the text to stand still, from when it last changed", () => {
    const { played, wait } = stage("stable 2s")
    played.shows("x 1")
    played.after(1_500)
    expect(wait()).toEqual({ phase: "pending", clause: "stable", left: 500, isHeld: false })
  })

  test("nothing that time could bring while nothing can be seen", () => {
    const { played, wait } = stage("for 10s")
    played.shows("x")
    played.after(1_000)
    played.shows("", { unreadable: "copy-mode" })
    expect(wait()).toEqual({ phase: "pending", clause: "for", left: undefined, isHeld: true })
  })

  test("its clearing, then its cooldown", () => {
    const { played, wait } = stage("cooldown 1m")
    played.shows("x")
    played.after(1_000)
    played.shows("")
    expect(wait()).toEqual({ phase: "clearing", clause: "clear", left: 2_000, isHeld: false })
    played.after(3_000)
    expect(wait()).toEqual({ phase: "absent", clause: "cooldown", left: 56_000, isHeld: false })
  })

  test("the oldest of its firings to pass out of the limit", () => {
    const { played, wait } = stage("limit 2 per 1h")
    for (let count = 0; count < 2; count += 1) {
      played.shows("x")
      played.after(1_000)
      played.shows("")
      played.after(9_000)
    }
    expect(wait()).toEqual({ phase: "absent", clause: "limit", left: 3_580_000, isHeld: false })
  })

  test("another command, when it told this one", () => {
    const { played, wait } = stage("once per command")
    played.shows("x")
    expect(wait()).toEqual({ phase: "open", clause: undefined, left: undefined, isHeld: false })
    played.shows("")
    played.after(10_000)
    played.shows("x")
    expect(wait()).toEqual({ phase: "open", clause: "once", left: undefined, isHeld: false })
  })

  test("its first timer, when nothing is remembered", () => {
    const { wait } = stage("stable 600ms")
    expect(wait()).toEqual({ phase: undefined, clause: "stable", left: 600, isHeld: false })
  })
})

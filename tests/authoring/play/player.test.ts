import { describe, expect, test } from "bun:test"
import { type Happening, Player } from "../../../src/authoring/play/player.ts"
import type { SendOutcome } from "../../../src/engine/effect.ts"
import { ruleSetOf, told } from "../../engine/stage.ts"
import { frame } from "../../screen/sample.ts"

const start = 1_000_000

function stage(rules: string, press?: () => SendOutcome) {
  const options = press === undefined ? {} : { press }
  const player = new Player(ruleSetOf(rules), { startsAt: start, ...options })
  return {
    player,
    shows: (at: number, screen: string) => player.observe({ kind: "frame", at: start + at, frame: frame(screen) }),
    until: (at: number) => player.advance(start + at),
  }
}

const seen = (happenings: readonly Happening[]) => happenings.map(({ kind, rule, at }) => [at - start, kind, rule])

describe("playing", () => {
  test("fires at the very moment the rule's timers end, not when the next thing is seen", () => {
    const { shows, until } = stage('rule r { when screen has "x"; stable 600ms; do notify "m" }')
    expect(shows(0, "x")).toEqual([])
    const fired = until(10_000)
    expect(seen(fired)).toEqual([[600, "fired", "r"]])
    expect(told(fired.flatMap((one) => (one.kind === "fired" ? one.effects : [])))).toEqual(["m"])
  })

  test("lets time pass before what is seen next", () => {
    const { shows } = stage('rule r { when screen has "x"; stable 600ms; do notify "m" }')
    shows(0, "x")
    expect(seen(shows(700, "gone"))).toEqual([[600, "fired", "r"]])
    expect(seen(shows(800, "x"))).toEqual([])
  })

  test("tells what stayed silent, and why", () => {
    const { shows, until } = stage('rule r { when screen has "x"; cooldown 1m; do notify "m" }')
    shows(0, "x")
    shows(1_000, "")
    until(5_000)
    expect(shows(6_000, "x")).toMatchObject([{ kind: "refused", why: "cooldown" }])
  })

  test("presses keys at once, and tells what follows from them as going on", () => {
    const { shows, until } = stage(`rule r {
      on command == "cargo"; when screen bottom 3 has "Press Enter"; stable 1s; cooldown 1m
      do { send Enter; verify gone within 5s else notify "stuck" }
    }`)
    shows(0, "Press Enter")
    expect(seen(until(60_000))).toEqual([
      [1_000, "fired", "r"],
      [6_000, "went-on", "r"],
    ])
  })

  test("tells a rule that waits first when it opens", () => {
    const { shows, until } = stage('rule r { when screen has "x"; do { wait 5s; notify "m" } }')
    expect(seen(shows(0, "x"))).toEqual([[0, "fired", "r"]])
    expect(seen(until(9_000))).toEqual([[5_000, "went-on", "r"]])
  })

  test("tells each firing of new output, and no other rule's", () => {
    const { player, shows } = stage(`rule o { when output has "err"; do notify "o" }
      rule p { when screen has "x"; do notify "p" }`)
    shows(0, "x")
    const prints = (at: number, line: string) =>
      player.observe({ kind: "output", at: start + at, pane: frame("").pane, lines: [line] })
    expect(seen(prints(10, "err 1"))).toEqual([[10, "fired", "o"]])
    expect(seen(prints(20, "fine"))).toEqual([])
    expect(seen(prints(30, "err 2"))).toEqual([[30, "fired", "o"]])
    const many = player.observe({ kind: "output", at: start + 40, pane: frame("").pane, lines: ["err 3", "", "err 4"] })
    expect(many.map(({ kind, rule }) => [kind, rule])).toEqual([
      ["fired", "o"],
      ["fired", "o"],
    ])
  })

  test("takes what is said to lie in the past as of now", () => {
    const { shows, player } = stage('rule r { when screen has "x"; do notify "m" }')
    shows(500, "")
    expect(seen(shows(100, "x"))).toEqual([[500, "fired", "r"]])
    expect(player.now).toBe(start + 500)
  })
})

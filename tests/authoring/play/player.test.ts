import { describe, expect, test } from "bun:test"
import { type Happening, Player } from "../../../src/authoring/play/player.ts"
import type { SendOutcome } from "../../../src/engine/effect.ts"
import { ruleSetOf, told } from "../../engine/stage.ts"
import { type FrameChanges, frame } from "../../screen/sample.ts"

const start = 1_000_000

function stage(rules: string, perform?: () => SendOutcome) {
  const options = perform === undefined ? {} : { perform }
  const player = new Player(ruleSetOf(rules), { startsAt: start, ...options })
  return {
    player,
    shows: (at: number, screen: string, changes: FrameChanges = {}) =>
      player.observe({ kind: "frame", at: start + at, frame: frame(screen, changes) }),
    until: (at: number) => player.advance(start + at),
  }
}

const seen = (happenings: readonly Happening[]) =>
  happenings.map((one) => [one.at - start, one.kind, one.kind === "state" ? `${one.agent} ${one.state}` : one.rule])

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
    expect(seen(many)).toEqual([
      [40, "fired", "o"],
      [40, "fired", "o"],
    ])
  })

  test("takes what is said to lie in the past as of now", () => {
    const { shows, player } = stage('rule r { when screen has "x"; do notify "m" }')
    shows(500, "")
    expect(seen(shows(100, "x"))).toEqual([[500, "fired", "r"]])
    expect(player.now).toBe(start + 500)
  })

  test("tells what could not be pressed to the engine, which offers it again", () => {
    let tries = 0
    const { shows, until } = stage(
      `rule r {
        on command == "cargo"; when screen bottom 3 has "Press Enter"; stable 1s; cooldown 1m
        do { send Enter; notify "pressed" }
      }`,
      () => {
        tries += 1
        return tries < 3 ? { sent: false, why: "typing" } : { sent: true }
      },
    )
    shows(0, "Press Enter")
    expect(seen(until(60_000))).toEqual([
      [1_000, "fired", "r"],
      [2_000, "went-on", "r"],
      [3_000, "went-on", "r"],
      [3_000, "went-on", "r"],
    ])
  })
})

const agent = `agent a {
  on command == "cargo"
  approval when screen has "Allow <what>?" { approve send "y" }
  busy when screen has "working"
  idle when screen has "ready" for 1s
}`

describe("playing an agent", () => {
  test("tells each change of its state when it comes, another approval included", () => {
    const { shows, until } = stage(`${agent}\nrule r { when agent is error; do notify "x" }`)
    expect(seen(shows(0, "working"))).toEqual([[0, "state", "a busy"]])
    expect(seen(shows(100, "working harder"))).toEqual([])
    shows(200, "ready")
    expect(seen(until(5_000))).toEqual([[1_200, "state", "a idle"]])
    expect(shows(6_000, "Allow one?")).toMatchObject([{ state: "approval", was: "idle", captures: { what: "one" } }])
    expect(shows(7_000, "Allow two?")).toMatchObject([{ state: "approval", captures: { what: "two" } }])
    expect(shows(8_000, "$", { facts: { command: "bash" } })).toMatchObject([
      { kind: "state", agent: undefined, state: undefined },
    ])
  })

  test("delivers asks at once, so that their timeout begins", () => {
    const { shows, until } = stage(
      `${agent}\nrule r { when agent is approval; do ask phone { body "?"; timeout 30s { escalate } } }`,
    )
    expect(seen(shows(0, "Allow one?"))).toEqual([
      [0, "state", "a approval"],
      [0, "fired", "r"],
    ])
    expect(seen(until(60_000))).toEqual([[30_000, "went-on", "r"]])
  })

  test("tells what `collect` gathered as one firing", () => {
    const {
      shows,
      player: playing,
      until,
    } = stage('rule r { when output has "err"; collect up to 5 within 10s; do notify "{matches}" }')
    shows(0, "")
    const prints = (at: number) =>
      playing.observe({ kind: "output", at: start + at, pane: frame("").pane, lines: ["err"] })
    expect(seen(prints(10))).toEqual([])
    expect(seen(prints(20))).toEqual([])
    expect(seen(until(30_000))).toEqual([[10_010, "fired", "r"]])
  })

  test("a fork goes its own way", () => {
    const { shows, player: playing } = stage('rule r { when screen has "x"; for 5s; do notify "m" }')
    shows(0, "x")
    const fired: number[] = []
    const fork = playing.fork(({ effects }) => fired.push(...effects.map(({ at }) => at - start)))
    fork.advance(start + 60_000)
    expect(fired).toEqual([5_000])
    expect(playing.now).toBe(start)
    expect(seen(playing.advance(start + 60_000))).toEqual([[5_000, "fired", "r"]])
  })

  test("a restart keeps what is kept, and the panes must be shown again", () => {
    const { shows, player: playing, until } = stage('rule r { when screen has "x"; for 5s; do notify "m" }')
    shows(0, "x")
    until(2_000)
    playing.restart(() => ({ ...playing.state, panes: new Map() }))
    expect(seen(until(20_000))).toEqual([])
    shows(21_000, "x")
    expect(seen(until(60_000))).toEqual([[26_000, "fired", "r"]])
  })
})

import { describe, expect, test } from "bun:test"
import { readScreen } from "../../../src/authoring/screen/screen-file.ts"
import type { ShownFile } from "../../../src/authoring/testing/files.ts"
import { testStartsAt } from "../../../src/authoring/testing/run.ts"
import type { EngineState } from "../../../src/engine/state.ts"
import type { Sighting } from "../../../src/screen/frame.ts"
import { frame } from "../../screen/sample.ts"
import { asking, aTest, outcome, tried } from "./tried.ts"

const cli = 'pane program="mycli" size=100x30'
const runs = (of: string, ...steps: string[]) => outcome(asking + aTest(of, cli, ...steps))
const passes = (of: string, ...steps: string[]) => expect(runs(of, ...steps)).toBeNull()

describe("a test of an ask", () => {
  test("sees it at its moment, and what follows from a decision", () => {
    passes(
      "asks",
      'at 0s screen "Allow npm test?"',
      "at 599ms expect nothing",
      "at 600ms expect agent is approval",
      'at 600ms expect ask phone has "npm test" with title="may it?" severity="high" rule="asks"',
      "at 9s approve",
      'at 9s expect send "1"',
      'at 10s screen "working"',
      "at 60s expect nothing",
    )
  })

  test.each([
    ["deny", ["at 1s deny", "at 1s expect send Escape"]],
    [
      "an option, by its number",
      [
        "at 1s choose 1",
        "at 1s expect send Escape",
        'at 2s screen "working"',
        'at 2s expect notify desk has "denied npm"',
      ],
    ],
    [
      "a reply, once the agent is idle",
      [
        'at 1s reply "use pnpm"',
        "at 1s expect send Escape",
        'at 2s screen "ready"',
        'at 3600ms expect send "use pnpm"',
        "at 5s expect send Enter",
      ],
    ],
  ])("follows %s", (_, steps) => {
    passes("asks", 'at 0s screen "Allow npm?"', ...steps)
  })

  test("escalates when nobody decides", () => {
    passes(
      "asks",
      'at 0s screen "Allow npm?"',
      "at 1s expect ask",
      "at 29m expect nothing",
      'at 31m expect notify has "npm" with severity="crit"',
    )
  })

  test("is over when the dialog goes away by itself", () => {
    expect(
      runs("asks", 'at 0s screen "Allow npm?"', 'at 5s screen "working"', "at 9s approve", 'at 9s expect send "1"'),
    ).toBe("undecided at 9000: at 9s approve")
  })

  test("offers what it offers", () => {
    expect(runs("asks", 'at 0s screen "Allow npm?"', "at 1s choose 1", "at 2s choose 1", "at 3s expect ask")).toBe(
      "undecided at 2000: at 2s choose 1",
    )
  })
})

describe("what a test shows", () => {
  test("passes through the real engine: another screen under the keys, and they are not pressed", () => {
    const rules = `rule enter {
      on program == "make"
      when screen last line has "Press Enter"
      stable 1s
      limit 5 per 1h
      do { wait 1s; send Enter }
    }\n`
    const pane = 'pane program="make"'
    const shown = 'at 0s screen "Press Enter"'
    expect(outcome(rules + aTest("enter", pane, shown, "at 3s expect send Enter"))).toBeNull()
    expect(
      outcome(rules + aTest("enter", pane, shown, 'at 1500ms screen "Compiling"', "at 3s expect no send")),
    ).toBeNull()
    expect(
      outcome(
        rules +
          aTest(
            "enter",
            pane,
            shown,
            "at 1500ms copy-mode on",
            "at 9s expect no send",
            "at 9s copy-mode off",
            "at 11s expect send Enter",
          ),
      ),
    ).toBeNull()
    expect(
      outcome(
        rules +
          aTest(
            "enter",
            pane,
            shown,
            "at 1500ms set client-idle=0s",
            "at 3s expect no send",
            "at 9s expect send Enter",
          ),
      ),
    ).toBeNull()
  })

  test("`quiet` counts until the pane prints, and anew after that", () => {
    const rules = 'rule quiet { when quiet > 5m; clear 0s; do notify desk "quiet {quiet}" }\n'
    const of = (...steps: string[]) => outcome(rules + aTest("quiet", ...steps))
    expect(of("pane quiet=5m", 'at 0s screen "x"', "at 0s expect nothing", 'at 1s expect notify has "5m"')).toBeNull()
    expect(
      of(
        "pane quiet=10m",
        'at 0s screen "x"',
        "at 0s expect notify",
        'at 1s screen "y"',
        "at 4m expect nothing",
        "at 6m expect notify",
      ),
    ).toBeNull()
    expect(
      of("pane", 'at 0s output "x"', 'at 4m output "y"', "at 6m expect nothing", "at 10m expect notify"),
    ).toBeNull()
    expect(of("pane", "at 1s set quiet=10m", "at 1s expect notify")).toBeNull()
  })

  test("new lines are an instant; the lines before the first look are old", () => {
    const rules = 'rule failed { when output has "error: <what>"; do notify desk "{what}" }\n'
    const steps = ['at 0s screen "error: old"', 'at 1s output "fine\\nerror: one\\nerror: two"']
    expect(
      outcome(
        rules +
          aTest(
            "failed",
            ...steps,
            'at 1s expect notify has "one"',
            'at 1s expect notify has "two"',
            "at 1s expect nothing",
          ),
      ),
    ).toBeNull()
  })

  test("events are trusted, marker lines are not", () => {
    const rules = `rule told { when event "done"; do notify desk "{event.id|default '?'}" }
      rule runs { when event "done"; do run ["true"] }\n`
    expect(
      outcome(
        rules + aTest("told, runs", 'at 1s event "done" id="7"', 'at 1s expect notify has "7"', "at 1s expect nothing"),
      ),
    ).toBe("happened at 1000: at 1s expect nothing")
    const marker = 'at 1s output "### FLEET {\\"name\\":\\"done\\",\\"id\\":\\"8\\"}"'
    expect(
      outcome(rules + aTest("told, runs", marker, 'at 1s expect notify has "8"', "at 1s expect nothing")),
    ).toBeNull()
  })

  test("durations and flags of a pane are facts from the beginning", () => {
    const rules = 'rule away { on attached; when client-idle > 1h; do notify desk "away" }\n'
    expect(
      outcome(
        rules + aTest("away", "pane attached=yes client-idle=59m", "at 30s expect nothing", "at 2m expect notify"),
      ),
    ).toBeNull()
  })

  test("copy mode and gaps are unknown: timers stand still", () => {
    const rules = 'rule slow { when screen has "x"; for 10s; do notify desk "slow" }\n'
    const of = (...steps: string[]) => outcome(rules + aTest("slow", 'at 0s screen "x"', ...steps))
    expect(
      of(
        "at 5s copy-mode on",
        "at 60s expect nothing",
        "at 60s copy-mode off",
        "at 64s expect nothing",
        "at 66s expect notify",
      ),
    ).toBeNull()
    expect(
      of(
        "at 5s gap 1m",
        "at 64s expect nothing",
        "at 65s expect nothing",
        "at 69s expect nothing",
        "at 71s expect notify",
      ),
    ).toBeNull()
    expect(of("at 5s gap 1m", 'at 30s screen "y"', "at 10m expect nothing")).toBeNull()
  })

  test("a pane that is gone comes back as another one", () => {
    const rules = 'rule seen { when screen has "x"; once per pane; do notify desk "x" }\n'
    const again = ['at 3s screen ""', 'at 9s screen "x"']
    const of = (...steps: string[]) =>
      outcome(rules + aTest("seen", 'at 0s screen "x"', "at 1s expect notify", ...steps))
    expect(of(...again, "at 10s expect nothing")).toBeNull()
    expect(of("at 2s gone", ...again, "at 10s expect notify")).toBeNull()
  })

  test("a restart keeps what the database keeps", () => {
    const states: EngineState[] = []
    const kept = (state: EngineState): EngineState => {
      states.push(state)
      return { ...state, panes: new Map() }
    }
    const rules = 'rule seen { when screen has "x"; for 5s; do notify desk "x" }\n'
    const steps = ['at 0s screen "x"', "at 4s restart", "at 6s expect nothing", "at 10s expect notify"]
    expect(outcome(rules + aTest("seen", ...steps), { kept })).toBeNull()
    expect(states).toHaveLength(1)
    expect(states[0]?.panes.size).toBe(1)
    expect(
      outcome(rules + aTest("seen", ...steps.slice(0, 2), "at 6s expect notify"), { kept: (state) => state }),
    ).toBeNull()
  })
})

describe("several panes", () => {
  const rules = `rule waits { when screen has "wait"; do notify desk "{session}:{window} waits" }
    rule busy { when screen has "busy"; do notify phone "busy" }
    inhibit waits when busy by session\n`
  const panes = ["pane left session=a", "pane right session=b"]

  test("an expectation that names one is about that one, and else about all", () => {
    const shown = ['at 0s left screen "wait"', 'at 0s right screen "x"']
    expect(
      outcome(rules + aTest("waits", ...panes, ...shown, "at 1s right expect nothing", "at 2s left expect nothing")),
    ).toBeNull()
    expect(outcome(rules + aTest("waits", ...panes, ...shown, "at 1s left expect nothing"))).toBe(
      "happened at 1000: at 1s left expect nothing",
    )
    expect(outcome(rules + aTest("waits", ...panes, ...shown, "at 1s expect nothing"))).toBe(
      "happened at 1000: at 1s expect nothing",
    )
    expect(
      outcome(rules + aTest("waits", ...panes, ...shown, 'at 1s expect notify has "a:left" with session="a"')),
    ).toBeNull()
  })

  test("a step that names none means the first", () => {
    expect(outcome(rules + aTest("waits", ...panes, 'at 0s screen "wait"', "at 1s left expect notify"))).toBeNull()
  })
})

describe("`of`", () => {
  const rules = `rule waits { severity warn; when screen has "wait"; do notify desk "waits" }
    rule busy { severity high; when screen has "busy"; do notify phone "busy" }
    rule quietly { when screen has "wait"; shadow; do notify desk "shadow" }
    inhibit waits when busy by pane
    quiet 00:00-23:59 "UTC" allow severity >= high else drop\n`
  const shown = 'at 0s screen "wait busy"'

  test("named rules are looked at by themselves: nothing silences them, and a shadow acts", () => {
    expect(outcome(rules + aTest("waits", shown, 'at 1s expect notify has "waits"', "at 1s expect nothing"))).toBeNull()
    const both = ['at 1s expect notify has "waits"', 'at 1s expect notify has "busy"']
    expect(outcome(rules + aTest("waits, busy", shown, ...both))).toBeNull()
    expect(outcome(rules + aTest("quietly", shown, 'at 1s expect notify has "shadow"'))).toBeNull()
  })

  test("`all` is as the service would do it", () => {
    expect(outcome(rules + aTest("all", shown, 'at 1s expect notify has "busy"', "at 1s expect nothing"))).toBeNull()
  })
})

describe("`screen file`", () => {
  const rules = 'rule r { on program == "make"; when screen has "x"; for 2s; do notify desk "{title}" }\n'

  function screen(text: string): ShownFile {
    const read = readScreen(text)
    if (!read.ok) throw new Error(JSON.stringify(read))
    return { kind: "screen", screen: read.screen }
  }

  test("of a screen brings the facts above it, unless the test says otherwise", () => {
    const files = new Map([["a.screen", screen("# program: make\n# title: from the file\n---\nx\n")]])
    const shown = 'at 0s screen file "a.screen"'
    expect(outcome(rules + aTest("r", shown, 'at 3s expect notify has "from the file"'), { files })).toBeNull()
    expect(
      outcome(rules + aTest("r", "pane title=mine", shown, 'at 3s expect notify has "mine"'), { files }),
    ).toBeNull()
    expect(outcome(rules + aTest("r", "pane program=vim", shown, "at 3s expect nothing"), { files })).toBeNull()
  })

  test("of a recording plays it from that moment, until the next screen", () => {
    const at = (t: number, text: string): Sighting => {
      const facts = { program: "make", title: `at ${t}`, printedAt: 1_000_000 + t }
      return { kind: "frame", at: 1_000_000 + t, frame: frame(text, { facts }) }
    }
    const sightings = [at(0, ""), at(1_000, "x"), at(5_000, ""), at(9_000, "x")]
    const files = new Map<string, ShownFile>([["a.jsonl", { kind: "recording", startsAt: 1_000_000, sightings }]])
    const shown = 'at 10s screen file "a.jsonl"'
    expect(
      outcome(
        rules +
          aTest(
            "r",
            shown,
            "at 12s expect nothing",
            'at 13s expect notify has "at 1000"',
            "at 20s expect nothing",
            'at 21s expect notify has "at 9000"',
          ),
        { files },
      ),
    ).toBeNull()
    expect(outcome(rules + aTest("r", shown, 'at 12s screen ""', "at 60s expect nothing"), { files })).toBeNull()
  })

  test("of a recording brings its facts, unless the test says otherwise", () => {
    const facts = { program: "make", session: "recorded", title: "t" }
    const sightings: Sighting[] = [{ kind: "frame", at: 0, frame: frame("x", { facts }) }]
    const files = new Map<string, ShownFile>([["a.jsonl", { kind: "recording", startsAt: 0, sightings }]])
    const shown = ['at 0s screen file "a.jsonl"', 'at 3s expect notify with session="recorded"']
    expect(outcome(rules + aTest("r", ...shown), { files })).toBeNull()
    expect(outcome(rules + aTest("r", "pane session=mine", ...shown), { files })).toContain("missing at 3000")
  })

  test("that cannot be read fails the test, with the reason", () => {
    const problem = { id: "authoring.recording-empty", values: {} } as const
    const files = new Map<string, ShownFile>([["a.screen", { kind: "fault", line: 1, problem }]])
    const { failure } = tried(rules + aTest("r", 'at 0s screen file "a.screen"', "at 1s expect nothing"), { files })
    expect(failure?.why).toEqual({ kind: "file", path: "a.screen", line: 1, problem })
  })
})

test("every test begins at noon: messages about moments are the same each time", () => {
  expect(new Date(testStartsAt).toISOString()).toBe("2020-01-01T12:00:00.000Z")
})

test("rules that never come to rest end the test", () => {
  const rules = 'rule r { when screen has "it asks"; repeat 1s; do notify desk "m" }\n'
  expect(outcome(rules + aTest("r", 'at 0s screen "it asks"', "at 1h expect notify", "at 300d expect nothing"))).toBe(
    "endless at 25920000000: at 300d expect nothing",
  )
}, 60_000)

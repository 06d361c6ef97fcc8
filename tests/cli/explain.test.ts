import { describe, expect, test } from "bun:test"
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { Trail } from "../../src/daemon/trail.ts"
import { type EngineState, emptyState } from "../../src/engine/state.ts"
import { step } from "../../src/engine/step.ts"
import { openStore } from "../../src/store/open.ts"
import { ruleSetOf } from "../engine/stage.ts"
import { type FrameChanges, frame } from "../screen/sample.ts"
import { HeldTimers } from "../support/held-timers.ts"
import { claudeDialog } from "../support/screens.ts"
import { Home } from "./program.ts"

const rules = `rule asks {
  on program == "claude"
  when screen bottom 12 has "Do you want to <what>?" and not screen has "Trust me"
  stable 600ms
  do notify "{what}"
}
rule other { when screen has "Press Enter"; do notify "x" }`

function prepared(): Home {
  const home = new Home()
  home.write("a.rules", rules)
  home.write("dialog.screen", `# program: claude\n---\n${claudeDialog("npm test")}`)
  return home
}

describe("fleetai explain --screen", () => {
  test("without a rule is a line per rule, with what decides", async () => {
    using home = prepared()
    const { code, out, err } = await home.run(["explain", "--screen", "dialog.screen", "--rules", "a.rules"])
    expect({ code, err }).toEqual({ code: 0, err: "" })
    expect(out).toBe('✓ asks  fires after: stable 600ms\n✗ other  when screen has "Press Enter" does not hold\n')
  })

  test("of a rule shows every condition, in both languages", async () => {
    using home = prepared()
    const explain = async (LANG: string, ...more: string[]) =>
      (await home.run(["explain", "asks", "--screen", "dialog.screen", "--rules", "a.rules", ...more], { LANG })).out
    expect(await explain("C.UTF-8")).toMatchSnapshot()
    expect(await explain("zh_CN.UTF-8", "--fact", "program=codex")).toMatchSnapshot()
  })

  test("as JSON has stable keys", async () => {
    using home = prepared()
    const { out } = await home.run(["explain", "--json", "--screen", "dialog.screen", "--rules", "a.rules"])
    const said = JSON.parse(out)
    expect(Object.keys(said)).toEqual(["agent", "state", "captures", "rules", "reading"])
    expect(said).toMatchObject({ agent: null, state: null, captures: {} })
    const [asks, other] = said.rules
    expect([asks.name, asks.fired, other.name, other.fired]).toEqual(["asks", true, "other", false])
    expect(asks.captures).toEqual({ what: "proceed" })
    expect(asks.conditions.map((one: { condition: string; value: boolean }) => [one.condition, one.value])).toEqual([
      ['program == "claude"', true],
      ['screen bottom 12 has "Do you want to <what>?"', true],
      ['not screen has "Trust me"', true],
    ])
  })

  test("reads a screen from standard input, and needs neither configuration nor tmux", async () => {
    using home = new Home()
    const args = ["explain", "claude-permission", "--screen", "-", "--fact", "program=claude", "--json"]
    const { code, out } = await home.run(args, {}, claudeDialog("npm test"))
    expect(code).toBe(0)
    expect(JSON.parse(out).rules).toMatchObject([{ name: "claude-permission", fired: true }])
  })

  test("says of a condition on new output that a screen cannot answer it", async () => {
    using home = prepared()
    home.write("o.rules", 'rule o { when output has "error"; do notify "x" }')
    const { out } = await home.run(["explain", "o", "--screen", "dialog.screen", "--rules", "o.rules"])
    expect(out).toContain("an instant: judged when new lines come; see: fleetai replay")
  })

  test("lets no pane text steer the terminal", async () => {
    using home = prepared()
    home.write("evil.screen", "Do you want to \u001b[31m\u202eevil\u0007?\n")
    const { out } = await home.run(["explain", "asks", "--screen", "evil.screen", "--rules", "a.rules"])
    expect(out).toContain("evil")
    expect(out).not.toMatch(/[\u001b\u0007\u202e]/)
  })

  test.each([
    [["explain"], "name a pane, or a screen with --screen FILE"],
    [
      ["explain", "aks", "--screen", "dialog.screen", "--rules", "a.rules"],
      'there is no rule "aks"\n  did you mean "asks"?',
    ],
    [["explain", "asks", "%1", "--screen", "dialog.screen"], "a pane and --screen cannot go together"],
    [["explain", "--screen", "dialog.screen", "--fact", "x"], '"x" is no fact'],
  ])("%j is wrong usage", async (args, words) => {
    using home = prepared()
    const { code, err } = await home.run(args)
    expect(code).toBe(2)
    expect(err).toContain(words)
  })

  test("of a file that cannot be read, or says nonsense, names the place", async () => {
    using home = prepared()
    home.write("odd.screen", "# program: a\n# quiet: long\n---\n")
    expect(await home.run(["explain", "--screen", "odd.screen"])).toMatchObject({ code: 1, out: "" })
    expect((await home.run(["explain", "--screen", "odd.screen"])).err).toContain("odd.screen:2:")
    expect((await home.run(["explain", "--screen", "none.screen"])).err).toContain("it cannot be read")
  })
})

const agents = `agent mycli {
  on program == "mycli"
  keep     when screen bottom 2 has "ctrl+o to toggle"
  approval when screen bottom 8 has "Allow <what>?" { approve send "1" }
  busy     when screen bottom 4 has "working"
  idle     when screen bottom 4 has "ready" for 1500ms
}
rule asks { when agent is approval; stable 600ms; do notify "{agent.what}" }
rule finished { when agent busy -> idle; do notify "done" }
rule npm { when agent == "mycli" and agent is approval and agent.what has "npm"; cooldown 1h; do notify "npm" }
`

describe("fleetai explain of an agent", () => {
  const explain = async (screen: string, args: readonly string[], env = {}) => {
    using home = new Home()
    home.write("a.rules", agents)
    home.write("a.screen", screen)
    return await home.run(["explain", ...args, "--screen", "a.screen", "--rules", "a.rules"], env)
  }
  const asking = "# program: mycli\n---\nolder text\nAllow npm test?\n"

  test("shows the clause that decides, and why those before it do not, in both languages", async () => {
    expect((await explain(asking, ["npm"])).out).toMatchSnapshot()
    expect((await explain(asking, ["finished"], { LANG: "zh_CN.UTF-8" })).out).toMatchSnapshot()
  })

  test("without a rule is a line for the agent and one per rule", async () => {
    expect((await explain(asking, [])).out).toBe(`mycli: approval  for 1m
✓ asks  fires after: stable 600ms
✗ finished  when agent busy -> idle does not hold
✓ npm
`)
  })

  test("as JSON has its name, state and captures, the clauses, and what each condition saw", async () => {
    const said = JSON.parse((await explain(asking, ["--json"])).out)
    expect(said).toMatchObject({ agent: "mycli", state: "approval", captures: { what: "npm test" } })
    expect(said.reading).toMatchObject({ clause: "mycli/approval/0", wait: expect.stringMatching(/^1-/), was: null })
    expect(
      said.reading.clauses.map((one: { state: string; holds: boolean; decides: boolean }) => [
        one.state,
        one.holds,
        one.decides,
      ]),
    ).toEqual([
      ["keep", false, false],
      ["approval", true, true],
      ["busy", false, false],
      ["idle", false, false],
    ])
    const seen = said.rules.flatMap(({ conditions }: { conditions: { condition: string; seen: string }[] }) =>
      conditions.map(({ condition, seen: value }) => `${condition}: ${value}`),
    )
    expect(seen).toEqual([
      "agent is approval: approval",
      "agent busy -> idle: ? -> approval",
      'agent == "mycli": mycli',
      "agent is approval: approval",
      'agent.what has "npm": npm test',
    ])
  })

  test("takes a screen to have stood for a while: a clause with a `for` can hold", async () => {
    const said = JSON.parse((await explain("# program: mycli\n---\nready\n", ["--json"])).out)
    expect(said).toMatchObject({ agent: "mycli", state: "idle" })
  })

  test("says which agents were passed over when none is there", async () => {
    const { out } = await explain("# program: vim\n---\nx\n", ["asks"])
    expect(out).toContain('no agent is in this pane\n  mycli is passed over: on program == "mycli" does not hold\n')
  })
})

describe("fleetai explain --at", () => {
  const day = (time: string) => Date.parse(`2026-03-04T${time}Z`)

  /** A home whose service has watched a pane from 10:00 on. */
  async function watched(): Promise<Home> {
    const home = new Home()
    home.write("a.rules", agents)
    mkdirSync(join(home.path, "state"), { mode: 0o700 })
    home.write("c.toml", `rules = ["a.rules"]\nstate = ${JSON.stringify(join(home.path, "state"))}\n`)
    const opened = openStore(join(home.path, "state/state.db"))
    if (!opened.ok) throw new Error(opened.fault.kind)
    const timers = new HeldTimers(day("10:00:00"))
    const trail = new Trail({ table: opened.value.trail, timers, onFault: () => {} })
    const ruleSet = ruleSetOf(agents)
    let state: EngineState = emptyState
    const shows = (screen: string, changes: FrameChanges = {}): void => {
      const facts = { program: "mycli", session: "proj", window: "main", ...changes.facts }
      state = step(ruleSet, state, {
        kind: "frame",
        at: timers.now(),
        frame: frame(screen, { ...changes, facts }),
      }).state
      trail.take(state.panes)
    }
    shows("working")
    await timers.pass(60_000)
    shows("Allow npm test?")
    await timers.pass(1_000)
    state = step(ruleSet, state, { kind: "tick", at: timers.now() }).state
    trail.take(state.panes)
    await timers.pass(29_000)
    shows("working")
    await timers.pass(10_000)
    shows("Allow npm once more?")
    await timers.pass(20_000)
    state = step(ruleSet, state, { kind: "gone", at: timers.now(), pane: frame("").pane }).state
    trail.take(state.panes)
    await trail.stop()
    opened.value.close()
    return home
  }
  const explain = (home: Home, ...args: string[]) =>
    home.run(["explain", "--config", "c.toml", "--at", ...args], { TZ: "UTC" })

  test("shows the pane as it was, and says of which moment that is", async () => {
    using home = await watched()
    const early = await explain(home, "2026-03-04T10:00:30Z", "proj")
    expect(early.code).toBe(0)
    expect(early.out).toStartWith("mycli: busy  for 30s\n")
    expect(early.err).toContain("2026-03-04 10:00:00, the last note before 2026-03-04 10:00:30")
    const later = await explain(home, "2026-03-04T10:01:45Z", "npm", "proj:main")
    expect(later.out).toContain("mycli: approval  for 5s")
    expect(later.out).toContain("npm (a.rules:10): holds")
    expect(later.out).toContain("silent: cooldown, 59m15s to go")
  })

  test("as JSON says both moments, and the phase of each rule", async () => {
    using home = await watched()
    const said = JSON.parse((await explain(home, "2026-03-04T10:01:00Z", "proj", "--json")).out)
    expect(said).toMatchObject({
      state: "approval",
      shown: "2026-03-04T10:01:00.000Z",
      asked: "2026-03-04T10:01:00.000Z",
    })
    expect(said.rules.map((one: { name: string; waits: { phase: string } }) => [one.name, one.waits.phase])).toEqual([
      ["asks", "pending"],
      ["finished", "absent"],
      ["npm", "open"],
    ])
  })

  test("knows when there was no such pane, or nothing is kept", async () => {
    using home = await watched()
    expect(await explain(home, "2026-03-04T10:02:30Z", "proj")).toMatchObject({ code: 1, out: "" })
    const before = await explain(home, "2026-03-04T09:00:00Z", "proj")
    expect(before.err).toContain("the oldest note is of 2026-03-04 10:00:00")
    expect((await explain(home, "2026-03-04T10:00:30Z", "other")).err).toContain('there is no pane "other"')
    using empty = new Home()
    empty.write("a.rules", agents)
    empty.write("c.toml", `rules = ["a.rules"]\nstate = ${JSON.stringify(join(empty.path, "none"))}\n`)
    expect((await explain(empty, "-5m", "proj")).err).toContain("nothing is kept")
  })

  test.each([
    [["25:00", "proj"], '"25:00" is no value for --at'],
    [["yesterday", "proj"], '"yesterday" is no value for --at'],
    [["10:00", "--screen", "a.screen"], "--at and --screen cannot go together"],
  ])("%j is wrong usage", async (args, words) => {
    using home = await watched()
    const { code, err } = await explain(home, ...args)
    expect(code).toBe(2)
    expect(err).toContain(words)
  })
})

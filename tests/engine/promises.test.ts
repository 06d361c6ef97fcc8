/** What once went wrong, or nearly: each case broke a promise of the engine. */
import { describe, expect, test } from "bun:test"
import type { Effect } from "../../src/engine/effect.ts"
import { stillHolds } from "../../src/engine/guard.ts"
import { type FrameChanges, frame } from "../screen/sample.ts"
import { approvalOf, busy, idle, mycli, question, sampleAgent } from "./sample-agent.ts"
import { asked, pressed, Stage, settled, told } from "./stage.ts"

const staged = (rules: string): Stage => new Stage(`${sampleAgent}\n${rules}`)

/** Whether the performer would press the last keys at this screen. */
function wouldPress(stage: Stage, screen: string, changes: FrameChanges = mycli): boolean {
  const effect = stage.effects.findLast((one) => one.kind === "send")
  const rule = stage.ruleSet.rules.find(({ name }) => name === effect?.origin.rule)
  if (effect === undefined || rule === undefined) throw new Error("no keys were asked for")
  const now = frame(screen, changes)
  const situation = { ruleSet: stage.ruleSet, rule, frame: now, now: stage.now, sight: stage.agent }
  return now.pid === effect.pid && stillHolds(effect.guard, situation)
}
const ids = (effects: readonly Effect[]): string[] => effects.map(({ id }) => id)

describe("no key at anything else", () => {
  test.each([
    'agent.state == "approval"',
    'agent == "mycli" and screen bottom 5 has "1. Yes"',
    'agent.detail has "Bash"',
  ])("however the dialog is named: %s", (when) => {
    const stage = staged(`rule r { on program == "mycli"; when ${when}; do ask { approve "ok" } }`)
    stage.shows(approvalOf("one"), mycli)
    const first = stage.ask
    const shown = stage.shows(approvalOf("rm -rf /"), mycli)
    expect(settled(shown)).toEqual(["elsewhere"])
    expect(asked(shown)).toHaveLength(1)
    expect(pressed(stage.decides({ what: "approve" }, first))).toEqual([])
    stage.decides({ what: "approve" })
    expect(wouldPress(stage, approvalOf("rm -rf /"))).toBe(true)
    expect(wouldPress(stage, approvalOf("three"))).toBe(false)
  })

  test("an ask about a prompt is not about another process, nor another agent", () => {
    const other = sampleAgent.replaceAll("mycli", "other")
    const stage = staged(`${other}\nrule r { when agent is idle; do ask { reply } }`.replace("{ reply }", ""))
    stage.shows(idle, mycli)
    stage.after(2_000)
    stage.shows("", { ...mycli, unreadable: "gap" })
    expect(settled(stage.shows(idle, { ...mycli, pid: 999 }))).toEqual(["elsewhere"])
    stage.after(2_000)
    stage.decides({ what: "reply", text: "go" })
    expect(wouldPress(stage, idle, { ...mycli, pid: 999 })).toBe(true)
    expect(wouldPress(stage, idle, { facts: { program: "other" }, pid: 999 })).toBe(false)
  })

  test("later keys are for the process and the agent of the first ones", () => {
    const stage = staged(`rule r { when agent is idle; do ask }`)
    stage.shows(idle, mycli)
    stage.after(2_000)
    stage.decides({ what: "reply", text: "go" })
    stage.keys({ sent: true })
    stage.after(499)
    stage.shows(idle, { ...mycli, pid: 999 })
    stage.after(1)
    const enter = stage.effects.findLast(({ kind }) => kind === "send")
    if (enter?.kind === "send" && enter.keys.some((key) => key.kind === "named")) {
      expect(wouldPress(stage, idle, { ...mycli, pid: 999 })).toBe(false)
    }
  })

  test("a decision waits for keys that are out already", () => {
    const stage = staged(
      `rule r { when agent is approval; stable 1s; limit 9 per 1h; do ask { approve "ok"; timeout 1m { answer deny } } }`,
    )
    stage.shows(approvalOf("one"), mycli)
    stage.after(1_000)
    stage.delivered()
    expect(pressed(stage.after(60_000))).toEqual(["Escape"])
    const decided = stage.decides({ what: "approve" })
    expect(settled(decided)).toEqual(["decided"])
    expect(pressed(decided)).toEqual([])
    expect(pressed(stage.keys({ sent: true }))).toEqual([])
    stage.shows(busy, mycli)
    const after = stage.after(10_000)
    expect(pressed(after)).toEqual([])
    expect(settled(after)).toEqual(["changed"])
  })

  test("a choice that one key cannot name is none", () => {
    const stage = staged(`rule r { when agent is question; do ask }`)
    stage.shows(question, mycli)
    const decided = stage.decides({ what: "choose", choice: 12 })
    expect(pressed(decided)).toEqual([])
    expect(settled(decided)).toEqual(["decided", "failed"])
  })

  test("two dialogs whose beginnings are off the screen are two", () => {
    const cut = (text: string) => [text, ...approvalOf("").split("\n").slice(2)].join("\n")
    const stage = staged(`rule r { when agent is approval; do ask { deny "no" } }`)
    stage.shows(cut("first part"), mycli)
    const shown = stage.shows(cut("other part"), mycli)
    expect(settled(shown)).toEqual(["elsewhere"])
    expect(asked(shown)).toHaveLength(1)
  })

  test("forged events do not add up with true ones", () => {
    const stage = new Stage(`rule r { when event "x" 3 times within 1m; do run ["deploy"] }`)
    stage.shows("")
    stage.prints('### FLEET {"name":"x"}', '### FLEET {"name":"x"}')
    expect(stage.emits("x")).toEqual([])
    expect(stage.emits("x")).toEqual([])
    expect(stage.emits("x").map(({ kind }) => kind)).toEqual(["run"])
  })
})

describe("no ask is forgotten", () => {
  test("one of an instant outlives a restart, and can be answered after it", () => {
    const stage = staged(`rule e { when event "permission" and agent is approval; do ask { approve "ok" } }`)
    stage.shows(approvalOf("one"), mycli)
    stage.emits("permission")
    stage.restarts(1_000)
    stage.shows(approvalOf("one"), mycli)
    expect(pressed(stage.decides({ what: "approve" }))).toEqual(['"1"'])
    stage.keys({ sent: true })
    expect(settled(stage.shows(busy, mycli))).toEqual(["done"])
  })

  test("one of a hook ends with the state that it was about, and a newer one takes its place", () => {
    const stage = staged(`rule e { when event "stop" and agent is idle; do ask }`)
    stage.shows(idle, mycli)
    stage.after(2_000)
    stage.emits("stop")
    expect(asked(stage.emits("stop"))).toHaveLength(1)
    expect(settled(stage.effects)).toEqual(["elsewhere"])
    expect(settled(stage.shows(busy, mycli))).toEqual(["elsewhere"])
  })

  test("two events about one dialog are one ask", () => {
    const stage = staged(`rule e { when event "permission" and agent is approval; do ask { approve "ok" } }`)
    stage.shows(approvalOf("one"), mycli)
    stage.emits("permission")
    expect(stage.emits("permission")).toEqual([])
  })

  test("one whose rule is gone is settled", () => {
    const stage = staged(`rule r { when agent is approval; do ask }`)
    stage.shows(approvalOf("one"), mycli)
    const without = new Stage(sampleAgent)
    without.state = stage.state
    without.now = stage.now
    expect(settled(without.shows(approvalOf("one"), mycli))).toEqual(["elsewhere"])
  })

  test("one whose dialog was out of sight for a moment goes on", () => {
    const stage = staged(`rule r { when agent is approval; cooldown 1h; do ask }`)
    stage.shows(approvalOf("one"), mycli)
    stage.shows("half a screen", mycli)
    expect(stage.after(1_500)).toEqual([])
    expect(stage.shows(approvalOf("one"), mycli)).toEqual([])
    expect(pressed(stage.decides({ what: "approve" }))).toEqual(['"1"'])
  })

  test("one that stood through a long absence goes on", () => {
    const stage = staged(`rule r { when agent is approval; cooldown 2h; do ask }`)
    stage.shows(approvalOf("one"), mycli)
    stage.restarts(700_000)
    expect(stage.shows(approvalOf("one"), mycli)).toEqual([])
    expect(pressed(stage.decides({ what: "approve" }))).toEqual(['"1"'])
  })

  test("one that the service closed itself is asked anew while its dialog stands", () => {
    const stage = staged(`rule r { when agent is approval; do ask { approve "ok" } }`)
    stage.shows(approvalOf("one"), mycli)
    const first = stage.ask
    const made = stage.observe({ kind: "dismissed", at: stage.now, pane: frame("").pane, ask: first })
    expect(settled(made)).toEqual([])
    expect(asked(made)).toHaveLength(1)
    expect(pressed(stage.decides({ what: "approve" }, first))).toEqual([])
    expect(pressed(stage.decides({ what: "approve" }))).toEqual(['"1"'])
  })

  test("one whose timeout's steps a restart cut off can still be answered", () => {
    const stage = staged(`rule r { when agent is approval; do ask { approve "ok"; timeout 1m { wait 1h; escalate } } }`)
    stage.shows(approvalOf("one"), mycli)
    stage.delivered()
    stage.after(60_000)
    stage.restarts(1_000)
    stage.shows(approvalOf("one"), mycli)
    expect(pressed(stage.decides({ what: "approve" }))).toEqual(['"1"'])
  })
})

describe("no notification is lost", () => {
  const outage = `rule down { when screen has "OUTAGE"; do notify "down" }
    rule slow { when screen has "slow!"; do notify "slow" }
    inhibit slow when down by session`
  const other = (stage: Stage, screen: string) => stage.shows(screen, { pane: "local/1-1/%2", facts: { pane: "%2" } })

  test("what was held back is told when the pane that held it back is closed", () => {
    const stage = new Stage(outage)
    stage.shows("OUTAGE")
    expect(told(other(stage, "slow!"))).toEqual([])
    expect(told(stage.observe({ kind: "gone", at: stage.now, pane: "local/1-1/%1" }))).toEqual(["slow"])
  })

  test("after a restart what holds others back still does, before it is seen", () => {
    const stage = new Stage(outage)
    stage.shows("OUTAGE")
    stage.restarts(1_000)
    expect(told(other(stage, "slow!"))).toEqual([])
    stage.shows("OUTAGE")
    expect(told(stage.after(10_000))).toEqual([])
  })

  test("a shadow silences nobody", () => {
    const stage = new Stage(outage.replace("rule down {", "rule down { shadow;"))
    stage.shows("OUTAGE")
    expect(told(other(stage, "slow!"))).toEqual(["slow"])
  })

  test("a failure in the same look lets the others speak", () => {
    const stage = staged(`
      rule approval { when agent is approval; limit 9 per 1h; do ask }
      rule harmless { when agent is approval and agent.detail has "git"; stable 100ms; limit 9 per 1h; do answer approve }
      inhibit approval when harmless by pane`)
    stage.shows(approvalOf("other"), mycli)
    stage.shows(busy, mycli)
    stage.shows(approvalOf("git"), mycli)
    const early = asked(stage.effects).length
    stage.after(100)
    stage.keys({ sent: "unknown" })
    expect(asked(stage.effects).length + early).toBeGreaterThanOrEqual(2)
  })

  test("what was gathered is told when the pane is closed", () => {
    const stage = new Stage(
      `rule r { when output has "error: <e>"; collect up to 9 within 1m; do notify "{e} {matches}" }`,
    )
    stage.shows("")
    stage.prints("error: a", "error: b")
    expect(told(stage.observe({ kind: "gone", at: stage.now, pane: "local/1-1/%1" }))).toEqual(["a error: a\nerror: b"])
  })

  test("no two messages have one id", () => {
    const stage = new Stage(
      `rule r { when output has "error: <e>"; collect up to 9 within 1s; do { notify "{e}"; wait 10s; notify "then {e}" } }`,
    )
    stage.shows("")
    stage.prints("error: a")
    stage.after(5_000)
    stage.prints("error: b")
    stage.after(60_000)
    expect(told(stage.effects)).toEqual(["a", "then a", "b", "then b"])
    expect(new Set(ids(stage.effects)).size).toBe(4)
  })

  test("`once per session by` tells its values apart in every pane", () => {
    const stage = new Stage(`rule r { when screen has "error <c:int>"; once per session by c; do notify "{c}" }`)
    stage.shows("error 1")
    expect(told(other(stage, "error 2"))).toEqual(["2"])
    expect(told(other(stage, "error 1"))).toEqual([])
  })

  test("a clock that was set back stops neither a cooldown nor a timeout", () => {
    const stage = staged(`rule r { when agent is approval; do ask { approve "ok"; timeout 30m { escalate } } }
      rule e { when event "x"; cooldown 1m; do notify "x" }`)
    stage.shows(approvalOf("one"), mycli)
    stage.delivered()
    stage.emits("x")
    stage.now -= 86_400_000
    stage.observe({ kind: "tick", at: stage.now, setBack: true })
    expect(told(stage.after(1_800_000))).toHaveLength(1)
    expect(told(stage.emits("x"))).toEqual(["x"])
  })

  test("an agent that has left keeps nothing open", () => {
    const stage = staged(`rule r { when agent == "mycli"; do notify "here" }`)
    stage.shows(busy, mycli)
    stage.shows("$ ", { facts: { program: "bash" } })
    stage.after(5_000)
    expect(told(stage.shows(busy, mycli))).toEqual(["here"])
  })
})

describe("nothing spins, and nothing is written for nothing", () => {
  test("a repeat that is held back waits for its time", () => {
    const stage = new Stage(`
      rule a { when screen has "x!"; do notify "a" }
      rule b { when screen has "x!"; repeat 1m; do notify "b" }
      inhibit b when a by pane`)
    stage.shows("x!")
    expect(told(stage.after(3_600_000))).toEqual([])
  })

  test("an answer in vain is asked about a few times, then not any more", () => {
    const stage = staged(`
      rule r { when agent is approval; do ask { approve "ok" } }
      rule s { when agent is approval and agent.detail has "one"; stable 1s; limit 9 per 1h; do answer approve }`)
    stage.shows(approvalOf("one"), mycli)
    for (let count = 0; count < 6; count += 1) {
      stage.after(2_000)
      if (stage.effects.findLast(({ kind }) => kind === "send") !== undefined) stage.keys({ sent: true })
      stage.decides({ what: "approve" })
      stage.keys({ sent: true })
      stage.after(100_000)
    }
    expect(asked(stage.effects)).toHaveLength(4)
    expect(stage.after(3_600_000)).toEqual([])
  })

  test("keys that wait for a readable screen ask for no moment", () => {
    const stage = new Stage(
      `rule r { on session == "work"; when screen bottom 5 has "Go?"; stable 1s; cooldown 1m; do send Enter }`,
    )
    stage.shows("Go?")
    stage.after(1_000)
    stage.keys({ sent: false, why: "copy-mode" })
    stage.shows("", { unreadable: "copy-mode" })
    expect(stage.wakeAt).toBeUndefined()
    expect(pressed(stage.shows("Go?"))).toEqual([])
    expect(pressed(stage.after(1_000))).toEqual(["Enter"])
  })

  test("a text that changes at every look touches nothing while only its standing counts", () => {
    const stage = new Stage(`rule r { when screen has /\\((?<s>\\d+)s\\)/; for 15m; do notify "long" }`)
    stage.shows("working (1s)")
    const before = stage.state.panes.get("local/1-1/%1")?.instances
    stage.now += 1_000
    stage.shows("working (2s)")
    expect(stage.state.panes.get("local/1-1/%1")?.instances.get("r")).toBe(before?.get("r") as never)
  })

  test("a closed pane is not brought back by a late word about it", () => {
    const stage = new Stage(`rule r { when screen has "x!"; do notify "x" }`)
    stage.observe({ kind: "result", at: stage.now, pane: "local/1-1/%9", effect: "e", outcome: { sent: true } })
    expect(stage.state.panes.size).toBe(0)
  })
})

import { describe, expect, test } from "bun:test"
import type { Closest, Miss } from "../../../src/authoring/testing/miss.ts"
import { asking, aTest, tried } from "./tried.ts"

function missOf(text: string): Miss {
  const why = tried(text).failure?.why
  if (why === undefined || !("miss" in why)) throw new Error(`no miss: ${JSON.stringify(why)}`)
  return why.miss
}
function closestOf(text: string): Closest | undefined {
  return missOf(text).closest
}
const rules = `rule tells { severity warn; when screen has "stop <what>"; do notify desk { title "it stopped"; body "stop {what}" } }
rule later { when screen has "wait"; for 90s; do notify desk "waited" }
`
const tells = (...steps: string[]) => rules + aTest("tells", 'at 0s screen "stop here"', ...steps)

describe("what came nearest", () => {
  test("is a message to somebody else, or with another text: each difference is named", () => {
    expect(closestOf(tells('at 1s expect notify desk has "stop there" with severity="high"'))).toMatchObject({
      kind: "other",
      differences: [
        {
          kind: "text",
          wanted: '"stop there"',
          seen: "it stopped\nstop here",
          nearest: { kind: "beginning", beginning: "stop ", line: 2 },
        },
        { kind: "field", name: "severity", wanted: "high", seen: "warn" },
      ],
    })
  })

  test("is one that came before the last expectation, or that another is about", () => {
    expect(closestOf(tells("at 1s expect notify", "at 1s expect notify"))).toMatchObject({ kind: "taken" })
    const both = `${rules}rule also { when screen has "stop"; do notify desk "also" }\n`
    const steps = ['at 0s screen "stop it"', 'at 1s expect notify has "also"', 'at 2s expect notify has "stop it"']
    expect(closestOf(both + aTest("tells, also", ...steps))).toMatchObject({
      kind: "before",
      told: { isExpected: false },
    })
  })

  test("is one in another pane", () => {
    const panes = ["pane left", "pane right", 'at 0s right screen "stop it"', 'at 0s left screen "x"']
    expect(closestOf(rules + aTest("tells", ...panes, "at 1s left expect notify"))).toMatchObject({
      kind: "elsewhere",
      told: { pane: "right" },
    })
  })

  test("is keys that were not let through", () => {
    const enter = `rule enter {
      on program == "make"
      when screen last line has "Press Enter"
      stable 1s
      limit 5 per 1h
      do { wait 1s; send Enter }
    }\n`
    const steps = [
      "pane program=make",
      'at 0s screen "Press Enter"',
      "at 1500ms copy-mode on",
      "at 3s expect send Enter",
    ]
    expect(closestOf(enter + aTest("enter", ...steps))).toMatchObject({ kind: "refused", why: "copy-mode" })
  })

  test("is other keys", () => {
    const steps = ['pane program="mycli"', 'at 0s screen "Allow it?"', "at 1s approve", 'at 1s expect send "2"']
    expect(closestOf(asking + aTest("asks", ...steps))).toMatchObject({
      kind: "other",
      differences: [{ name: "send", wanted: '"2"', seen: '"1"' }],
    })
  })

  test("is one that comes later", () => {
    const text = rules + aTest("later", 'at 0s screen "wait"', "at 60s expect notify desk")
    expect(missOf(text)).toMatchObject({
      closest: { kind: "later", afterMs: 30_000, differences: [] },
      rules: [{ name: "later", holds: true, waits: { clause: "for", remainingMs: 30_000 } }],
    })
    const other = rules + aTest("later", 'at 0s screen "wait"', 'at 60s expect notify has "never"')
    expect(closestOf(other)).toMatchObject({ kind: "later", differences: [{ kind: "text", wanted: '"never"' }] })
  })

  test("is, where nothing comes, the condition that decides, with what it saw", () => {
    const { closest, rules: explained } = missOf(rules + aTest("tells", 'at 0s screen "stop"', "at 1s expect notify"))
    expect(closest).toBeUndefined()
    expect(explained).toMatchObject([
      {
        name: "tells",
        holds: false,
        conditions: [{ condition: 'screen has "stop <what>"', decides: true, nearest: { kind: "beginning" } }],
      },
    ])
  })

  test("is, among all rules, none that has nothing to do with what is shown", () => {
    const all = `${rules}rule other { when program == "make" and screen has "make: ***"; do notify desk "broken" }\n`
    const { rules: explained } = missOf(all + aTest("all", 'at 0s screen "stop"', "at 1s expect notify"))
    expect(explained.map(({ name }) => name)).toEqual(["tells"])
  })

  test("names what keeps a rule silent that holds", () => {
    const cooled = 'rule r { when screen has "x"; cooldown 1h; do notify desk "m" }\n'
    const steps = [
      'at 0s screen "x"',
      "at 1s expect notify",
      'at 2s screen ""',
      'at 9s screen "x"',
      "at 10s expect notify",
    ]
    expect(missOf(cooled + aTest("r", ...steps)).rules).toMatchObject([
      { holds: true, refusals: [{ why: "cooldown", remainingMs: 3_590_000 }] },
    ])
    const inhibited = `${cooled}rule other { when screen has "x"; do notify phone "o" }\ninhibit r when other by pane\n`
    const silent = aTest("all", 'at 0s screen "x"', 'at 1s expect notify has "m"')
    expect(missOf(inhibited + silent).rules).toMatchObject([
      { name: "r", refusals: [{ why: "inhibited", by: "other" }] },
    ])
  })

  test("explains an agent's state by its clauses", () => {
    const steps = ['pane program="mycli"', 'at 0s screen "Allow"', "at 2s expect agent is approval"]
    const { agent } = missOf(asking + aTest("asks", ...steps))
    expect(agent).toMatchObject({ agent: "mycli", state: "none" })
    expect(agent?.clauses.find(({ state }) => state === "approval")).toMatchObject({
      holds: false,
      conditions: [{ nearest: { kind: "beginning", line: 1, beginning: "Allow" } }],
    })
    const none = aTest("asks", "pane program=vim", 'at 0s screen "Allow it?"', "at 2s expect agent is approval")
    expect(missOf(asking + none).agent).toMatchObject({
      agent: null,
      others: [{ agent: "mycli", on: [{ condition: 'program == "mycli"', value: false, seen: "vim" }] }],
    })
  })
})

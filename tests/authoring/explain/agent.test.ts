import { describe, expect, test } from "bun:test"
import { type ExplainedAgent, explainAgent } from "../../../src/authoring/explain/agent.ts"
import { lookOf } from "../../../src/authoring/explain/explain.ts"
import type { AgentSight } from "../../../src/engine/state.ts"
import { ruleSetOf, Stage } from "../../engine/stage.ts"
import { type FrameChanges, frame } from "../../screen/sample.ts"

const rules = `agent other { on program == "other"; idle when screen has "ready to go" }
agent mine {
  on program == "cargo"
  keep     when screen has "a viewer covers it"
  approval when screen has "Allow <what>?" { detail below "────────"; approve send "y" }
  busy     when screen has "working hard"
  idle     when screen has "ready to go" for 2s
}
rule r { when agent is idle; do notify "x" }`

function explained(screen: string, changes: FrameChanges = {}, agent?: AgentSight): ExplainedAgent {
  const ruleSet = ruleSetOf(rules)
  return explainAgent(
    ruleSet,
    lookOf({ frame: frame(screen, changes), ruleSet, now: 1_000_000, instances: undefined, agent }),
  )
}
/** As the engine knows it after these screens; numbers let time pass. */
function watched(...screens: (string | number)[]): ExplainedAgent {
  const stage = new Stage(rules)
  for (const one of screens) typeof one === "string" ? stage.shows(one) : stage.after(one)
  const pane = stage.state.panes.get(frame("").pane)
  if (pane?.frame === undefined) throw new Error("no pane")
  const { ruleSet, now } = stage
  return explainAgent(ruleSet, lookOf({ frame: pane.frame, ruleSet, now, instances: [], agent: pane.agent }))
}
const decisive = ({ clauses }: ExplainedAgent) => clauses.filter(({ decides }) => decides).map(({ id }) => id)

describe("an explained agent", () => {
  test("names the clause that makes the state, what it captured, and what is asked exactly", () => {
    const found = explained("Allow npm test?\n────────\nnpm test --all")
    expect(found).toMatchObject({
      ...{ agent: "mine", state: "approval", clause: "mine/approval/0" },
      captures: { what: "npm test" },
      detail: "npm test --all",
      wait: expect.stringMatching(/^1-[0-9a-z]+$/),
    })
    expect(decisive(found)).toEqual(["mine/approval/0"])
  })

  test("tells one approval from the next by its wait, and the same one by the same text", () => {
    const first = watched("Allow one?\n────────\n1")
    expect(watched("Allow one?\n────────\n1").wait).toBe(first.wait ?? "")
    const second = watched("Allow one?\n────────\n1", 1_000, "working hard", 1_000, "Allow one?\n────────\n1")
    expect(second.wait).toMatch(/^2-/)
  })

  test("says how long a clause with a `for` has held, and that it does not decide before its time", () => {
    const early = watched("working hard", 1_000, "ready to go", 500)
    expect(early).toMatchObject({ state: "busy", was: null })
    expect(early.clauses.find(({ state }) => state === "idle")).toMatchObject({
      holds: true,
      decides: false,
      forMs: 2_000,
      heldMs: 500,
    })
    const late = watched("working hard", 1_000, "ready to go", 2_500)
    expect(late).toMatchObject({ state: "idle", was: "busy", forMs: 500 })
    expect(decisive(late)).toEqual(["mine/idle/0"])
  })

  test("without an opinion keeps its state, and says since when", () => {
    const covered = watched("working hard", 1_000, "a viewer covers it", 5_000)
    expect(covered).toMatchObject({ state: "busy", unsureMs: 5_000 })
    expect(decisive(covered)).toEqual(["mine/keep/0"])
  })

  test("passed over names why: its `on` does not hold", () => {
    expect(explained("working hard").others).toMatchObject([
      { agent: "other", on: [{ condition: 'program == "other"', value: false, seen: "cargo" }] },
    ])
    const none = explained("x", { facts: { program: "vim" } })
    expect(none).toMatchObject({ agent: null, state: null, clauses: [] })
    expect(none.others.map(({ agent }) => agent)).toEqual(["other", "mine"])
  })
})

import { describe, expect, test } from "bun:test"
import { explainRule } from "../../../src/authoring/explain/explain.ts"
import type { EngineState } from "../../../src/engine/state.ts"
import { ruleSetOf, Stage } from "../../engine/stage.ts"
import { frame } from "../../screen/sample.ts"

/** The refusals of the rule `r`, as the engine knows the pane after the screens were shown. */
function refusals(rules: string, ...screens: (string | number)[]) {
  const stage = new Stage(rules)
  for (const one of screens) {
    if (typeof one === "string") stage.shows(one)
    else stage.after(one)
  }
  const rule = stage.ruleSet.rules.find(({ name }) => name === "r")
  const { panes }: EngineState = stage.state
  const pane = panes.get(frame("").pane)
  if (rule === undefined || pane?.frame === undefined) throw new Error("no rule, or no pane")
  const { ruleSet, now } = stage
  const instances = [...pane.instances.values()]
  return explainRule(rule, { frame: pane.frame, ruleSet, now, instances, agent: pane.agent, panes }).refusals
}

describe("what keeps a rule silent", () => {
  test.each([
    ["cooldown 1h", [{ why: "cooldown", remainingMs: 3_590_000, by: null }]],
    ["limit 1 per 1m", [{ why: "limit", remainingMs: 50_000, by: null }]],
    ["once per pane", [{ why: "once", remainingMs: null, by: null }]],
    ["", []],
  ])("is named with how long it lasts: %s", (clause, expected) => {
    const rules = `rule r { when screen has "it asks"; ${clause}; do notify "m" }`
    expect(refusals(rules, "it asks", 2_000, "", 7_000, "it asks", 1_000)).toEqual(expected as never)
  })

  test("is the rule that inhibits it, while that is open", () => {
    const rules = `rule r { when screen has "it asks"; do notify "m" }
      rule down { when screen has "it is down"; do notify "d" }
      inhibit r when down by pane`
    expect(refusals(rules, "it asks, it is down")).toEqual([{ why: "inhibited", remainingMs: null, by: "down" }])
    expect(refusals(rules, "it asks")).toEqual([])
  })

  test("is the quiet hours, with what they do and when they end", () => {
    const rules =
      'rule r { severity low; when screen has "it asks"; do notify "m" }\nquiet 00:00-00:30 "UTC" allow severity >= high else digest'
    // The stage's clock begins 1,000 s into a day.
    expect(refusals(rules, "it asks")).toEqual([{ why: "quiet", remainingMs: 800_000, by: "digest" }])
    expect(refusals(rules.replace("severity low", "severity crit"), "it asks")).toEqual([])
    expect(ruleSetOf(rules).quiets).toHaveLength(1)
  })
})

import { describe, expect, test } from "bun:test"
import type { Guard } from "../../src/engine/effect.ts"
import { stillHolds } from "../../src/engine/guard.ts"
import { type FrameChanges, frame } from "../screen/sample.ts"
import { approvalOf, busy, idle, mycli, sampleAgent } from "./sample-agent.ts"
import { Stage } from "./stage.ts"

const rules = `${sampleAgent} rule approval { when agent is approval; do ask phone }`

/** The engine has seen an approval; then the performer looks again. */
function seen() {
  const stage = new Stage(rules)
  stage.shows(approvalOf("one"), mycli)
  const [rule] = stage.ruleSet.rules
  const { agent: sight } = stage
  if (rule === undefined || sight === undefined) throw new Error("nothing was seen")
  const holds = (guard: Guard, screen: string, changes: FrameChanges = mycli): boolean =>
    stillHolds(guard, { ruleSet: stage.ruleSet, rule, frame: frame(screen, changes), now: stage.now, sight })
  return { identity: sight.identity, holds }
}

describe("before a key is pressed", () => {
  test("the same approval must stand, for the rule or whatever the rule thinks", () => {
    const { identity, holds } = seen()
    const guards = (id: string): Guard[] => [
      { kind: "rule", identity: id, agent: "mycli" },
      { kind: "wait", identity: id },
    ]
    for (const [index, guard] of guards(identity).entries()) {
      expect(holds(guard, approvalOf("one"))).toBe(true)
      expect(holds(guard, approvalOf("two"))).toBe(false)
      expect(holds(guard, busy)).toBe(false)
      expect(holds(guard, "transcript viewer")).toBe(false)
      expect(holds(guard, "half a screen")).toBe(false)
      expect(holds(guard, approvalOf("one"), { ...mycli, unreadable: "copy-mode" })).toBe(false)
      expect(holds(guard, approvalOf("one"), { facts: { program: "bash" } })).toBe(false)
      expect(holds(guards(`${identity}x`)[index] ?? guard, approvalOf("one"))).toBe(false)
    }
  })

  test("the state must be the one that was waited for, and plainly visible", () => {
    const { holds } = seen()
    const guard: Guard = { kind: "state", agent: "mycli", state: "busy" }
    expect(holds(guard, busy)).toBe(true)
    expect(holds(guard, approvalOf("one"))).toBe(false)
    expect(holds(guard, idle)).toBe(false)
    expect(holds({ ...guard, agent: "other" }, busy)).toBe(false)
    expect(holds({ ...guard, state: "approval" }, "transcript viewer")).toBe(false)
  })

  test("keys that follow others find the same agent, and no other dialog", () => {
    const { identity, holds } = seen()
    const guard: Guard = { kind: "agent", agent: "mycli", identity }
    expect(holds(guard, approvalOf("one"))).toBe(true)
    expect(holds(guard, idle)).toBe(true)
    expect(holds(guard, approvalOf("two"))).toBe(false)
    expect(holds({ ...guard, identity: "" }, approvalOf("one"))).toBe(false)
    expect(holds(guard, "$ ", { facts: { program: "bash" } })).toBe(false)
  })
})

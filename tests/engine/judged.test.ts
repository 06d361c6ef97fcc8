import { describe, expect, test } from "bun:test"
import fc from "fast-check"
import { judge } from "../../src/engine/evaluate.ts"
import { deciding, type Judged, judgeRule, judgeTree } from "../../src/engine/judged.ts"
import { lookAt } from "../../src/engine/look.ts"
import type { Condition } from "../../src/language/ruleset.ts"
import { frame } from "../screen/sample.ts"
import { ruleSetOf } from "./stage.ts"

const now = 100_000
const empty = ruleSetOf("")

/** `exit` is unknown while the pane lives; `active` is yes and `dead` no in these frames. */
const leaves: readonly Condition[] = [
  { kind: "flag", fact: "active" },
  { kind: "flag", fact: "dead" },
  { kind: "compare", fact: "exit", operator: "==", value: 0 },
  { kind: "compare", fact: "quiet", operator: ">", value: 50 },
  { kind: "compare", fact: "quiet", operator: ">", value: 500_000 },
]
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(...leaves),
    tie("condition").map((of): Condition => ({ kind: "not", of })),
    fc
      .tuple(fc.constantFrom("and" as const, "or" as const), fc.array(tie("condition"), { minLength: 1, maxLength: 3 }))
      .map(([kind, of]): Condition => ({ kind, of })),
  ),
}))

/** Kleene's logic, written anew. */
function combined({ condition, verdict, of }: Judged): boolean | undefined {
  const values = of.map(combined)
  switch (condition.kind) {
    case "and":
      return values.includes(false) ? false : values.includes(undefined) ? undefined : true
    case "or":
      return values.includes(true) ? true : values.includes(undefined) ? undefined : false
    case "not":
      return values[0] === undefined ? undefined : !values[0]
    default:
      return verdict.holds
  }
}

const treeOf = (one: Condition, dead = false): Judged =>
  judgeTree(one, lookAt(frame("", { facts: { dead } }), now, empty))
const nodes = (judged: Judged): Judged[] => [judged, ...judged.of.flatMap(nodes)]

describe("the tree of a judged condition", () => {
  test("agrees with the engine at every node, in Kleene's three values", () => {
    fc.assert(
      fc.property(condition, (one) => {
        for (const node of nodes(treeOf(one))) expect(node.verdict.holds).toBe(combined(node))
      }),
    )
  })

  test("of a rule has the scope and the condition, and the rule's own verdict", () => {
    const ruleSet = ruleSetOf('rule r { on active; when screen has "x"; do notify "m" }')
    const [rule] = ruleSet.rules
    if (rule === undefined) throw new Error("no rule")
    for (const screen of ["x", "y"]) {
      const look = lookAt(frame(screen), now, ruleSet)
      const judged = judgeRule(rule, look)
      expect(judged.verdict).toEqual(judge(rule, look))
      expect(judged.of.map(({ condition: { kind } }) => kind)).toEqual(["flag", "screen"])
    }
  })
})

describe("what decides", () => {
  const [active, dead, exit] = leaves as [Condition, Condition, Condition]
  const named = (one: Condition): string[] =>
    deciding(treeOf(one)).map(({ condition: leaf }) => ("fact" in leaf ? leaf.fact : leaf.kind))

  test.each<[string, Condition, string[]]>([
    ["the first that is false", { kind: "and", of: [active, dead, { kind: "not", of: active }] }, ["dead"]],
    ["all of those that hold", { kind: "and", of: [active, { kind: "not", of: dead }] }, ["active", "dead"]],
    ["the unknown ones", { kind: "and", of: [active, exit] }, ["exit"]],
    ["the first that holds", { kind: "or", of: [dead, active, exit] }, ["active"]],
    ["all of those that do not", { kind: "or", of: [dead, { kind: "not", of: active }] }, ["dead", "active"]],
  ])("is %s", (_, one, facts) => {
    expect(named(one)).toEqual(facts)
  })

  test("is never nothing", () => {
    fc.assert(fc.property(condition, (one) => void expect(deciding(treeOf(one)).length).toBeGreaterThan(0)))
  })
})

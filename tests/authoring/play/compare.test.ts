import { expect, test } from "bun:test"
import { compareReplays, type Firing } from "../../../src/authoring/play/compare.ts"

const firing = (t: number, rule = "r", body = "m"): Firing => ({
  t,
  rule,
  effects: [{ kind: "notify", receiver: null, severity: "info", title: "", body }],
})
const kinds = (before: Firing[], after: Firing[]) =>
  compareReplays(before, after).map(({ kind, t, rule }) => [kind, t, rule])

test("what is the same in both is no difference", () => {
  expect(kinds([firing(1), firing(2)], [firing(2), firing(1)])).toEqual([])
})

test("what fires only with one of them is gained or lost, in the order of time", () => {
  expect(kinds([firing(9_000, "a")], [firing(1_000, "b")])).toEqual([
    ["gained", 1_000, "b"],
    ["lost", 9_000, "a"],
  ])
})

test("the same rule a little later, or with another message, has moved", () => {
  expect(kinds([firing(600)], [firing(1_000)])).toEqual([["moved", 1_000, "r"]])
  expect(kinds([firing(600)], [firing(600, "r", "other")])).toEqual([["moved", 600, "r"]])
})

test("much later is another firing", () => {
  expect(kinds([firing(600)], [firing(60_000)])).toEqual([
    ["lost", 600, "r"],
    ["gained", 60_000, "r"],
  ])
})

test("an exact pair is never taken apart by a firing beside it", () => {
  expect(kinds([firing(1_000), firing(2_000)], [firing(2_000)])).toEqual([["lost", 1_000, "r"]])
})

test("each is looked at as a whole once, however many there are", () => {
  let looks = 0
  const counted = (t: number) => ({
    ...firing(t),
    toJSON: () => {
      looks += 1
      return { t }
    },
  })
  const many = (from: number) => Array.from({ length: 200 }, (_, index) => counted(from + index * 60_000))
  expect(compareReplays(many(0), many(30_000))).toHaveLength(400)
  expect(looks).toBe(400)
})

test("an agent's states are compared like firings, by agent and state", () => {
  const state = (t: number, name: string, captures = {}) => ({ t, agent: "claude", state: name, captures })
  const differences = compareReplays(
    [state(0, "busy"), state(5_000, "idle"), state(60_000, "approval")],
    [state(0, "busy"), state(5_400, "idle"), state(9_000, "error", { code: "529" })],
  )
  expect(differences).toEqual([
    { kind: "moved", from: 5_000, ...state(5_400, "idle") },
    { kind: "gained", ...state(9_000, "error", { code: "529" }) },
    { kind: "lost", ...state(60_000, "approval") },
  ])
})

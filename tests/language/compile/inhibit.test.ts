import { describe, expect, test } from "bun:test"
import { compiled } from "../reading.ts"
import { partsOf, soundParts } from "./parts.ts"

const rules = (...names: readonly string[]) =>
  names.map((name) => `rule ${name} { when attached; do notify "x" }\n`).join("")

describe("`inhibit`", () => {
  const inhibitOf = (statement: string) => soundParts(`${rules("a", "b", "c")}${statement}`).inhibits[0]

  test("names who is quiet, while who is open, where which facts are equal", () => {
    expect(inhibitOf("inhibit a, b when c by host, session")).toEqual({
      rules: ["a", "b"],
      by: "c",
      facts: ["host", "session"],
    })
  })

  test("is about the same pane: a pane's id counts anew on every host", () => {
    expect(inhibitOf("inhibit a when c")?.facts).toEqual(["host", "pane"])
    expect(inhibitOf("inhibit a when c by pane")?.facts).toEqual(["host", "pane"])
    expect(inhibitOf("inhibit a when c by pane, host")?.facts).toEqual(["host", "pane"])
  })

  test.each([
    ["inhibit aa when c", ['E205 "aa"']],
    ["inhibit a when cc", ['E205 "cc"']],
    ["inhibit a when c by hst", ['E201 "hst"']],
    ["inhibit a when c by quiet", ['E204 "quiet"']],
    ["inhibit a when c by attached", ['E204 "attached"']],
  ])("is wrong: %s", (statement, found) => {
    expect(partsOf(`${rules("a", "b", "c")}${statement}`).found).toEqual(found)
  })

  test("of rules that are disabled is nothing", () => {
    const inhibits = (disabled: string) =>
      compiled(`${rules("a", "b", "c")}inhibit a, b when c by host\ndisable ${disabled}`).ruleSet?.inhibits
    expect(inhibits("a")).toEqual([{ rules: ["b"], by: "c", facts: ["host"] }])
    expect(inhibits("c")).toEqual([])
    expect(inhibits("a; disable b")).toEqual([])
  })
})

describe("the order of rules", () => {
  const order = (names: readonly string[], ...statements: readonly string[]) =>
    compiled(`${rules(...names)}${statements.join("\n")}`)
      .ruleSet?.rules.map(({ name }) => name)
      .join(" ")

  test("is that of the text", () => {
    expect(order(["c", "a", "b"])).toBe("c a b")
  })

  test("but who inhibits stands before whom it inhibits, through any number of others", () => {
    expect(order(["a", "b", "c", "d"], "inhibit a when d")).toBe("d a b c")
    expect(order(["a", "b", "c", "d"], "inhibit a when b", "inhibit b when d", "inhibit d when c")).toBe("c d b a")
    expect(order(["a", "b", "c"], "inhibit c when a", "inhibit b when c")).toBe("a c b")
  })

  test("holds every rule once where they inhibit each other", () => {
    expect(order(["a", "b", "c"], "inhibit a when b", "inhibit b when a")?.split(" ").toSorted()).toEqual([
      "a",
      "b",
      "c",
    ])
    expect(order(["a", "b"], "inhibit a when a")).toBe("a b")
  })

  test("is found for a chain of a thousand", () => {
    const names = Array.from({ length: 1_000 }, (_, index) => `r${index}`)
    const chain = names.slice(1).map((name, index) => `inhibit r${index} when ${name}`)
    expect(order(names, ...chain)).toBe(names.toReversed().join(" "))
  })
})

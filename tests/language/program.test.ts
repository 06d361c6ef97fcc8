import { describe, expect, test } from "bun:test"
import { compile } from "../../src/language/compile.ts"
import { Findings, type Source } from "../../src/language/diagnostics.ts"
import { gather } from "../../src/language/program.ts"
import { usesOf } from "../../src/language/uses.ts"
import { receivers, source } from "./reading.ts"

const rule = (name: string, text: string) => `rule ${name} { when attached; do notify "${text}" }\n`
const used = (text: string, distance: number, path = `${distance}.rules`): Source => ({ path, text, used: distance })
const places = (own: readonly Source[], embedded: Parameters<typeof compile>[0]["embedded"] = new Map()) => {
  const { ruleSet, diagnostics } = compile({ own, stock: [], receivers, embedded })
  return ruleSet?.rules.map(({ place }) => place) ?? diagnostics.map(({ code }) => code)
}

describe("of two definitions", () => {
  test("the nearer one counts: one's own, what it uses, what that uses, what is embedded", () => {
    const embedded = new Map([["stock", [source(rule("r", "stock"), "stock")]]])
    const files = [
      used(rule("r", "1"), 1),
      used(rule("r", "2"), 2),
      source(`use "stock"\n${rule("r", "mine")}`, "mine"),
    ]
    expect(places(files, embedded)).toEqual(["mine:2"])
    expect(places([...files.slice(0, 2), source('use "stock"', "mine")], embedded)).toEqual(["1.rules:1"])
    expect(places([used(rule("r", "2"), 2), source('use "stock"', "mine")], embedded)).toEqual(["2.rules:1"])
    expect(places([source('use "stock"', "mine")], embedded)).toEqual(["stock:1"])
  })

  test("equally near neither does: it is a mistake", () => {
    expect(places([source(rule("r", "a"), "a"), source(rule("r", "b"), "b")])).toEqual(["E206"])
    expect(places([used(rule("r", "a"), 1, "a"), used(rule("r", "b"), 1, "b")])).toEqual(["E206"])
    expect(places([source('agent a { idle when screen has "x y" }\nagent a { idle when screen has "x y" }')])).toEqual([
      "E206",
    ])
  })

  test("an agent and a rule are two things", () => {
    expect(places([source(`agent a { idle when screen has "x y" }\n${rule("a", "x")}`)])).toEqual(["my.rules:2"])
  })
})

test("the name of an embedded file may be written with escapes", () => {
  const embedded = new Map([["stock", [source(rule("r", "stock"), "stock")]]])
  expect(places([source('use "st\\u{6f}ck"', "mine")], embedded)).toEqual(["stock:1"])
})

describe("embedded files", () => {
  const embedded = new Map([
    ["both", [source('use "one"', "both-1"), source(rule("two", "2"), "both-2")]],
    ["one", [source(`use "both"\n${rule("one", "1")}`, "one")]],
  ])

  test("come by name, all of it, with what they use, each once", () => {
    expect(places([source('use "both"; use "one"; use "both"')], embedded).toSorted()).toEqual(["both-2:1", "one:2"])
    expect(places([source('use "one"')], embedded).toSorted()).toEqual(["both-2:1", "one:2"])
  })

  test("stay away unless they are used", () => {
    expect(places([source(rule("a", "x"))], embedded)).toEqual(["my.rules:1"])
  })

  test("come when a used file names them", () => {
    expect(places([source(""), used('use "one"', 1)], embedded)).toHaveLength(2)
  })
})

test("a program knows how far its files are, the farthest first", () => {
  const files = [source("", "a"), used("", 2), used("", 1), source("", "b")]
  const program = gather({ own: files, stock: [source("", "stock")], embedded: new Map() }, new Findings())
  expect(program.files.map(({ source: one }) => [one.path, program.distanceOf(one)])).toEqual([
    ["stock", Number.POSITIVE_INFINITY],
    ["2.rules", 2],
    ["1.rules", 1],
    ["a", 0],
    ["b", 0],
  ])
})

test("only a person's own tests are theirs to run", () => {
  const test = (title: string) => `${rule(title, "x")}test "${title}" of ${title} { at 0s expect nothing }\n`
  const { tests } = compile({ own: [source(test("mine")), used(test("theirs"), 1)], stock: [], receivers })
  expect(tests.map(({ title }) => title)).toEqual(["mine"])
})

test("what a file uses is found with its place, and only where it is said", () => {
  const text = '# use "no"\nuse "./a.rules"; use "b\\u{63}"\nlist use = ["use"]\nrule r { use "no" }'
  expect(usesOf(source(text)).map(({ path, span }) => [path, text.slice(span.start, span.end)])).toEqual([
    ["./a.rules", '"./a.rules"'],
    ["bc", '"b\\u{63}"'],
  ])
  expect(usesOf(source("rule r {}"))).toEqual([])
  expect(usesOf(source('rule r { about "use"; use "x" }\npattern p = "\\n use \\"y\\""'))).toEqual([])
})

import { describe, expect, test } from "bun:test"
import { captureNames, find, isOneOf } from "../../src/screen/pattern.ts"
import { pattern } from "./sample.ts"

describe("several patterns", () => {
  test("`any` gives the lowest match of all, with that one's captures only", () => {
    const any = pattern('any ["a <x> b", /c (?<y>\\d) d/]')
    expect(find(any, "a 1 b\nc 2 d")?.captures).toEqual({ y: "2" })
    expect(find(any, "c 2 d\na 1 b")?.captures).toEqual({ x: "1" })
    expect(find(any, "nothing")).toBeUndefined()
  })

  test("`all` spans every match and gathers their captures", () => {
    const all = pattern('all ["a <x> b", /c (?<y>\\d) d/]')
    expect(find(all, "a 1 b\nc 2 d")).toEqual({
      start: 0,
      end: 11,
      text: "a 1 b\nc 2 d",
      captures: { x: "1", y: "2" },
    })
    expect(find(all, "a 1 b")).toBeUndefined()
  })

  test("an index that says no spares the regex, never a text", () => {
    expect(find(pattern('any [/a/, "b"]'), "ab", () => false)?.text).toBe("b")
  })
})

describe("a whole value among patterns", () => {
  test("must equal a text, and match a regex anywhere", () => {
    const among = (written: string, value: string) => isOneOf([pattern(written)], value)
    expect(among('"cargo"', "cargo")).toBe(true)
    expect(among('"cargo"', "cargo-watch")).toBe(false)
    expect(among('"Cargo" i', "cARGO")).toBe(true)
    expect(among("/^car/", "cargo")).toBe(true)
    expect(among('any ["make", "cargo"]', "cargo")).toBe(true)
    expect(among("all [/^car/, /go$/]", "cargo")).toBe(true)
    expect(among("all [/^car/, /x$/]", "cargo")).toBe(false)
  })
})

describe("the names a match sets", () => {
  test.each([
    ['"<a> and <b:int> x"', ["a", "b"], []],
    ["/(?<a>x)(?<b>y)?/", ["a"], ["b"]],
    ['all ["<a> x", "<b> y"]', ["a", "b"], []],
    ['any ["<a> x", "<b> y"]', [], ["a", "b"]],
    ['any ["<a> x", "<a> y"]', ["a"], []],
    ['any ["<a> x", /(?<a>y)?/]', [], ["a"]],
  ] as const)("%s: always %p, maybe %p", (written, always, maybe) => {
    const names = captureNames(pattern(written))
    expect([...names.always].sort()).toEqual([...always])
    expect([...names.maybe].sort()).toEqual([...maybe])
  })
})

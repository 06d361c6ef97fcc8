import { describe, expect, test } from "bun:test"
import { Home } from "./program.ts"

const screen = "error: one\nfine\nerror: two\n提示：错误 three"

async function tryOn(pattern: string, ...more: string[]) {
  using home = new Home()
  home.write("a.screen", screen)
  home.write("a.rules", 'list kinds = ["one", "two"]\npattern message = /^error: (?<what>\\w+)$/')
  return await home.run(["try", pattern, "--screen", "a.screen", ...more])
}

describe("fleetai try", () => {
  test("shows every match with its place, carets and captures; the lowest counts", async () => {
    const { code, out, err } = await tryOn('"error: <what:word>"')
    expect({ code, err }).toEqual({ code: 0, err: "" })
    expect(out).toBe(`1:1
   1 | error: one
     | ^^^^^^^^^^
     what = “one”
3:1 the lowest: this one counts
   3 | error: two
     | ^^^^^^^^^^
     what = “two”
`)
  })

  test("puts carets under wide characters, and under every line of a match", async () => {
    expect((await tryOn('"错误"')).out).toContain("   4 | 提示：错误 three\n     |       ^^^^\n")
    expect((await tryOn("/fine\\nerror/")).out).toContain("   2 | fine\n     | ^^^^\n   3 | error: two\n     | ^^^^^\n")
  })

  test("knows the names of --rules, and all forms of patterns", async () => {
    expect((await tryOn("@message", "--rules", "a.rules")).out).toContain("what = “two”")
    expect((await tryOn("any @kinds", "--rules", "a.rules")).out.match(/\^{3}/g)).toHaveLength(2)
    expect((await tryOn('all ["fine", "ERROR" i]')).code).toBe(0)
  })

  test("without a match ends with 1 and says how near it came", async () => {
    const { code, out, err } = await tryOn('"error: three"')
    expect({ code, out }).toEqual({ code: 1, out: "" })
    expect(err).toBe('no match (lines: 4)\nnearest: “error: t” is there, at line 3, of "error: three"\n')
  })

  test("as JSON is a list, empty where nothing matches", async () => {
    expect(JSON.parse((await tryOn("/t(?<rest>wo)/", "--json")).out)).toEqual([
      { line: 3, column: 8, endLine: 3, endColumn: 11, text: "two", captures: { rest: "wo" } },
    ])
    expect(await tryOn('"nowhere"', "--json")).toMatchObject({ code: 1, out: "[]\n" })
  })

  test.each([
    ["error", "a text stands in quotes of its own"],
    ['"error', "this string is never closed"],
    ["/(/", "not an RE2 regex"],
    ["@nothing", "there is no list or pattern `@nothing`"],
    ['"a"; pattern b = "c"', "more than one pattern"],
  ])("%s is no pattern: wrong usage", async (pattern, words) => {
    const { code, err } = await tryOn(pattern)
    expect(code).toBe(2)
    expect(err).toContain(words)
    expect(err).not.toContain("pattern it")
  })

  test("wants a pane or a screen, not both", async () => {
    using home = new Home()
    expect((await home.run(["try", '"x"'])).code).toBe(2)
    expect((await home.run(["try", '"x"', "%1", "--screen", "a"])).code).toBe(2)
  })
})

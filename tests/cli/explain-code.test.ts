import { describe, expect, test } from "bun:test"
import { explainCode } from "../../src/cli/explain-code.ts"
import { allCodes } from "../../src/language/codes.ts"
import { locales } from "../../src/locale/phrase.ts"
import { Home } from "./program.ts"
import { recordedTerminal } from "./recorded-terminal.ts"

describe("check --explain", () => {
  test("is the page of a code, whether in upper or lower case", async () => {
    using home = new Home()
    const { code, out, err } = await home.run(["check", "--explain", "e204"])
    expect({ code, err }).toEqual({ code: 0, err: "" })
    expect(out).toBe(
      [
        "error[E204]: a value, operator or filter of the wrong type",
        "",
        "Each fact has a type: text, duration, percentage, number or flag. It is compared with a value of its type, and a filter takes only the types that it can show.",
        "",
        "Wrong:",
        "  rule r {",
        "    when quiet > 15",
        '    do notify "stopped"',
        "  }",
        "",
        "Right:",
        "  rule r {",
        "    when quiet > 15m",
        '    do notify "stopped"',
        "  }",
        "",
      ].join("\n"),
    )
  })

  test("without a code lists all of them, in a line each", async () => {
    using home = new Home()
    const { code, out } = await home.run(["check", "--explain"], { LANG: "zh_CN.UTF-8" })
    expect(code).toBe(0)
    expect(
      out
        .trim()
        .split("\n")
        .map((line) => line.slice(0, 4)),
    ).toEqual([...allCodes])
    expect(out).toContain("E103  字符串没有结束")
  })

  test.each([
    ["E4O2", 'fleetai: there is no code "E4O2"\n  did you mean "E402"?\n'],
    ["E999", 'fleetai: there is no code "E999"\n  all codes: fleetai check --explain\n'],
    ["constructor", 'fleetai: there is no code "constructor"\n  all codes: fleetai check --explain\n'],
  ])("of %s, which is none, is wrong usage", async (word, words) => {
    using home = new Home()
    expect(await home.run(["check", "--explain", word])).toEqual({ code: 2, out: "", err: words })
  })

  test("has a page for every code in both languages", () => {
    for (const locale of locales) {
      for (const code of allCodes) {
        const { terminal, out } = recordedTerminal({}, locale)
        expect(explainCode(code, terminal)).toBe(0)
        expect(out().split("\n\n")[1]?.length ?? 0, `${code} ${locale}`).toBeGreaterThan(15)
      }
    }
  })
})

describe("check --format", () => {
  test("github is nothing on standard output when there is nothing to say", async () => {
    using home = new Home()
    home.write("a.rules", 'rule a { when attached; do notify "x" }\n')
    expect(await home.run(["check", "--format", "github", "a.rules"])).toEqual({ code: 0, out: "", err: "" })
  })

  test("sarif and json are one document, also without findings", async () => {
    using home = new Home()
    home.write("a.rules", 'rule a { when attached; do notify "x" }\n')
    expect(JSON.parse((await home.run(["check", "--format", "json", "a.rules"])).out)).toEqual([])
    const { code, out } = await home.run(["check", "--format=sarif", "a.rules"])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ version: "2.1.0", runs: [{ results: [] }] })
  })

  test("github names each finding, and the exit code is 1", async () => {
    using home = new Home()
    home.write("a.rules", 'rule a { when attachd; do notify "x" }\n')
    const { code, out, err } = await home.run(["check", "--format", "github", "a.rules"])
    expect({ code, err }).toEqual({ code: 1, err: "" })
    expect(out).toMatch(/^::error file=a\.rules,line=1,col=15,endLine=1,endColumn=22,title=E201%3A [^\n]*\n$/)
  })

  test("that is none is wrong usage", async () => {
    using home = new Home()
    expect(await home.run(["check", "--format", "xml"])).toEqual({
      code: 2,
      out: "",
      err: 'fleetai: "xml" is no value for --format\n  one of: text, json, sarif, github\n',
    })
  })
})

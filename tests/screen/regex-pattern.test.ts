import { describe, expect, test } from "bun:test"
import fc from "fast-check"
import {
  compileRegex,
  findRegex,
  maxRegexInstructions,
  RegexIndex,
  type RegexPattern,
} from "../../src/screen/regex-pattern.ts"
import { regionText } from "../../src/screen/region.ts"

function regex(source: string, flags = ""): RegexPattern {
  const compiled = compileRegex(source, flags)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.fault))
  return compiled.pattern
}
const captures = (source: string, text: string, flags = "") => findRegex(regex(source, flags), text)?.captures

describe("a regex", () => {
  test("matches `^` and `$` at lines, `.` within one unless `s` is given", () => {
    expect(findRegex(regex("^b$"), "a\nb\nc")?.start).toBe(2)
    expect(findRegex(regex("a.b"), "a\nb")).toBeUndefined()
    expect(findRegex(regex("a.b", "s"), "a\nb")).toBeDefined()
  })

  test("ignores case only with `i`", () => {
    expect(findRegex(regex("error"), "Error")).toBeUndefined()
    expect(findRegex(regex("error", "i"), "Error")).toBeDefined()
  })

  test("of several matches, gives the lowest with its own captures", () => {
    expect(captures("^error: (?<msg>.+)$", "error: one\nerror: two\nok")).toEqual({ msg: "two" })
  })

  test("counts offsets in the text's own units, wide characters and emoji among them", () => {
    expect(findRegex(regex("x"), "😀是x")).toMatchObject({ start: 3, end: 4 })
  })

  test("sets a capture that matched nothing to nothing, and leaves out one that did not take part", () => {
    expect(captures("=(?<value>.*)$", "=")).toEqual({ value: "" })
    expect(captures("^a(?<b>b)?", "a")).toEqual({})
    expect(captures("^a(?:(?<b>b)|(?<c>c))", "ac")).toEqual({ c: "c" })
  })

  test("takes linear time where a backtracking engine would give up", () => {
    const started = performance.now()
    expect(findRegex(regex("^(a+)+$"), `${"a".repeat(20_000)}!`)).toBeUndefined()
    expect(performance.now() - started).toBeLessThan(3_000)
  })

  test.each([
    ["a(?=b)", "look-ahead"],
    ["(?<!a)b", "look-behind"],
    ["(a)\\1", "a back reference"],
    ["(", "an open group"],
    ["[z-a]", "a class that ends before it begins"],
    ["a**", "a repeated repetition"],
    ["(?<n>a)(?<n>b)", "a name twice"],
  ])("%s is refused: %s", (source) => {
    const compiled = compileRegex(source, "")
    expect(compiled.ok ? undefined : compiled.fault.why).toBe("syntax")
  })

  test("is refused when its program is too large", () => {
    const compiled = compileRegex("x{999}y{999}z{999}", "")
    expect(compiled.ok ? undefined : compiled.fault).toMatchObject({ why: "size" })
    expect(compiled.ok || compiled.fault.why !== "size" ? 0 : compiled.fault.instructions).toBeGreaterThan(
      maxRegexInstructions,
    )
    expect(compileRegex("[a-z]{100}", "").ok).toBe(true)
  })
})

describe("a capture that a match may leave unset", () => {
  test.each([
    ["(?<a>x)", []],
    ["(?P<a>x)", []],
    ["y(?<a>x)z", []],
    ["(?<a>x)?", ["a"]],
    ["(?<a>x)*", ["a"]],
    ["(?<a>x)+", []],
    ["(?<a>x){2}", []],
    ["(?<a>x){0,2}", ["a"]],
    ["(?<a>x){0}", ["a"]],
    ["(?<a>x){00,1}", ["a"]],
    ["(?<a>x){1,2}", []],
    ["(?<a>x)??", ["a"]],
    ["(?<a>x)|y", ["a"]],
    ["(?<a>x)|(?<b>y)", ["a", "b"]],
    ["(?<a>x|y)", []],
    ["(?<a>x|(?<b>y))", ["b"]],
    ["(?:(?<a>x)|y)z", ["a"]],
    ["(?:(?<a>x))?z", ["a"]],
    ["(?:q(?:(?<a>x)y)*)z", ["a"]],
    ["(?:y|z)(?<a>x)", []],
    ["(?:y|z)?(?<a>x)(?:y)?", []],
    ["(?i)(?<a>x)", []],
    ["(?i:(?<a>x))", []],
    ["[|](?<a>x)", []],
    ["[^|](?<a>x)", []],
    ["[]|](?<a>x)", []],
    ["[[:alpha:]|](?<a>x)", []],
    ["[(](?<a>x)[)]?", []],
    ["\\|(?<a>x)", []],
    ["\\((?<a>x)\\)?", []],
    ["\\Q|(\\E(?<a>x)", []],
    ["(?<a>x)\\Q?\\E", []],
    ["(?<a>(?<b>x)?)", ["b"]],
    ["^error(?:\\[(?<code>E\\d+)\\])?: (?<msg>.+)$", ["code"]],
  ])("%s", (source, optional) => {
    expect(regex(source).optionalCaptures as readonly string[]).toEqual(optional)
  })

  test("is never one that a match left unset although it counts as always set (property)", () => {
    fc.assert(
      fc.property(regexSource, fc.stringMatching(/^[xyz]{0,6}$/), (source, text) => {
        const compiled = compileRegex(source, "")
        if (!compiled.ok) return
        const match = findRegex(compiled.pattern, text)
        if (match === undefined) return
        for (const name of compiled.pattern.captures) expect(Object.keys(match.captures)).toContain(name)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe("the index", () => {
  test("tells apart what can match and what cannot", () => {
    const [a, b, c] = [regex("^a"), regex("B", "i"), regex("c.d", "s")]
    const mayMatch = new RegexIndex([a, b, c]).over(() => "x\nab\nc")
    expect([a, b, c].map(mayMatch)).toEqual([true, true, false])
  })

  test("knows nothing of a regex that it was not given: that one may match", () => {
    expect(new RegexIndex([]).over(() => "")(regex("a"))).toBe(true)
  })

  test("looks at the text once, and not before it is asked", () => {
    let looks = 0
    const one = regex("a")
    const two = regex("b")
    const mayMatch = new RegexIndex([one, two]).over(() => {
      looks += 1
      return "a"
    })
    expect(looks).toBe(0)
    expect([mayMatch(one), mayMatch(two), mayMatch(one)]).toEqual([true, false, true])
    expect(looks).toBe(1)
  })

  test("never says no where a regex matches alone, in the whole or in a part of it (property)", () => {
    const line = fc.stringMatching(/^[xyz \u4e2d]{0,8}$/)
    fc.assert(
      fc.property(
        fc.array(fc.tuple(regexSource, fc.constantFrom("", "i", "s", "is")), { minLength: 1, maxLength: 6 }),
        fc.array(line, { maxLength: 6 }),
        fc.integer({ min: 1, max: 6 }),
        (sources, lines, count) => {
          const patterns = sources.flatMap(([source, flags]) => {
            const compiled = compileRegex(source, flags)
            return compiled.ok ? [compiled.pattern] : []
          })
          const whole = lines.join("\n")
          const mayMatch = new RegexIndex(patterns).over(() => whole)
          for (const pattern of patterns) {
            for (const kind of ["bottom", "top"] as const) {
              const part = regionText(lines, { kind, lines: count }) ?? ""
              if (findRegex(pattern, part) !== undefined) expect(mayMatch(pattern)).toBe(true)
            }
            // In the whole text the index is exact, for all it knows.
            if (!mayMatch(pattern)) expect(findRegex(pattern, whole)).toBeUndefined()
          }
        },
      ),
      { numRuns: 1_500 },
    )
  })
})

/** Small regexes of every construct that decides whether a part takes part in a match. */
const regexSource: fc.Arbitrary<string> = fc.letrec<{ whole: string; part: string }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(
      "x",
      "y",
      ".",
      "[xy]",
      "[^x|]",
      "^",
      "$",
      "\\b",
      "\\B",
      "\\A",
      "\\z",
      "(?-m)^",
      "(?-m:$)",
      "(?s-m:y$)",
    ),
    fc.tuple(tie("part"), tie("part")).map(([a, b]) => `${a}${b}`),
    fc.tuple(tie("part"), tie("part")).map(([a, b]) => `(?:${a}|${b})`),
    fc
      .tuple(tie("part"), fc.constantFrom("", "?", "*", "+", "{0,2}", "{2}", "{0}"))
      .map(([a, repeat]) => `(?:${a})${repeat}`),
    fc
      .tuple(tie("part"), fc.constantFrom("", "?", "*", "+", "{0,1}"), fc.constantFrom("a", "b", "c"))
      .map(([a, repeat, name]) => `(?<${name}>${a})${repeat}`),
  ),
  whole: fc.oneof(
    tie("part"),
    fc.tuple(tie("part"), tie("part")).map(([a, b]) => `${a}|${b}`),
  ),
})).whole

import { describe, expect, test } from "bun:test"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import fc from "fast-check"
import { RE2JS } from "re2js"
import { readPlainRegex } from "../../src/screen/plain-regex.ts"

const rounds = process.env["FLEETAI_TEST_LONG"] === "1" ? 200_000 : 20_000

/** What RE2 itself says of it. */
function compiled(source: string, flags = 0) {
  const program = RE2JS.compile(source, RE2JS.MULTILINE | flags)
  return { size: program.programSize(), names: Object.keys(program.namedGroups()), empty: program.matcher("").find() }
}

describe("a plain regex is read", () => {
  test.each([
    ["x", { captures: [], optionalCaptures: [], mayBeEmpty: false }],
    ["^\\s*$", { captures: [], optionalCaptures: [], mayBeEmpty: true }],
    ["(?<a>x)(?<b>y)?", { captures: ["a"], optionalCaptures: ["b"], mayBeEmpty: false }],
    ["(?<a>x)|(?<b>y*)", { captures: [], optionalCaptures: ["a", "b"], mayBeEmpty: true }],
    ["(?<a>x|(?<b>y)){2}", { captures: ["a"], optionalCaptures: ["b"], mayBeEmpty: false }],
    ["(?:(?<a>x){0,3})", { captures: [], optionalCaptures: ["a"], mayBeEmpty: true }],
    ["[^\\s❯a-z_\\]-]+\\b", { captures: [], optionalCaptures: [], mayBeEmpty: false }],
  ])("%s", (source, told) => expect(readPlainRegex(source)).toMatchObject(told))
})

test.each([
  ..."x** x+* ^* \\b+ (x x) [] [z-a] [a-\\d] [\\d-a] [^] x{2,1} x{101} {2} x{,2} x(?i) (?m)x (?i-s)x (?=x) (?P<a>x) (?<a>x)(?<a>y)".split(
    " ",
  ),
  ..."\\pL \\x41 \\Qx\\E \\1 \\z* [[:alpha:]] ( ) [ ] } * + ? x\\ 😀 (?<1>x) (?<>x) (?".split(" "),
  `${"(".repeat(21)}x${")".repeat(21)}`,
])("of %s nothing is claimed", (source) => expect(readPlainRegex(source)).toBeUndefined())

const pieces = [
  ..."a b é 等 ❯ 1 - _ , : = ! # ' \" < > ~ @ / ^ $ . | ( ) (?: (?<n> (?<m> (?<k_1> [ ] [^ [a-z] [\\d] [^\\s│] { }".split(
    " ",
  ),
  ..."* + ? *? +? ?? {2} {0,3} {2,}? {100} {1,0} \\d \\s \\b \\B \\W \\. \\n \\/ \\- \\( \\[ \\] \\^ \\\\ \\x (?i) \\p \\z".split(
    " ",
  ),
  " ",
]
const anyRegex = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 14 }).map((some) => some.join(""))
const { nested } = fc.letrec<{ nested: string }>((tie) => ({
  nested: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom("a", "\\d", "[a-f_-]", ".", "x", "等", "^", "\\b"),
    fc.tuple(tie("nested"), tie("nested")).map((two) => two.join("")),
    fc.tuple(tie("nested"), tie("nested")).map((two) => two.join("|")),
    fc.tuple(fc.constantFrom("(", "(?:", "(?<n>", "(?<m>"), tie("nested")).map(([open, one]) => `${open}${one})`),
    fc
      .tuple(tie("nested"), fc.constantFrom("*", "+?", "?", "{0,2}", "{3}", "{2,}", "{9}"))
      .map(([one, times]) => `(?:${one})${times}`),
  ),
}))

const timeoutMs = 240_000

test(
  "what is claimed of a regex is what RE2 makes of it, with every flag",
  () => {
    let plain = 0
    fc.assert(
      fc.property(
        fc.oneof(anyRegex, nested),
        fc.constantFrom(0, RE2JS.CASE_INSENSITIVE, RE2JS.DOTALL),
        (source, flags) => {
          const told = readPlainRegex(source)
          if (told === undefined || told.mostInstructions > 2_000) return
          plain += 1
          const { size, names, empty } = compiled(source, flags)
          expect(told.mostInstructions + 2).toBeGreaterThanOrEqual(size)
          expect([...told.captures, ...told.optionalCaptures].toSorted()).toEqual(names.toSorted())
          if (empty) expect(told.mayBeEmpty).toBe(true)
        },
      ),
      { numRuns: rounds },
    )
    expect(plain).toBeGreaterThan(rounds / 20)
  },
  timeoutMs,
)

test("a name that is said to be always set is set by every match", () => {
  fc.assert(
    fc.property(
      nested,
      fc.string({ unit: fc.constantFrom("a", "1", "x", "等", "\n"), maxLength: 6 }),
      (source, text) => {
        const told = readPlainRegex(source)
        if (told === undefined || told.mostInstructions > 500) return
        const matcher = RE2JS.compile(source, RE2JS.MULTILINE).matcher(text)
        if (!matcher.find()) return
        for (const name of told.captures) expect(typeof matcher.group(name)).toBe("string")
      },
    ),
    { numRuns: rounds / 4 },
  )
})

test("most of the stock rules' regexes are plain", () => {
  const folder = join(import.meta.dir, "../../rules")
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".rules"))
  const text = files.map((name) => readFileSync(join(folder, name), "utf8")).join("\n")
  const sources = [...text.replace(/"(?:\\.|[^"\\\n])*"|^\s*#.*/gm, '""').matchAll(/\/((?:\\.|[^/\\\n])+)\//g)].map(
    ([, one = ""]) => one,
  )
  const plain = sources.filter((one) => readPlainRegex(one.replaceAll("\\/", "/")) !== undefined)
  expect(plain.length / sources.length).toBeGreaterThan(0.8)
})

import { describe, expect, test } from "bun:test"
import { compose, defaultTitle, inWords, maxVariableLength, type Variables } from "../../src/engine/compose.ts"
import { type FrameChanges, frame } from "../screen/sample.ts"
import { ruleSetOf } from "./stage.ts"

interface Seen extends FrameChanges {
  readonly screen?: string
  readonly captures?: Readonly<Record<string, string>>
}

/** A message of a rule whose regexes set a, b and c, or not. */
function segments(message: string, { screen = "", captures = {}, ...changes }: Seen = {}) {
  const ruleSet = ruleSetOf(
    `rule r { when screen has /(?<a>.)(?<b>.)(?<c>.)(?<d>.)?(?<constructor>.)?/; do notify """${message}""" }`,
  )
  const step = ruleSet.rules[0]?.steps[0]
  if (step?.kind !== "notify") throw new Error("no message")
  const variables: Variables = { frame: frame(screen, changes), now: 100_000, captures, matches: screen }
  return compose(step.body, variables)
}
const text = (...args: Parameters<typeof segments>) =>
  segments(...args)
    .map((one) => one.text)
    .join("")

describe("a message", () => {
  test("keeps the author's words apart from what a pane said", () => {
    expect(segments("at {a|code}, {b|quote}: {c|reveal}", { captures: { a: "x", b: "y", c: "z" } })).toEqual([
      { text: "at ", trusted: true, style: "plain", revealed: false },
      { text: "x", trusted: false, style: "code", revealed: false },
      { text: ", ", trusted: true, style: "plain", revealed: false },
      { text: "y", trusted: false, style: "quote", revealed: false },
      { text: ": ", trusted: true, style: "plain", revealed: false },
      { text: "z", trusted: false, style: "plain", revealed: true },
    ])
  })

  test("of the author without a title names the place, as text of the pane", () => {
    const made = compose(defaultTitle, { frame: frame(""), now: 0, captures: {}, matches: "" })
    expect(made.map((one) => one.text).join("")).toBe("box · work:build")
    expect(made.filter((one) => one.trusted).map((one) => one.text)).toEqual([" · ", ":"])
  })

  test("never reads a value for variables again", () => {
    expect(text("{a} {b}", { captures: { a: "{b}", b: "{host|reveal}" } })).toBe("{b} {host|reveal}")
  })
})

describe("facts in a message", () => {
  test.each([
    ["{host} {session} {window} {pane} {command}", {}, "box work build %1 cargo"],
    ["{quiet}", { facts: { printedAt: 35_000 } }, "1m 5s"],
    ["{quiet|duration}", { facts: { printedAt: 35_000 } }, "1m 5s"],
    ["{cpu}", { facts: { cpu: 12.6 } }, "13%"],
    ["{exit}", { facts: { exit: 0 } }, "0"],
    ["{attached} {dead}", { facts: { attached: true } }, "yes no"],
    ["{program} {running} {cpu} {exit} {client-idle}", {}, "cargo ? ? ? ?"],
    ["{cpu|default 'unknown'} {exit|default 7}", {}, "unknown 7"],
    ["{screen}", { screen: "a\nb" }, "a\nb"],
    ["{screen}", { screen: "a", unreadable: "gap" }, "?"],
  ] as const)("%s", (message, seen, wanted) => {
    expect(text(message, seen)).toBe(wanted)
  })

  test.each([
    [0, "0s"],
    [999, "0s"],
    [42_000, "42s"],
    [60_000, "1m"],
    [65_000, "1m 5s"],
    [3_600_000, "1h"],
    [3_605_000, "1h"],
    [3_660_000, "1h 1m"],
    [90_061_000, "1d 1h"],
    [86_460_000, "1d"],
    [-5, "0s"],
  ])("%d ms are %s", (ms, wanted) => {
    expect(inWords(ms)).toBe(wanted)
  })
})

describe("filters", () => {
  const a = (value: string) => ({ captures: { a: value } })

  test.each([
    ["{a|trunc 5}", "abcde", "abcde"],
    ["{a|trunc 5}", "abcdef", "abcd…"],
    ["{a|trunc 5}", "等待授权", "等待…"],
    ["{a|trunc 6}", "等待授权", "等待…"],
    ["{a|trunc 8}", "等待授权", "等待授权"],
    ["{a|trunc 4}", "a等b待", "a等…"],
    ["{a|trunc 1}", "等待", "…"],
    ["{a|trunc 3}", "😀😀", "😀…"],
    ["{a|lines 2}", "1\n\n2\n3", "1\n2"],
    ["{a|lines 9}", "1\n \n2", "1\n2"],
    ["{a|upper}", "straße", "STRASSE"],
    ["{a|bytes}", "等a", "4 B"],
    ["{a|default 'none'}", "", "none"],
    ["{a|default 'none'}", "x", "x"],
    ["{a|upper|trunc 3}", "abcd", "AB…"],
  ])("%s of %p is %p", (message, value, wanted) => {
    expect(text(message, a(value))).toBe(wanted)
    const columns = /trunc (\d+)/.exec(message)?.[1]
    if (columns !== undefined) expect(Bun.stringWidth(text(message, a(value)))).toBeLessThanOrEqual(Number(columns))
  })

  test("`lines` of the screen takes the lowest: that is where things happen", () => {
    expect(text("{screen|lines 2}", { screen: "1\n2\n\n3" })).toBe("2\n3")
  })

  test("what is not set stands as the default, else as `?`, even by the name of an object's property", () => {
    expect(text("{d|default '-'} {constructor|default 'none'}")).toBe("- none")
    expect(text("{a}")).toBe("?")
  })
})

describe("secrets in a message", () => {
  const secret = "aB3dE5gH7jK9mN1pQ2sT4vW6"

  test("are blotted out unless the author says `reveal`", () => {
    const captures = { a: `DB_PASSWORD=${secret}` }
    expect(text("{a}", { captures })).toBe("DB_PASSWORD=••••")
    expect(text("{a|reveal}", { captures })).toBe(`DB_PASSWORD=${secret}`)
    expect(text("{screen} {matches}", { screen: `PASSWORD=${secret}` })).toBe("PASSWORD=•••• PASSWORD=••••")
  })

  test("are found before the text is cut, at either end", () => {
    expect(text("{a|trunc 30}", { captures: { a: `${"x".repeat(10)} PASSWORD=${secret}` } })).not.toContain("aB3")
    const long = `-----BEGIN RSA PRIVATE KEY-----\n${`${secret}\n`.repeat(100)}-----END RSA PRIVATE KEY-----\n${"x".repeat(maxVariableLength - 100)}`
    expect(text("{screen}", { screen: long })).not.toContain(secret)
    const straddling = `PASSWORD=${secret}${"x".repeat(maxVariableLength - 10)}`
    expect(text("{a}", { captures: { a: straddling } })).not.toContain("vW6")
  })

  test("no variable brings more than its limit into a message", () => {
    const screen = "y".repeat(3_000).concat("\n").repeat(100)
    expect(text("{screen}", { screen }).length).toBeLessThanOrEqual(maxVariableLength)
    expect(text("{screen|reveal}", { screen }).length).toBeLessThanOrEqual(maxVariableLength)
  })
})

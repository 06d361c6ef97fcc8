import { describe, expect, test } from "bun:test"
import type { HeadNode, Statement } from "../../src/language/ast.ts"
import { compile } from "../../src/language/compile.ts"
import { printDiagnostics } from "../../src/language/print.ts"
import { parsed, receivers, source } from "./reading.ts"

const whole = await Bun.file(new URL("whole.rules", import.meta.url)).text()

function* heads(statements: readonly Statement[]): Generator<HeadNode> {
  for (const { head, block } of statements) {
    yield head
    if (block !== null) yield* heads(block.body)
  }
}

/** Every kind of statement the parser can make (src/language/ast.ts, HeadNode). */
const kinds: Record<HeadNode["kind"], true> = {
  use: true,
  list: true,
  pattern: true,
  template: true,
  agent: true,
  rule: true,
  disable: true,
  extend: true,
  inhibit: true,
  quiet: true,
  test: true,
  about: true,
  title: true,
  body: true,
  severity: true,
  on: true,
  when: true,
  stable: true,
  for: true,
  clear: true,
  cooldown: true,
  repeat: true,
  timeout: true,
  "until-gone": true,
  once: true,
  limit: true,
  collect: true,
  shadow: true,
  do: true,
  state: true,
  otherwise: true,
  detail: true,
  keys: true,
  decision: true,
  exhausted: true,
  notify: true,
  ask: true,
  send: true,
  paste: true,
  answer: true,
  verify: true,
  wait: true,
  "wait-until": true,
  retry: true,
  run: true,
  escalate: true,
  pane: true,
  at: true,
  or: true,
  and: true,
  not: true,
  count: true,
  screen: true,
  output: true,
  event: true,
  "agent-is": true,
  "agent-became": true,
  compare: true,
  "fact-has": true,
  "fact-in": true,
  flag: true,
}
/** Not written as statements of their own, or only in a `when { … }` block. */
const inside = new Set<string>([
  "ask",
  "retry",
  "and",
  "count",
  "output",
  "event",
  "agent-is",
  "agent-became",
  "fact-in",
  "flag",
  "compare",
])

const compileWhole = (text: string) =>
  compile({ own: [source(text)], stock: [], receivers, embedded: new Map([["agents", []]]) })

describe("the whole language", () => {
  test("is read without a mistake", () => {
    expect(printDiagnostics(parsed(whole).diagnostics, "en")).toBe("")
  })

  test("with each kind of statement in it", () => {
    const seen = new Set<string>([...heads(parsed(whole).statements)].map((head) => head.kind))
    const missing = Object.keys(kinds).filter((kind) => !seen.has(kind) && !inside.has(kind))
    expect(missing).toEqual([])
  })

  test("and compiles to a rule set with all of it", () => {
    const { ruleSet, tests, diagnostics } = compileWhole(whole)
    const errors = diagnostics.filter(({ severity }) => severity === "error")
    expect(printDiagnostics(errors, "en")).toBe("")
    expect(ruleSet?.agents.map(({ name }) => name)).toEqual(["parrot"])
    expect(ruleSet?.rules.length).toBe(9)
    expect(ruleSet?.inhibits.length).toBe(2)
    expect(ruleSet?.quiets.length).toBe(3)
    expect(tests.map(({ title }) => title)).toEqual(["every step", "all of them"])
  })

  test("reads the same with every line break written as CRLF", () => {
    const crlf = whole.replaceAll("\n", "\r\n")
    expect(printDiagnostics(parsed(crlf).diagnostics, "en")).toBe("")
    expect([...heads(parsed(crlf).statements)].map((head) => head.kind)).toEqual(
      [...heads(parsed(whole).statements)].map((head) => head.kind),
    )
  })

  test("reads the same with a byte order mark before it", () => {
    expect(parsed(`\ufeff${whole}`).diagnostics).toEqual([])
  })

  test("spans every statement exactly: its own text begins with its word and is closed", () => {
    for (const { head, start, end } of parsed(whole).statements) {
      expect(whole.slice(start, end)).toBe(whole.slice(start, end).trim())
      expect(start).toBeLessThanOrEqual(head.start)
      expect(end).toBeGreaterThanOrEqual(head.end)
    }
  })
})

/**
 * Whatever stands in a file, the language answers: it never throws, never hangs, and every place it names lies in the file. With
 * FLEETAI_TEST_LONG=1 ten times as many texts.
 */
import { describe, expect, test } from "bun:test"
import fc from "fast-check"
import type { RawPiece, Span, Statement } from "../../src/language/ast.ts"
import { type Diagnostic, position } from "../../src/language/diagnostics.ts"
import { parse } from "../../src/language/grammar.gen.js"
import { printDiagnostics } from "../../src/language/print.ts"
import { compiled, parsed } from "./reading.ts"

const many = process.env["FLEETAI_TEST_LONG"] === "1" ? 20_000 : 2_000
const timeoutMs = 240_000
const whole = await Bun.file(new URL("whole.rules", import.meta.url)).text()

const pieces = [
  "rule",
  "when",
  "screen",
  "has",
  "do",
  "notify",
  "send",
  "any",
  "not",
  "and",
  "or",
  "for",
  "verify",
  "else",
  "within",
  "test",
  "at",
  '"',
  '"""',
  "/",
  "\\",
  "{",
  "}",
  "(",
  ")",
  "[",
  "]",
  ";",
  "#",
  "\n",
  "\r\n",
  "\t",
  " ",
  ",",
  "=",
  "@",
  "<",
  ">",
  "|",
  "%",
  "$text",
  "“",
  "”",
  "；",
  "｛",
  "｝",
  "（",
  "，",
  "：",
  "等",
  "😀",
  "\u0000",
  "\u001b",
  "\ufeff",
  "\u2028",
  "\ud800",
  "5",
  "5s",
  "a",
  "constructor",
  "__proto__",
]
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((some) => some.join("")),
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((some) => some.join(" ")),
)
/** The whole language with pieces cut out, doubled, moved and put in. */
const mutated = fc
  .array(
    fc.record({
      at: fc.nat(whole.length),
      length: fc.oneof(fc.nat(3), fc.nat(200)),
      by: fc.oneof(
        fc.constantFrom(...pieces),
        fc.nat(whole.length).map((from) => whole.slice(from, from + 40)),
      ),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((changes) =>
    changes.reduce((text, { at, length, by }) => text.slice(0, at) + by + text.slice(at + length), whole),
  )
/** A part of a mutated file: cheaper to read than the whole. */
const part = fc
  .tuple(mutated, fc.nat(whole.length), fc.nat(800))
  .map(([text, from, length]) => text.slice(from, from + length))

function lies(text: string, { start, end }: Span): void {
  expect(start).toBeGreaterThanOrEqual(0)
  expect(end).toBeGreaterThanOrEqual(start)
  expect(end).toBeLessThanOrEqual(text.length)
}

function* spans(node: unknown): Generator<Span> {
  if (typeof node !== "object" || node === null) return
  if ("start" in node && "end" in node) yield node as Span
  for (const child of Object.values(node)) yield* spans(child)
}

function sound(text: string, diagnostics: readonly Diagnostic[], statements: readonly Statement[]): void {
  for (const { span, source, related } of diagnostics) {
    lies(text, span)
    if (related !== undefined) lies(text, related.span)
    expect(position(source, span.start).line).toBeGreaterThan(0)
  }
  for (const span of spans(statements)) lies(text, span)
}

describe("any text", () => {
  test(
    "is split, every piece inside its parent and after the one before",
    () => {
      fc.assert(
        fc.property(fc.oneof(anyText, part), (text) => {
          if (/[({[｛]{40}/.test(text)) return
          const check = (some: readonly RawPiece[], within: Span): void => {
            let at = within.start
            for (const piece of some) {
              expect(piece.start).toBeGreaterThanOrEqual(at)
              expect(piece.end).toBeLessThanOrEqual(within.end)
              at = piece.end
              if (piece.kind === "statement" && piece.block !== null) check(piece.block.body, piece.block)
            }
          }
          check(parse(text, { startRule: "File" }), { start: 0, end: text.length })
        }),
        { numRuns: many },
      )
    },
    timeoutMs,
  )

  test(
    "is compiled or told, every place inside the file",
    () => {
      fc.assert(
        fc.property(anyText, (text) => {
          const { ruleSet, diagnostics } = compiled(text)
          expect(ruleSet === undefined).toBe(diagnostics.some(({ severity }) => severity === "error"))
          sound(text, diagnostics, parsed(text).statements)
          expect(printDiagnostics(diagnostics, "zh-CN")).not.toContain("function")
        }),
        { numRuns: many },
      )
    },
    timeoutMs,
  )

  test(
    "that once was a right one too, and the same twice",
    () => {
      fc.assert(
        fc.property(part, (text) => {
          const { diagnostics } = compiled(text)
          sound(text, diagnostics, parsed(text).statements)
          expect(printDiagnostics(compiled(text).diagnostics, "en")).toBe(printDiagnostics(diagnostics, "en"))
        }),
        { numRuns: many },
      )
    },
    timeoutMs,
  )

  test(
    "of a whole file hides little: two mistakes in one place leave the rest read",
    () => {
      const all = parsed(whole).statements.length
      fc.assert(
        // One letter replaced, where no string, bracket or comment can begin or end by it.
        fc.property(fc.nat(whole.length - 1), fc.constantFrom("q", "§"), (at, by) => {
          if (!/[\p{L}\p{N}]/u.test(whole[at] ?? "")) return
          const text = whole.slice(0, at) + by + whole.slice(at + 1)
          expect(parsed(text).statements.length).toBeGreaterThanOrEqual(all - 1)
        }),
        { numRuns: many / 10 },
      )
    },
    timeoutMs,
  )
})

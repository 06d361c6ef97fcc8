/** One statement is broken, and nothing else: no other is blamed for it. */
import { expect, test } from "bun:test"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import fc from "fast-check"
import type { Span, Statement } from "../../../src/language/ast.ts"
import { compile } from "../../../src/language/compile.ts"
import { printDiagnostics } from "../../../src/language/print.ts"
import { parsed, receivers, source } from "../reading.ts"

const runs = process.env["FLEETAI_TEST_LONG"] === "1" ? 5_000 : 400
const timeoutMs = 240_000

const stock = source(
  'agent claude { on program == "claude"; approval when screen bottom 9 has "Do you want to <what>?" }\n',
  "embedded:agents.rules",
)
const compiled = (text: string) =>
  compile({ own: [source(text)], stock: [], receivers, embedded: new Map([["agents", [stock]]]) })
const errorsIn = (text: string) => compiled(text).diagnostics.filter(({ severity }) => severity === "error")

const files = ["../sample.rules", "../whole.rules"].map((name) => readFileSync(join(import.meta.dir, name), "utf8"))

/** Every statement, those in blocks too. */
function* all(statements: readonly Statement[]): Generator<Statement> {
  for (const statement of statements) {
    yield statement
    yield* all(statement.block?.body ?? [])
  }
}

/** Ends of words in a head: what is put there stands outside of strings, regexes and brackets' middles. */
function places(text: string, { start, end }: Span): readonly number[] {
  const head = text.slice(start, end)
  const hidden = head.replace(/"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|\/(?:\\.|[^/\\\n])+\/|#[^\n]*/g, (one) =>
    "\u0000".repeat(one.length),
  )
  return [...hidden.matchAll(/[\p{L}\p{N}](?=[\s,)\]]|$)/gu)].map(({ index }) => start + index + 1)
}

/** What is put into a head; undefined: the word before is taken out. */
const damage = fc.constantFrom(" §", " \\", " = =", " 5 5", " ~~ ", undefined)

const broken = fc.constantFrom(...files).chain((text) => {
  const statements = [...all(parsed(text).statements)].filter(({ head }) => places(text, head).length > 0)
  return fc.tuple(fc.constantFrom(...statements), fc.nat(), damage).map(([statement, pick, by]) => {
    const spots = places(text, statement.head)
    const at = spots[pick % spots.length] ?? statement.head.end
    const before = by === undefined ? text.slice(0, at).replace(/[\p{L}\p{N}_-]+$/u, "") : text.slice(0, at) + by
    return { after: before + text.slice(at), start: statement.start, end: statement.end + before.length - at }
  })
})

test.each(files.map((text) => [text.split("\n")[0], text]))("%s has no mistake to begin with", (_, text) => {
  expect(printDiagnostics(errorsIn(text), "en")).toBe("")
})

test(
  "an error stands in the statement that was broken, and warnings that it may have caused are held back",
  () => {
    fc.assert(
      fc.property(broken, ({ after, start, end }) => {
        // A statement that can be read without the word means something else: what follows from that is no aftermath.
        fc.pre(parsed(after).diagnostics.length > 0)
        const { diagnostics } = compiled(after)
        const elsewhere = diagnostics.filter(
          ({ severity, span }) => severity === "error" && (span.start < start || span.end > end),
        )
        expect(printDiagnostics(elsewhere, "en")).toBe("")
        if (diagnostics.some(({ severity }) => severity === "error")) {
          const warnings = diagnostics.filter(({ severity }) => severity === "warning").map(({ code }) => code)
          expect(warnings.filter((code) => code !== "W303")).toEqual([])
        }
      }),
      { numRuns: runs },
    )
  },
  timeoutMs,
)

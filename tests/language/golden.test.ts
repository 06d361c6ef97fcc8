/**
 * What people read of every mistake: golden/CODE.rules and beside it golden/CODE.txt, in both languages. After a wanted change
 * `UPDATE_GOLDEN=1 bun test tests/language/golden.test.ts` writes the texts anew.
 */
import { expect, test } from "bun:test"
import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { maxDiagnostics } from "../../src/language/diagnostics.ts"
import { printDiagnostics } from "../../src/language/print.ts"
import { maxSourceLength } from "../../src/language/syntax.ts"
import { locales } from "../../src/locale/phrase.ts"
import { compiled } from "./reading.ts"

const folder = join(import.meta.dir, "golden")
const inputs = readdirSync(folder).filter((name) => name.endsWith(".rules"))

test.each(inputs)("%s is told in both languages as it was agreed", (name) => {
  const code = name.replace(".rules", "")
  const { diagnostics: all } = compiled(readFileSync(join(folder, name), "utf8"))
  // That its rules have no tests is told of one text.
  const diagnostics = all.filter((one) => one.code !== "W701" || code === "W701")
  expect(diagnostics.map((one): string => one.code)).toContain(code)
  const told = locales.map((locale) => `${printDiagnostics(diagnostics, locale)}\n`).join("\n")
  const golden = join(folder, `${code}.txt`)
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(golden, told)
  expect(told).toBe(readFileSync(golden, "utf8"))
})

/** Told without a file of two megabytes. */
const elsewhere = ["E109"]

test("every code of the checker has its golden text", () => {
  const sources = new Bun.Glob("**/*.ts").scanSync({ cwd: join(import.meta.dir, "../../src/language"), absolute: true })
  const used = [...sources].flatMap((path) => readFileSync(path, "utf8").match(/"[EW]\d{3}"/g) ?? [])
  const codes = [...new Set(used.map((code) => code.slice(1, -1)))].sort()
  expect(codes.filter((code) => !inputs.includes(`${code}.rules`))).toEqual(elsewhere)
})

test("a file that is too long is told at its beginning", () => {
  const { diagnostics } = compiled("#".repeat(maxSourceLength + 1))
  expect(printDiagnostics(diagnostics, "en").split("\n")[0]).toBe(
    "error[E109]: the file is longer than 2000000 characters",
  )
})

test("of very many problems the first are shown and the rest counted", () => {
  const { diagnostics } = compiled("banana\n".repeat(maxDiagnostics + 5))
  expect(diagnostics).toHaveLength(maxDiagnostics + 5)
  expect(printDiagnostics(diagnostics, "en").split("\n").at(-1)).toBe("… and 5 more problems")
})

/** Rules text → what the language makes of it, for tests. */
import { type Compiled, compile } from "../../src/language/compile.ts"
import { Findings, type Source } from "../../src/language/diagnostics.ts"
import { printDiagnostics } from "../../src/language/print.ts"
import type { Rule } from "../../src/language/ruleset.ts"
import { parseSource } from "../../src/language/syntax.ts"

export const receivers = new Set(["phone", "desk"])

export const source = (text: string, path = "my.rules"): Source => ({ path, text })

export const compiled = (text: string): Compiled => compile({ own: [source(text)], stock: [], receivers })

/** The rules of a text that must be without mistakes. */
export function rulesOf(text: string): readonly Rule[] {
  const { ruleSet, diagnostics } = compiled(text)
  if (ruleSet === undefined) throw new Error(printDiagnostics(diagnostics, "en"))
  return ruleSet.rules
}

export function ruleOf(text: string): Rule {
  const [rule] = rulesOf(text)
  if (rule === undefined) throw new Error("no rule")
  return rule
}

/** What is wrong with a text; that its rules have no tests is not asked of a few lines. */
const told = (text: string) => compiled(text).diagnostics.filter(({ code }) => code !== "W701")

/** The same as `E201 "the spanned text"`, in order. */
export const problems = (text: string): string[] =>
  told(text).map(({ code, span, source: { text: of } }) => `${code} ${JSON.stringify(of.slice(span.start, span.end))}`)

/** The codes alone. */
export const codes = (text: string): string[] => told(text).map(({ code }) => code)

/** Only what the parser finds. */
export function parsed(text: string) {
  const findings = new Findings()
  const of = source(text)
  const statements = parseSource(of, findings)
  return { statements, diagnostics: findings.sorted([of]) }
}

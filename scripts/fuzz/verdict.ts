/** What must be so of the compiler's answer, whatever the text. */
import { compile } from "../../src/language/compile.ts"
import type { Source } from "../../src/language/diagnostics.ts"
import { printDiagnostics } from "../../src/language/print.ts"

const receivers = new Set(["phone", "desk"])

/** What is wrong with the answer to a text; undefined: nothing. */
export function faultOf(text: string): string | undefined {
  const source = { path: "fuzz.rules", text }
  try {
    const { ruleSet, tests, diagnostics } = compile({ own: [source], stock: [], receivers })
    for (const { code, span, source: told, related } of diagnostics) {
      const outside = isOutside(told, span) || (related !== undefined && isOutside(related.source, related.span))
      if (outside) return `${code} names a place that is not in its file: ${span.start}-${span.end}`
    }
    const wrong = diagnostics.some(({ severity }) => severity === "error")
    if ((ruleSet === undefined) !== wrong) return "a rule set in spite of errors, or none without any"
    if (wrong && tests.length > 0) return "tests of a rule set that is not there"
    printDiagnostics(diagnostics.slice(0, 3), "en")
    return undefined
  } catch (error) {
    return `it throws: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
  }
}

const isOutside = ({ text }: Source, { start, end }: { readonly start: number; readonly end: number }): boolean =>
  !(start >= 0 && end >= start && end <= text.length)

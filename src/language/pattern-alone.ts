/** One pattern as rules write it, outside of any rule: what `fleetai try` is given. */

import type { Pattern } from "../screen/pattern.ts"
import { compilePattern } from "./compile/patterns.ts"
import { type Diagnostic, Findings, type Source } from "./diagnostics.ts"
import { type Embedded, gather } from "./program.ts"
import { parseSource } from "./syntax.ts"

export type PatternAlone =
  | { readonly ok: true; readonly pattern: Pattern }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] }

/** The pattern is read as the definition of one: any statement begins with a word. */
const lead = "pattern it = "

/** `definitions`: what `@name` may name. Only mistakes in the pattern itself are reported. */
export function compilePatternAlone(
  written: string,
  definitions: readonly Source[],
  embedded: Embedded = new Map(),
): PatternAlone {
  const source: Source = { path: "PATTERN", text: lead + written }
  const findings = new Findings()
  const [only, ...others] = parseSource(source, findings)
  const head = only?.head
  const program = gather({ own: definitions, stock: [], embedded }, new Findings())
  const pattern =
    head?.kind === "pattern" && others.length === 0 && !findings.hasErrors
      ? compilePattern(head.pattern, { program, source, findings, receivers: undefined })
      : undefined
  if (pattern !== undefined && !findings.hasErrors) return { ok: true, pattern }
  return { ok: false, diagnostics: findings.sorted([source]).map((found) => withoutLead(found, written)) }
}

function withoutLead(diagnostic: Diagnostic, text: string): Diagnostic {
  const { start, end } = diagnostic.span
  const span = { start: Math.max(0, start - lead.length), end: Math.max(0, end - lead.length) }
  return { ...diagnostic, source: { path: "PATTERN", text }, span }
}

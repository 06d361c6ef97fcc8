/** What may be said once: a clause in its block, a decision in its ask. */
import { phrase } from "../../locale/phrase.ts"
import type { Span } from "../ast.ts"
import type { Findings, Source } from "../diagnostics.ts"
import type { Place } from "../program.ts"

export class Once {
  readonly #findings: Findings
  readonly #said = new Map<string, Place>()

  constructor(findings: Findings) {
    this.#findings = findings
  }

  /** Whether nothing of the name was said before; else it is reported, with both places. */
  isFirst(name: string, { start, end }: Span, source: Source): boolean {
    const first = this.#said.get(name)
    if (first === undefined) {
      this.#said.set(name, { start, end, source })
      return true
    }
    this.#findings.add("E206", source, { start, end }, phrase("language.clause-twice", { clause: name }), {
      related: { source: first.source, span: first, message: phrase("language.defined-twice.where") },
    })
    return false
  }
}

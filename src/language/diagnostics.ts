/** What the checker found, as data: a stable code, an exact span, what happened and what to do. */
import type { Phrase } from "../locale/phrase.ts"
import type { Span } from "./ast.ts"
import { type Code, severityOf } from "./codes.ts"

export interface Source {
  /** As people named it. */
  readonly path: string
  readonly text: string
  /** So many `use`s lead to it from a person's own files; undefined: it is one of those, or an embedded one. */
  readonly used?: number
}

export interface Diagnostic {
  readonly code: Code
  readonly severity: "error" | "warning"
  readonly source: Source
  readonly span: Span
  readonly message: Phrase
  readonly help: Phrase | undefined
  /** The other place, of a second definition for example. */
  readonly related: { readonly source: Source; readonly span: Span; readonly message: Phrase } | undefined
}

/** Problems shown before the rest is only counted. */
export const maxDiagnostics = 1_000

/** Where the passes put what they find. */
export class Findings {
  readonly #found: Diagnostic[] = []
  /** Names of definitions that were not understood; `undefined`: one of any name. */
  readonly #lost = new Set<string | undefined>()
  #isWhole = true

  add(
    code: Code,
    source: Source,
    span: Span,
    message: Phrase,
    more: { readonly help?: Phrase; readonly related?: Diagnostic["related"] } = {},
  ): void {
    this.#found.push({
      code,
      severity: severityOf(code),
      source,
      span,
      message,
      help: more.help,
      related: more.related,
    })
  }

  /** A statement was not understood: what hangs on many of them is not told. */
  miss(): void {
    this.#isWhole = false
  }

  /** It seems to define something: whoever names that makes no mistake. Undefined: it could be anything. */
  lose(name: string | undefined): void {
    this.#lost.add(name)
  }

  get hasErrors(): boolean {
    return this.#found.some((diagnostic) => diagnostic.severity === "error")
  }

  /** By file in the order given, then by place; a place is reported once per code. */
  sorted(sources: readonly Source[]): Diagnostic[] {
    const order = new Map(sources.map((source, index) => [source, index]))
    const seen = new Set<string>()
    return [...this.#found]
      .sort(
        (a, b) =>
          (order.get(a.source) ?? 0) - (order.get(b.source) ?? 0) ||
          a.span.start - b.span.start ||
          a.code.localeCompare(b.code),
      )
      .filter((diagnostic) => {
        if (this.#isAftermath(diagnostic)) return false
        const key = `${diagnostic.source.path}:${diagnostic.span.start}:${diagnostic.code}`
        if (seen.has(key)) return false
        seen.add(key)
        return true
      })
  }

  /** Whether what was lost may be all that is wrong here: it would have stood behind the name. */
  #isAftermath({ code, source, span }: Diagnostic): boolean {
    switch (code) {
      case "E205":
        return this.#lost.has(undefined) || this.#lost.has(source.text.slice(span.start, span.end).replace(/^@/, ""))
      case "E202":
        return this.#lost.size > 0
      case "E702":
        return !this.#isWhole
      default:
        return false
    }
  }
}

/** 1-based line and column (in characters) of an offset. */
export function position(source: Source, offset: number): { readonly line: number; readonly column: number } {
  const starts = lineStarts(source)
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: [...source.text.slice(starts[low] ?? 0, offset)].length + 1 }
}

const known = new WeakMap<Source, readonly number[]>()

/** Where each line begins; found once per source. */
function lineStarts(source: Source): readonly number[] {
  const before = known.get(source)
  if (before !== undefined) return before
  const starts = [0]
  for (let at = source.text.indexOf("\n"); at >= 0; at = source.text.indexOf("\n", at + 1)) starts.push(at + 1)
  known.set(source, starts)
  return starts
}

/** Findings in a file as people read them: what, where, the line with a caret, help. */
import { type Locale, type Phrase, phrase, say } from "../locale/phrase.ts"
import { withoutSteering } from "../screen/steering.ts"
import { isWide } from "../screen/wrap.ts"
import type { Span } from "./ast.ts"
import { type Diagnostic, maxDiagnostics, position, type Source } from "./diagnostics.ts"

/** Paints a piece of text; without colours, returns it as it is. */
export type Paint = (text: string, role: "error" | "warning" | "place" | "help") => string
export const plain: Paint = (text) => text

/** A stretch of one line. */
export interface Place {
  readonly file: string
  /** 1-based; 0: the file as a whole. */
  readonly line: number
  /** 1-based, in characters. */
  readonly column: number
  /** Marked characters. */
  readonly length: number
  /** The whole line. */
  readonly source: string
}

export interface Finding {
  readonly severity: "error" | "warning"
  /** A stable code, where there is one. */
  readonly code: string | undefined
  readonly message: Phrase
  readonly place: Place
  readonly help: Phrase | undefined
  readonly related: { readonly message: Phrase; readonly place: Place } | undefined
}

/** Characters of a line that are shown around the caret. */
const maxShown = 160

export function printDiagnostics(diagnostics: readonly Diagnostic[], locale: Locale, paint: Paint = plain): string {
  const shown = diagnostics
    .slice(0, maxDiagnostics)
    .map((diagnostic) => printFinding(findingOf(diagnostic), locale, paint))
  const left = diagnostics.length - shown.length
  if (left > 0) shown.push(say(locale, phrase("language.more", { count: left })))
  return shown.join("\n\n")
}

/** Several lines, without a line end at the end. What a file holds, and what it is called, steers no terminal. */
export function printFinding(finding: Finding, locale: Locale, paint: Paint = plain): string {
  const { severity, code, message, place, help, related } = finding
  const kind = say(locale, phrase(severity === "error" ? "language.error" : "language.warning"))
  const label = code === undefined ? kind : `${kind}[${code}]`
  const told = (words: Phrase): string => withoutSteering(say(locale, words))
  const lines = [`${paint(label, severity)}: ${told(message)}`, ...excerpt(place, severity, paint)]
  if (related !== undefined) {
    lines.push(`  ${paint(told(related.message), "help")}`, ...excerpt(related.place, "help", paint))
  }
  if (help !== undefined) lines.push(`  ${paint(told(phrase("language.help")), "help")}${told(help)}`)
  return lines.join("\n")
}

function findingOf({ source, span, related, ...rest }: Diagnostic): Finding {
  return {
    ...rest,
    place: placeOf(source, span),
    related: related && { message: related.message, place: placeOf(related.source, related.span) },
  }
}

function placeOf(source: Source, span: Span): Place {
  const { line, column } = position(source, span.start)
  const lineStart = source.text.lastIndexOf("\n", span.start - 1) + 1
  const lineEnd = source.text.indexOf("\n", lineStart)
  const end = lineEnd < 0 ? source.text.length : lineEnd
  const length = [...source.text.slice(span.start, Math.min(span.end, end))].length
  return { file: source.path, line, column, length, source: source.text.slice(lineStart, end) }
}

function excerpt(place: Place, role: "error" | "warning" | "help", paint: Paint): string[] {
  const { line, column, length, source } = place
  const file = withoutSteering(place.file)
  if (line === 0) return [`  ${paint(`--> ${file}`, "place")}`]
  const characters = [...visible(source)]
  const from = Math.max(0, column - 1 - maxShown / 2)
  const text = (start: number, end: number): string => characters.slice(start, Math.min(end, from + maxShown)).join("")
  const number = String(line)
  const gutter = " ".repeat(number.length)
  const before = " ".repeat(columns(text(from, column - 1)))
  const caret = "^".repeat(Math.max(1, columns(text(column - 1, column - 1 + length))))
  return [
    `  ${gutter}${paint(`--> ${file}:${line}:${column}`, "place")}`,
    `  ${paint(`${number} |`, "place")} ${text(from, characters.length)}`,
    `  ${paint(`${gutter} |`, "place")} ${before}${paint(caret, role)}`,
  ]
}

/** Tabs become one blank and control characters are shown: the caret must stand under the place, and nothing may reach the terminal. */
const visible = (text: string): string => withoutSteering(text.replaceAll("\t", " "))

/** Terminal columns: wide characters count as two. */
export const columns = (text: string): number =>
  [...text].reduce((sum, char) => sum + (isWide(char.codePointAt(0) ?? 0) ? 2 : 1), 0)

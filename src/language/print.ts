/** Diagnostics as people read them: place, source line, caret, help. */
import { type Locale, phrase, say } from "../locale/phrase.ts"
import { isWide } from "../screen/wrap.ts"
import type { Span } from "./ast.ts"
import { type Diagnostic, maxDiagnostics, position, type Source } from "./diagnostics.ts"

/** Paints a piece of text; without colours, returns it as it is. */
export type Paint = (text: string, role: "error" | "warning" | "place" | "help") => string
export const plain: Paint = (text) => text

/** Columns of a source line that are shown around the caret. */
const maxShownColumns = 160

export function printDiagnostics(diagnostics: readonly Diagnostic[], locale: Locale, paint: Paint = plain): string {
  const shown = diagnostics.slice(0, maxDiagnostics).map((diagnostic) => printDiagnostic(diagnostic, locale, paint))
  const left = diagnostics.length - shown.length
  if (left > 0) shown.push(say(locale, phrase("language.more", { count: left })))
  return shown.join("\n\n")
}

function printDiagnostic(diagnostic: Diagnostic, locale: Locale, paint: Paint): string {
  const { code, severity, source, span, message, help, related } = diagnostic
  const kind = say(locale, phrase(severity === "error" ? "language.error" : "language.warning"))
  const lines = [
    `${paint(`${kind}[${code}]`, severity)}: ${say(locale, message)}`,
    ...excerpt(source, span, severity, paint),
  ]
  if (related !== undefined) {
    lines.push(
      `  ${paint(say(locale, related.message), "help")}`,
      ...excerpt(related.source, related.span, "help", paint),
    )
  }
  if (help !== undefined) lines.push(`  ${paint(say(locale, phrase("language.help")), "help")}${say(locale, help)}`)
  return lines.join("\n")
}

function excerpt(source: Source, span: Span, role: "error" | "warning" | "help", paint: Paint): string[] {
  const { line, column } = position(source, span.start)
  const lineStart = source.text.lastIndexOf("\n", span.start - 1) + 1
  const lineEnd = source.text.indexOf("\n", lineStart)
  const end = lineEnd < 0 ? source.text.length : lineEnd
  const from = Math.max(lineStart, span.start - maxShownColumns / 2)
  const shown = visible(source.text.slice(from, Math.min(end, from + maxShownColumns)))
  const number = String(line)
  const gutter = " ".repeat(number.length)
  const before = " ".repeat(columns(visible(source.text.slice(from, span.start))))
  const marked = visible(source.text.slice(span.start, Math.min(span.end, end, from + maxShownColumns)))
  const caret = "^".repeat(Math.max(1, columns(marked)))
  return [
    `  ${gutter}${paint(`--> ${source.path}:${line}:${column}`, "place")}`,
    `  ${paint(`${number} |`, "place")} ${shown}`,
    `  ${paint(`${gutter} |`, "place")} ${before}${paint(caret, role)}`,
  ]
}

/** Tabs become one blank and control characters are shown: the caret must stand under the place, and nothing may reach the terminal. */
const visible = (text: string): string =>
  text.replaceAll("\t", " ").replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, "\u00b7")

const columns = (text: string): number =>
  [...text].reduce((sum, char) => sum + (isWide(char.codePointAt(0) ?? 0) ? 2 : 1), 0)

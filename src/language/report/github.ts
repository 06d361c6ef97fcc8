/** Findings as workflow commands of GitHub Actions: each becomes an annotation at its line. */
import { type Locale, say } from "../../locale/phrase.ts"
import { codePage } from "../codes.ts"
import type { Diagnostic } from "../diagnostics.ts"
import { regionOf } from "./region.ts"

/** One line a finding; empty without any. */
export function printGithub(diagnostics: readonly Diagnostic[], locale: Locale): string {
  return diagnostics.map((diagnostic) => annotation(diagnostic, locale)).join("\n")
}

function annotation({ code, severity, message, help, source, span }: Diagnostic, locale: Locale): string {
  const { line, column, endLine, endColumn } = regionOf(source, span)
  const title = `${code}: ${say(locale, codePage(code).title)}`
  // The runner drops a place over several lines that names columns.
  const oneLine = line === endLine
  const properties = [
    `file=${property(source.path)}`,
    `line=${line}`,
    ...(oneLine ? [`col=${column}`] : []),
    `endLine=${endLine}`,
    ...(oneLine ? [`endColumn=${endColumn}`] : []),
    `title=${property(title)}`,
  ]
  const words = help === undefined ? say(locale, message) : `${say(locale, message)}\n${say(locale, help)}`
  return `::${severity} ${properties.join(",")}::${data(words)}`
}

/** What @actions/core escapes in a message. */
const data = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A")
/** And what it escapes beside that in the value of a property. */
const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C")

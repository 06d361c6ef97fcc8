/** Findings as workflow commands of GitHub Actions: each becomes an annotation at its line. */
import { type Locale, say } from "../../locale/phrase.ts"
import { withoutSteering } from "../../screen/steering.ts"
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
  const words = [message, ...(help === undefined ? [] : [help])].map((one) => data(say(locale, one)))
  return `::${severity} ${properties.join(",")}::${words.join("%0A")}`
}

/** What @actions/core escapes in a message; line ends are no more there, as all that would steer whoever reads the log. */
const data = (text: string): string => withoutSteering(text).replaceAll("%", "%25")
/** And what it escapes beside that in the value of a property. */
const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C")

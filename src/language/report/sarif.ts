/** Findings as SARIF 2.1.0 (OASIS), the format that code scanners exchange. */

import { type Locale, type Phrase, say } from "../../locale/phrase.ts"
import { steeringEscaped } from "../../screen/steering.ts"
import type { Span } from "../ast.ts"
import { allCodes, codePage } from "../codes.ts"
import type { Diagnostic, Source } from "../diagnostics.ts"
import { regionOf } from "./region.ts"

/** `version`: of this program. */
export function printSarif(diagnostics: readonly Diagnostic[], locale: Locale, version: string): string {
  const run = {
    tool: { driver: { name: "fleetai", version, rules: allCodes.map((code) => ruleOf(code, locale)) } },
    language: locale === "en" ? "en-US" : locale,
    columnKind: "unicodeCodePoints",
    results: diagnostics.map((diagnostic) => resultOf(diagnostic, locale)),
  }
  const log = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] }
  return steeringEscaped(JSON.stringify(log, undefined, 2))
}

/** A reportingDescriptor (3.49). */
function ruleOf(code: (typeof allCodes)[number], locale: Locale): object {
  const { severity, title, page } = codePage(code)
  return {
    id: code,
    shortDescription: { text: say(locale, title) },
    fullDescription: { text: say(locale, page) },
    defaultConfiguration: { level: severity },
  }
}

/** A result (3.27). */
function resultOf({ code, severity, message, help, source, span, related }: Diagnostic, locale: Locale): object {
  const text = help === undefined ? say(locale, message) : `${say(locale, message)}\n${say(locale, help)}`
  return {
    ruleId: code,
    ruleIndex: allCodes.indexOf(code),
    level: severity,
    message: { text },
    locations: [locationOf(source, span)],
    ...(related === undefined
      ? {}
      : { relatedLocations: [{ id: 1, ...locationOf(related.source, related.span, related.message, locale) }] }),
  }
}

/** A location (3.28): columns are 1-based and `endColumn` is behind the last character, as regions have it (3.30). */
function locationOf(source: Source, span: Span, message?: Phrase, locale: Locale = "en"): object {
  const { line, column, endLine, endColumn } = regionOf(source, span)
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(source.path) },
      region: { startLine: line, startColumn: column, endLine, endColumn },
    },
    ...(message === undefined ? {} : { message: { text: say(locale, message) } }),
  }
}

/** A relative path is a relative reference (3.4.3); the embedded files keep their own scheme. */
function uriOf(path: string): string {
  const scheme = /^embedded:/.exec(path)?.[0] ?? ""
  const encoded = path.slice(scheme.length).split("/").map(encodeURIComponent).join("/")
  return path.startsWith("/") ? `file://${encoded}` : scheme + encoded
}

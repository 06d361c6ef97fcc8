/** The forms in which findings are printed for programs; people read `print.ts`. */
import type { Locale } from "../../locale/phrase.ts"
import type { Diagnostic } from "../diagnostics.ts"
import { printGithub } from "./github.ts"
import { printJson } from "./json.ts"
import { printSarif } from "./sarif.ts"

export interface ReportContext {
  readonly locale: Locale
  /** Of this program. */
  readonly version: string
}
type Report = (diagnostics: readonly Diagnostic[], context: ReportContext) => string

/** By the word after `--format`; the text may be empty. */
export const reports = {
  json: (diagnostics, { locale }) => printJson(diagnostics, locale),
  sarif: (diagnostics, { locale, version }) => printSarif(diagnostics, locale, version),
  github: (diagnostics, { locale }) => printGithub(diagnostics, locale),
} as const satisfies Record<string, Report>

export type ReportFormat = keyof typeof reports
export const reportFormats: readonly string[] = ["text", ...Object.keys(reports)]
export const isReportFormat = (word: string): word is ReportFormat => Object.hasOwn(reports, word)

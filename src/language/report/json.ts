/** Findings as JSON: an array, one object a finding, the keys always the same. */

import { type Locale, say } from "../../locale/phrase.ts"
import { steeringEscaped } from "../../screen/steering.ts"
import type { Diagnostic } from "../diagnostics.ts"
import { regionOf } from "./region.ts"

/** Lines and columns are 1-based, columns in characters; the end is exclusive. */
export function printJson(diagnostics: readonly Diagnostic[], locale: Locale): string {
  return steeringEscaped(
    JSON.stringify(
      diagnostics.map(({ code, severity, message, help, source, span }) => ({
        code,
        severity,
        message: say(locale, message),
        help: help === undefined ? null : say(locale, help),
        file: source.path,
        ...regionOf(source, span),
      })),
      undefined,
      2,
    ),
  )
}

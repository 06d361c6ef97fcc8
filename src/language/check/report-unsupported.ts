/** E190: what the language has and this version does not run yet. Never silence: a rule that cannot work is an error. */
import { phrase } from "../../locale/phrase.ts"
import type { Checked } from "../compile.ts"
import type { Findings } from "../diagnostics.ts"

export function reportUnsupported({ program, embedded }: Checked, findings: Findings): void {
  for (const { source, statements } of program.files) {
    for (const { head } of statements) {
      if (head.kind !== "use" || embedded.has(head.path.raw)) continue
      const word = { start: head.start, end: head.start + "use".length }
      findings.add("E190", source, word, phrase("language.unsupported", { feature: "use" }), {
        help: phrase("language.unsupported.help"),
      })
    }
  }
}

/** E402: text from a pane never becomes a key. Only literals and a person's own `$text` are typed. */
import { phrase } from "../../locale/phrase.ts"
import type { Checked } from "../compile.ts"
import type { Findings } from "../diagnostics.ts"
import { characters } from "../values.ts"

export function reportTainted({ rules }: Checked, findings: Findings): void {
  for (const { notes } of rules) {
    for (const { action, source } of notes.sends) {
      if (action.kind !== "send") continue
      for (const key of action.keys) {
        if (key.kind !== "text-key") continue
        // An escaped brace is meant literally; anything that looks like a variable is a misunderstanding.
        const written = characters(key.text, "{", source, findings)
        const shown = written.map((one) => (one.escaped ? " " : one.char)).join("")
        const variable = /\{[\p{L}_][^{}]*\}/u.exec(shown)
        if (variable === null) continue
        const start = written[variable.index]?.offset ?? key.start
        const span = { start, end: start + variable[0].length }
        findings.add("E402", source, span, phrase("language.tainted", { variable: variable[0] }), {
          help: phrase("language.tainted.help"),
        })
      }
    }
  }
}

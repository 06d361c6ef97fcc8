/** W502: `reveal` in a message of a rule that may run for any host: what is shown there is not known here. */
import { phrase } from "../../locale/phrase.ts"
import type { Checked } from "../compile.ts"
import type { Findings } from "../diagnostics.ts"
import type { Rule } from "../ruleset.ts"
import { waysOf } from "./contradiction.ts"

export function reportReveal({ rules }: Checked, findings: Findings): void {
  for (const { rule, notes } of rules) {
    for (const { template, scope } of notes.templates) {
      for (const part of template) {
        if (part.kind !== "variable" || !part.filters.some(({ name }) => name === "reveal")) continue
        if (namesHost(rule)) continue
        findings.add(
          "W502",
          scope.source,
          part.span,
          phrase("language.revealed", { name: part.name, rule: rule.name }),
          {
            help: phrase("language.revealed.help"),
          },
        )
      }
    }
  }
}

/** Whenever it holds, the host is one that it names. */
const namesHost = ({ on, when }: Rule): boolean =>
  waysOf(on === undefined ? [when] : [on, when]).every(({ values }) => values.has("host"))

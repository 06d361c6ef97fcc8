/** W602: a message without a receiver, of a severity that no route takes: it reaches nobody. */
import { type Phrase, phrase } from "../../locale/phrase.ts"
import type { Span } from "../ast.ts"
import type { Checked } from "../compile.ts"
import type { Findings, Source } from "../diagnostics.ts"
import { type Severity, severities } from "../vocabulary.ts"

export function reportUnheard({ rules, routes }: Checked, findings: Findings): void {
  // Not known, or none: then everything goes to one receiver.
  if (routes === undefined || routes.length === 0) return
  const reaches = (severity: Severity): boolean =>
    routes.some((route) => route.receivers.length > 0 && rank(route.severity) <= rank(severity))
  const add = (source: Source, span: Span, message: Phrase): void =>
    findings.add("W602", source, span, message, { help: phrase("language.unheard.help") })
  for (const { rule, notes } of rules) {
    const { severity } = rule
    if (!reaches(severity)) {
      for (const { action, source } of notes.messages) {
        if (action.to === null) add(source, wordOf(action, action.kind), phrase("language.unheard", { severity }))
      }
    }
    const louder = severities[Math.min(rank(severity) + 1, severities.length - 1)] ?? severity
    if (reaches(louder)) continue
    for (const { action, source } of notes.escalations) {
      if (action.to === null) add(source, wordOf(action, "escalate"), phrase("language.unheard", { severity: louder }))
    }
  }
}

const rank = (severity: Severity): number => severities.indexOf(severity)
const wordOf = ({ start }: Span, word: string): Span => ({ start, end: start + word.length })

/** W601: a rule about agents where none is defined: it never holds, or never answers. */
import { phrase } from "../../locale/phrase.ts"
import type { Checked } from "../compile.ts"
import type { Findings } from "../diagnostics.ts"
import { looksAtAgent } from "../looks-at-agent.ts"

/** What would bring some in. */
const stockAgents = "agents"

export function reportNoAgent({ program, rules, embedded }: Checked, findings: Findings): void {
  if (program.agents.size > 0 || !embedded.has(stockAgents)) return
  for (const { rule, notes, clauses, definition } of rules) {
    const [answer] = notes.sends.filter(({ action }) => action.kind === "answer")
    const when = clauses.get("when")
    const place = looksAtAgent(rule.when)
      ? { source: when?.source ?? definition.source, span: when ?? definition.head.name }
      : answer && { source: answer.source, span: answer.action }
    if (place === undefined) continue
    findings.add("W601", place.source, place.span, phrase("language.no-agent"), {
      help: phrase("language.no-agent.help"),
    })
  }
}

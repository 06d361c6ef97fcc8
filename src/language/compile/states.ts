/** The words for what an agent does. */
import { phrase } from "../../locale/phrase.ts"
import type { Span, WordNode } from "../ast.ts"
import { hintOf } from "../hint.ts"
import { type AgentState, agentStates } from "../keywords.ts"
import type { Scope } from "./scope.ts"

/** A state, or one of `more`; undefined (and reported): there is none of that name. */
export function stateOf<More extends string = never>(
  word: WordNode,
  { source, findings }: Scope,
  more: readonly More[] = [],
): AgentState | More | undefined {
  const known = [...agentStates, ...more]
  const state = known.find((one) => one === word.value)
  if (state !== undefined) return state
  const none = word.value === "none"
  const message = none ? phrase("language.state-none") : phrase("language.unknown-state", { state: word.value })
  findings.add(
    "E201",
    source,
    word,
    message,
    none ? { help: phrase("language.state-none.help") } : hintOf(word.value, known),
  )
  return undefined
}

/** What `agent.state` may be, as a text; otherwise reported. */
export function isState(text: string, span: Span, { source, findings }: Scope): boolean {
  const known = [...agentStates, "none"]
  if (known.includes(text)) return true
  findings.add("E201", source, span, phrase("language.unknown-state", { state: text }), hintOf(text, known))
  return false
}

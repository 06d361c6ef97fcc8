/** E401: a rule that presses keys must be narrow. A key pressed at the wrong thing is the worst that can happen. */
import { type Phrase, phrase } from "../../locale/phrase.ts"
import type { Region } from "../../screen/region.ts"
import { agentClaim } from "../compile/agent-claim.ts"
import type { CompiledRule } from "../compile/rule.ts"
import type { Checked } from "../compile.ts"
import type { Findings } from "../diagnostics.ts"
import { agentStates } from "../keywords.ts"
import type { Condition } from "../ruleset.ts"
import { presses, unattendedKeys } from "./pressing.ts"
import { isCapped, isSettled, minSettledMs } from "./slow.ts"

/** A region of more lines is no part of a screen, but all of it. */
export const maxBoundedLines = 60

export function reportUnsafeSend({ rules }: Checked, findings: Findings): void {
  for (const compiled of rules) {
    const { rule, definition, broken } = compiled
    const runs = unattendedRuns(compiled)
    const isPressing = rule.steps.some(presses)
    if (broken || (!isPressing && runs.length === 0)) continue
    const what = needsOf(compiled).flatMap(([isMet, need]) => (isMet ? [] : [need]))
    if (what.length === 0) continue
    const alone = unattendedKeys(compiled).length + runs.length > 0
    const message = phrase(isPressing ? "language.send-unsafe" : "language.run-unsafe", { rule: rule.name, what })
    findings.add("E401", definition.source, definition.head.name, message, {
      help: alone
        ? phrase("language.send-unsafe.help", { limit: maxBoundedLines })
        : phrase("language.send-unsafe.help-ask"),
    })
  }
}

/** Programs that what a pane shows would start: whoever can print there says when. Of instants E404 tells. */
function unattendedRuns({ rule, notes }: CompiledRule): CompiledRule["notes"]["runs"] {
  if (rule.edge || !looksAtScreen(rule.when)) return []
  return notes.runs.filter(({ standing: { decision } }) => decision === undefined || decision === "timeout")
}

function looksAtScreen(condition: Condition): boolean {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.of.some(looksAtScreen)
    case "not":
      return looksAtScreen(condition.of)
    default:
      return condition.kind === "screen"
  }
}

function needsOf(compiled: CompiledRule): readonly (readonly [isMet: boolean, need: Phrase])[] {
  const { rule, clauses } = compiled
  const scope = [clauses.has("on") || namesState(rule.when), phrase("language.send-scope")] as const
  const keys = [...unattendedKeys(compiled), ...unattendedRuns(compiled)]
  // A person who decides looks at the message: that is what the other needs are for.
  if (keys.length === 0) return [scope]
  const tried = keys.every(({ standing }) => standing.retry !== undefined)
  return [
    scope,
    [isBounded(rule.when), phrase("language.send-region", { limit: maxBoundedLines })],
    // What new output said may have scrolled away: it cannot be looked at again right before a key is pressed.
    [!rule.edge, phrase("language.send-level")],
    // An instant takes neither clause: what it lacks is said above.
    [rule.edge || isSettled(rule), phrase("language.send-settled", { ms: minSettledMs })],
    [tried || isCapped(rule), phrase("language.send-capped")],
  ]
}

/** Whenever it holds, an agent is in a state that it names. */
function namesState(condition: Condition): boolean {
  const { present, states } = agentClaim(condition)
  return present && !states.has("none") && states.size < agentStates.length
}

/** Every way of coming true looks at a named part of the screen, or at an agent's dialog or state, which is read from one. */
function isBounded(condition: Condition): boolean {
  switch (condition.kind) {
    case "and":
      return condition.of.some(isBounded)
    case "or":
      return condition.of.every(isBounded)
    case "screen":
      return isPart(condition.region)
    case "agent-is":
    case "agent-became":
      return true
    case "compare":
    case "fact-has":
    case "fact-in":
      return condition.fact.startsWith("agent.")
    case "not":
    case "flag":
    case "output":
    case "event":
    case "count":
      return false
    default:
      return condition satisfies never
  }
}

function isPart(region: Region): boolean {
  switch (region.kind) {
    case "whole":
      return false
    case "bottom":
    case "top":
      return region.lines <= maxBoundedLines
    case "below":
      return true
    default:
      return region satisfies never
  }
}

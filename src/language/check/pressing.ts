/** Which keys a rule presses, and which of them of itself. */
import type { Noted, Pressing } from "../compile/notes.ts"
import type { CompiledRule } from "../compile/rule.ts"
import type { Step } from "../ruleset.ts"

/**
 * Keys about which nobody decided with the screen before them. What stands in an ask's decision is a person's; what stands in its
 * `timeout` is nobody's.
 */
export const unattendedKeys = ({ notes }: CompiledRule): readonly Noted<Pressing>[] =>
  notes.sends.filter(({ standing }) => standing.decision === undefined || standing.decision === "timeout")

/** Of itself, or when a person decides; an ask that says nothing of decisions leaves them to the agent's own answers. */
export function presses(step: Step): boolean {
  switch (step.kind) {
    case "send":
    case "paste":
    case "answer":
      return true
    case "ask":
      return step.decisions.some(({ steps }) => steps.some(presses)) || (step.timeout?.steps.some(presses) ?? false)
    case "retry":
      return step.steps.some(presses) || step.exhausted.some(presses)
    case "verify-gone":
    case "verify-state":
      return step.otherwise.some(presses)
    case "notify":
    case "wait":
    case "wait-until":
    case "run":
    case "escalate":
      return false
    default:
      return step satisfies never
  }
}

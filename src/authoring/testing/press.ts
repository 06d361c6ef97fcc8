/** Whether keys would get through, as the service's performer and tmux decide it. Pure. */
import type { SendEffect, SendOutcome } from "../../engine/effect.ts"
import { stillHolds } from "../../engine/guard.ts"
import type { EngineState } from "../../engine/state.ts"
import type { RuleSet } from "../../language/ruleset.ts"
import { keyTiming } from "../../tmux/keys.ts"

export function pressed(effect: SendEffect, { panes }: EngineState, ruleSet: RuleSet, now: number): SendOutcome {
  const pane = panes.get(effect.origin.pane)
  const rule = ruleSet.rules.find(({ name }) => name === effect.origin.rule)
  if (pane?.frame === undefined || rule === undefined) return { sent: false, why: "gone" }
  const { frame, agent: sight } = pane
  const { active, clientActiveAt, dead } = frame.facts
  if (frame.unreadable === "gap") return { sent: false, why: "unreachable" }
  if (frame.pid !== effect.pid) return { sent: false, why: "other-process" }
  if (dead) return { sent: false, why: "gone" }
  if (frame.unreadable !== undefined) return { sent: false, why: "copy-mode" }
  const isTyping = active && clientActiveAt !== undefined && now - clientActiveAt < keyTiming.typingMs
  if (isTyping) return { sent: false, why: "typing" }
  const isSame = stillHolds(effect.guard, { ruleSet, rule, frame, now, sight })
  return isSame ? { sent: true } : { sent: false, why: "changed" }
}

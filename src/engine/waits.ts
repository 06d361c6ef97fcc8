/** What a rule waits for before it fires, or why it would stay silent: for people who ask. */
import type { Rule } from "../language/ruleset.ts"
import type { Facts } from "../screen/facts.ts"
import { type Refused, refusal } from "./refusal.ts"
import type { Instance, Phase } from "./state.ts"

export interface Wait {
  /** Undefined: nothing is remembered of the pane. */
  readonly phase: Phase | undefined
  /** The clause that holds it up, or kept it silent when it opened; undefined: none. */
  readonly clause: "stable" | "for" | "clear" | Refused | undefined
  /** When that clause is satisfied; undefined: it is not known, or time alone does not do it. */
  readonly until: number | undefined
  /** Nothing can be seen: the timers stand still. */
  readonly isHeld: boolean
}

/** `instance`: what the engine remembers of the rule in the pane; undefined: nothing; it would begin now. */
export function waitOf(rule: Rule, instance: Instance | undefined, facts: Facts, now: number): Wait {
  const phase = instance?.phase
  const isHeld = instance?.unknownSince !== undefined
  switch (phase) {
    case "pending":
    case "clearing": {
      const timer = timerOf(rule, phase)
      const since = timer === "stable" ? instance?.matchedSince : instance?.since
      const until = timer === undefined || since === undefined ? undefined : since + lengthOf(rule, timer)
      return { phase, clause: timer, until: isHeld ? undefined : until, isHeld }
    }
    case undefined: {
      const timer = timerOf(rule, "pending")
      return { phase, clause: timer, until: timer === undefined ? undefined : now + lengthOf(rule, timer), isHeld }
    }
    case "absent":
    case "open": {
      const why = phase === "open" ? instance?.refused : instance && refusal(instance, rule, facts, now)
      return {
        phase,
        clause: why,
        until: instance === undefined ? undefined : allowedAt(rule, instance, why, now),
        isHeld,
      }
    }
    default:
      return phase satisfies never
  }
}

/** The clause of a rule's timers that lasts longest. */
function timerOf(rule: Rule, phase: "pending" | "clearing"): "stable" | "for" | "clear" | undefined {
  if (phase === "clearing") return "clear"
  if (rule.stableMs === 0 && rule.forMs === 0) return undefined
  return rule.stableMs > rule.forMs ? "stable" : "for"
}

const lengthOf = (rule: Rule, clause: "stable" | "for" | "clear"): number =>
  ({ stable: rule.stableMs, for: rule.forMs, clear: rule.clearMs })[clause]

function allowedAt(rule: Rule, { firings }: Instance, why: Refused | undefined, now: number): number | undefined {
  switch (why) {
    case "cooldown":
      return (firings.at(-1) ?? now) + rule.cooldownMs
    case "limit": {
      if (rule.limit === undefined) return undefined
      const { count, perMs } = rule.limit
      const counted = firings.filter((at) => now - at < perMs)
      return (counted[counted.length - count] ?? now) + perMs
    }
    default:
      return undefined
  }
}

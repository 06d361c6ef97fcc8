/** How slow a rule that presses keys must be: a clause that is there and holds nothing back counts as none. */
import type { Rule } from "../ruleset.ts"

/** `stable` or `for`, at the least: less than that no screen stands still. */
export const minSettledMs = 100
/** Between two openings, at the least, on an average: a dialog in a loop cannot be answered faster than a person notices. */
export const minPauseMs = 1_000

export const isSettled = ({ stableMs, forMs }: Rule): boolean => Math.max(stableMs, forMs) >= minSettledMs

export const isLimited = ({ limit }: Rule): boolean => limit !== undefined && limit.perMs >= limit.count * minPauseMs

export const isCapped = (rule: Rule): boolean => rule.cooldownMs >= minPauseMs || isLimited(rule)

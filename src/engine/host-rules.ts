/**
 * Rules about a host as a whole (`not online`): one instance a host, however many panes it has. They live in a pane of their
 * own, which shows nothing.
 */
import type { Condition, Rule, RuleSet } from "../language/ruleset.ts"
import type { Frame, PaneKey } from "../screen/frame.ts"

const hostFacts: ReadonlySet<string> = new Set(["host", "online"])

export const hostKey = ({ facts }: Frame): PaneKey => `${facts.host}/*`
export const isHostKey = (pane: PaneKey): boolean => pane.endsWith("/*")

/** The host as a frame: what rules about it can see, and nothing else. */
export const hostFrame = (frame: Frame): Frame => ({ ...frame, pane: hostKey(frame), lines: [], unreadable: undefined })

/** What rules about a host can see of it. */
export const sameHost = (a: Frame | undefined, b: Frame): boolean =>
  a !== undefined && a.facts.host === b.facts.host && a.facts.online === b.facts.online

const known = new WeakMap<Rule, boolean>()

export function isAboutHost(rule: Rule): boolean {
  let is = known.get(rule)
  if (is === undefined) {
    is = isHostOnly(rule.when) && (rule.on === undefined || isHostOnly(rule.on))
    known.set(rule, is)
  }
  return is
}

export const hasHostRules = ({ rules }: RuleSet): boolean => rules.some(isAboutHost)

function isHostOnly(condition: Condition): boolean {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.of.every(isHostOnly)
    case "not":
      return isHostOnly(condition.of)
    case "compare":
    case "fact-has":
    case "fact-in":
    case "flag":
      return hostFacts.has(condition.fact)
    default:
      return false
  }
}

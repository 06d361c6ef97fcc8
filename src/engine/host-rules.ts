/**
 * Rules about a host as a whole (`not online`): one instance a host, however many panes it has. They live in a pane of their
 * own, which shows nothing.
 */
import type { RuleSet } from "../language/ruleset.ts"
import type { Frame, PaneKey } from "../screen/frame.ts"
import { isAboutHost } from "./rule-kinds.ts"
import { unseenFrame } from "./unseen.ts"

export const hostKey = ({ facts }: Frame): PaneKey => `${facts.host}/*`
export const isHostKey = (pane: PaneKey): boolean => pane.endsWith("/*")

/** The host as a frame: what rules about it can see, and nothing else. */
export function hostFrame(frame: Frame): Frame {
  const { host, online } = frame.facts
  const blank = unseenFrame(hostKey(frame))
  return { ...blank, unreadable: undefined, facts: { ...blank.facts, host, online } }
}

/** What rules about a host can see of it. */
export const sameHost = (a: Frame | undefined, b: Frame): boolean =>
  a !== undefined && a.facts.host === b.facts.host && a.facts.online === b.facts.online

const known = new WeakMap<RuleSet, boolean>()

export function hasHostRules(ruleSet: RuleSet): boolean {
  let has = known.get(ruleSet)
  if (has === undefined) {
    has = ruleSet.rules.some(isAboutHost)
    known.set(ruleSet, has)
  }
  return has
}

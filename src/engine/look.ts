/** A pane's frame made ready for judging: its regions cut out on demand, its agent read. */
import type { RuleSet } from "../language/ruleset.ts"
import type { Frame } from "../screen/frame.ts"
import { find, type Pattern } from "../screen/pattern.ts"
import { type Region, regionText } from "../screen/region.ts"
import { see } from "./agents.ts"
import type { Look } from "./evaluate.ts"
import { isHostKey } from "./host-rules.ts"
import type { AgentSight } from "./state.ts"

/** `agentBefore`: what was known of the pane's agent before this look. */
export function lookAt(frame: Frame, now: number, ruleSet: RuleSet, agentBefore?: AgentSight): Look {
  const look = lookAgain(frame, now, ruleSet, undefined)
  if (isHostKey(frame.pane)) return look
  const { sight, changesAt } = see(ruleSet.agents, look, agentBefore)
  return { ...look, agent: sight, agentChangesAt: changesAt }
}

/** At a frame whose agent has been read already. */
export function lookAgain(frame: Frame, now: number, ruleSet: RuleSet, agent: AgentSight | undefined): Look {
  const cut = new Map<string, string | undefined>()
  const whole = (): string => textOf({ kind: "whole" }) ?? ""
  const mayMatch = ruleSet.index.over(whole)
  const textOf = (region: Region): string | undefined => {
    const key = keyOf(region)
    if (cut.has(key)) return cut.get(key)
    const text = region.kind === "below" ? below(whole(), region.pattern) : regionText(frame.lines, region)
    cut.set(key, text)
    return text
  }
  const below = (text: string, pattern: Pattern): string | undefined => {
    const match = find(pattern, text, mayMatch)
    if (match === undefined) return undefined
    const lineEnd = text.indexOf("\n", match.end)
    return lineEnd < 0 ? "" : text.slice(lineEnd + 1)
  }
  const nothing = { agentChangesAt: undefined, output: undefined, event: undefined, counts: noCounts }
  return { frame, now, agent, ...nothing, mayMatch, textOf }
}

/** Names a region: hundreds of rules share a few. */
function keyOf(region: Region): string {
  switch (region.kind) {
    case "whole":
      return region.kind
    case "top":
    case "bottom":
      return `${region.kind} ${region.lines}`
    case "below":
      return `below ${nameOf(region.pattern)}`
    default:
      return region satisfies never
  }
}

const names = new WeakMap<Pattern, string>()

/** The same for patterns that match the same. */
function nameOf(pattern: Pattern): string {
  let name = names.get(pattern)
  if (name === undefined) {
    name = JSON.stringify(partsOf(pattern))
    names.set(pattern, name)
  }
  return name
}

function partsOf(pattern: Pattern): unknown {
  switch (pattern.kind) {
    case "text":
      return [pattern.tokens, pattern.ignoreCase]
    case "regex":
      return [pattern.source, pattern.flags]
    case "any":
    case "all":
      return [pattern.kind, pattern.of.map(partsOf)]
    default:
      return pattern satisfies never
  }
}

const noCounts: ReadonlyMap<string, number> = new Map()

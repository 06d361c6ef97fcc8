/** A pane's frame made ready for judging: its regions cut out on demand, its agent read. */
import type { RuleSet } from "../language/ruleset.ts"
import type { Frame } from "../screen/frame.ts"
import { type Region, regionText } from "../screen/region.ts"
import { see } from "./agents.ts"
import type { Look } from "./evaluate.ts"
import type { AgentSight } from "./state.ts"

/** `agentBefore`: what was known of the pane's agent before this look. */
export function lookAt(frame: Frame, now: number, ruleSet: RuleSet, agentBefore?: AgentSight): Look {
  const cut = new Map<string, string | undefined>()
  const textOf = (region: Region): string | undefined => {
    if (region.kind === "below") return regionText(frame.lines, region)
    const key = region.kind === "whole" ? region.kind : `${region.kind} ${region.lines}`
    const known = cut.get(key)
    if (known !== undefined) return known
    const text = regionText(frame.lines, region)
    cut.set(key, text)
    return text
  }
  const mayMatch = ruleSet.index.over(() => textOf({ kind: "whole" }) ?? "")
  const nothing = { agent: undefined, agentChangesAt: undefined, output: undefined, event: undefined, counts: noCounts }
  const look: Look = { frame, now, ...nothing, mayMatch, textOf }
  const { sight, changesAt } = see(ruleSet.agents, look, agentBefore)
  return { ...look, agent: sight, agentChangesAt: changesAt }
}
const noCounts: ReadonlyMap<string, number> = new Map()

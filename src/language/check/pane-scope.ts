/** In which panes a rule may press keys: what its own conditions say, and what is so wherever the agent is that it looks for. */

import type { CompiledAgent } from "../compile/agent.ts"
import { agentClaim } from "../compile/agent-claim.ts"
import type { Condition, Rule } from "../ruleset.ts"
import { exclude, type Way, waysOf } from "./contradiction.ts"

export function paneWays({ on, when }: Rule, agents: readonly CompiledAgent[]): readonly Way[] {
  const own = on === undefined ? [when] : [on, when]
  if (!agentClaim(when).present || agents.length === 0) return waysOf(own)
  return waysOf([...own, { kind: "or", of: agents.map(({ agent }) => scopeOf(agent.name, agent.on)) }])
}

const scopeOf = (name: string, on: Condition | undefined): Condition => ({
  kind: "and",
  of: [{ kind: "compare", fact: "agent", operator: "==", value: name }, ...(on === undefined ? [] : [on])],
})

/** Whether no pane is in both. */
export const inOtherPanes = (a: readonly Way[], b: readonly Way[]): boolean =>
  exclude(a, b, (one, other) => runsAnother(one, other) || runsAnother(other, one))

/** A command is the program that runs, unless it is one that runs others. */
function runsAnother({ values: a }: Way, { values: b }: Way): boolean {
  const commands = a.get("command")
  const programs = b.get("program")
  return commands !== undefined && programs !== undefined && commands.isDisjointFrom(programs.union(launchers))
}

const launchers: ReadonlySet<string> = new Set(
  (
    "sh bash zsh fish dash ksh node bun deno python python3 ruby perl java env sudo doas su script timeout nohup nice watch time " +
    "npx bunx uvx ssh mosh docker podman kubectl tmux screen"
  ).split(" "),
)

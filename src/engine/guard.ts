/** What must still be so right before a key is pressed. */
import type { Rule, RuleSet } from "../language/ruleset.ts"
import type { Frame } from "../screen/frame.ts"
import type { Guard } from "./effect.ts"
import { identityOf, judge, type Verdict } from "./evaluate.ts"
import { lookAt } from "./look.ts"
import { isAboutAgents } from "./rule-kinds.ts"
import type { About, AgentSight, Instance } from "./state.ts"

export interface Situation {
  readonly ruleSet: RuleSet
  readonly rule: Rule
  /** The pane as it is now. */
  readonly frame: Frame
  readonly now: number
  /** What the engine knows of the pane's agent. */
  readonly sight: AgentSight | undefined
}

export function stillHolds(guard: Guard, { ruleSet, rule, frame, now, sight }: Situation): boolean {
  if (frame.unreadable !== undefined) return false
  const look = lookAt(frame, now, ruleSet, sight)
  const { agent } = look
  // A viewer may cover the screen: what the agent was doing is believed, but keys would go to the viewer.
  const isSure = agent !== undefined && agent.unsureSince === undefined
  switch (guard.kind) {
    case "rule": {
      const verdict = judge(rule, look)
      if (verdict.holds !== true || identityOf(verdict) !== guard.identity) return false
      return !isAboutAgents(rule) || (isSure && agent.agent === guard.agent)
    }
    case "wait":
      return isSure && agent.identity === guard.identity
    case "state":
      return isSure && agent.agent === guard.agent && agent.state === guard.state
    case "agent":
      return agent?.agent === guard.agent && (agent.identity === "" || agent.identity === guard.identity)
    default:
      return guard satisfies never
  }
}

/** For the keys of a rule that holds now. */
export function guardOf(rule: Rule, verdict: Verdict, sight: AgentSight | undefined): Guard {
  if (!rule.edge || sight === undefined) {
    return { kind: "rule", identity: identityOf(verdict), agent: isAboutAgents(rule) ? sight?.agent : undefined }
  }
  // An instant cannot be looked at again; what the agent did then can.
  return guardOfSight(sight)
}

/** For keys that are meant for what the agent does now. */
export const guardOfSight = ({ agent, state, identity }: AgentSight): Guard =>
  identity === "" ? { kind: "state", agent, state } : { kind: "wait", identity }

/** For keys that follow others in the same steps: the screen shows by now what the first ones did. */
export function laterGuard(guard: Guard, { wait }: Instance, about: About): Guard {
  const identity = guard.kind === "wait" ? guard.identity : guard.kind === "rule" ? wait : ""
  return { kind: "agent", agent: about.agent?.agent ?? "", identity }
}

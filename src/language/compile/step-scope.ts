/** What the compilers of steps hand down. */
import type { AgentClaim } from "./agent-claim.ts"
import type { Standing, StepNotes } from "./notes.ts"
import type { Scope } from "./scope.ts"

/** Steps of one rule or of one agent's answers, nested ones included. */
export const maxSteps = 200

export interface StepScope extends Scope {
  readonly standing: Standing
  readonly notes: StepNotes
  /** What the rule's condition says of the agent. */
  readonly claim: AgentClaim
  /** Something in the rule or agent was not understood: what seems to be missing may stand there. */
  readonly broken: boolean
  /** Steps that may still come. */
  readonly budget: { left: number }
}

/** The same, further inside. */
export const inside = (scope: StepScope, standing: Partial<Standing>): StepScope => ({
  ...scope,
  standing: { ...scope.standing, ...standing },
})

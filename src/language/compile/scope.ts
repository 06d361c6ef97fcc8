/** What the compilers of one file's parts need to know of the rest. */
import type { Findings, Source } from "../diagnostics.ts"
import type { Program } from "../program.ts"

export interface Scope {
  readonly program: Program
  readonly source: Source
  readonly findings: Findings
  /** Names of the receivers in config.toml; undefined: unknown, so that any may be right. */
  readonly receivers: ReadonlySet<string> | undefined
}

export interface ConditionScope extends Scope {
  /** A condition of an agent makes its state, and so cannot ask for it; one of a rule may ask for anything. */
  readonly of: "rule" | "agent"
  /** An id for what must be counted: no other in the rule set has it. */
  readonly newId: () => string
}

/** `owner`: the rule's or the agent's name. */
export function conditionScope(scope: Scope, of: ConditionScope["of"], owner: string): ConditionScope {
  let made = 0
  const newId = (): string => {
    made += 1
    return `${of} ${owner} ${made}`
  }
  return { ...scope, of, newId }
}

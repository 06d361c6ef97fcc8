/** The branches of rules and agents that a test can go through or pass by; `taken.ts` tells which it did. Pure. */
import type { Condition, Decision, Rule, RuleSet, Step } from "../../language/ruleset.ts"
import { conditionText } from "../explain/wording.ts"

/** Something that a test can go through or pass by. */
export interface Branch {
  readonly id: string
  /** The rule's or the agent's name. */
  readonly of: string
  readonly place: string
  /** `opened`: the rule as a whole. `text`: the condition, the decision, the clause. */
  readonly what: "opened" | "or" | "clause" | "decision" | "timeout" | "else" | "exhausted"
  readonly text: string
}

export function branchesOf({ rules, agents }: RuleSet): readonly Branch[] {
  const ofRules = rules.flatMap((rule) => {
    const own = { of: rule.name, place: rule.place }
    return [
      { id: openedId(rule), ...own, what: "opened" as const, text: "" },
      ...alternatives(whole(rule)).map(({ path, condition }) => ({
        id: orId(rule, path),
        ...own,
        what: "or" as const,
        text: conditionText(condition),
      })),
      ...stepBranches(rule.steps, "").map(({ path, what, text }) => ({ id: stepId(rule, path), ...own, what, text })),
    ]
  })
  const ofAgents = agents.flatMap(({ name, place, clauses }) =>
    clauses.map(({ id, state, when }) => ({
      id: clauseId(id),
      of: name,
      place,
      what: "clause" as const,
      text: `${state} when ${conditionText(when)}`,
    })),
  )
  return [...ofRules, ...ofAgents]
}

export const openedId = ({ name }: Rule): string => `opened ${name}`
/** `path`: places in the tree of the rule's scope and condition, `.1.0`. */
export const orId = ({ name }: Rule, path: string): string => `or ${name} ${path}`
/** `path`: as `0.else`, `0.decision 1.2.else`. */
export const stepId = ({ name }: Rule, path: string): string => `step ${name} ${path}`
export const clauseId = (id: string): string => `clause ${id}`

const whole = ({ on, when }: Rule): Condition => (on === undefined ? when : { kind: "and", of: [on, when] })

/** The parts of every `or`, by their place in the tree. */
function alternatives(condition: Condition, path = ""): { readonly path: string; readonly condition: Condition }[] {
  const parts =
    condition.kind === "and" || condition.kind === "or" ? condition.of : condition.kind === "not" ? [condition.of] : []
  return parts.flatMap((part, index) => {
    const here = `${path}.${index}`
    return [...(condition.kind === "or" ? [{ path: here, condition: part }] : []), ...alternatives(part, here)]
  })
}

type StepBranch = Pick<Branch, "what" | "text"> & { readonly path: string }

/** By their place in the steps: `0.else`, `0.decision 1`, `2.decision 0.1.else`. */
function stepBranches(steps: readonly Step[], prefix: string): StepBranch[] {
  return steps.flatMap((step, index): StepBranch[] => {
    const here = `${prefix}${index}`
    switch (step.kind) {
      case "ask":
        return [
          ...step.decisions.flatMap((decision, at) => {
            const path = `${here}.decision ${at}`
            const branch = { path, what: "decision" as const, text: decisionText(decision) }
            return [branch, ...stepBranches(decision.steps, `${path}.`)]
          }),
          ...(step.timeout === undefined ? [] : listBranch(`${here}.timeout`, "timeout", step.timeout.steps)),
        ]
      case "verify-gone":
      case "verify-state":
        return step.otherwise.length === 0 ? [] : listBranch(`${here}.else`, "else", step.otherwise)
      case "retry":
        return [
          ...stepBranches(step.steps, `${here}.try.`),
          ...(step.exhausted.length === 0 ? [] : listBranch(`${here}.exhausted`, "exhausted", step.exhausted)),
        ]
      default:
        return []
    }
  })
}

const listBranch = (path: string, what: "timeout" | "else" | "exhausted", steps: readonly Step[]): StepBranch[] => [
  { path, what, text: "" },
  ...stepBranches(steps, `${path}.`),
]

const decisionText = ({ what, label }: Decision): string =>
  label === undefined ? what : `${what} ${JSON.stringify(label)}`

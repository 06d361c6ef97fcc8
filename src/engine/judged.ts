/**
 * A rule's conditions as a tree, each with the verdict that the engine gives it: what an explanation shows. Every verdict is
 * `evaluate`'s own, so there is one truth; conditions that the engine passes over because others decided are judged too.
 */
import type { Condition, Rule } from "../language/ruleset.ts"
import { evaluate, type Look, type Verdict } from "./evaluate.ts"

export interface Judged {
  readonly condition: Condition
  readonly verdict: Verdict
  /** The parts of `and`, `or` and `not`. */
  readonly of: readonly Judged[]
}

export function judgeTree(condition: Condition, look: Look): Judged {
  return {
    condition,
    verdict: evaluate(condition, look),
    of: partsOf(condition).map((part) => judgeTree(part, look)),
  }
}

/** The rule's scope and its condition as one tree. */
export function judgeRule(rule: Rule, look: Look): Judged {
  return judgeTree(rule.on === undefined ? rule.when : { kind: "and", of: [rule.on, rule.when] }, look)
}

function partsOf(condition: Condition): readonly Condition[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.of
    case "not":
      return [condition.of]
    default:
      return []
  }
}

/**
 * The innermost conditions that make the verdict what it is: of an `and` that does not hold the first that is false, of one that
 * cannot be told the unknown ones; and so on inwards.
 */
export function deciding(judged: Judged): readonly Judged[] {
  const { condition, verdict, of } = judged
  switch (condition.kind) {
    case "and":
    case "or": {
      const decisive = of.filter((part) => part.verdict.holds === verdict.holds)
      const isShort = verdict.holds === (condition.kind === "or")
      return (isShort ? decisive.slice(0, 1) : decisive).flatMap(deciding)
    }
    case "not":
      return of.flatMap(deciding)
    default:
      return [judged]
  }
}

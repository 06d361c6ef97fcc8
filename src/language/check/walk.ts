/** Visiting every statement of every file, the statements of blocks included, and every condition. */
import type { ConditionNode, HeadNode, Statement } from "../ast.ts"
import type { Source } from "../diagnostics.ts"
import type { Program } from "../program.ts"

export function forEachStatement(program: Program, visit: (statement: Statement, source: Source) => void): void {
  const walk = (statements: readonly Statement[], source: Source): void => {
    for (const statement of statements) {
      visit(statement, source)
      if (statement.block !== null) walk(statement.block.body, source)
    }
  }
  for (const { source, statements } of program.files) walk(statements, source)
}

/** The conditions that stand in a head, or are it. */
export function conditionsOf(head: HeadNode): readonly ConditionNode[] {
  switch (head.kind) {
    case "on":
    case "state":
      return [head.condition]
    case "when":
      return head.condition === null ? [] : [head.condition]
    case "and":
    case "or":
    case "not":
    case "count":
    case "event":
    case "agent-is":
    case "agent-became":
    case "compare":
    case "fact-has":
    case "fact-in":
    case "flag":
    case "screen":
    case "output":
      return [head]
    default:
      return []
  }
}

/** The condition and all that it is made of. */
export function forEachCondition(condition: ConditionNode, visit: (condition: ConditionNode) => void): void {
  visit(condition)
  switch (condition.kind) {
    case "and":
    case "or":
      for (const one of condition.of) forEachCondition(one, visit)
      return
    case "not":
    case "count":
      forEachCondition(condition.of, visit)
      return
    default:
      return
  }
}

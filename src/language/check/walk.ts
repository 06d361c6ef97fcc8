/** Visiting every statement of every file, the statements of blocks included. */
import type { Statement } from "../ast.ts"
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

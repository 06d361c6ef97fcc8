/** `test` items → `RuleTest`s. */
import type { Source } from "../diagnostics.ts"
import type { Program } from "../program.ts"
import type { RuleTest } from "../ruletest.ts"
import type { Scope } from "./scope.ts"

export function compileTests(
  _program: Program,
  _own: readonly Source[],
  _scopeOf: (source: Source) => Scope,
): readonly RuleTest[] {
  return []
}

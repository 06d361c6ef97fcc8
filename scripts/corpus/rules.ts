/** The agent definitions to score: the stock ones, or those of the paths. */
import { join } from "node:path"
import { readRuleFiles } from "../../src/daemon/rules.ts"
import { compile } from "../../src/language/compile.ts"
import { printDiagnostics } from "../../src/language/print.ts"
import type { RuleSet } from "../../src/language/ruleset.ts"

const root = join(import.meta.dir, "../..")
export const stockAgents = join(root, "rules/agents")

export function compileAgents(paths: readonly string[] = [stockAgents]): RuleSet {
  const read = readRuleFiles(paths, root)
  const { ruleSet, diagnostics } = compile({ own: read.sources, stock: [], receivers: undefined })
  if (ruleSet === undefined) throw new Error(printDiagnostics(diagnostics, "en"))
  return ruleSet
}

/** The rules that would run: the configured files, or the embedded ones. */
import { compileRules, readRuleFiles } from "../../daemon/rules.ts"
import { phrase } from "../../locale/phrase.ts"
import { type Finding, ok, type Patient, problem, warning } from "./finding.ts"

export function checkRules({ config }: Patient): Finding[] {
  const files = readRuleFiles(config.rules, process.cwd())
  if (!files.ok) return files.problems.map((text) => problem("rules", text, phrase("doctor.rules-files-cure")))
  const receivers = new Set(config.receivers.map(({ name }) => name))
  const { diagnostics, ruleSet } = compileRules(files.sources, receivers, config.routes)
  const errors = diagnostics.filter(({ severity }) => severity === "error").length
  const warnings = diagnostics.length - errors
  const cure = phrase("doctor.rules-cure")
  if (errors > 0 || ruleSet === undefined) return [problem("rules", phrase("doctor.rules-errors", { errors }), cure)]
  const rules = ruleSet.rules.length
  const text =
    files.sources.length === 0
      ? phrase("doctor.rules-embedded", { rules })
      : phrase("doctor.rules-ok", { rules, files: files.sources.length })
  const careful = warnings > 0 ? [warning("rules", phrase("doctor.rules-warnings", { warnings }), cure)] : []
  return [ok("rules", text), ...careful]
}

/** The rules a command is about: those of `--rules`, else of the configuration, else the embedded ones. */
import { resolve } from "node:path"
import { surroundingsOf } from "../config/disk.ts"
import { loadConfig } from "../config/load.ts"
import { compileRules, readRuleFiles } from "../daemon/rules.ts"
import type { Source } from "../language/diagnostics.ts"
import { printDiagnostics } from "../language/print.ts"
import type { RuleSet } from "../language/ruleset.ts"
import { type Call, type ExitCode, exit } from "./command.ts"
import { painterOf } from "./terminal.ts"

export type GivenRules =
  /** `paths`: the files and folders that they come from, absolute; none: the embedded rules. */
  | {
      readonly ok: true
      readonly ruleSet: RuleSet
      readonly sources: readonly Source[]
      readonly paths: readonly string[]
    }
  /** Everything is said. */
  | { readonly ok: false; readonly exit: ExitCode }

export function givenRules({ terminal, configPath }: Call, path: string | undefined): GivenRules {
  // Works without a configuration, and with one that is broken: that is not what the command is about.
  const loaded = loadConfig(configPath, surroundingsOf(terminal.env))
  const paths = path !== undefined ? [resolve(path)] : loaded.ok ? loaded.config.rules : []
  const files = readRuleFiles(paths, process.cwd())
  if (!files.ok) {
    for (const problem of files.problems) terminal.err(terminal.say(problem))
    return { ok: false, exit: exit.usage }
  }
  const receivers = loaded.ok ? new Set(loaded.config.receivers.map(({ name }) => name)) : undefined
  const { ruleSet, diagnostics } = compileRules(files.sources, receivers)
  if (ruleSet !== undefined) return { ok: true, ruleSet, sources: files.sources, paths }
  terminal.err(printDiagnostics(diagnostics, terminal.locale, painterOf(terminal.paintErr)))
  return { ok: false, exit: exit.no }
}

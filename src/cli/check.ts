/** `fleetai check [PATH…]`: every problem of every file in one pass. Works without a config and without tmux. */
import { resolve } from "node:path"
import { surroundingsOf } from "../config/disk.ts"
import { loadConfig } from "../config/load.ts"
import { compileRules, embeddedRules, readRuleFiles } from "../daemon/rules.ts"
import type { Diagnostic } from "../language/diagnostics.ts"
import { printDiagnostics } from "../language/print.ts"
import { isReportFormat, reportFormats, reports } from "../language/report/report.ts"
import { phrase } from "../locale/phrase.ts"
import { type CommandFile, exit, isGiven, textOption } from "./command.ts"
import { complain } from "./complain.ts"
import { printConfigProblems } from "./configured.ts"
import { explainCode } from "./explain-code.ts"
import { oneLine } from "./shown.ts"
import { painterOf, type Terminal } from "./terminal.ts"
import { version } from "./version.ts"

export const command: CommandFile = {
  describe(command, say) {
    command
      .argument("[PATH...]", say(phrase("daemon.check-paths")))
      .option("--format <FORMAT>", say(phrase("cli.check.format", { known: reportFormats.join(" ") })), "text")
      .option("--deny-warnings", say(phrase("daemon.check-deny")))
      .option("--explain [CODE]", say(phrase("cli.check.explain")))
  },

  async run(call) {
    const { terminal, args, configPath } = call
    const asked = textOption(call, "explain")
    if (asked !== undefined || isGiven(call, "explain")) return explainCode(asked, terminal)
    const format = textOption(call, "format") ?? "text"
    if (format !== "text" && !isReportFormat(format)) {
      const known = phrase("cli.known-values", { known: reportFormats.join(", ") })
      complain(terminal, phrase("cli.invalid-value", { value: format, word: "--format" }), known)
      return exit.usage
    }
    const loaded = loadConfig(configPath, surroundingsOf(terminal.env))
    if (!loaded.ok && args.length === 0) {
      printConfigProblems(loaded.problems, terminal)
      return exit.usage
    }
    if (!loaded.ok) terminal.err(terminal.say(phrase("daemon.check-config-broken", { path: loaded.path })))
    const paths = args.length > 0 ? args.map((path) => resolve(path)) : loaded.ok ? loaded.config.rules : []
    const files = readRuleFiles(paths, process.cwd())
    if (!files.ok && files.pathless) {
      for (const problem of files.problems) terminal.err(oneLine(terminal.say(problem)))
      return exit.usage
    }
    const receivers = loaded.ok ? new Set(loaded.config.receivers.map(({ name }) => name)) : undefined
    const routes = loaded.ok ? loaded.config.routes : undefined
    const { diagnostics: found, ruleSet } = compileRules(files.sources, receivers, routes)
    const diagnostics = files.ok ? found : [...files.diagnostics, ...found]
    const count = (files.sources.length === 0 ? embeddedRules : files.sources).length
    if (isReportFormat(format)) {
      const report = reports[format](diagnostics, { locale: terminal.locale, version })
      if (report !== "") terminal.out(report)
    } else printText(diagnostics, { files: count, rules: ruleSet?.rules.length ?? 0 }, terminal)
    const errors = diagnostics.some(({ severity }) => severity === "error" || isGiven(call, "denyWarnings"))
    return errors ? exit.no : exit.ok
  },
}

function printText(
  diagnostics: readonly Diagnostic[],
  counts: { files: number; rules: number },
  terminal: Terminal,
): void {
  if (diagnostics.length === 0) {
    terminal.err(terminal.say(phrase("daemon.check-clean", counts)))
    return
  }
  terminal.out(printDiagnostics(diagnostics, terminal.locale, painterOf(terminal.paintOut)))
  terminal.err("")
  const errors = diagnostics.filter(({ severity }) => severity === "error").length
  const warnings = diagnostics.length - errors
  terminal.err(terminal.say(phrase("daemon.check-problems", { errors, warnings, files: counts.files })))
}

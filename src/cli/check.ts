/** `fleetai check [PATH…]`: every problem of every file in one pass. Works without a config and without tmux. */
import { resolve } from "node:path"
import { surroundingsOf } from "../config/disk.ts"
import { loadConfig } from "../config/load.ts"
import { compileRules, embeddedRules, readRuleFiles } from "../daemon/rules.ts"
import { type Diagnostic, position } from "../language/diagnostics.ts"
import { printDiagnostics } from "../language/print.ts"
import { phrase } from "../locale/phrase.ts"
import { type CommandFile, exit, isGiven, textOption } from "./command.ts"
import { printConfigProblems } from "./configured.ts"
import { painterOf, type Terminal } from "./terminal.ts"

export const command: CommandFile = {
  describe(command, say) {
    command
      .argument("[PATH...]", say(phrase("daemon.check-paths")))
      .option("--format <FORMAT>", say(phrase("daemon.check-format")), "text")
      .option("--deny-warnings", say(phrase("daemon.check-deny")))
  },

  async run(call) {
    const { terminal, args, configPath } = call
    const format = textOption(call, "format") ?? "text"
    if (format !== "text" && format !== "json") {
      terminal.err(terminal.say(phrase("cli.invalid-value", { value: format, word: "--format" })))
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
      for (const problem of files.problems) terminal.err(terminal.say(problem))
      return exit.usage
    }
    const receivers = loaded.ok ? new Set(loaded.config.receivers.map(({ name }) => name)) : undefined
    const { diagnostics: found, ruleSet } = compileRules(files.sources, receivers)
    const diagnostics = files.ok ? found : [...files.diagnostics, ...found]
    const count = (files.sources.length === 0 ? embeddedRules : files.sources).length
    if (format === "json")
      terminal.out(
        JSON.stringify(
          diagnostics.map((one) => plain(one, terminal)),
          undefined,
          2,
        ),
      )
    else printText(diagnostics, { files: count, rules: ruleSet?.rules.length ?? 0 }, terminal)
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

/** A diagnostic as JSON: 1-based lines and columns, the end exclusive. */
function plain({ code, severity, message, help, source, span }: Diagnostic, { say }: Terminal): object {
  const start = position(source, span.start)
  const end = position(source, Math.max(span.end, span.start))
  return {
    code,
    severity,
    message: say(message),
    help: help === undefined ? null : say(help),
    file: source.path,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
  }
}

/** `fleetai fmt [PATH…|-]`: rule files in their one form. Works without a config and without tmux. */
import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import { surroundingsOf } from "../config/disk.ts"
import { loadConfig } from "../config/load.ts"
import { readNamedRuleFiles } from "../daemon/rules.ts"
import type { Diagnostic } from "../language/diagnostics.ts"
import { unifiedDiff } from "../language/format/diff.ts"
import { formatRules } from "../language/format/format.ts"
import { printDiagnostics } from "../language/print.ts"
import { phrase } from "../locale/phrase.ts"
import { type Call, type CommandFile, type ExitCode, exit, isGiven } from "./command.ts"
import { complain } from "./complain.ts"
import { replaceFile } from "./replace-file.ts"
import { oneLine } from "./shown.ts"
import { painterOf, type Terminal } from "./terminal.ts"

export const command: CommandFile = {
  describe(command, say) {
    command
      .argument("[PATH...]", say(phrase("cli.fmt.paths")))
      .option("--check", say(phrase("cli.fmt.check")))
      .option("--diff", say(phrase("cli.fmt.diff")))
  },

  async run(call) {
    const { terminal, args } = call
    if (!args.includes("-")) return formatFiles(call)
    if (args.length === 1) return formatInput(call)
    complain(terminal, phrase("cli.fmt.stdin-alone"), phrase("cli.see-help", { command: "fleetai fmt" }))
    return exit.usage
  },
}

interface Subject {
  /** As people named it. */
  readonly file: string
  /** With the line ends that it has. */
  readonly written: string
}

/** A text in its form; undefined: it does not parse, and that is said. */
function formOf({ file, written }: Subject, terminal: Terminal): string | undefined {
  const formatted = formatRules({ path: file, text: written })
  if (formatted.ok) return formatted.text
  sayBroken(formatted.diagnostics, terminal)
  terminal.err(oneLine(terminal.say(phrase("cli.fmt.broken", { file }))))
  return undefined
}

function sayBroken(diagnostics: readonly Diagnostic[], terminal: Terminal): void {
  terminal.err(printDiagnostics(diagnostics, terminal.locale, painterOf(terminal.paintErr)))
  terminal.err("")
}

async function formatInput(call: Call): Promise<ExitCode> {
  const { terminal } = call
  const subject = { file: "stdin", written: await Bun.stdin.text() }
  if (looksOnly(call)) return exitAfter([look(call, subject)])
  const text = formOf(subject, terminal)
  if (text === undefined) return exit.no
  // Every line ends in a line break, and `out` ends what it writes with one.
  if (text !== "") terminal.out(text.slice(0, -1))
  return exit.ok
}

function formatFiles(call: Call): ExitCode {
  const { terminal, args, configPath } = call
  const paths = args.length > 0 ? args.map((path) => resolve(path)) : configuredRules(terminal, configPath)
  const files = readNamedRuleFiles(paths, process.cwd())
  if (!files.ok && files.pathless) {
    for (const problem of files.problems) terminal.err(oneLine(terminal.say(problem)))
    return exit.usage
  }
  const unreadable = files.ok ? [] : files.diagnostics
  if (unreadable.length > 0) sayBroken(unreadable, terminal)
  if (files.sources.length === 0 && unreadable.length === 0) {
    complain(terminal, phrase("cli.fmt.nothing"), phrase("cli.see-help", { command: "fleetai fmt" }))
    return exit.usage
  }
  const ends = files.sources.map(({ path }): End => {
    const subject = { file: path, written: readAsWritten(resolve(path)) }
    return looksOnly(call) ? look(call, subject) : rewrite(subject, terminal)
  })
  const fine = ends.filter((end) => end === "fine").length
  const differ = ends.filter((end) => end === "differs").length
  if (fine > 0) terminal.err(terminal.say(phrase("cli.fmt.clean", { files: fine })))
  if (differ > 0) terminal.err(terminal.say(phrase("cli.fmt.differ", { files: differ })))
  return unreadable.length > 0 ? exit.no : exitAfter(ends)
}

/** How it went with one text: it is in its form now, it would have to change, or nothing could be done. */
type End = "fine" | "differs" | "failed"

const exitAfter = (ends: readonly End[]): ExitCode => (ends.every((end) => end === "fine") ? exit.ok : exit.no)
const looksOnly = (call: Call): boolean => isGiven(call, "check") || isGiven(call, "diff")

function configuredRules({ env }: Terminal, configPath: string | undefined): readonly string[] {
  const loaded = loadConfig(configPath, surroundingsOf(env))
  return loaded.ok ? loaded.config.rules : []
}

/** A byte order mark included. */
const readAsWritten = (path: string): string => new TextDecoder("utf-8", { ignoreBOM: true }).decode(readFileSync(path))

function look(call: Call, subject: Subject): End {
  const { file, written } = subject
  const text = formOf(subject, call.terminal)
  if (text === undefined) return "failed"
  if (text === written) return "fine"
  const { out } = call.terminal
  out(
    isGiven(call, "diff") ? unifiedDiff(written, text, { before: oneLine(file), after: oneLine(file) }) : oneLine(file),
  )
  return "differs"
}

function rewrite(subject: Subject, terminal: Terminal): End {
  const { file, written } = subject
  const text = formOf(subject, terminal)
  if (text === undefined) return "failed"
  if (text === written) return "fine"
  const replaced = replaceFile(resolve(file), text)
  terminal.err(
    oneLine(
      terminal.say(
        replaced.ok ? phrase("cli.fmt.written", { file }) : phrase("cli.fmt.unwritable", { file, code: replaced.code }),
      ),
    ),
  )
  return replaced.ok ? "fine" : "failed"
}

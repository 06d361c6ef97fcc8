/** The configuration for a command that needs one; a broken one is printed, with exit code 2. */
import type { Config } from "../config/config.ts"
import { surroundingsOf } from "../config/disk.ts"
import { loadConfig } from "../config/load.ts"
import type { ConfigProblem } from "../config/problem.ts"
import { printFinding } from "../language/print.ts"
import { phrase } from "../locale/phrase.ts"
import type { Call } from "./command.ts"
import { painterOf, type Terminal } from "./terminal.ts"

export interface Configured {
  readonly config: Config
  /** The file it came from; undefined: defaults and the environment. */
  readonly path: string | undefined
}

/** Undefined when the configuration is broken: everything about it is said, and the command ends with `exit.usage`. */
export function configured({ terminal, configPath }: Call): Configured | undefined {
  const loaded = loadConfig(configPath, surroundingsOf(terminal.env))
  if (loaded.ok) {
    for (const remark of loaded.remarks) terminal.err(`${terminal.paintErr("yellow", "!")} ${terminal.say(remark)}`)
    return { config: loaded.config, path: loaded.path }
  }
  printConfigProblems(loaded.problems, terminal)
  return undefined
}

export function printConfigProblems(problems: readonly ConfigProblem[], terminal: Terminal): void {
  for (const problem of problems) {
    const { message, help } = problem
    const finding = { severity: "error", code: undefined, message, place: problem, help, related: undefined } as const
    terminal.err(printFinding(finding, terminal.locale, painterOf(terminal.paintErr)))
    terminal.err("")
  }
  const file = problems[0]?.file ?? ""
  terminal.err(terminal.say(phrase("cli.config-problems", { count: problems.length, file })))
}

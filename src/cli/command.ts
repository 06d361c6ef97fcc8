/** What a command is: its file exports one `CommandFile`; `commands.ts` is the table of them. */
import type { Command } from "commander"
import type { Phrase } from "../locale/phrase.ts"
import type { Terminal } from "./terminal.ts"

/** Exit codes, the same for every command. */
export const exit = {
  ok: 0,
  /** The answer is "no", or problems were found. */
  no: 1,
  /** Wrong usage, or a broken configuration. */
  usage: 2,
  /** The service or a channel cannot be reached. */
  unreachable: 3,
  /** EX_SOFTWARE of sysexits(3): a bug in fleetai itself. */
  bug: 70,
} as const
export type ExitCode = (typeof exit)[keyof typeof exit]

/** A row of the table. `load` is called only for the command that runs, so that the others cost nothing at start. */
export interface CommandEntry {
  readonly name: string
  readonly summary: Phrase
  readonly load: () => Promise<{ readonly command: CommandFile }>
}

export interface CommandFile {
  /** Adds arguments and options to commander's command; their descriptions come through `say`. */
  readonly describe: (command: Command, say: (phrase: Phrase) => string) => void
  readonly run: (call: Call) => Promise<ExitCode>
}

/** One call of a command, its usage already checked. */
export interface Call {
  readonly terminal: Terminal
  /** Positional arguments, variadic ones included, in order. */
  readonly args: readonly string[]
  /** By commander's attribute name: `--dry-run` is `dryRun`. */
  readonly options: Readonly<Record<string, unknown>>
  /** The argument of `--config`. */
  readonly configPath: string | undefined
}

/** The value of an option that takes text; undefined when it was not given. */
export function textOption({ options }: Call, name: string): string | undefined {
  const value = options[name]
  return typeof value === "string" ? value : undefined
}

export function isGiven({ options }: Call, name: string): boolean {
  return options[name] === true
}

/**
 * From arguments to an exit code: finds the command, loads its file alone, checks the usage, runs it. Wrong usage is
 * one line and a hint; whatever a command throws is a bug and says so.
 */
import { Command, CommanderError } from "commander"
import { surroundingsOf } from "../config/disk.ts"
import { configuredLocale } from "../config/locale.ts"
import type { Environment } from "../config/surroundings.ts"
import { nearest } from "../locale/nearest.ts"
import { chooseLocale, phrase } from "../locale/phrase.ts"
import { reportBug } from "./bug.ts"
import { type Call, type CommandEntry, type CommandFile, exit } from "./command.ts"
import { commands } from "./commands.ts"
import { complain } from "./complain.ts"
import { showHelp } from "./help.ts"
import { openTerminal, type Terminal } from "./terminal.ts"
import { usagePhrase } from "./usage.ts"

const shortcuts: Readonly<Record<string, readonly string[]>> = {
  "--version": ["version"],
  "-V": ["version"],
  "-v": ["version"],
}

/** `argv`: without the program's own name. */
export async function main(argv: readonly string[], env: Environment): Promise<number> {
  const { args, word, configPath } = understand(argv)
  const locale = chooseLocale(configuredLocale(configPath, surroundingsOf(env)), env)
  const terminal = openTerminal(env, locale, process.stdout, process.stderr, () => process.exit(exit.ok))
  const reportAndExit = (error: unknown) => process.exit(reportBug(error, terminal))
  process.on("uncaughtException", reportAndExit)
  process.on("unhandledRejection", reportAndExit)
  try {
    return await dispatch(args, word, terminal)
  } catch (error) {
    return reportBug(error, terminal)
  }
}

interface Understood {
  readonly args: readonly string[]
  /** The command's name; undefined when none is given. */
  readonly word: string | undefined
  readonly configPath: string | undefined
}

/** A first look at the arguments, before the command's own options are known. */
function understand(argv: readonly string[]): Understood {
  const first = argv[0] ?? ""
  let args = shortcuts[first] ?? argv
  if (first === "help") args = [...argv.slice(1, 2), "--help"]
  let configPath: string | undefined
  let word: string | undefined
  for (let index = 0; index < args.length && args[index] !== "--"; index++) {
    const arg = args[index] ?? ""
    if (arg === "--config") configPath = args[++index]
    else if (arg.startsWith("--config=")) configPath = arg.slice("--config=".length)
    else if (!arg.startsWith("-")) word ??= arg
  }
  return { args, word, configPath }
}

async function dispatch(args: readonly string[], word: string | undefined, terminal: Terminal): Promise<number> {
  const entry = commands.find(({ name }) => name === word)
  if (word !== undefined && entry === undefined) return unknownCommand(word, terminal)

  const program = newProgram(terminal)
  let found: Omit<Call, "terminal"> | undefined
  const file = entry === undefined ? undefined : (await entry.load()).command
  for (const each of commands) {
    const command = addCommand(program, each, each === entry ? file : undefined, terminal)
    command.action(() => {
      const options = { ...program.opts(), ...command.opts() }
      found = { args: command.args, options, configPath: options["config"] }
    })
  }
  try {
    program.parse([...args], { from: "user" })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return wrongUsage(error, program, entry, terminal)
  }
  if (file === undefined || found === undefined) throw new Error("commander accepted a call without a command")
  return file.run({ terminal, ...found })
}

function newProgram(terminal: Terminal): Command {
  const program = new Command("fleetai")
    .exitOverride()
    .helpCommand(false)
    .helpOption("-h, --help", terminal.say(phrase("cli.help-option")))
    .description(terminal.say(phrase("cli.about")))
    .configureOutput({ writeOut: (text) => terminal.out(text.trimEnd()), writeErr: () => {} })
    .configureHelp({ formatHelp: (command) => showHelp(command, terminal) })
  return withConfigOption(program, terminal)
}

function addCommand(program: Command, entry: CommandEntry, file: CommandFile | undefined, terminal: Terminal): Command {
  const command = program.command(entry.name).description(terminal.say(entry.summary))
  file?.describe(command, terminal.say)
  return withConfigOption(command, terminal)
}

/** Before the command or after it: both are understood. */
function withConfigOption(command: Command, terminal: Terminal): Command {
  return command.option("--config <FILE>", terminal.say(phrase("cli.config-option")))
}

function unknownCommand(word: string, terminal: Terminal): number {
  const names = commands.map(({ name }) => name)
  const suggestion = nearest(word, names)
  const hint =
    suggestion === undefined
      ? phrase("cli.known-commands", { known: names.join(", ") })
      : phrase("cli.did-you-mean", { word: suggestion })
  complain(terminal, phrase("cli.unknown-command", { word }), hint)
  return exit.usage
}

function wrongUsage(
  error: CommanderError,
  program: Command,
  entry: CommandEntry | undefined,
  terminal: Terminal,
): number {
  // Help was asked for and is printed.
  if (error.exitCode === 0) return exit.ok
  // No command at all.
  if (error.code === "commander.help") {
    terminal.err(showHelp(program, terminal))
    return exit.usage
  }
  const command = program.commands.find((candidate) => candidate.name() === entry?.name) ?? program
  const { message, hint } = usagePhrase(error, command)
  complain(terminal, message, hint)
  return exit.usage
}

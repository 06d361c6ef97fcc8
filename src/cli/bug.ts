/** An exception that nothing expected: one line for a person to report, and exit code 70. */
import { phrase } from "../locale/phrase.ts"
import { exit } from "./command.ts"
import type { Terminal } from "./terminal.ts"

const maxMessageCharacters = 300

export function reportBug(error: unknown, terminal: Terminal): number {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  const message = (what.split("\n")[0] ?? "").slice(0, maxMessageCharacters)
  const where = placeOf(error)
  terminal.err(`${terminal.paintErr("red", "fleetai:")} ${terminal.say(phrase("cli.bug", { message, where }))}`)
  // The whole stack for those who ask: it may be long, and it names files only.
  if ((terminal.env["FLEETAI_DEBUG"] ?? "") !== "" && error instanceof Error) terminal.err(error.stack ?? "")
  return exit.bug
}

/** The innermost line of the stack, as file:line:column without the folders above `src`. */
function placeOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? "") : ""
  const [, place = "?"] = /\n\s+at .*?\(?([^\s()]+:\d+:\d+)\)?/.exec(stack) ?? []
  return place.replace(/^.*\/(?=src\/)/, "")
}

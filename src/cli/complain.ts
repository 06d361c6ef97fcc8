/** Wrong usage, for a person: one line that says what is wrong, and one that says what to do. Names in them may come from panes. */
import type { Phrase } from "../locale/phrase.ts"
import { oneLine } from "./shown.ts"
import type { Terminal } from "./terminal.ts"

export function complain({ err, say, paintErr }: Terminal, what: Phrase, hint: Phrase): void {
  err(`${paintErr("red", "fleetai:")} ${oneLine(say(what))}`)
  err(`  ${oneLine(say(hint))}`)
}

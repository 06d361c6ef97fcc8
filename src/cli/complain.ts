/** Wrong usage, for a person: one line that says what is wrong, and one that says what to do. */
import type { Phrase } from "../locale/phrase.ts"
import type { Terminal } from "./terminal.ts"

export function complain({ err, say, paintErr }: Terminal, what: Phrase, hint: Phrase): void {
  err(`${paintErr("red", "fleetai:")} ${say(what)}`)
  err(`  ${say(hint)}`)
}

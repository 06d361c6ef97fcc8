/** Commands of the form `[ID] WHAT`: the id may be left out, what is said may not. */
import { looksLikeId } from "../approvals/ids.ts"
import { phrase } from "../locale/phrase.ts"
import type { Call } from "./command.ts"
import { complain } from "./complain.ts"

export interface Said {
  /** Undefined: the only ask that is open. */
  readonly id: string | undefined
  readonly what: string
}

/** Undefined: `name` is missing, and it is said. A word that looks like an id is one. */
export function saidIn({ args, terminal }: Call, name: string, command: string): Said | undefined {
  const [first, second] = args
  if (first !== undefined && second !== undefined) return { id: first, what: second }
  if (first !== undefined && !looksLikeId(first)) return { id: undefined, what: first }
  complain(terminal, phrase("cli.missing-argument", { word: name }), phrase("cli.see-help", { command }))
  return undefined
}

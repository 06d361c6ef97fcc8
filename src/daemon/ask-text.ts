/** A message as plain text, for lists and files on this host. */
import type { Segment } from "../engine/effect.ts"
import { redact, redactLiterals } from "../screen/redact.ts"

/** Characters that are kept. */
const most = { title: 200, body: 8_000 } as const

/** Whatever a pane printed is redacted, also what the author reveals to a phone. `literals`: secrets that are known as such. */
export function plainText(segments: readonly Segment[], what: keyof typeof most, literals: readonly string[]): string {
  const words = segments.map(({ text, trusted }) => (trusted ? text : redact(text))).join("")
  const text = redactLiterals(words.toWellFormed(), literals)
  const line = what === "title" ? text.replace(/\s+/g, " ") : text
  return [...line.trim()].slice(0, most[what]).join("")
}

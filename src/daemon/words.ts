/** What was pressed or run, for people to read: in the log, in messages, in the history. */
import type { Key, RunEffect, SendEffect } from "../engine/effect.ts"
import { redact } from "../screen/redact.ts"
import { withoutSteering } from "../screen/steering.ts"

/** Characters of a pasted or typed text. */
const mostCharacters = 60

/** `"yes" Enter`, `paste "the beginning…" Enter`. */
export const describeKeys = (keys: readonly Key[]): string => keys.map(describeKey).join(" ")

function describeKey(key: Key): string {
  switch (key.kind) {
    case "text":
      return quoted(key.text)
    case "named":
      return key.name
    case "paste":
      return `paste ${quoted(key.text)}`
    case "choice":
      return "N"
    default:
      return key satisfies never
  }
}

/** As a shell would want it, nearly: for reading only. */
export const describeProgram = (argv: readonly string[]): string =>
  argv.map((word) => (/^[\w@%+:.,/=-]+$/.test(word) ? word : quoted(word))).join(" ")

export const whatOf = (effect: SendEffect | RunEffect): string =>
  effect.kind === "send" ? describeKeys(effect.keys) : describeProgram(effect.argv)

/** What a person typed may be a secret as well. */
function quoted(text: string): string {
  const characters = [...redact(text)]
  return JSON.stringify(
    characters.length > mostCharacters ? `${characters.slice(0, mostCharacters).join("")}…` : characters.join(""),
  )
}

/** The last characters of what a program said, its secrets blotted out first. */
export function lastWords(output: string, mostCharacters: number): string {
  const characters = [...redact(output).trimEnd()]
  const isCut = characters.length > mostCharacters
  return `${isCut ? "…" : ""}${characters.slice(-mostCharacters).join("")}`
}

/** The last line that says something, for one line of a log: its secrets may have begun on a line before it. */
export const lastLine = (output: string): string =>
  withoutSteering(lastWords(redact(output).trimEnd().split("\n").at(-1) ?? "", mostOfLine))
const mostOfLine = 200

/** commander's usage errors as phrases. Its sentences are English; the word in question stands in quotes in them. */
import type { Command, CommanderError } from "commander"
import { nearest } from "../locale/nearest.ts"
import { type Phrase, phrase } from "../locale/phrase.ts"

export interface UsageComplaint {
  readonly message: Phrase
  readonly hint: Phrase
}

export function usagePhrase(error: CommanderError, command: Command): UsageComplaint {
  // An option is quoted with its value's name: '--to <receiver>'.
  const [, word = ""] = /'([^' ]*)/.exec(error.message) ?? []
  const help = phrase("cli.see-help", { command: fullName(command) })
  switch (error.code) {
    case "commander.unknownOption":
      return { message: phrase("cli.unknown-option", { word }), hint: suggestion(word, command) ?? help }
    case "commander.missingArgument":
      return { message: phrase("cli.missing-argument", { word: word.toUpperCase() }), hint: help }
    case "commander.optionMissingArgument":
      return { message: phrase("cli.option-without-value", { word }), hint: help }
    case "commander.excessArguments":
      return { message: phrase("cli.excess-arguments", { most: command.registeredArguments.length }), hint: help }
    case "commander.invalidArgument":
      return { message: phrase("cli.invalid-value", { word, value: valueIn(error.message) }), hint: help }
    case "commander.conflictingOption":
      return { message: phrase("cli.conflicting-option", { word, other: valueIn(error.message) }), hint: help }
    default:
      return { message: phrase("cli.other-usage", { detail: error.message.replace(/^error: /, "") }), hint: help }
  }
}

function suggestion(word: string, command: Command): Phrase | undefined {
  const options = [...command.options, ...(command.parent?.options ?? [])]
  const known = options.flatMap(({ long }) => (long ? [long] : []))
  const near = nearest(word, known)
  return near === undefined ? undefined : phrase("cli.did-you-mean", { word: near })
}

/** The second quoted word. */
function valueIn(message: string): string {
  return [...message.matchAll(/'([^']*)'/g)][1]?.[1] ?? ""
}

export function fullName(command: Command): string {
  return command.parent === null ? command.name() : `${fullName(command.parent)} ${command.name()}`
}

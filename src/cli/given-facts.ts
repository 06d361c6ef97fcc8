/** `--fact name=value`, as often as one likes. */
import type { Command } from "commander"
import { type GivenFacts, readGiven } from "../authoring/screen/facts.ts"
import { type Phrase, phrase } from "../locale/phrase.ts"
import type { Call } from "./command.ts"
import { complain } from "./complain.ts"

export function describeFacts(command: Command, say: (phrase: Phrase) => string): Command {
  const gather = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]
  return command.option("--fact <NAME=VALUE>", say(phrase("authoring.fact-option")), gather)
}

/** Undefined: one of them is wrong, and it is said. */
export function givenFacts({ options, terminal }: Call): GivenFacts | undefined {
  const read = readGiven(listOption(options["fact"]))
  if (read.ok) return read.facts
  complain(terminal, read.problem, phrase("authoring.fact-option"))
  return undefined
}

export const listOption = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : []

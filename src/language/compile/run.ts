/** `run` → a step: a program and its arguments, no shell. */
import { phrase } from "../../locale/phrase.ts"
import type { ActionNode } from "../ast.ts"
import type { Step } from "../ruleset.ts"
import { characters, duration } from "../values.ts"
import type { Scope } from "./scope.ts"

/** Words of one command, and characters of one of them: far below what execve(2) takes. */
export const maxArguments = 100
export const maxArgumentLength = 4_096
export const defaultRunMs = 30_000
/** A program that runs for longer is no part of a rule. */
export const maxRunMs = 3_600_000

export function compileRun(
  action: Extract<ActionNode, { kind: "run" }>,
  { source, findings }: Scope,
): Step | undefined {
  const timeoutMs = action.timeout === null ? defaultRunMs : duration(action.timeout, source, findings)
  const argv = action.argv.map((node) =>
    characters(node, "{", source, findings)
      .map((one) => one.char)
      .join(""),
  )
  const wrong = argv.findIndex(
    (word, index) => word.length > maxArgumentLength || word.includes("\0") || (index === 0 && word === ""),
  )
  const tooLong = action.argv.length > maxArguments
  if (tooLong || wrong >= 0) {
    const place = action.argv[tooLong ? maxArguments : wrong] ?? action
    const limits = { words: maxArguments, characters: maxArgumentLength }
    findings.add("E113", source, place, phrase("language.run-words", limits))
    return undefined
  }
  if (action.timeout !== null && (timeoutMs < 1 || timeoutMs > maxRunMs)) {
    findings.add("E113", source, action.timeout, phrase("language.run-timeout"))
    return undefined
  }
  return { kind: "run", argv, timeoutMs }
}

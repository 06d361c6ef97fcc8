/** A pane with an agent in it, and what the stock definitions make of what it shows. */
import { usable } from "../../src/daemon/embedded.ts"
import { answerSteps } from "../../src/engine/agents.ts"
import type { AgentSight } from "../../src/engine/state.ts"
import { compile } from "../../src/language/compile.ts"
import { printDiagnostics } from "../../src/language/print.ts"
import type { AnswerKind, RuleSet, Step } from "../../src/language/ruleset.ts"
import { inWords, Stage } from "../engine/stage.ts"

export const ruleSet = ((): RuleSet => {
  const own = [{ path: "r", text: 'use "agents"' }]
  const compiled = compile({ own, stock: [], receivers: undefined, embedded: usable })
  if (compiled.ruleSet === undefined) throw new Error(printDiagnostics(compiled.diagnostics, "en"))
  return compiled.ruleSet
})()

/** Longer than any clause wants its screen to stand. */
const standsMs = 1_000

/** A pane in which the program runs. */
export class Pane {
  readonly stage = new Stage(ruleSet)
  readonly #program: string
  constructor(program: string) {
    this.#program = program
  }

  shows(screen: string, title = ""): AgentSight | undefined {
    this.stage.shows(screen, { columns: 100, rows: 30, facts: { program: this.#program, title } })
    this.stage.after(standsMs)
    return this.stage.agent
  }
}
export const seen = (program: string, screen: string, title?: string) => new Pane(program).shows(screen, title)

/** The keys of an answer; undefined: it cannot be answered so. */
export function keysFor(sight: AgentSight | undefined, what: AnswerKind): string | undefined {
  if (sight === undefined) return undefined
  return answerSteps(ruleSet, sight, what)?.map(stepInWords).join(", ")
}
const stepInWords = (step: Step): string =>
  step.kind === "send" ? step.keys.map((key) => (key.kind === "choice" ? "N" : inWords(key))).join(" ") : step.kind

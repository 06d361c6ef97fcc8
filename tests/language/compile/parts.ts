/** Rules text → its compiled parts, before any check has looked at them. */
import { type CompiledAgent, compileAgent } from "../../../src/language/compile/agent.ts"
import { reportTargets } from "../../../src/language/compile/extend.ts"
import { compileInhibit } from "../../../src/language/compile/inhibit.ts"
import { compileQuiet } from "../../../src/language/compile/quiet.ts"
import { type CompiledRule, compileRule } from "../../../src/language/compile/rule.ts"
import { Findings, type Source } from "../../../src/language/diagnostics.ts"
import { gather, type Program } from "../../../src/language/program.ts"
import type { Agent, Inhibit, Quiet, Rule, Step } from "../../../src/language/ruleset.ts"
import { receivers, source } from "../reading.ts"

export interface Parts {
  readonly program: Program
  readonly agents: readonly CompiledAgent[]
  readonly rules: readonly CompiledRule[]
  readonly inhibits: readonly Inhibit[]
  readonly quiets: readonly Quiet[]
  /** What is wrong, as `E201 "the spanned text"`, in order. */
  readonly found: readonly string[]
}

export function partsOf(given: string | readonly Source[]): Parts {
  const own = typeof given === "string" ? [source(given)] : given
  const findings = new Findings()
  const program = gather({ own, stock: [], embedded: new Map() }, findings)
  const scopeOf = (from: Source) => ({ program, source: from, findings, receivers })
  reportTargets(program, findings)
  const agents = [...program.agents.values()].map((one) => compileAgent(one, scopeOf(one.source)))
  const rules = [...program.rules.values()].flatMap((one) => compileRule(one, scopeOf(one.source)) ?? [])
  const inhibits = program.inhibits.flatMap((one) => compileInhibit(one, scopeOf(one.source)) ?? [])
  const quiets = program.quiets.flatMap((one) => compileQuiet(one, scopeOf(one.source)) ?? [])
  const found = findings
    .sorted(own)
    .map((one) => `${one.code} ${JSON.stringify(one.source.text.slice(one.span.start, one.span.end))}`)
  return { program, agents, rules, inhibits, quiets, found }
}

/** The parts of a text without mistakes. */
export function soundParts(given: string | readonly Source[]): Parts {
  const parts = partsOf(given)
  if (parts.found.length > 0) throw new Error(parts.found.join("\n"))
  return parts
}

export function agentOf(text: string): Agent {
  const [compiled] = soundParts(text).agents
  if (compiled === undefined) throw new Error("no agent")
  return compiled.agent
}

export function compiledRule(text: string): CompiledRule {
  const [compiled] = soundParts(text).rules
  if (compiled === undefined) throw new Error("no rule")
  return compiled
}

/** A rule of these clauses that does something. */
export const ruleWith = (...clauses: readonly string[]): string =>
  `rule r {\n${clauses.map((clause) => `  ${clause}\n`).join("")}}\n`

export const clausesOf = (...clauses: readonly string[]): Rule =>
  compiledRule(ruleWith("when attached", 'do notify "x"', ...clauses)).rule

/** The steps of a `do` in a rule about an approval. */
export const stepsOf = (...steps: readonly string[]): readonly Step[] =>
  compiledRule(ruleWith("when agent is approval", `do {\n${steps.join("\n")}\n}`)).rule.steps

/** What is wrong with such steps. */
export const wrongSteps = (...steps: readonly string[]): readonly string[] =>
  partsOf(ruleWith("when agent is approval", `do {\n${steps.join("\n")}\n}`)).found

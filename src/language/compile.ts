/**
 * The language's one entry: sources in, a checked rule set or diagnostics out. Pure; the passes are the table below.
 */

import { reportAgentSubjects } from "./check/report-agent-subjects.ts"
import { reportEcho } from "./check/report-echo.ts"
import { reportEdge } from "./check/report-edge.ts"
import { reportForgeable } from "./check/report-forgeable.ts"
import { reportInhibitCycle } from "./check/report-inhibit-cycle.ts"
import { reportNames } from "./check/report-names.ts"
import { reportNoAgent } from "./check/report-no-agent.ts"
import { reportOversize } from "./check/report-oversize.ts"
import { reportReveal } from "./check/report-reveal.ts"
import { reportRivals } from "./check/report-rivals.ts"
import { reportShadowed } from "./check/report-shadowed.ts"
import { reportTainted } from "./check/report-tainted.ts"
import { reportUnheard } from "./check/report-unheard.ts"
import { reportUnreadAnswer } from "./check/report-unread-answer.ts"
import { reportUnsafeSend } from "./check/report-unsafe-send.ts"
import { reportUntested } from "./check/report-untested.ts"
import { reportUnused } from "./check/report-unused.ts"
import { reportVariables } from "./check/report-variables.ts"
import { reportWeakPattern } from "./check/report-weak-pattern.ts"
import { type CompiledAgent, compileAgent } from "./compile/agent.ts"
import { isDisabled, reportTargets } from "./compile/extend.ts"
import { compileInhibit } from "./compile/inhibit.ts"
import { compileTemplate } from "./compile/messages.ts"
import { compileList, compilePattern } from "./compile/patterns.ts"
import { compileQuiet } from "./compile/quiet.ts"
import { type CompiledRule, compileRule } from "./compile/rule.ts"
import { toRuleSet } from "./compile/rule-set.ts"
import type { Scope } from "./compile/scope.ts"
import { compileTests } from "./compile/tests.ts"
import { type Diagnostic, Findings, type Source } from "./diagnostics.ts"
import { type Embedded, gather, type Program } from "./program.ts"
import type { RuleSet } from "./ruleset.ts"
import type { RuleTest } from "./ruletest.ts"
import type { Severity } from "./vocabulary.ts"

/** Who gets a message that names nobody: the receivers of a route of its severity or a milder one. */
export interface RouteSeverity {
  readonly severity: Severity
  readonly receivers: readonly string[]
}

export interface CompileInput {
  /** A person's own files, in order, and the files that they `use` (`Source.used`): whoever read them has followed their paths. */
  readonly own: readonly Source[]
  /** Files that are always there; a person's definition replaces one of the same name. */
  readonly stock: readonly Source[]
  /** The files that `use "NAME"` brings in, by name. */
  readonly embedded?: Embedded
  /** Names of the receivers in config.toml; undefined: unknown, so that any may be right. */
  readonly receivers: ReadonlySet<string> | undefined
  /** Who gets what names no receiver; undefined: unknown. */
  readonly routes?: readonly RouteSeverity[] | undefined
}

export interface Compiled {
  /** Undefined when there are errors. */
  readonly ruleSet: RuleSet | undefined
  /** The `test` items of a person's own files. */
  readonly tests: readonly RuleTest[]
  readonly diagnostics: readonly Diagnostic[]
}

/** What a check looks at. */
export interface Checked {
  readonly program: Program
  readonly agents: readonly CompiledAgent[]
  /** Those that run: not the disabled ones. */
  readonly rules: readonly CompiledRule[]
  readonly receivers: ReadonlySet<string> | undefined
  readonly routes: readonly RouteSeverity[] | undefined
  /** What `use "NAME"` could bring in. */
  readonly embedded: Embedded
  /** A person's own files, without those that they use. */
  readonly own: readonly Source[]
  /** Those of their own files. */
  readonly tests: readonly RuleTest[]
}

/** One file per check; each reports one kind of mistake. */
const checks: readonly ((checked: Checked, findings: Findings) => void)[] = [
  reportNames,
  reportEdge,
  reportVariables,
  reportAgentSubjects,
  reportUnsafeSend,
  reportUnreadAnswer,
  reportForgeable,
  reportTainted,
  reportOversize,
  reportWeakPattern,
]
/** Warnings that a mistake elsewhere may cause: held back while there are errors. */
const doubtful: typeof checks = [
  reportRivals,
  reportEcho,
  reportReveal,
  reportUnused,
  reportNoAgent,
  reportShadowed,
  reportInhibitCycle,
  reportUnheard,
  reportUntested,
]

export function compile({ own: given, stock, receivers, routes, embedded = new Map() }: CompileInput): Compiled {
  const findings = new Findings()
  const program = gather({ own: given, stock, embedded }, findings)
  const scopeOf = (source: Source): Scope => ({ program, source, findings, receivers })
  // Definitions are compiled where they stand, so that a mistake in one that nobody uses is found too.
  for (const list of program.lists.values()) compileList(list.head.items, scopeOf(list.source))
  for (const pattern of program.patterns.values()) compilePattern(pattern.head.pattern, scopeOf(pattern.source))
  for (const template of program.templates.values()) {
    compileTemplate(template.block?.body ?? [], scopeOf(template.source))
  }
  reportTargets(program, findings)
  const nearestFirst = byDistance(program)
  const agents = [...program.agents.values(), ...program.doubles.agents]
    .toSorted(nearestFirst)
    .map((definition) => compileAgent(definition, scopeOf(definition.source)))
  const rules = [...program.rules.values(), ...program.doubles.rules]
    .filter((definition) => !isDisabled(definition, program))
    .map((definition) => compileRule(definition, scopeOf(definition.source)))
    .filter((rule) => rule !== undefined)
  const inhibits = program.inhibits
    .map((definition) => compileInhibit(definition, scopeOf(definition.source)))
    .filter((inhibit) => inhibit !== undefined)
  const quiets = program.quiets
    .toSorted(nearestFirst)
    .map((definition) => compileQuiet(definition, scopeOf(definition.source)))
    .filter((quiet) => quiet !== undefined)
  const own = given.filter(({ used }) => used === undefined)
  const parts = { agents: agents.map(({ agent }) => agent), rules: rules.map(({ rule }) => rule), inhibits, quiets }
  const tests = compileTests(program, own, scopeOf, parts)
  const checked: Checked = { program, agents, rules, receivers, routes, embedded, own, tests }
  for (const check of checks) check(checked, findings)
  if (!findings.hasErrors) for (const check of doubtful) check(checked, findings)
  const diagnostics = findings.sorted(program.files.toSorted(nearestFirst).map(({ source }) => source))
  if (findings.hasErrors) return { ruleSet: undefined, tests: [], diagnostics }
  return { ruleSet: toRuleSet(parts), tests, diagnostics }
}

/** A person's own before what they use; in the order given otherwise. */
const byDistance =
  ({ distanceOf }: Program) =>
  (a: { readonly source: Source }, b: { readonly source: Source }): number => {
    const [first, second] = [distanceOf(a.source), distanceOf(b.source)]
    return first === second ? 0 : first - second
  }

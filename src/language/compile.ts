/**
 * The language's one entry: sources in, a checked rule set or diagnostics out. Pure; the passes are the table below.
 */

import type { Pattern } from "../screen/pattern.ts"
import { RegexIndex, type RegexPattern } from "../screen/regex-pattern.ts"
import type { Region } from "../screen/region.ts"
import { reportEdge } from "./check/report-edge.ts"
import { reportNames } from "./check/report-names.ts"
import { reportRivals } from "./check/report-rivals.ts"
import { reportTainted } from "./check/report-tainted.ts"
import { reportUnsafeSend } from "./check/report-unsafe-send.ts"
import { reportUnsupported } from "./check/report-unsupported.ts"
import { reportUnused } from "./check/report-unused.ts"
import { reportVariables } from "./check/report-variables.ts"
import { reportWeakPattern } from "./check/report-weak-pattern.ts"
import { compileList, compilePattern } from "./compile/patterns.ts"
import { type CompiledRule, compileRule } from "./compile/rule.ts"
import type { Scope } from "./compile/scope.ts"
import { compileMessage } from "./compile/steps.ts"
import { compileTests } from "./compile/tests.ts"
import { type Diagnostic, Findings, type Source } from "./diagnostics.ts"
import { gather, type Program } from "./program.ts"
import type { Condition, RuleSet } from "./ruleset.ts"
import type { RuleTest } from "./ruletest.ts"

export interface CompileInput {
  /** A person's own files, in order. */
  readonly own: readonly Source[]
  /** The embedded files; a person's definition replaces one of the same name. */
  readonly stock: readonly Source[]
  /** The embedded files that `use "NAME"` brings in, by name. */
  readonly embedded?: ReadonlyMap<string, Source>
  /** Names of the receivers in config.toml; undefined: unknown, so that any may be right. */
  readonly receivers: ReadonlySet<string> | undefined
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
  readonly rules: readonly CompiledRule[]
  readonly receivers: ReadonlySet<string> | undefined
  readonly embedded: ReadonlyMap<string, Source>
  /** A person's own files. */
  readonly own: readonly Source[]
}

/** One file per check; each reports one kind of mistake. */
const checks: readonly ((checked: Checked, findings: Findings) => void)[] = [
  reportNames,
  reportUnsupported,
  reportEdge,
  reportVariables,
  reportUnsafeSend,
  reportTainted,
  reportWeakPattern,
]
/** Warnings that a mistake elsewhere may cause: held back while there are errors. */
const doubtful: typeof checks = [reportRivals, reportUnused]

export function compile({ own, stock: given, receivers, embedded = new Map() }: CompileInput): Compiled {
  const findings = new Findings()
  const program = gather(given, own, embedded, findings)
  const stock = [...given, ...program.used]
  const scopeOf = (source: Source): Scope => ({ program, source, findings, receivers })
  // Definitions are compiled where they stand, so that a mistake in one that nobody uses is found too.
  for (const list of program.lists.values()) compileList(list.head.items, scopeOf(list.source))
  for (const pattern of program.patterns.values()) compilePattern(pattern.head.pattern, scopeOf(pattern.source))
  for (const template of program.templates.values()) {
    compileMessage(template.block?.body ?? [], scopeOf(template.source), { templates: [], sends: [] })
  }
  const rules = [...program.rules.values(), ...program.doubles]
    .map((definition) => compileRule(definition, scopeOf(definition.source)))
    .filter((rule) => rule !== undefined)
  const tests = compileTests(program, own, scopeOf, { rules: rules.map(({ rule }) => rule), agents: [] })
  const checked: Checked = { program, rules, receivers, embedded, own }
  for (const check of checks) check(checked, findings)
  if (!findings.hasErrors) for (const check of doubtful) check(checked, findings)
  const diagnostics = findings.sorted([...own, ...stock])
  if (findings.hasErrors) return { ruleSet: undefined, tests: [], diagnostics }
  return { ruleSet: toRuleSet(rules), tests, diagnostics }
}

function toRuleSet(compiled: readonly CompiledRule[]): RuleSet {
  const rules = compiled.map(({ rule }) => rule)
  return {
    agents: [],
    rules,
    inhibits: [],
    quiets: [],
    index: new RegexIndex(rules.flatMap((rule) => conditionRegexes(rule.when))),
  }
}

/** The regexes that are matched against a screen. */
function conditionRegexes(condition: Condition): RegexPattern[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.of.flatMap(conditionRegexes)
    case "not":
      return conditionRegexes(condition.of)
    case "screen":
      return [...patternRegexes(condition.pattern), ...regionRegexes(condition.region)]
    default:
      return []
  }
}
const regionRegexes = (region: Region): RegexPattern[] =>
  region.kind === "below" ? patternRegexes(region.pattern) : []

function patternRegexes(pattern: Pattern): RegexPattern[] {
  if (pattern.kind === "regex") return [pattern]
  return pattern.kind === "text" ? [] : pattern.of.flatMap(patternRegexes)
}

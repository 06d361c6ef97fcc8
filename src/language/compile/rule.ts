/** A rule's block, and what extends it → a `Rule`. */

import { phrase } from "../../locale/phrase.ts"
import type { HeadNode, Span } from "../ast.ts"
import { position } from "../diagnostics.ts"
import type { Definition, Place } from "../program.ts"
import type { Condition, Rule } from "../ruleset.ts"
import { agentClaim, noClaim } from "./agent-claim.ts"
import { noClauses, readClause } from "./clauses.ts"
import { compileCondition, isCondition, isEdge } from "./conditions.ts"
import { extended, extensionsOf, type PlacedStatement } from "./extend.ts"
import { inRule, noNotes, type StepNotes } from "./notes.ts"
import { Once } from "./once.ts"
import { type ConditionScope, conditionScope, type Scope } from "./scope.ts"
import { maxSteps, type StepScope } from "./step-scope.ts"
import { compileDoing } from "./steps.ts"

/** A rule with what the checks want to know of its source. */
export interface CompiledRule {
  readonly rule: Rule
  readonly definition: Definition<"rule">
  /** Where the definition stands; an extension's clauses may stand elsewhere. */
  readonly scope: Scope
  readonly notes: StepNotes
  /** The clauses that it has, by kind, its extensions' included: each with the file that says so. */
  readonly clauses: ReadonlyMap<string, Place>
  /** Something in it or in an extension was not understood: what seems to be missing may stand there. */
  readonly broken: boolean
}

/** Undefined: it has no condition. What is wrong is reported. */
export function compileRule(definition: Definition<"rule">, scope: Scope): CompiledRule | undefined {
  const { head, block, source } = definition
  const { findings, program } = scope
  const name = head.name.value
  const extensions = extensionsOf(definition, program)
  const broken = [block, ...extensions.map((one) => one.block)].some((one) => one?.broken === true)
  const statements = onceEach(extended(definition, program, says, findings), scope)
  const clauses = new Map<string, Place>()
  const draft = noClauses()
  for (const statement of statements) {
    const inside = { ...scope, source: statement.source }
    for (const kind of says(statement.head)) clauses.set(kind, { ...spanOf(statement.head), source: statement.source })
    readClause(statement.head, draft, inside)
  }
  for (const needed of ["when", "do"] as const) {
    if (clauses.has(needed) || broken) continue
    findings.add("E114", source, head.name, phrase("language.clause-missing", { rule: name, clause: needed }))
  }

  const conditions = conditionScope(scope, "rule", name)
  const on = conditionOf("on", statements, conditions)
  const when = conditionOf("when", statements, conditions)
  const notes = noNotes()
  const steps: Rule["steps"][number][] = []
  const inStep = { ...scope, notes, standing: inRule, broken, budget: { left: maxSteps } }
  const claim = when === undefined ? noClaim : agentClaim(when)
  for (const { head: clause, block: inner, source: from } of statements) {
    if (clause.kind !== "do") continue
    const stepScope: StepScope = { ...inStep, source: from, claim }
    steps.push(...compileDoing(clause.action, inner, stepScope))
  }
  if (when === undefined) return undefined
  const place = `${source.path}:${position(source, head.start).line}`
  return {
    rule: { ...draft, name, place, on, when, edge: isEdge(when), steps },
    definition,
    scope,
    notes,
    clauses,
    broken,
  }
}

/** `when … for D` is a `for D` too. */
const says = (head: HeadNode): readonly string[] =>
  head.kind === "when" && head.held !== null ? ["when", "for"] : [head.kind]

const spanOf = ({ start, end }: Span): Span => ({ start, end })

/** Every clause but `do` stands in a rule once; another is reported and left out. */
function onceEach(statements: readonly PlacedStatement[], { findings }: Scope): readonly PlacedStatement[] {
  const once = new Once(findings)
  return statements.flatMap((one): PlacedStatement[] => {
    const { head, source } = one
    if (head.kind === "do") return [one]
    if (!once.isFirst(head.kind, head, source)) return []
    if (head.kind !== "when" || head.held === null || once.isFirst("for", head.held, source)) return [one]
    return [{ ...one, head: { ...head, held: null } }]
  })
}

/** What `on` or `when` says; of a `when` block all lines together. */
function conditionOf(
  kind: "on" | "when",
  statements: readonly PlacedStatement[],
  scope: ConditionScope,
): Condition | undefined {
  const clause = statements.find(({ head }) => head.kind === kind)
  if (clause === undefined) return undefined
  const { head, block, source } = clause
  const inside = { ...scope, source }
  if ((head.kind === "on" || head.kind === "when") && head.condition !== null) {
    return compileCondition(head.condition, inside)
  }
  const parts = (block?.body ?? []).map((line) =>
    isCondition(line.head) ? compileCondition(line.head, inside) : undefined,
  )
  if (parts.length === 0 || !parts.every((part) => part !== undefined)) return undefined
  return parts.length === 1 ? parts[0] : { kind: "and", of: parts }
}

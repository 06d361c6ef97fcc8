/** An agent's block, and what extends it → an `Agent`. */
import { phrase } from "../../locale/phrase.ts"
import type { HeadNode, Span, Statement } from "../ast.ts"
import { position } from "../diagnostics.ts"
import type { AgentState } from "../keywords.ts"
import type { Definition, Place } from "../program.ts"
import type { Agent, AgentClause, AnswerKind, Condition, Step } from "../ruleset.ts"
import { duration } from "../values.ts"
import { isTakenOfAgent } from "../variables.ts"
import { noClaim } from "./agent-claim.ts"
import { conditionCaptures } from "./captures.ts"
import { compileCondition } from "./conditions.ts"
import { extended, extensionsOf } from "./extend.ts"
import { isChoice } from "./keys.ts"
import { inRule, noNotes, type StepNotes } from "./notes.ts"
import { Once } from "./once.ts"
import { compileRegion } from "./regions.ts"
import { type ConditionScope, conditionScope, type Scope } from "./scope.ts"
import { stateOf } from "./states.ts"
import { maxSteps, type StepScope } from "./step-scope.ts"
import { compileDoing } from "./steps.ts"

/** Clauses of one agent, its extensions' included. */
export const maxClauses = 200

/** An agent with what the checks want to know of its source. */
export interface CompiledAgent {
  readonly agent: Agent
  readonly definition: Definition<"agent">
  /** Where its `on` stands; undefined: it has none. */
  readonly on: Place | undefined
  /** In the order of `agent.clauses`. */
  readonly clauses: readonly { readonly clause: AgentClause; readonly place: Place }[]
  /** What its answers press. */
  readonly notes: StepNotes
  /** Something in it or in an extension was not understood. */
  readonly broken: boolean
}

type StateHead = Extract<HeadNode, { kind: "state" }>
type Drafted = { [What in AnswerKind]?: readonly Step[] }
type KeysHead = Extract<HeadNode, { kind: "keys" }>

/** What is wrong is reported, and left out. */
export function compileAgent(definition: Definition<"agent">, scope: Scope): CompiledAgent {
  const { head, block, source } = definition
  const { findings, program } = scope
  const name = head.name.value
  const broken = [block, ...extensionsOf(definition, program).map((one) => one.block)].some(
    (one) => one?.broken === true,
  )
  const notes = noNotes()
  const conditions = conditionScope(scope, "agent", name)
  const steps: StepScope = { ...scope, notes, standing: inRule, claim: noClaim, broken, budget: { left: maxSteps } }
  const numbers = new Map<string, number>()
  const clauses: { clause: AgentClause; place: Place }[] = []
  let tellsState = false
  const once = new Once(findings)
  const answers: Drafted = {}
  let on: { readonly condition: Condition | undefined; readonly place: Place } | undefined
  let otherwise: Agent["otherwise"] = "none"
  for (const { head: clause, block: inner, source: from } of extended(definition, program, says, findings)) {
    const place = { start: clause.start, end: clause.end, source: from }
    switch (clause.kind) {
      case "on":
        if (once.isFirst("on", clause, from))
          on = { condition: compileOn(clause, { ...conditions, source: from }), place }
        break
      case "state": {
        tellsState ||= clause.state.value !== "keep"
        const compiled = compileClause(clause, inner, { ...conditions, source: from }, { ...steps, source: from })
        if (compiled === undefined) break
        const number = numbers.get(compiled.state) ?? 0
        numbers.set(compiled.state, number + 1)
        // Numbered by state: a clause more for one leaves the names of the others as they are.
        clauses.push({ clause: { id: `${name}/${compiled.state}/${number}`, ...compiled }, place })
        break
      }
      case "otherwise":
        if (once.isFirst("otherwise", clause, from) && isKeep(clause, { ...scope, source: from })) otherwise = "keep"
        break
      case "keys":
        if (once.isFirst(clause.what, clause, from)) {
          answers[clause.what] = compileAnswer(clause, inner, { ...steps, source: from })
        }
        break
      default:
        break
    }
  }
  if (!broken && !tellsState) {
    findings.add("E114", source, head.name, phrase("language.agent-stateless", { name }), {
      help: phrase("language.agent-stateless.help"),
    })
  }
  if (clauses.length > maxClauses) {
    findings.add("E113", source, head.name, phrase("language.many-clauses", { limit: maxClauses }))
  }
  const agent: Agent = {
    name,
    place: `${source.path}:${position(source, head.start).line}`,
    on: on?.condition,
    clauses: clauses.map(({ clause }) => clause),
    otherwise,
    answers,
  }
  return { agent, definition, on: on?.place, clauses, notes, broken }
}

/** Any number of clauses may tell of one state. */
function says(head: HeadNode): readonly string[] {
  switch (head.kind) {
    case "on":
    case "otherwise":
      return [head.kind]
    case "keys":
      return [head.what]
    default:
      return []
  }
}

function compileOn(clause: Extract<HeadNode, { kind: "on" }>, scope: ConditionScope): Condition | undefined {
  const condition = compileCondition(clause.condition, scope)
  if (condition !== undefined && looksAtScreen(condition)) {
    scope.findings.add("E208", scope.source, clause, phrase("language.on-facts"), {
      help: phrase("language.on-facts.help"),
    })
  }
  return condition
}

function looksAtScreen(condition: Condition): boolean {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.of.some(looksAtScreen)
    case "not":
      return looksAtScreen(condition.of)
    default:
      return condition.kind === "screen"
  }
}

function compileClause(
  head: StateHead,
  block: Statement["block"],
  scope: ConditionScope,
  steps: StepScope,
): Omit<AgentClause, "id"> | undefined {
  const state = stateOf(head.state, scope, ["keep"])
  const when = compileCondition(head.condition, scope)
  const forMs = head.held === null ? 0 : duration(head.held, scope.source, scope.findings)
  const { detail, answers } = readBlock(block?.body ?? [], state, scope, steps)
  if (state === undefined || when === undefined) return undefined
  const { always, maybe } = conditionCaptures(when)
  const taken = [...always, ...maybe].find(isTakenOfAgent)
  if (taken !== undefined) {
    scope.findings.add("E206", scope.source, head, phrase("language.capture-of-agent", { name: taken }))
  }
  return { state, when, forMs, detail, answers, captures: { always: [...always], maybe: [...maybe] } }
}

/** `detail` and answers of one state. */
function readBlock(
  body: readonly Statement[],
  state: AgentState | "keep" | undefined,
  scope: ConditionScope,
  steps: StepScope,
): Pick<AgentClause, "detail" | "answers"> {
  const once = new Once(scope.findings)
  const answers: Drafted = {}
  let detail: AgentClause["detail"]
  for (const { head, block } of body) {
    if (head.kind !== "detail" && head.kind !== "keys") continue
    if (state === "keep") {
      scope.findings.add("E117", scope.source, wordOf(head), phrase("language.keep-says-nothing"))
    } else if (head.kind === "detail") {
      if (once.isFirst("detail", head, scope.source)) detail = compileRegion(head.region, scope)
    } else if (once.isFirst(head.what, head, scope.source)) {
      answers[head.what] = compileAnswer(head, block, steps)
    }
  }
  return { detail, answers }
}

const wordOf = (head: Extract<HeadNode, { kind: "detail" | "keys" }>): Span => {
  const word = head.kind === "keys" ? head.what : head.kind
  return { start: head.start, end: head.start + word.length }
}

function compileAnswer(head: KeysHead, block: Statement["block"], scope: StepScope): readonly Step[] {
  const { notes, source, findings } = scope
  const before = notes.sends.length
  const steps = compileDoing(head.action, block, { ...scope, standing: { ...inRule, answer: head.what } })
  const typesChoice = notes.sends
    .slice(before)
    .some(({ action }) => action.kind === "send" && action.keys.some(isChoice))
  if (head.what === "choose" && !typesChoice && !block?.broken) {
    findings.add("E114", source, wordOf(head), phrase("language.choose-which"), {
      help: phrase("language.choose-which.help"),
    })
  }
  return steps
}

function isKeep(clause: Extract<HeadNode, { kind: "otherwise" }>, { source, findings }: Scope): boolean {
  if (clause.state.value === "keep") return true
  findings.add("E117", source, clause.state, phrase("language.otherwise-keep"), {
    help: phrase("language.otherwise-keep.help"),
  })
  return false
}

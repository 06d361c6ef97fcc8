/** What a condition looks at: a fact, the pane's agent, a field of the event. */
import { type Phrase, phrase } from "../../locale/phrase.ts"
import { type FactName, type FactType, factTypes } from "../../screen/facts.ts"
import type { OperandNode } from "../ast.ts"
import { hint } from "../hint.ts"
import type { Subject } from "../ruleset.ts"
import { agentVariables, type VariableType } from "../variables.ts"
import type { ConditionScope } from "./scope.ts"

/** The types of facts and variables, for people. */
export const typeNames: Readonly<Record<VariableType, Phrase>> = {
  text: phrase("language.type-text"),
  duration: phrase("language.type-duration"),
  percent: phrase("language.type-percent"),
  int: phrase("language.type-int"),
  flag: phrase("language.type-flag"),
  time: phrase("language.type-time"),
}

/** How each type is asked for, behind the name of a fact. */
export const factExamples: Readonly<Record<FactType, string>> = {
  text: '== "…", has "…", in ["…"]',
  duration: "> 15m",
  percent: "< 1%",
  int: "!= 0",
  flag: "",
}

export interface TypedSubject<Name extends Subject = Subject> {
  readonly name: Name
  readonly type: FactType
}

/** The subject, if it is of one of the types; what is wrong with it is reported. */
export function subjectOf(
  node: OperandNode,
  types: readonly FactType[],
  scope: ConditionScope,
): TypedSubject | undefined {
  const subject = namedSubject(node, scope)
  if (subject === undefined) return undefined
  const { name, type } = subject
  if (types.includes(type)) return subject
  scope.findings.add("E204", scope.source, node, phrase("language.fact-type", { name, type: typeNames[type] }), {
    help: phrase("language.fact-type.help", { example: `${name} ${factExamples[type]}`.trimEnd() }),
  })
  return undefined
}

export const isFact = (name: string): name is FactName => Object.hasOwn(factTypes, name)

/** What only a rule may look at. */
const belongsToRules = (node: OperandNode): boolean => node.path[0] === "agent" || node.path[0] === "event"

function namedSubject(node: OperandNode, scope: ConditionScope): TypedSubject | undefined {
  const name = node.path.join(".")
  const { findings, source } = scope
  if (isFact(name)) return { name, type: factTypes[name] }
  if (belongsToRules(node) && scope.of === "agent") {
    findings.add("E117", source, node, phrase("language.agent-looks", { what: name }), {
      help: phrase("language.agent-looks.help"),
    })
    return undefined
  }
  const [first, second, ...more] = node.path
  if (first === "agent" && second === undefined) return { name: "agent", type: "text" }
  if (first === "agent" && second !== undefined && more.length === 0 && !isOnlyShown(name)) {
    return { name: `agent.${second}`, type: "text" }
  }
  if (first === "event" && second !== undefined && more.length === 0) return { name: `event.${second}`, type: "text" }
  findings.add("E201", source, node, phrase("language.unknown-fact", { name }), hint(name, meantNames, subjectsHelp))
  return undefined
}

/** What messages may name, and conditions may not. */
const isOnlyShown = (name: string): boolean => Object.hasOwn(agentVariables, name) && !agentSubjects.includes(name)
const agentSubjects = ["agent.state", "agent.detail"]
const subjectNames = [...Object.keys(factTypes), "agent", ...agentSubjects]
/** Before `has` they may be meant as well. */
const meantNames = [...subjectNames, "screen", "output"]
const subjectsHelp = phrase("language.facts", { facts: subjectNames.join(", ") })

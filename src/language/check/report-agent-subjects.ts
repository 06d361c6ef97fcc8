/** E202: a condition that looks at `agent.NAME`, which no clause of any agent captures: it would never hold. */
import { phrase } from "../../locale/phrase.ts"
import type { ConditionNode, OperandNode } from "../ast.ts"
import type { Checked } from "../compile.ts"
import type { Findings } from "../diagnostics.ts"
import { hint } from "../hint.ts"
import { agentVariables } from "../variables.ts"
import { conditionsOf, forEachCondition } from "./walk.ts"

export function reportAgentSubjects({ agents, program }: Checked, findings: Findings): void {
  if (agents.some(({ broken }) => broken)) return
  const clauses = agents.flatMap(({ agent }) => agent.clauses)
  const captured = new Set(clauses.flatMap(({ captures }) => [...captures.always, ...captures.maybe]))
  const known = [...captured].map((name) => `agent.${name}`)
  // Most files look at no capture at all.
  const asking = new Set(program.files.flatMap(({ source }) => (source.text.includes("agent.") ? [source] : [])))
  const extensions = program.extensions.filter(({ head }) => head.what === "rule")
  for (const { block, source } of [...program.rules.values(), ...program.doubles.rules, ...extensions]) {
    if (!asking.has(source)) continue
    const heads = (block?.body ?? []).flatMap(({ head, block: lines }) => [
      head,
      ...(head.kind === "when" ? (lines?.body ?? []).map((line) => line.head) : []),
    ])
    for (const condition of heads.flatMap(conditionsOf)) {
      forEachCondition(condition, (one) => {
        const operand = operandOf(one)
        const [first, capture, ...more] = operand?.path ?? []
        if (operand === undefined || first !== "agent" || capture === undefined || more.length > 0) return
        if (captured.has(capture) || Object.hasOwn(agentVariables, `agent.${capture}`)) return
        const help = hint(`agent.${capture}`, known, phrase("language.uncaptured.help"))
        findings.add("E202", source, operand, phrase("language.uncaptured", { name: capture }), help)
      })
    }
  }
}

function operandOf(condition: ConditionNode): OperandNode | undefined {
  switch (condition.kind) {
    case "compare":
    case "fact-has":
    case "fact-in":
      return condition.operand
    default:
      return undefined
  }
}

/** E202: a condition that looks at `agent.NAME`, which no clause of any agent captures: it would never hold. */
import { phrase } from "../../locale/phrase.ts"
import type { OperandNode, Statement } from "../ast.ts"
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
    for (const operand of operandsOf(block?.body ?? [])) {
      const [first, capture, ...more] = operand.path
      if (first !== "agent" || capture === undefined || more.length > 0) continue
      if (captured.has(capture) || Object.hasOwn(agentVariables, `agent.${capture}`)) continue
      const help = hint(`agent.${capture}`, known, phrase("language.uncaptured.help"))
      findings.add("E202", source, operand, phrase("language.uncaptured", { name: capture }), help)
    }
  }
}

/** What the conditions of a rule's `on` and `when` look at. */
function operandsOf(body: readonly Statement[]): readonly OperandNode[] {
  const found: OperandNode[] = []
  for (const { head, block } of body) {
    if (head.kind !== "on" && head.kind !== "when") continue
    const lines = (block?.body ?? []).map((line) => line.head)
    for (const condition of [head, ...lines].flatMap(conditionsOf)) {
      forEachCondition(condition, (one) => {
        if (one.kind === "compare" || one.kind === "fact-has" || one.kind === "fact-in") found.push(one.operand)
      })
    }
  }
  return found
}

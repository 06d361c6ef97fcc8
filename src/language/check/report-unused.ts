/** W601: a definition that nothing refers to, or a rule or an agent whose own conditions exclude each other. */
import { phrase } from "../../locale/phrase.ts"
import type { HeadNode } from "../ast.ts"
import type { Checked } from "../compile.ts"
import type { Findings } from "../diagnostics.ts"
import { mayHold } from "./contradiction.ts"
import { paneWays } from "./pane-scope.ts"
import { forEachStatement } from "./walk.ts"

export function reportUnused(checked: Checked, findings: Findings): void {
  reportDefinitions(checked, findings)
  const help = phrase("language.on-never.help")
  for (const { agent, on } of checked.agents) {
    if (on === undefined || agent.on === undefined || mayHold([agent.on])) continue
    findings.add("W601", on.source, on, phrase("language.agent-never", { name: agent.name }), { help })
  }
  for (const { rule, clauses } of checked.rules) {
    const isPossible = mayHold(rule.on === undefined ? [rule.when] : [rule.on, rule.when])
    if (isPossible && paneWays(rule, checked.agents).length > 0) continue
    const isOn = rule.on !== undefined && !mayHold([rule.on])
    const place = clauses.get(isOn ? "on" : "when")
    if (place === undefined) continue
    const never = isPossible ? "language.never-agent" : isOn ? "language.on-never" : "language.never"
    const message = phrase(never, { rule: rule.name })
    findings.add("W601", place.source, place, message, { help })
  }
}

function reportDefinitions({ program, own }: Checked, findings: Findings): void {
  const ownFiles = program.files.filter(({ source }) => own.includes(source))
  const acts = ownFiles.some(({ statements }) =>
    statements.some(({ head }) => head.kind === "rule" || head.kind === "agent" || head.kind === "extend"),
  )
  const definitions = ownFiles.flatMap(({ source, statements }) =>
    statements.flatMap(({ head }) => (isDefinition(head) ? [{ source, head }] : [])),
  )
  // Definitions alone are meant for others.
  if (!acts || definitions.length === 0) return
  const patterns = new Set<string>()
  const templates = new Set<string>()
  forEachStatement(program, ({ head }, { text }) => {
    // Few name anything, and the text tells at once which.
    if (/@|\busing\b/.test(text.slice(head.start, head.end))) gatherUses(head, patterns, templates)
  })
  for (const { source, head } of definitions) {
    const name = head.name.value
    if ((head.kind === "template" ? templates : patterns).has(name)) continue
    const shown = head.kind === "template" ? name : `@${name}`
    findings.add("W601", source, head.name, phrase("language.unused", { name: shown }), {
      help: phrase("language.unused.help"),
    })
  }
}

const isDefinition = (head: HeadNode): head is Extract<HeadNode, { kind: "list" | "pattern" | "template" }> =>
  head.kind === "list" || head.kind === "pattern" || head.kind === "template"

/** Every `@name` and every `using NAME` below a node of the syntax tree. */
function gatherUses(node: unknown, patterns: Set<string>, templates: Set<string>): void {
  if (!isTree(node)) return
  if (node["kind"] === "reference") patterns.add(String(node["name"]))
  for (const key in node) {
    const child = node[key]
    if (key === "template" && isTree(child)) templates.add(String(child["value"]))
    gatherUses(child, patterns, templates)
  }
}

interface Tree {
  readonly [key: string]: unknown
}
const isTree = (node: unknown): node is Tree => typeof node === "object" && node !== null

/** W601: a definition in a person's own files that another of theirs takes the place of: it is never used. */
import { phrase } from "../../locale/phrase.ts"
import type { HeadNode, NameNode, Span } from "../ast.ts"
import type { Checked } from "../compile.ts"
import type { Findings, Source } from "../diagnostics.ts"
import type { Program } from "../program.ts"

type Defined = Extract<HeadNode, { kind: "list" | "pattern" | "template" | "agent" | "rule" }>

export function reportShadowed({ program }: Checked, findings: Findings): void {
  for (const { source, statements } of program.files) {
    // To replace what is embedded is what its names are for.
    if (!Number.isFinite(program.distanceOf(source))) continue
    for (const { head } of statements) {
      if (!isDefined(head)) continue
      const taken = taking(head, program)
      if (taken === undefined || taken.head === head) continue
      const name = head.kind === "list" || head.kind === "pattern" ? `@${head.name.value}` : head.name.value
      findings.add("W601", source, head.name, phrase("language.shadowed", { name }), {
        help: phrase("language.shadowed.help"),
        related: { source: taken.source, span: taken.head.name, message: phrase("language.shadowed.where") },
      })
    }
  }
}

const kinds: ReadonlySet<string> = new Set<Defined["kind"]>(["list", "pattern", "template", "agent", "rule"])
const isDefined = (head: HeadNode): head is Defined => kinds.has(head.kind)

/** The definition that counts. */
function taking(
  { kind, name }: Defined,
  { lists, patterns, templates, agents, rules }: Program,
): { readonly head: Span & { readonly name: NameNode }; readonly source: Source } | undefined {
  switch (kind) {
    case "list":
    case "pattern":
      return lists.get(name.value) ?? patterns.get(name.value)
    case "template":
      return templates.get(name.value)
    case "agent":
      return agents.get(name.value)
    case "rule":
      return rules.get(name.value)
    default:
      return kind satisfies never
  }
}

/** `extend rule` and `extend agent`: which of them reach a definition, and the statements that come of it. */
import { phrase } from "../../locale/phrase.ts"
import type { HeadNode, Statement } from "../ast.ts"
import type { Findings, Source } from "../diagnostics.ts"
import { hint } from "../hint.ts"
import type { Definition, Program } from "../program.ts"

/** A statement of a definition or of one of its extensions. */
export interface PlacedStatement extends Statement {
  readonly source: Source
}

/** The extensions of a definition, the farthest first: those for one that was replaced do not reach the one in its place. */
export function extensionsOf(definition: Extensible, program: Program): readonly Definition<"extend">[] {
  return changesOf(definition, program).filter(isExtension)
}

export const isDisabled = (definition: Definition<"rule">, program: Program): boolean =>
  changesOf(definition, program).some(({ head }) => head.kind === "disable")

const isExtension = (one: Definition<"extend"> | Definition<"disable">): one is Definition<"extend"> =>
  one.head.kind === "extend"

type Extensible = Definition<"rule"> | Definition<"agent">

function changesOf({ head, source }: Extensible, { changes, distanceOf }: Program) {
  const all = changes.get(`${head.kind} ${head.name.value}`) ?? []
  return all.filter((one) => distanceOf(one.source) <= distanceOf(source))
}

export const statementsOf = ({
  block,
  source,
}: Pick<Definition<"rule">, "block" | "source">): readonly PlacedStatement[] =>
  (block?.body ?? []).map((statement) => ({ ...statement, source }))

/** What a statement says, so that another one that says it too takes its place; undefined: any number may stand together. */
export type Says = (head: HeadNode) => readonly string[]

/**
 * The statements of a definition with those of its extensions before them, the nearest first; of several that say the same only
 * the nearest stay.
 */
export function extended(
  definition: Extensible,
  program: Program,
  says: Says,
  findings: Findings,
): readonly PlacedStatement[] {
  const extensions = extensionsOf(definition, program)
  if (extensions.length === 0) return statementsOf(definition)
  reportRivals(extensions, program, says, findings)
  const nearest = extensions.toSorted((a, b) => closer(program.distanceOf(a.source), program.distanceOf(b.source)))
  const said = new Set<string>()
  return [...nearest, definition].flatMap((one) => {
    const statements = statementsOf(one).flatMap((statement) => unsaid(statement, said, says))
    for (const { head } of statements) for (const kind of says(head)) said.add(kind)
    return statements
  })
}

const closer = (a: number, b: number): number => (a === b ? 0 : a - b)

/** Two extensions, equally near, that say the same. */
function reportRivals(
  extensions: readonly Definition<"extend">[],
  { distanceOf }: Program,
  says: Says,
  findings: Findings,
): void {
  const first = new Map<string, PlacedStatement>()
  for (const extension of extensions) {
    const statements = statementsOf(extension)
    for (const { head, source } of statements) {
      for (const kind of says(head)) {
        const before = first.get(kind)
        if (before === undefined || distanceOf(before.source) !== distanceOf(source)) continue
        findings.add("E206", source, head, phrase("language.clause-twice", { clause: kind }), {
          related: { source: before.source, span: before.head, message: phrase("language.defined-twice.where") },
        })
      }
    }
    for (const statement of statements) for (const kind of says(statement.head)) first.set(kind, statement)
  }
}

/** The statement unless it is said already; a `when … for D` of which only the time is keeps its condition. */
function unsaid(one: PlacedStatement, said: ReadonlySet<string>, says: Says): readonly PlacedStatement[] {
  const { head } = one
  const [first, ...more] = says(head)
  if (first !== undefined && said.has(first)) return []
  const isTimed = head.kind === "when" && more.some((kind) => said.has(kind))
  return isTimed ? [{ ...one, head: { ...head, held: null } }] : [one]
}

/** `extend` and `disable` of what is not there. */
export function reportTargets(program: Program, findings: Findings): void {
  for (const { head, source } of [...program.extensions, ...program.disabled]) {
    const what = head.kind === "extend" ? head.what : "rule"
    const known = what === "agent" ? program.agents : program.rules
    const name = head.name.value
    if (known.has(name)) continue
    findings.add("E205", source, head.name, unknown(what, name), hint(name, known.keys(), others(what, known.keys())))
  }
}

const unknown = (what: "agent" | "rule", name: string) =>
  what === "agent" ? phrase("language.unknown-agent", { name }) : phrase("language.unknown-rule", { name })

/** Names shown of those that there are. */
const maxNames = 12

function others(what: "agent" | "rule", names: Iterable<string>) {
  const all = [...names]
  const shown = [...all.slice(0, maxNames), ...(all.length > maxNames ? ["…"] : [])].join(", ")
  if (all.length === 0)
    return phrase("language.use-first", { example: what === "agent" ? 'use "agents"' : 'use "default"' })
  return what === "agent" ? phrase("language.agents", { names: shown }) : phrase("language.rules", { names: shown })
}

export function reportUnknownRule(
  name: { readonly value: string; readonly start: number; readonly end: number },
  source: Source,
  program: Program,
  findings: Findings,
): void {
  const known = program.rules
  findings.add(
    "E205",
    source,
    name,
    unknown("rule", name.value),
    hint(name.value, known.keys(), others("rule", known.keys())),
  )
}

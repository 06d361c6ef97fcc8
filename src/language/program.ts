/**
 * All files together: what is defined where. The nearer definition wins: a person's own files replace what they `use`, those
 * replace what they use themselves, and the embedded files yield to all.
 */
import { phrase } from "../locale/phrase.ts"
import type { HeadNode, NameNode, Span, Statement } from "./ast.ts"
import type { Findings, Source } from "./diagnostics.ts"
import { parseSource } from "./syntax.ts"
import { plainString } from "./values.ts"

/** A definition and where it stands. */
export interface Definition<Kind extends HeadNode["kind"]> {
  readonly head: Extract<HeadNode, { kind: Kind }>
  readonly block: Statement["block"]
  readonly source: Source
}

/** A stretch of some file. */
export interface Place extends Span {
  readonly source: Source
}

export interface ParsedFile {
  readonly source: Source
  readonly statements: readonly Statement[]
}

/** Embedded files by the name that `use` gives them. */
export type Embedded = ReadonlyMap<string, readonly Source[]>

export interface Program {
  /** The farthest first, a person's own last. */
  readonly files: readonly ParsedFile[]
  readonly lists: ReadonlyMap<string, Definition<"list">>
  readonly patterns: ReadonlyMap<string, Definition<"pattern">>
  readonly templates: ReadonlyMap<string, Definition<"template">>
  readonly agents: ReadonlyMap<string, Definition<"agent">>
  readonly rules: ReadonlyMap<string, Definition<"rule">>
  /** Those whose name another one has already: their own mistakes are found all the same. */
  readonly doubles: { readonly agents: readonly Definition<"agent">[]; readonly rules: readonly Definition<"rule">[] }
  /** In the order of the files. */
  readonly extensions: readonly Definition<"extend">[]
  readonly disabled: readonly Definition<"disable">[]
  /** By what they are about: `rule NAME`, `agent NAME`. */
  readonly changes: ReadonlyMap<string, readonly (Definition<"extend"> | Definition<"disable">)[]>
  readonly inhibits: readonly Definition<"inhibit">[]
  readonly quiets: readonly Definition<"quiet">[]
  /** How far a file is from a person's own, which are at 0: so many `use`s, `Infinity` for an embedded one. */
  readonly distanceOf: (source: Source) => number
}

export interface ProgramInput {
  /** A person's own files, and those that they use (`Source.used`). */
  readonly own: readonly Source[]
  /** Embedded files that are always there. */
  readonly stock: readonly Source[]
  readonly embedded: Embedded
}

/** Parses the files and gathers their definitions. */
export function gather({ own, stock, embedded }: ProgramInput, findings: Findings): Program {
  const parse = (source: Source): ParsedFile => ({ source, statements: parseSource(source, findings) })
  const near = own.map(parse)
  const far = withUsed([...near, ...stock.map(parse)], embedded, parse, findings).filter((file) => !near.includes(file))
  const distances = new Map([
    ...far.map(({ source }) => [source, Number.POSITIVE_INFINITY] as const),
    ...own.map((source) => [source, source.used ?? 0] as const),
  ])
  const distanceOf = (source: Source): number => distances.get(source) ?? Number.POSITIVE_INFINITY
  const files = [...far, ...near].toSorted((a, b) => farther(distanceOf(a.source), distanceOf(b.source)))
  return { files, ...definitionsOf(files, distanceOf, findings), distanceOf }
}

const farther = (a: number, b: number): number => (a === b ? 0 : b - a)

/** The files and the embedded ones that they use, and those use, each once. */
function withUsed(
  files: readonly ParsedFile[],
  embedded: Embedded,
  parse: (source: Source) => ParsedFile,
  findings: Findings,
): readonly ParsedFile[] {
  const found = [...files]
  const seen = new Set(files.map(({ source }) => source))
  // What is found on the way is looked through as well.
  for (const { source, statements } of found) {
    for (const { head } of statements) {
      const named = head.kind === "use" ? (embedded.get(plainString(head.path, source, findings)) ?? []) : []
      const fresh = named.filter((source) => !seen.has(source))
      for (const source of fresh) seen.add(source)
      found.push(...fresh.map(parse))
    }
  }
  return found
}

/** What an `extend` or a `disable` is about. */
const changed = (head: Extract<HeadNode, { kind: "extend" | "disable" }>): string =>
  `${head.kind === "extend" ? head.what : "rule"} ${head.name.value}`

interface Named {
  readonly head: Span & { readonly name: NameNode }
  readonly source: Source
}

function definitionsOf(
  files: readonly ParsedFile[],
  distanceOf: Program["distanceOf"],
  findings: Findings,
): Omit<Program, "files" | "distanceOf"> {
  const lists = new Map<string, Definition<"list">>()
  const patterns = new Map<string, Definition<"pattern">>()
  const templates = new Map<string, Definition<"template">>()
  const agents = new Map<string, Definition<"agent">>()
  const rules = new Map<string, Definition<"rule">>()
  const doubles = { agents: [] as Definition<"agent">[], rules: [] as Definition<"rule">[] }
  const extensions: Definition<"extend">[] = []
  const disabled: Definition<"disable">[] = []
  const inhibits: Definition<"inhibit">[] = []
  const quiets: Definition<"quiet">[] = []

  /** `others` share their names with `into`. */
  const define = <D extends Named>(into: Map<string, D>, definition: D, others: readonly Map<string, Named>[] = []) => {
    const { name } = definition.head
    const before = [into, ...others].map((map) => map.get(name.value)).find((found) => found !== undefined)
    if (before !== undefined && distanceOf(before.source) === distanceOf(definition.source)) {
      findings.add("E206", definition.source, name, phrase("language.defined-twice", { name: name.value }), {
        related: { source: before.source, span: before.head, message: phrase("language.defined-twice.where") },
      })
      return false
    }
    for (const other of others) other.delete(name.value)
    into.set(name.value, definition)
    return true
  }

  for (const { source, statements } of files) {
    for (const { head, block } of statements) {
      switch (head.kind) {
        // `@name` is either a list or a pattern: they share their names.
        case "list":
          define(lists, { head, block, source }, [patterns])
          break
        case "pattern":
          define(patterns, { head, block, source }, [lists])
          break
        case "template":
          define(templates, { head, block, source })
          break
        case "agent":
          if (!define(agents, { head, block, source })) doubles.agents.push({ head, block, source })
          break
        case "rule":
          if (!define(rules, { head, block, source })) doubles.rules.push({ head, block, source })
          break
        case "extend":
          extensions.push({ head, block, source })
          break
        case "disable":
          disabled.push({ head, block, source })
          break
        case "inhibit":
          inhibits.push({ head, block, source })
          break
        case "quiet":
          quiets.push({ head, block, source })
          break
        default:
          break
      }
    }
  }
  const changes = Map.groupBy([...extensions, ...disabled], ({ head }) => changed(head))
  return { lists, patterns, templates, agents, rules, doubles, extensions, disabled, changes, inhibits, quiets }
}

/** All files together: what is defined where. A file's own definition replaces a stock one of the same name. */
import { phrase } from "../locale/phrase.ts"
import type { HeadNode, NameNode, Span, Statement } from "./ast.ts"
import type { Findings, Source } from "./diagnostics.ts"
import { parseSource } from "./syntax.ts"

/** A definition and where it stands. */
export interface Definition<Kind extends HeadNode["kind"]> {
  readonly head: Extract<HeadNode, { kind: Kind }>
  readonly block: Statement["block"]
  readonly source: Source
}

interface Place {
  readonly source: Source
  readonly head: Span
}

export interface ParsedFile {
  readonly source: Source
  readonly statements: readonly Statement[]
}

export interface Program {
  readonly files: readonly ParsedFile[]
  /** The embedded files that `use` brought in. */
  readonly used: readonly Source[]
  readonly lists: ReadonlyMap<string, Definition<"list">>
  readonly patterns: ReadonlyMap<string, Definition<"pattern">>
  readonly templates: ReadonlyMap<string, Definition<"template">>
  readonly rules: ReadonlyMap<string, Definition<"rule">>
  /** Rules whose name another one has already: their own mistakes are found all the same. */
  readonly doubles: readonly Definition<"rule">[]
}

/** Parses the files and gathers their definitions; `stock` files yield to `own` ones. */
export function gather(
  given: readonly Source[],
  own: readonly Source[],
  embedded: ReadonlyMap<string, Source>,
  findings: Findings,
): Program {
  const ownFiles = own.map((source) => ({ source, statements: parseSource(source, findings) }))
  const used = new Set(ownFiles.flatMap(({ statements }) => statements.flatMap(({ head }) => usedBy(head, embedded))))
  const stock = [...given, ...used]
  const lists = new Map<string, Definition<"list">>()
  const patterns = new Map<string, Definition<"pattern">>()
  const templates = new Map<string, Definition<"template">>()
  const rules = new Map<string, Definition<"rule">>()
  const doubles: Definition<"rule">[] = []
  const define = <D extends Place & { readonly head: { readonly name: NameNode } }>(
    into: Map<string, D>,
    definition: D,
    others: readonly Map<string, Place>[] = [],
  ): boolean => {
    const { name } = definition.head
    const before = [into, ...others].map((map) => map.get(name.value)).find((found) => found !== undefined)
    if (before !== undefined && stock.includes(before.source) === stock.includes(definition.source)) {
      findings.add("E206", definition.source, name, phrase("language.defined-twice", { name: name.value }), {
        related: { source: before.source, span: before.head, message: phrase("language.defined-twice.where") },
      })
      return false
    }
    for (const other of others) other.delete(name.value)
    into.set(name.value, definition)
    return true
  }
  const files = [...stock.map((source) => ({ source, statements: parseSource(source, findings) })), ...ownFiles]
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
        case "rule":
          if (!define(rules, { head, block, source })) doubles.push({ head, block, source })
          break
      }
    }
  }
  return { files, used: [...used], lists, patterns, templates, rules, doubles }
}

/** What a `use` names; nothing when it is no name of an embedded file. */
function usedBy(head: HeadNode, embedded: ReadonlyMap<string, Source>): Source[] {
  const source = head.kind === "use" ? embedded.get(head.path.raw) : undefined
  return source === undefined ? [] : [source]
}

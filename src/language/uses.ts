/** What a file uses: the names of embedded files, and the paths of others, which whoever reads files follows. */
import type { Span } from "./ast.ts"
import { Findings, type Source } from "./diagnostics.ts"
import { parseOnly } from "./syntax.ts"
import { plainString } from "./values.ts"

export interface Use {
  /** As it is meant, escapes undone. */
  readonly path: string
  /** Of the string. */
  readonly span: Span
}

/** A file that says it nowhere need not be read to know. */
const mayUse = /(?:^|[;}\ufeff])\s*use\s/m

/** In order. What is wrong with the file is found when it is compiled. */
export function usesOf(source: Source): readonly Use[] {
  if (!mayUse.test(source.text)) return []
  const findings = new Findings()
  return parseOnly("use", source, findings).flatMap(({ head }) =>
    head.kind === "use" ? [{ path: plainString(head.path, source, findings), span: head.path }] : [],
  )
}

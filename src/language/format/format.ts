/**
 * The one way a rules file looks: text in, text out. No options. One statement a line, indented by its depth; comments and
 * single blank lines stay where they are; strings and regexes are never touched. A text that does not parse is left alone.
 */
import type { Statement } from "../ast.ts"
import { type Diagnostic, Findings, type Source } from "../diagnostics.ts"
import { columns } from "../print.ts"
import { parseSource } from "../syntax.ts"
import { indentColumns, layOutHead, maxLineColumns } from "./head-layout.ts"
import { readHead } from "./head-tokens.ts"
import { sameStatements } from "./same.ts"

export type Formatted =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] }

/** The formatted text, with `\n` at the end of every line; or why the text cannot be read. */
export function formatRules({ path, text: written }: Source): Formatted {
  const source: Source = { path, text: written.replaceAll("\r\n", "\n").replace(/^\ufeff/, "") }
  const findings = new Findings()
  const statements = parseSource(source, findings)
  if (findings.hasErrors) return { ok: false, diagnostics: findings.sorted([source]) }
  const { lines } = formatBody({ statements, text: source.text, from: 0, to: source.text.length, indent: 0 })
  const text = lines.map((line) => `${line}\n`).join("")
  // A formatter that changes what a rule means would be worse than none: this is checked every time, not only by the tests.
  if (!sameStatements(statements, parseSource({ path, text }, findings)) || findings.hasErrors) {
    throw new Error(`formatting would change what ${path} means`)
  }
  return { ok: true, text }
}

interface Body {
  readonly statements: readonly Statement[]
  /** Of the whole file. */
  readonly text: string
  readonly from: number
  readonly to: number
  readonly indent: number
}

/** The lines between two offsets: statements with the comments and blank lines around them. */
function formatBody(body: Body): { readonly opening: string | undefined; readonly lines: string[] } {
  const { text, indent } = body
  const lines: string[] = []
  let opening: string | undefined
  let blankDue = false
  const startLine = (breaks: number): void => {
    if ((breaks > 1 || blankDue) && lines.length > 0) lines.push("")
    blankDue = false
  }
  const gap = (from: number, to: number): void => {
    const { comments, breaks } = readGap(text.slice(from, to))
    for (const comment of comments) {
      if (comment.breaks === 0 && lines.length > 0) lines.push(`${lines.pop()} ${comment.text}`)
      else if (comment.breaks === 0 && body.from > 0) opening = comment.text
      else {
        startLine(comment.breaks)
        lines.push(" ".repeat(indent) + comment.text)
      }
    }
    blankDue = breaks > 1
  }
  let at = body.from
  for (const statement of body.statements) {
    gap(at, statement.start)
    startLine(0)
    lines.push(...formatStatement(statement, text, indent))
    at = statement.end
  }
  gap(at, body.to)
  return { opening, lines }
}

function formatStatement({ start, end, block }: Statement, text: string, indent: number): string[] {
  const head = readHead(text.slice(start, block === null ? end : block.start))
  const lines = layOutHead(head, indent, block === null ? 0 : 2)
  const last = lines.pop() ?? ""
  if (block === null) return [...lines, last]
  const short = lines.length === 0 ? shortBlock(block, text) : undefined
  if (short !== undefined && columns(`${last} ${short}`) <= maxLineColumns) return [`${last} ${short}`]
  const { opening, lines: body } = formatBody({
    statements: block.body,
    text,
    from: block.start + 1,
    to: block.end - 1,
    indent: indent + indentColumns,
  })
  const first = opening === undefined ? `${last} {` : `${last} { ${opening}`
  return [...lines, first, ...body, `${" ".repeat(indent)}}`]
}

/** A block of one plain statement that was written on one line stays there. */
function shortBlock(block: NonNullable<Statement["block"]>, text: string): string | undefined {
  const [statement, another] = block.body
  if (text.slice(block.start, block.end).includes("\n") || another !== undefined) return undefined
  if (statement === undefined) return "{ }"
  if (statement.block !== null) return undefined
  const lines = layOutHead(readHead(text.slice(statement.start, statement.end)), 0, 0)
  return lines.length === 1 ? `{ ${lines[0]} }` : undefined
}

interface Gap {
  readonly comments: readonly { readonly text: string; readonly breaks: number }[]
  /** Line breaks after the last comment. */
  readonly breaks: number
}

/** What stands between two statements: blanks, `;`, comments, each with the number of line breaks before it. */
function readGap(text: string): Gap {
  const comments: { text: string; breaks: number }[] = []
  let breaks = 0
  for (const [piece] of text.matchAll(/#[^\n]*|\n/g)) {
    if (piece === "\n") breaks += 1
    else {
      comments.push({ text: piece.trimEnd(), breaks })
      breaks = 0
    }
  }
  return { comments, breaks }
}

/** `config.toml` as a text with a tree and places: what all findings are made from. */
import { parse, TomlError } from "smol-toml"
import { type Phrase, phrase } from "../locale/phrase.ts"
import { blotted } from "./blot.ts"
import { type KeyPath, locate, type Places, placeOf, type Span } from "./locate.ts"
import type { ConfigProblem } from "./problem.ts"
import { syntaxPhrase } from "./syntax.ts"

export interface Document {
  /** As the person named it. */
  readonly file: string
  readonly text: string
  readonly tree: Readonly<Record<string, unknown>>
  readonly places: Places
}

/** After this many broken lines the file is likely no TOML at all. */
export const maxSyntaxProblems = 20

/**
 * Parses `text`. A broken line does not hide the others: it is blanked and the rest is read again, so `document` holds
 * what could be understood. A break whose end cannot be told (an open quote, a broken header) ends the reading, and
 * `document` is undefined.
 */
export function readDocument(
  file: string,
  text: string,
): { readonly document: Document | undefined; readonly problems: readonly ConfigProblem[] } {
  const problems: ConfigProblem[] = []
  let readable = text
  while (problems.length <= maxSyntaxProblems) {
    try {
      const tree = parse(readable)
      return { document: { file, text, tree, places: locate(readable) }, problems }
    } catch (error) {
      if (!(error instanceof TomlError)) throw error
      const message = syntaxPhrase(error.message)
      const lines = readable.split("\n")
      const broken = lines[error.line - 1] ?? ""
      problems.push(syntaxProblem(file, text, error.line, error.column, message))
      if (!standsAlone(broken, error.message)) return { document: undefined, problems }
      lines[error.line - 1] = " ".repeat(broken.length)
      readable = lines.join("\n")
    }
  }
  return { document: undefined, problems }
}

/** A finding at `path`: under its key or its value; where it has none, at the nearest table around it. */
export function problemAt(
  document: Document,
  path: KeyPath,
  mark: "key" | "value",
  message: Phrase,
  help: Phrase,
): ConfigProblem {
  const place = placeOf(document.places, path)
  const span = (mark === "key" ? place?.key : place?.value) ?? place?.key ?? place?.value ?? { start: 0, end: 1 }
  return { ...position(document.text, span), file: document.file, key: dotted(path), message, help }
}

/** `host[1].name`: elements counted from 0, as in the path. */
export function dotted(path: KeyPath): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
    .join("")
    .replace(/^\./, "")
}

function syntaxProblem(file: string, text: string, line: number, column: number, message: Phrase): ConfigProblem {
  const source = text.split("\n")[line - 1] ?? ""
  return {
    file,
    line,
    column: [...source.slice(0, column - 1)].length + 1,
    length: 1,
    key: "",
    message,
    help: phrase("config.syntax-help"),
    source: blotted(source.trimEnd()),
  }
}

/** Whether the rest of the file can be understood without this line: a key with its whole value. */
function standsAlone(line: string, message: string): boolean {
  if (!/^\s*[\w"'.\s-]+=/.test(line) || /"""|'''/.test(line)) return false
  const opened = line.match(/[[{]/g)?.length ?? 0
  const closed = line.match(/[\]}]/g)?.length ?? 0
  // A comma is missed on the line after a list that was never closed.
  if (opened === 0 && message.includes("expected comma")) return false
  return opened === closed
}

function position(text: string, span: Span): Pick<ConfigProblem, "line" | "column" | "length" | "source"> {
  const lineStart = text.lastIndexOf("\n", span.start - 1) + 1
  const lineEnd = text.indexOf("\n", lineStart)
  const source = text.slice(lineStart, lineEnd === -1 ? text.length : lineEnd).trimEnd()
  const marked = text.slice(span.start, Math.min(span.end, lineStart + source.length))
  return {
    line: text.slice(0, lineStart).split("\n").length,
    column: [...text.slice(lineStart, span.start)].length + 1,
    length: Math.max(1, [...marked].length),
    source: blotted(source),
  }
}

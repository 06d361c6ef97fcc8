/** A finding in a file, printed as compilers do: place, message, the source line with a caret, and the cure. */
import { phrase } from "../locale/phrase.ts"
import type { Terminal } from "./terminal.ts"

export interface Finding {
  readonly severity: "error" | "warning"
  /** A stable code, where the finding has one. */
  readonly code?: string
  readonly file: string
  /** 1-based; 0: the finding has no place, and only the file is named. */
  readonly line: number
  /** 1-based, in code points. */
  readonly column: number
  /** Marked code points, at least 1. */
  readonly length: number
  /** The line of the file. */
  readonly source: string
  readonly message: string
  readonly help: string | undefined
}

/** Several lines, without a line end at the end. */
export function excerpt(finding: Finding, { say, paintErr }: Terminal): string {
  const { severity, code, file, line, column, message, help } = finding
  const colour = severity === "error" ? "red" : "yellow"
  const place = line > 0 ? `${file}:${line}:${column}` : file
  const label = say(phrase(`cli.${severity}`, { code: code === undefined ? "" : `[${code}]` }))
  const head = `${paintErr("bold", `${place}:`)} ${paintErr(colour, label)} ${message}`
  const margin = " ".repeat(String(line).length)
  const quoted =
    line > 0
      ? [
          paintErr("dim", `${margin} |`),
          `${paintErr("dim", `${line} |`)} ${finding.source}`,
          `${paintErr("dim", `${margin} |`)} ${paintErr(colour, underline(finding))}`,
        ]
      : []
  const cure = help === undefined ? [] : [`${paintErr("dim", `${margin} =`)} ${say(phrase("cli.cure", { help }))}`]
  return [head, ...quoted, ...cure].join("\n")
}

/** Carets under the marked text; tabs stay tabs, wide characters count two columns. */
function underline({ source, column, length }: Finding): string {
  const characters = [...source]
  const before = characters.slice(0, column - 1).map((character) => {
    return character === "\t" ? "\t" : " ".repeat(Bun.stringWidth(character))
  })
  const marked = characters.slice(column - 1, column - 1 + length).join("")
  return before.join("") + "^".repeat(Math.max(1, Bun.stringWidth(marked)))
}

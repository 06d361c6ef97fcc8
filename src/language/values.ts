/** Tokens → values: strings with their escapes undone, durations in milliseconds. */
import { phrase } from "../locale/phrase.ts"
import type { DurationNode, StringNode } from "./ast.ts"
import type { Findings, Source } from "./diagnostics.ts"

/** The longest duration a rule may name. */
export const maxDurationMs = 366 * 24 * 3_600_000

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** `1h30m` in milliseconds. */
export function duration(node: DurationNode, source: Source, findings: Findings): number {
  const total = durationMs(node.text)
  if (total > maxDurationMs) {
    findings.add("E113", source, node, phrase("language.duration-too-long", { duration: node.text }))
    return maxDurationMs
  }
  return total
}

/** The same where no time at all makes no sense: reported. */
export function someTime(node: DurationNode, source: Source, findings: Findings): number {
  const ms = duration(node, source, findings)
  if (ms === 0) findings.add("E113", source, node, phrase("language.no-time"))
  return ms
}

/** `1h30m` in milliseconds; what is no duration in it counts nothing. */
export function durationMs(text: string): number {
  let total = 0
  for (const [, digits, unit] of text.matchAll(/(\d+)(ms|[smhd])/g)) total += Number(digits) * (unitMs[unit ?? ""] ?? 0)
  return total
}

/** One character of a string: what it stands for, where it was written, and whether a backslash made it literal. */
export interface Character {
  readonly char: string
  readonly offset: number
  readonly escaped: boolean
}

/** Characters of `u{10ffff}`. */
const maxCodeLength = 9

const escapes: Readonly<Record<string, string>> = { '"': '"', "\\": "\\", n: "\n", t: "\t" }

/**
 * The characters of a string; `extra` are those that `\` makes literal beside the usual ones (`<` in a pattern, `{` in
 * a message). A `"""` block loses its first line break, its common indentation and the blanks before its end.
 */
export function characters(node: StringNode, extra: string, source: Source, findings: Findings): Character[] {
  const written = node.block ? [...dedent(node.raw, node.start + 3)] : oneLine(node.raw, node.start + 1)
  if (!node.raw.includes("\\")) return written
  const result: Character[] = []
  for (let index = 0; index < written.length; index += 1) {
    const { char, offset } = written[index] ?? { char: "", offset: 0 }
    if (char !== "\\") {
      result.push({ char, offset, escaped: false })
      continue
    }
    const next = written[index + 1]?.char ?? ""
    index += 1
    const rest = next === "u" ? written.slice(index, index + maxCodeLength).map((one) => one.char) : []
    const code = /^u\{([0-9a-fA-F]{1,6})\}/.exec(rest.join(""))
    if (extra.includes(next) && next !== "") result.push({ char: next, offset, escaped: true })
    else if (escapes[next] !== undefined) result.push({ char: escapes[next], offset, escaped: true })
    else if (code !== null && Number.parseInt(code[1] ?? "", 16) <= 0x10ffff) {
      index += code[0].length - 1
      result.push({ char: String.fromCodePoint(Number.parseInt(code[1] ?? "", 16)), offset, escaped: true })
    } else {
      findings.add(
        "E107",
        source,
        { start: offset, end: offset + 1 + next.length },
        phrase("language.escape", { escape: `\\${next}` }),
        {
          help: phrase("language.escape.help"),
        },
      )
      // Taken as it is, so that a mistake in one place is not one in another.
      if (next !== "") result.push({ char: next, offset, escaped: true })
      index += Math.max(1, /^u\{[^}]*\}/.exec(rest.join(""))?.[0].length ?? 1) - 1
    }
  }
  return result
}

/** A string's text with its escapes undone, and where each UTF-16 unit of it was written. */
export interface Written {
  readonly text: string
  /** Of the unit at an index; behind the last one it is where the text ends. */
  readonly offsetAt: (index: number) => number
  /** A backslash made it literal. */
  readonly isEscaped: (index: number) => boolean
}

/** `extra`: as of `characters`. */
export function written(node: StringNode, extra: string, source: Source, findings: Findings): Written {
  if (isAsItStands(node)) {
    const from = node.start + 1
    return { text: node.raw, offsetAt: (index) => from + index, isEscaped: () => false }
  }
  const all = characters(node, extra, source, findings)
  const units = all.flatMap((one) => Array<Character>(one.char.length).fill(one))
  return {
    text: all.map((one) => one.char).join(""),
    offsetAt: (index) => units[index]?.offset ?? node.end - (node.block ? 3 : 1),
    isEscaped: (index) => units[index]?.escaped ?? false,
  }
}

/** A string without placeholders or captures. */
export const plainString = (node: StringNode, source: Source, findings: Findings): string =>
  isAsItStands(node) ? node.raw : written(node, "", source, findings).text

/** Most strings have neither escapes nor a layout of their own: there is no need to take them to pieces. */
const isAsItStands = ({ block, raw }: StringNode): boolean => !block && !raw.includes("\\")

function oneLine(raw: string, base: number): Character[] {
  const found: Character[] = []
  let offset = base
  for (const char of raw) {
    found.push({ char, offset, escaped: false })
    offset += char.length
  }
  return found
}

function* dedent(raw: string, base: number): Generator<Character> {
  const lines = raw.split("\n")
  const margin = commonIndent(lines.slice(1))
  let offset = base
  for (const [number, line] of lines.entries()) {
    const first = number === 0
    const last = number === lines.length - 1
    const cut = !first ? Math.min(margin, line.length - line.trimStart().length) : 0
    const blank = line.trim() === "" && (first || last)
    // The break after the opening quotes and the one before the closing line belong to the layout.
    const before = number === 1 && lines[0]?.trim() === ""
    if (!first && !before && !(last && blank)) yield { char: "\n", offset: offset - 1, escaped: false }
    let at = offset + cut
    if (!blank) {
      // Of a file with CRLF, the CR belongs to the line's end.
      for (const char of number < lines.length - 1 ? line.slice(cut).replace(/\r$/, "") : line.slice(cut)) {
        yield { char, offset: at, escaped: false }
        at += char.length
      }
    }
    offset += line.length + 1
  }
}

function commonIndent(lines: readonly string[]): number {
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length)
  return indents.length === 0 ? 0 : Math.min(...indents)
}

/** Message texts: `{variable|filter argument}` in a string, as parts. Which variables exist is checked elsewhere. */

import { nearest } from "../locale/nearest.ts"
import { phrase } from "../locale/phrase.ts"
import type { Span, StringNode } from "./ast.ts"
import type { Findings, Source } from "./diagnostics.ts"
import type { Filter, TemplatePart } from "./ruleset.ts"
import { written } from "./values.ts"
import { type FilterName, filterForms } from "./variables.ts"

/** A template with the place of each part, for the checks. */
export type PlacedTemplate = readonly PlacedPart[]
export type PlacedPart = TemplatePart & { readonly span: Span }

/** Parses a message; what is wrong in it is reported, and left out. */
export function parseTemplate(node: StringNode, source: Source, findings: Findings): PlacedTemplate {
  const { text, offsetAt, isEscaped } = written(node, "{", source, findings)
  const parts: PlacedPart[] = []
  let wordsFrom = 0
  const addWords = (to: number, end: number): void => {
    if (to === wordsFrom) return
    parts.push({ kind: "words", text: text.slice(wordsFrom, to), span: { start: offsetAt(wordsFrom), end } })
  }
  const next = (mark: "{" | "}", from: number): number => {
    let at = text.indexOf(mark, from)
    while (at >= 0 && isEscaped(at)) at = text.indexOf(mark, at + 1)
    return at
  }
  for (let open = next("{", 0); open >= 0; open = next("{", wordsFrom)) {
    const start = offsetAt(open)
    addWords(open, start)
    const close = next("}", open + 1)
    if (close < 0) {
      findings.add("E105", source, { start, end: start + 1 }, phrase("language.variable-open"), {
        help: phrase("language.variable-open.help"),
      })
      return parts
    }
    const part = variablePart(text.slice(open + 1, close), { start, end: offsetAt(close) + 1 }, source, findings)
    if (part !== undefined) parts.push(part)
    wordsFrom = close + 1
  }
  addWords(text.length, node.end)
  return parts
}

/** The template without its places. */
export function bare(template: PlacedTemplate): TemplatePart[] {
  return template.map((part) =>
    part.kind === "words"
      ? { kind: "words", text: part.text }
      : { kind: "variable", name: part.name, filters: part.filters },
  )
}

function variablePart(text: string, span: Span, source: Source, findings: Findings): PlacedPart | undefined {
  const [name, ...filters] = splitBars(text)
  if (
    name === undefined ||
    !/^[\p{L}_][\p{L}\p{N}_]*(?:-[\p{L}\p{N}_]+)*(?:\.[\p{L}_][\p{L}\p{N}_-]*)?$/u.test(name.trim())
  ) {
    findings.add("E101", source, span, phrase("language.variable-form"), {
      help: phrase("language.variable-open.help"),
    })
    return undefined
  }
  const parsed = filters.map((filter) => parseFilter(filter.trim(), span, source, findings))
  return {
    kind: "variable",
    name: name.trim(),
    filters: parsed.filter((filter) => filter !== undefined),
    span,
  }
}

function parseFilter(text: string, span: Span, source: Source, findings: Findings): Filter | undefined {
  const [, name = "", argument = ""] = /^(\S*)\s*(.*)$/s.exec(text) ?? []
  if (!isFilterName(name)) {
    const near = nearest(name, Object.keys(filterForms))
    findings.add("E102", source, span, phrase("language.unknown-filter", { filter: name }), {
      help:
        near === undefined
          ? phrase("language.filters", { filters: Object.keys(filterForms).join(", ") })
          : phrase("language.did-you-mean", { word: near }),
    })
    return undefined
  }
  const form = filterForms[name]
  const filter = withArgument(name, argument)
  if (filter === undefined) findings.add("E101", source, span, phrase("language.filter-form", { usage: form.usage }))
  return filter
}

function withArgument(name: FilterName, argument: string): Filter | undefined {
  switch (name) {
    case "default": {
      const value = /^'([^']*)'$/.exec(argument)?.[1] ?? /^(\d+)$/.exec(argument)?.[1]
      return value === undefined ? undefined : { name, value }
    }
    case "trunc":
    case "lines":
      return /^\d{1,5}$/.test(argument) && Number(argument) > 0 ? { name, value: Number(argument) } : undefined
    default:
      return argument === "" ? { name } : undefined
  }
}

const isFilterName = (name: string): name is FilterName => Object.hasOwn(filterForms, name)

/** Splits at `|`, not inside `'…'`. */
function splitBars(text: string): string[] {
  if (!text.includes("|")) return [text]
  const parts = [""]
  let quoted = false
  for (const char of text) {
    if (char === "'") quoted = !quoted
    if (char === "|" && !quoted) parts.push("")
    else parts[parts.length - 1] += char
  }
  return parts
}

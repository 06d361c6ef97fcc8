/** Message texts: `{variable|filter argument}` in a string, as parts. Which variables exist is checked elsewhere. */

import { nearest } from "../locale/nearest.ts"
import { phrase } from "../locale/phrase.ts"
import type { Span, StringNode } from "./ast.ts"
import type { Findings, Source } from "./diagnostics.ts"
import type { Filter, TemplatePart } from "./ruleset.ts"
import { type Character, characters } from "./values.ts"
import { type FilterName, filterForms } from "./variables.ts"

/** A template with the place of each part, for the checks. */
export type PlacedTemplate = readonly PlacedPart[]
export type PlacedPart = TemplatePart & { readonly span: Span }

/** Parses a message; what is wrong in it is reported, and left out. */
export function parseTemplate(node: StringNode, source: Source, findings: Findings): PlacedTemplate {
  const written = characters(node, "{", source, findings)
  const parts: PlacedPart[] = []
  let words = ""
  let wordsStart = node.start
  const flush = (end: number): void => {
    if (words !== "") parts.push({ kind: "words", text: words, span: { start: wordsStart, end } })
    words = ""
  }
  for (let index = 0; index < written.length; index += 1) {
    const one = written[index]
    if (one === undefined) break
    if (one.char !== "{" || one.escaped) {
      if (words === "") wordsStart = one.offset
      words += one.char
      continue
    }
    const close = closing(written, index)
    flush(one.offset)
    if (close < 0) {
      findings.add("E105", source, { start: one.offset, end: one.offset + 1 }, phrase("language.variable-open"), {
        help: phrase("language.variable-open.help"),
      })
      return parts
    }
    const end = (written[close]?.offset ?? one.offset) + 1
    const part = variablePart(written.slice(index + 1, close), { start: one.offset, end }, source, findings)
    if (part !== undefined) parts.push(part)
    index = close
  }
  flush(node.end)
  return parts
}

/** The index of the `}` that ends the variable begun at `open`; -1: none, and then no later one has an end either. */
function closing(written: readonly Character[], open: number): number {
  for (let at = open + 1; at < written.length; at += 1)
    if (written[at]?.char === "}" && !written[at]?.escaped) return at
  return -1
}

/** The template without its places. */
export function bare(template: PlacedTemplate): TemplatePart[] {
  return template.map((part) =>
    part.kind === "words"
      ? { kind: "words", text: part.text }
      : { kind: "variable", name: part.name, filters: part.filters },
  )
}

function variablePart(
  inside: readonly Character[],
  span: Span,
  source: Source,
  findings: Findings,
): PlacedPart | undefined {
  const text = inside.map((one) => one.char).join("")
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
  const parts = [""]
  let quoted = false
  for (const char of text) {
    if (char === "'") quoted = !quoted
    if (char === "|" && !quoted) parts.push("")
    else parts[parts.length - 1] += char
  }
  return parts
}

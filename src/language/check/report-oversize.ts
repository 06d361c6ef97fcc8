/**
 * E501: a message that asks for more than a channel carries. What a pane happens to show is cut to what fits; what the author
 * wrote, and the columns and lines that they asked for, should fit as a whole.
 */
import { phrase } from "../../locale/phrase.ts"
import type { NotedMessage, NotedTemplate } from "../compile/notes.ts"
import type { Checked } from "../compile.ts"
import type { Findings } from "../diagnostics.ts"
import type { Filter } from "../ruleset.ts"
import type { PlacedPart } from "../template.ts"
import { variableType } from "../variables.ts"

/** UTF-8, of the smallest channel: a message of the WeCom app. */
export const partMostBytes = 2_048
/** A longer message is sent in so many parts, and cut behind the last. */
export const mostParts = 3
export const titleMostBytes = 384
/** A line counts as one of plain text as wide as a usual terminal. */
const lineBytes = 80
/** A duration, a number, a percentage, a flag, a time of day. */
const valueBytes = 12

export function reportOversize({ rules }: Checked, findings: Findings): void {
  for (const { notes } of rules) {
    for (const { title, body } of notes.messages) {
      if (title !== undefined) check([title], title, titleMostBytes, findings)
      if (body !== undefined)
        check(title === undefined ? [body] : [title, body], body, mostParts * partMostBytes, findings)
    }
  }
}

type Text = NonNullable<NotedMessage["body"]>

/** `place`: the text that is blamed. */
function check(texts: readonly Text[], place: Text, limit: number, findings: Findings): void {
  // Nearly every text fits by far: it is not measured.
  if (texts.reduce((sum, { template }) => sum + mostOf(template), 0) <= limit) return
  const parts = texts.flatMap(({ template }) => template).map((part) => ({ part, bytes: bytesOf(part) }))
  const bytes = parts.reduce((sum, one) => sum + one.bytes, 0)
  const span = spanOf(place)
  if (bytes <= limit || span === undefined) return
  const words = parts.reduce((sum, { part, bytes: some }) => sum + (part.kind === "words" ? some : 0), 0)
  const variables = parts.flatMap(({ part, bytes: some }) =>
    part.kind === "variable" && some > 0 ? [`{${part.name}} ${some}`] : [],
  )
  findings.add("E501", place.scope.source, span, phrase("language.oversize", { bytes, limit }), {
    help: phrase("language.oversize.help", {
      sum: [phrase("language.oversize.words", { bytes: words }), ...variables],
    }),
  })
}

function spanOf({ template }: NotedTemplate): { readonly start: number; readonly end: number } | undefined {
  const [first, last] = [template[0], template.at(-1)]
  return first === undefined || last === undefined ? undefined : { start: first.span.start, end: last.span.end }
}

/** Never less than the text's bytes: a UTF-16 unit takes three at most. */
function mostOf(template: NotedTemplate["template"]): number {
  let most = 0
  for (const part of template) {
    if (part.kind === "words") most += 3 * part.text.length
    else
      for (const filter of part.filters)
        most += filter.name === "default" ? 3 * filter.value.length : (boundOf(filter) ?? 0)
    most += valueBytes
  }
  return most
}

/** What is certain, or asked for: a text without a bound asks for as much as fits. */
function bytesOf(part: PlacedPart): number {
  if (part.kind === "words") return utf8Length(part.text)
  if (variableType(part.name) !== "text") return valueBytes
  const bounds = part.filters.map(boundOf).filter((bound) => bound !== undefined)
  const otherwise = part.filters.map((filter) => (filter.name === "default" ? utf8Length(filter.value) : 0))
  return Math.max(bounds.length === 0 ? 0 : Math.min(...bounds), ...otherwise)
}

/** Undefined: it bounds nothing. */
function boundOf(filter: Filter): number | undefined {
  switch (filter.name) {
    case "trunc":
      return filter.value
    case "lines":
      return filter.value * lineBytes
    default:
      return undefined
  }
}

const utf8Length = (text: string): number => new TextEncoder().encode(text).length

/** How near a pattern came to a text that it does not match: what its author wants to know first. */
import { find, type Match, type Pattern } from "../../screen/pattern.ts"
import { compileRegex } from "../../screen/regex-pattern.ts"
import { type LineSpan, lineOf } from "../../screen/region.ts"
import { type TextPattern, type TextToken, textPattern } from "../../screen/text-pattern.ts"
import { patternText } from "./wording.ts"

/** Lines count from 1. `pattern`: the one of a list that came nearest. */
export type NearMiss =
  /** It matches, but outside the lines that the condition looks at. */
  | { readonly kind: "above" | "below"; readonly line: number; readonly pattern: string }
  /** Only upper and lower case differ. */
  | { readonly kind: "case"; readonly line: number; readonly text: string; readonly pattern: string }
  /** A beginning of it matches, the longest one. */
  | { readonly kind: "beginning"; readonly line: number; readonly beginning: string; readonly pattern: string }

/** Of a list so many are tried. */
const maxTried = 50
/** A beginning shorter than this says nothing. */
const minBeginning = 3

/** `span`: the lines that were looked at and hold no match; undefined: there were none. */
export function nearMiss(pattern: Pattern, lines: readonly string[], span: LineSpan | undefined): NearMiss | undefined {
  switch (pattern.kind) {
    case "any":
      return nearest(pattern.of.slice(0, maxTried).map((one) => nearMiss(one, lines, span)))
    case "all": {
      const looked = textOf(lines, span)
      const missing = pattern.of.slice(0, maxTried).filter((one) => find(one, looked) === undefined)
      return nearest(missing.map((one) => nearMiss(one, lines, span)))
    }
    case "text":
    case "regex":
      return elsewhere(pattern, lines, span) ?? otherCase(pattern, lines, span) ?? beginning(pattern, lines, span)
    default:
      return pattern satisfies never
  }
}

type Single = Extract<Pattern, { kind: "text" | "regex" }>

const order = ["above", "below", "case", "beginning"]
const length = (miss: NearMiss): number => (miss.kind === "beginning" ? miss.beginning.length : 0)

function nearest(misses: readonly (NearMiss | undefined)[]): NearMiss | undefined {
  return misses
    .filter((miss) => miss !== undefined)
    .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || length(b) - length(a))[0]
}

const textOf = (lines: readonly string[], span: LineSpan | undefined): string =>
  span === undefined ? "" : lines.slice(span.from, span.to).join("\n")

function elsewhere(pattern: Single, lines: readonly string[], span: LineSpan | undefined): NearMiss | undefined {
  const text = lines.join("\n")
  const match = find(pattern, text)
  if (match === undefined) return undefined
  const line = lineOf(text, match.start)
  return {
    kind: span !== undefined && line >= span.to ? "below" : "above",
    line: line + 1,
    pattern: patternText(pattern),
  }
}

function otherCase(pattern: Single, lines: readonly string[], span: LineSpan | undefined): NearMiss | undefined {
  const folded = ignoringCase(pattern)
  const match = folded === undefined ? undefined : find(folded, textOf(lines, span))
  if (match === undefined) return undefined
  return { kind: "case", line: lineIn(lines, span, match), text: match.text, pattern: patternText(pattern) }
}

function ignoringCase(pattern: Single): Pattern | undefined {
  if (pattern.kind === "text") return pattern.ignoreCase ? undefined : textPattern(pattern.source, pattern.tokens, true)
  if (pattern.flags.includes("i")) return undefined
  const compiled = compileRegex(pattern.source, `${pattern.flags}i`)
  return compiled.ok ? compiled.pattern : undefined
}

const lineIn = (lines: readonly string[], span: LineSpan | undefined, match: Match): number =>
  (span?.from ?? 0) + lineOf(textOf(lines, span), match.start) + 1

/** In the lines that were looked at, else anywhere. */
function beginning(pattern: Single, lines: readonly string[], span: LineSpan | undefined): NearMiss | undefined {
  const everywhere = { from: 0, to: lines.length }
  for (const where of span === undefined ? [everywhere] : [span, everywhere]) {
    const text = textOf(lines, where)
    const found = pattern.kind === "text" ? textBeginning(pattern, text) : regexBeginning(pattern, text)
    if (found === undefined) continue
    const line = lineIn(lines, where, found.match)
    return { kind: "beginning", line, beginning: found.beginning, pattern: patternText(pattern) }
  }
  return undefined
}

interface Found {
  readonly beginning: string
  readonly match: Match
}

/** Whatever is there has all shorter beginnings there too: the longest is found by halving. */
function textBeginning(pattern: TextPattern, text: string): Found | undefined {
  const total = pattern.tokens.reduce((sum, token) => sum + (token.kind === "literal" ? token.text.length : 0), 0)
  let [low, high] = [0, total]
  let longest: Found | undefined
  while (low < high) {
    const count = Math.ceil((low + high) / 2)
    const tokens = cut(pattern.tokens, count)
    const match = find(textPattern(pattern.source, tokens, pattern.ignoreCase), text)
    if (match === undefined) high = count - 1
    else {
      low = count
      longest = { beginning: tokens.map(written).join(""), match }
    }
  }
  return longest !== undefined && longest.beginning.trim().length >= minBeginning ? longest : undefined
}

/** The first tokens, so many characters of literals; never ends in a capture. */
function cut(tokens: readonly TextToken[], characters: number): TextToken[] {
  const kept: TextToken[] = []
  let left = characters
  for (const token of tokens) {
    if (left <= 0) break
    if (token.kind === "capture") {
      kept.push(token)
      continue
    }
    kept.push({ kind: "literal", text: token.text.slice(0, left) })
    left -= token.text.length
  }
  return kept
}

const written = (token: TextToken): string =>
  token.kind === "literal" ? token.text : `<${token.name}${token.as === "text" ? "" : `:${token.as}`}>`

/** Beginnings of a regex that are tried: most are no regex at all. */
const maxBeginnings = 300

function regexBeginning(pattern: Extract<Pattern, { kind: "regex" }>, text: string): Found | undefined {
  const { source, flags } = pattern
  for (let end = source.length - 1; end >= Math.max(1, source.length - maxBeginnings); end -= 1) {
    const compiled = compileRegex(source.slice(0, end), flags)
    const match = compiled.ok ? find(compiled.pattern, text) : undefined
    if (match !== undefined && match.text.trim().length >= minBeginning) {
      return { beginning: `/${source.slice(0, end)}/${flags}`, match }
    }
  }
  return undefined
}

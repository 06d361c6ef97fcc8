/**
 * Text patterns: literal text with `<captures>`, made for TUIs that wrap hard. A space also matches a line break with a box
 * border on either side, and between two wide characters a wrapped line break matches too.
 *
 * Matching is bounded: every (token, position) is tried at most once, captures are at most 200 characters.
 */
import { type CaptureKind, captureEnds } from "./capture.ts"
import type { Match } from "./pattern.ts"
import { type Breaks, findBreaks, isWide, unwrap } from "./wrap.ts"

/** Characters of a text pattern. */
export const maxTextPatternLength = 500

export type TextToken =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "capture"; readonly name: string; readonly as: CaptureKind }

export interface TextPattern {
  readonly kind: "text"
  /** As written, for messages. */
  readonly source: string
  readonly tokens: readonly TextToken[]
  readonly ignoreCase: boolean
  readonly captures: readonly string[]
  /** Pieces that no wrap can split, longest first: a text without one of them has no match, which is told at once. */
  readonly needles: readonly string[]
}

/** Needles kept of one pattern. */
const maxNeedles = 8

/** Makes a pattern of tokens; two captures never stand side by side, and at least one token is a literal. */
export function textPattern(source: string, tokens: readonly TextToken[], ignoreCase: boolean): TextPattern {
  const folded = tokens.map((token) =>
    token.kind === "literal" && ignoreCase ? { ...token, text: foldCase(token.text) } : token,
  )
  const captures = tokens.flatMap((token) => (token.kind === "capture" ? [token.name] : []))
  const needles = folded
    .flatMap((token) => (token.kind === "literal" ? pieces(token.text) : []))
    .sort((a, b) => b.length - a.length)
    .slice(0, maxNeedles)
  return { kind: "text", source, tokens: folded, ignoreCase, captures, needles }
}

/** A literal cut wherever a line break may stand. */
function pieces(literal: string): string[] {
  const found: string[] = []
  for (let rest = literal.trim(); rest !== ""; ) {
    const piece = unbroken(rest)
    found.push(piece)
    rest = rest.slice(piece.length).trimStart()
  }
  return found
}

/** The lowest match. */
export function findText(pattern: TextPattern, text: string): Match | undefined {
  const [first, second] = pattern.tokens
  if (first === undefined) return undefined
  const search = new Search(pattern, text)
  if (!search.hasNeedles()) return undefined
  if (first.kind === "literal") {
    const blanks = first.text.length - first.text.trimStart().length
    for (const anchor of search.anchors(first.text)) {
      const match =
        search.match(anchor - blanks) ?? (blanks > 0 ? search.match(search.breaks.before.get(anchor) ?? -1) : undefined)
      if (match !== undefined) return match
    }
    return undefined
  }
  // A capture leads: find what follows it, then the leftmost start on that line from which it fits.
  if (second === undefined || second.kind !== "literal") return undefined
  // Anchors come lowest first: those further left on a line that was tried bring no new starts.
  let tried = Number.POSITIVE_INFINITY
  for (const anchor of search.anchors(second.text)) {
    const end = search.breaks.before.get(anchor) ?? anchor
    if (end >= tried) continue
    const from = text.lastIndexOf("\n", end - 1) + 1
    for (let start = from; start < end; start += 1) {
      const match = search.match(start)
      if (match !== undefined) return match
    }
    tried = from
  }
  return undefined
}

class Search {
  readonly #pattern: TextPattern
  readonly #text: string
  /** What literals are compared with. */
  readonly #folded: string
  /** (token, position) pairs that are known to fail. */
  readonly #failed = new Set<number>()
  #breaks: Breaks | undefined

  constructor(pattern: TextPattern, text: string) {
    this.#pattern = pattern
    this.#text = text
    this.#folded = pattern.ignoreCase ? foldCase(text) : text
  }

  hasNeedles(): boolean {
    return this.#pattern.needles.every((needle) => this.#folded.includes(needle))
  }

  /** Most searches fail before any wrap matters: found when first asked for. */
  get breaks(): Breaks {
    this.#breaks ??= findBreaks(this.#text)
    return this.#breaks
  }

  /** Where a literal's first word stands, lowest first. */
  *anchors(literal: string): Generator<number> {
    const fixed = unbroken(literal.trimStart()) || literal
    let at = this.#folded.lastIndexOf(fixed)
    while (at >= 0) {
      yield at
      if (at === 0) return
      at = this.#folded.lastIndexOf(fixed, at - 1)
    }
  }

  match(start: number): Match | undefined {
    if (start < 0) return undefined
    const captures: Record<string, string> = {}
    const end = this.#rest(0, start, captures)
    if (end === undefined) return undefined
    return { start, end, text: unwrap(this.#text.slice(start, end)), captures }
  }

  /** Matches the tokens from `index` on at `position`; the end, or undefined. */
  #rest(index: number, position: number, captures: Record<string, string>): number | undefined {
    const token = this.#pattern.tokens[index]
    if (token === undefined) return position
    if (token.kind === "literal" && !this.#mayBegin(token.text, position)) return undefined
    const key = index * (this.#text.length + 1) + position
    if (this.#failed.has(key)) return undefined
    const last = index === this.#pattern.tokens.length - 1
    const ends =
      token.kind === "literal"
        ? this.#literal(token.text, position)
        : captureEnds(token.as, this.#text, position, { last, breaks: this.breaks.after })
    for (const end of ends) {
      const whole = this.#rest(index + 1, end, captures)
      if (whole === undefined) continue
      if (token.kind === "capture") captures[token.name] = unwrap(this.#text.slice(position, end)).trim()
      return whole
    }
    this.#failed.add(key)
    return undefined
  }

  /** By its first character, which rules out most places at no cost. */
  #mayBegin(literal: string, position: number): boolean {
    const first = literal.charCodeAt(0)
    return first === space || this.#folded.charCodeAt(position) === first
  }

  #literal(literal: string, position: number): number[] {
    let at = position
    for (let index = 0; index < literal.length; index += 1) {
      const wanted = literal.charCodeAt(index)
      if (wanted === space) {
        const after = this.breaks.after.get(at)
        if (after !== undefined) {
          at = after
          continue
        }
      } else if (index > 0 && isWide(wanted) && isWide(literal.charCodeAt(index - 1))) {
        at = this.breaks.after.get(at) ?? at
      }
      if (this.#folded.charCodeAt(at) !== wanted) return []
      at += 1
    }
    return [at]
  }
}

const space = 0x20

/** The beginning of a literal that no line break can split. */
function unbroken(literal: string): string {
  for (let index = 1; index < literal.length; index += 1) {
    const code = literal.charCodeAt(index)
    if (code === space || (isWide(code) && isWide(literal.charCodeAt(index - 1)))) return literal.slice(0, index)
  }
  return literal
}

/** Lower case, unit by unit: offsets stay what they were. */
function foldCase(text: string): string {
  const lower = text.toLowerCase()
  if (lower.length === text.length) return lower
  return Array.from({ length: text.length }, (_, index) => {
    const unit = text.charAt(index)
    const folded = unit.toLowerCase()
    return folded.length === 1 ? folded : unit
  }).join("")
}

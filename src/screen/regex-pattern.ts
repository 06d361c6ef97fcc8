/**
 * Regex patterns: RE2 syntax, linear time (JavaScript's own engine gives up on explosions and silently says "no match").
 */
import { RE2JS, RE2Set } from "re2js"
import type { Match } from "./pattern.ts"
import { type PlainRegex, readPlainRegex } from "./plain-regex.ts"

/** Instructions a compiled regex may have: beyond, one match could cost hundreds of milliseconds. */
export const maxRegexInstructions = 2_000
/** Matches tried in one text before the last one found is taken. */
const maxMatches = 1_000

export interface RegexPattern {
  readonly kind: "regex"
  readonly source: string
  readonly flags: string
  /** Compiled when it is first asked for, if the regex is a plain one. */
  readonly program: RE2JS
  /** Names that every match sets. */
  readonly captures: readonly string[]
  /** Names inside an optional part or an alternative: a match may leave them unset. */
  readonly optionalCaptures: readonly string[]
  /** A text of no length may match: false is certain. */
  readonly mayBeEmpty: boolean
}

export type RegexFault =
  | { readonly why: "syntax"; readonly detail: string }
  | { readonly why: "size"; readonly instructions: number }

/** Compiles `/source/flags`; flags are `i` and `s`, and `^ $` always match at lines. */
export function compileRegex(
  source: string,
  flags: string,
): { readonly ok: true; readonly pattern: RegexPattern } | { readonly ok: false; readonly fault: RegexFault } {
  const plain = readPlainRegex(source)
  if (plain !== undefined && plain.mostInstructions <= maxRegexInstructions) {
    return { ok: true, pattern: new LatePattern(source, flags, plain) }
  }
  let program: RE2JS
  try {
    program = RE2JS.compile(source, flagBits(flags))
  } catch (error) {
    const detail = (error instanceof Error ? error.message : String(error)).replace(/^error parsing regexp: /, "")
    return { ok: false, fault: { why: "syntax", detail } }
  }
  const instructions = program.programSize()
  if (instructions > maxRegexInstructions) return { ok: false, fault: { why: "size", instructions } }
  const names = Object.keys(program.namedGroups())
  const optional = names.filter((name) => mayBeUnset(source, name))
  return {
    ok: true,
    pattern: {
      kind: "regex",
      source,
      flags,
      program,
      captures: names.filter((name) => !optional.includes(name)),
      optionalCaptures: optional,
      mayBeEmpty: true,
    },
  }
}

class LatePattern implements RegexPattern {
  readonly kind = "regex"
  readonly source: string
  readonly flags: string
  readonly captures: readonly string[]
  readonly optionalCaptures: readonly string[]
  readonly mayBeEmpty: boolean
  #program: RE2JS | undefined

  constructor(source: string, flags: string, { captures, optionalCaptures, mayBeEmpty }: PlainRegex) {
    this.source = source
    this.flags = flags
    this.captures = captures
    this.optionalCaptures = optionalCaptures
    this.mayBeEmpty = mayBeEmpty
  }

  get program(): RE2JS {
    this.#program ??= RE2JS.compile(this.source, flagBits(this.flags))
    return this.#program
  }
}

const flagBits = (flags: string): number =>
  RE2JS.MULTILINE | (flags.includes("i") ? RE2JS.CASE_INSENSITIVE : 0) | (flags.includes("s") ? RE2JS.DOTALL : 0)

/** The lowest match. */
export function findRegex(pattern: RegexPattern, text: string): Match | undefined {
  const matcher = pattern.program.matcher(text)
  let found: Match | undefined
  for (let count = 0; count < maxMatches && matcher.find(); count += 1) {
    const captures: Record<string, string> = {}
    for (const name of [...pattern.captures, ...pattern.optionalCaptures]) {
      const value = matcher.group(name)
      // Null: the group took no part in the match.
      if (typeof value === "string") captures[name] = value
    }
    found = { start: matcher.start(), end: matcher.end(), text: matcher.group() ?? "", captures }
  }
  return found
}

/**
 * Tells at once which of many regexes can match in a text, so that only those are run for their place and captures.
 * A regex that speaks of the whole text's ends may match in a region although it does not in the whole: it stays outside.
 */
export class RegexIndex {
  readonly #patterns: ReadonlySet<RegexPattern>
  #compiled: { readonly set: RE2Set; readonly ids: ReadonlyMap<RegexPattern, number> } | undefined

  constructor(patterns: readonly RegexPattern[]) {
    this.#patterns = new Set(patterns.filter(({ source }) => !speaksOfEnds.test(source)))
  }

  /** Gets ready for the first text; a thousand regexes take 50 ms, which a mere check of rules need not spend. */
  warmUp(): void {
    this.#compiled ??= compileSet(this.#patterns)
  }

  /** A test for "may match somewhere in this text"; the text is searched once, and only when first asked. */
  over(text: () => string): (pattern: RegexPattern) => boolean {
    let hits: ReadonlySet<number> | undefined
    return (pattern) => {
      if (!this.#patterns.has(pattern)) return true
      this.#compiled ??= compileSet(this.#patterns)
      const { set, ids } = this.#compiled
      hits ??= new Set(set.match(text()))
      return hits.has(ids.get(pattern) ?? -1)
    }
  }
}

function compileSet(patterns: ReadonlySet<RegexPattern>) {
  const set = new RE2Set()
  const ids = new Map<RegexPattern, number>()
  for (const pattern of patterns) {
    const modes = `m${pattern.flags.replace(/[^is]/g, "")}`
    ids.set(pattern, set.add(`(?${modes}:${pattern.source})`))
  }
  if (ids.size > 0) set.compile()
  return { set, ids }
}

/** `\A`, `\z`, or `^` and `$` without the flag that lets them match at lines, as in `(?-m)^`. */
const speaksOfEnds = /\\[Az]|\(\?[a-zA-Z]*-[a-zA-Z]*m/

/** Whether the named group stands inside something optional or beside an alternative. */
function mayBeUnset(source: string, name: string): boolean {
  const groups: { start: number; named: boolean; alternatives: boolean }[] = []
  const enclosing: { readonly start: number; readonly end: number; readonly optional: boolean }[] = []
  let top = false
  let target = -1
  for (let index = 0; index < source.length; index += 1) {
    const char = source[index]
    if (char === "\\") index = escapeEnd(source, index)
    else if (char === "[") index = classEnd(source, index)
    else if (char === "(") {
      const named = source.startsWith(`(?<${name}>`, index) || source.startsWith(`(?P<${name}>`, index)
      if (named) target = index
      groups.push({ start: index, named, alternatives: false })
    } else if (char === "|") {
      const group = groups.at(-1)
      if (group === undefined) top = true
      else group.alternatives = true
    } else if (char === ")") {
      const group = groups.pop()
      if (group === undefined) continue
      const repeat = /^(?:[?*]|\{0+[,}])/.test(source.slice(index + 1))
      enclosing.push({ start: group.start, end: index, optional: repeat || (group.alternatives && !group.named) })
    }
  }
  return top || enclosing.some((group) => group.optional && group.start <= target && target < group.end)
}

/** The index of the last character of the escape that begins at `start`: `\d`, or all of `\Q…\E`. */
function escapeEnd(source: string, start: number): number {
  if (source[start + 1] !== "Q") return start + 1
  const end = source.indexOf("\\E", start + 2)
  return end < 0 ? source.length : end + 1
}

/** The index of the `]` that closes the class opened at `start`. */
function classEnd(source: string, start: number): number {
  let index = start + 1
  if (source[index] === "^") index += 1
  if (source[index] === "]") index += 1
  while (index < source.length && source[index] !== "]") {
    const named = source.startsWith("[:", index) ? source.indexOf(":]", index + 2) : -1
    if (named >= 0) index = named + 2
    else index += source[index] === "\\" ? 2 : 1
  }
  return index
}

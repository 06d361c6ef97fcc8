/**
 * What can be told of a plain regex without compiling it, which takes a hundred times as long: a rule file has hundreds, and who
 * checks it matches none. Plain is what RE2 surely takes: literals, sets, groups, alternatives, repetitions that are small, and the
 * usual escapes. Of any other nothing is claimed.
 */

export interface PlainRegex {
  /** Names that every match sets. */
  readonly captures: readonly string[]
  /** Names inside an optional part or an alternative. */
  readonly optionalCaptures: readonly string[]
  /** No fewer than the instructions of its program. */
  readonly mostInstructions: number
  /** It may match a text of no length. */
  readonly mayBeEmpty: boolean
}

/** Undefined: it is not plain. `source`: between the slashes, a slash itself not escaped. */
export const readPlainRegex = (source: string): PlainRegex | undefined =>
  unusual.test(source) ? undefined : new Reader(source).read()

/** What never stands in a plain one: half of a pair of surrogates, escapes for sets and texts, flags but those at the beginning. */
const unusual = /[\ud800-\udfff]|\\[^dDwWsSbBntrzA.\\/()[\]{}^$|*+?-]|(?<!^)\(\?(?!:|<[A-Za-z])/

const deepest = 20
/** RE2 counts no further; small ones are all that a screen needs. */
const mostRepeats = 100

/** A part of it. */
interface Part {
  readonly instructions: number
  readonly mayBeEmpty: boolean
}

const flags = /\(\?[is]{1,2}\)/y
/** A place between characters, such as `^`: it is never repeated. */
const place = /[\^$]|\\[bBzA]/y
/** A character, or any of a kind: `x`, `.`, `\d`, `\.`. */
const character = /[^\\^$.[\](){}*+?|]|\.|\\[dDwWsSntr.\\/()[\]{}^$|*+?-]/y
/** Those that are not repeated. */
const run = new RegExp(`(?:(?:${character.source})(?![*+?{]))+`, "y")
/** `[^a-z_\d-]`, with a `-` only between the ends of a range or at the end. */
const set =
  /\[\^?(?:(?:[^\\[\]^-]|\\[\\/()[\]{}^$.|*+?-])(?:-(?:[^\\[\]^-]|\\[\\/()[\]{}^$.|*+?-]))?|\\[dDwWsSntr])+-?\]/y
const opening = /\((?:\?:|\?<([A-Za-z_]\w*)>)?/y
const repetition = /(?:([*+?])|\{(\d{1,3})(?:(,)(\d{1,3})?)?\})\??/y

/** Recursive descent; undefined ends it: what follows is not plain. */
class Reader {
  readonly #source: string
  /** In the order of the text. */
  readonly #names: { readonly name: string; isOptional: boolean }[] = []
  #at = 0
  #depth = 0

  constructor(source: string) {
    this.#source = source
  }

  read(): PlainRegex | undefined {
    this.#take(flags)
    const whole = this.#alternatives()
    if (whole === undefined || this.#at < this.#source.length) return undefined
    const named = (isOptional: boolean): string[] =>
      this.#names.flatMap((one) => (one.isOptional === isOptional ? [one.name] : []))
    return {
      captures: named(false),
      optionalCaptures: named(true),
      mostInstructions: whole.instructions,
      mayBeEmpty: whole.mayBeEmpty,
    }
  }

  #alternatives(): Part | undefined {
    const from = this.#names.length
    const first = this.#sequence()
    if (first === undefined || this.#source[this.#at] !== "|") return first
    let { instructions, mayBeEmpty } = first
    while (this.#source[this.#at] === "|") {
      this.#at += 1
      const next = this.#sequence()
      if (next === undefined) return undefined
      instructions += next.instructions + 2
      mayBeEmpty ||= next.mayBeEmpty
    }
    this.#makeOptional(from)
    return { instructions, mayBeEmpty }
  }

  #sequence(): Part | undefined {
    // An empty one is an instruction too.
    let instructions = 1
    let mayBeEmpty = true
    while (this.#at < this.#source.length && this.#source[this.#at] !== "|" && this.#source[this.#at] !== ")") {
      const next = this.#repeated()
      if (next === undefined) return undefined
      instructions += next.instructions
      mayBeEmpty &&= next.mayBeEmpty
    }
    return { instructions, mayBeEmpty }
  }

  #repeated(): Part | undefined {
    const plain = this.#take(run)
    if (plain !== undefined) return { instructions: plain[0].length, mayBeEmpty: false }
    const isPlace = this.#take(place) !== undefined
    const from = this.#names.length
    const part = isPlace ? { instructions: 1, mayBeEmpty: true } : this.#part()
    const [text, mark, least, comma, most] = this.#take(repetition) ?? []
    if (part === undefined || text === undefined) return part
    // Two in a row, or of a place: what RE2 makes of them is no matter here.
    if (isPlace || /[*+?{]/.test(this.#source[this.#at] ?? "")) return undefined
    const atLeast = mark === undefined ? Number(least) : mark === "+" ? 1 : 0
    const times = mark !== undefined ? 1 : most === undefined ? atLeast + (comma === undefined ? 0 : 1) : Number(most)
    if (times > mostRepeats || (most !== undefined && atLeast > times)) return undefined
    if (atLeast === 0) this.#makeOptional(from)
    return {
      instructions: (part.instructions + 2) * Math.max(1, times) + 2,
      mayBeEmpty: atLeast === 0 || part.mayBeEmpty,
    }
  }

  #part(): Part | undefined {
    if (this.#source[this.#at] === "(") return this.#group()
    const range = this.#take(set)
    if (range !== undefined) return isInOrder(range[0]) ? one : undefined
    return this.#take(character) && one
  }

  #group(): Part | undefined {
    const [open, name] = this.#take(opening) ?? []
    this.#depth += 1
    if (open === undefined || this.#depth > deepest) return undefined
    if (name !== undefined) {
      if (this.#names.some((other) => other.name === name)) return undefined
      this.#names.push({ name, isOptional: false })
    }
    const inside = this.#alternatives()
    if (inside === undefined || this.#source[this.#at] !== ")") return undefined
    this.#at += 1
    this.#depth -= 1
    return { ...inside, instructions: inside.instructions + 2 }
  }

  #makeOptional(from: number): void {
    for (const name of this.#names.slice(from)) name.isOptional = true
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#source) ?? undefined
    this.#at += found?.[0].length ?? 0
    return found
  }
}

const one: Part = { instructions: 1, mayBeEmpty: false }

/** Whether the ranges of a set go upwards. */
function isInOrder(range: string): boolean {
  if (!range.includes("-")) return true
  const inside = range.replace(/^\[\^?|-?\]$/g, "").replace(/\\([^dDwWsSntr])/g, "$1")
  return [...inside.matchAll(/(.)-(.)/gs)].every(([, from = "", to = ""]) => from <= to)
}

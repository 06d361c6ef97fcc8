/**
 * Where each key and value stands in a TOML text. smol-toml gives positions only for syntax errors, so this walks the
 * text once more. It takes for granted that smol-toml accepted the text: on other texts it finishes, but places may be
 * wrong. Source: TOML 1.1, toml.io.
 */

/** `[start, end)` in UTF-16 units. */
export interface Span {
  readonly start: number
  readonly end: number
}

export type KeyPath = readonly (string | number)[]

/** `key` is undefined for the elements of an array; `value` is undefined for a table made by a header. */
export interface Place {
  readonly key: Span | undefined
  readonly value: Span | undefined
}

/** Places by `pathId`. */
export type Places = ReadonlyMap<string, Place>

export function pathId(path: KeyPath): string {
  return JSON.stringify(path)
}

export function locate(text: string): Places {
  return new Walk(text).document()
}

/** The place of `path`, else of its nearest ancestor that has one. */
export function placeOf(places: Places, path: KeyPath): Place | undefined {
  for (let length = path.length; length > 0; length--) {
    const place = places.get(pathId(path.slice(0, length)))
    if (place !== undefined) return place
  }
  return undefined
}

interface KeyPart {
  readonly name: string
  readonly span: Span
}

/** One pass over one text; `#at` is the next character. */
class Walk {
  readonly #text: string
  readonly #places = new Map<string, Place>()
  /** How many `[[…]]` elements each array of tables has so far. */
  readonly #elements = new Map<string, number>()
  #at = 0

  constructor(text: string) {
    this.#text = text
    if (text.startsWith("\ufeff")) this.#at = 1
  }

  document(): Places {
    let table: KeyPath = []
    this.#skipBlank()
    while (this.#at < this.#text.length) {
      const before = this.#at
      if (this.#peek() === "[") table = this.#header()
      else this.#pair(table, "=")
      this.#skipBlank()
      if (this.#at === before) this.#at++
    }
    return this.#places
  }

  /** `[a.b]` or `[[a.b]]`; gives the path that the following keys belong to. */
  #header(): KeyPath {
    const isArray = this.#text.startsWith("[[", this.#at)
    this.#at += isArray ? 2 : 1
    const parts = this.#key("]")
    this.#at += isArray ? 2 : 1
    let path: KeyPath = []
    parts.forEach((part, index) => {
      path = [...path, part.name]
      this.#note(path, { key: part.span, value: undefined })
      const id = pathId(path)
      const count = this.#elements.get(id) ?? 0
      if (isArray && index === parts.length - 1) {
        this.#elements.set(id, count + 1)
        path = [...path, count]
        this.#note(path, { key: part.span, value: undefined })
      } else if (count > 0) {
        path = [...path, count - 1]
      }
    })
    return path
  }

  #pair(table: KeyPath, end: string): void {
    const parts = this.#key(end)
    this.#at++
    this.#skipSpace()
    let path = table
    for (const part of parts.slice(0, -1)) {
      path = [...path, part.name]
      this.#note(path, { key: part.span, value: undefined })
    }
    const last = parts.at(-1)
    if (last === undefined) return
    path = [...path, last.name]
    const value = this.#value(path)
    this.#places.set(pathId(path), { key: last.span, value })
  }

  /** The parts of a dotted key up to `end`, which is left unread. */
  #key(end: string): KeyPart[] {
    const parts: KeyPart[] = []
    while (this.#at < this.#text.length && this.#peek() !== end && this.#peek() !== "\n") {
      const start = this.#at
      const first = this.#peek()
      if (first === '"' || first === "'") {
        this.#string()
        const quoted = this.#text.slice(start, this.#at)
        const name = first === "'" ? quoted.slice(1, -1) : decoded(quoted.slice(1, -1))
        parts.push({ name, span: { start, end: this.#at } })
      } else if (isBare(first)) {
        while (isBare(this.#peek())) this.#at++
        parts.push({ name: this.#text.slice(start, this.#at), span: { start, end: this.#at } })
      } else {
        this.#at++
      }
    }
    return parts
  }

  /** Reads one value and notes the places inside it. */
  #value(path: KeyPath): Span {
    const start = this.#at
    const first = this.#peek()
    if (first === "[") this.#array(path)
    else if (first === "{") this.#inlineTable(path)
    else if (first === '"' || first === "'") this.#string()
    else this.#scalar()
    return { start, end: this.#at }
  }

  #array(path: KeyPath): void {
    this.#at++
    for (let index = 0; ; index++) {
      this.#skipBlank()
      if (this.#closes("]")) return
      const element = [...path, index]
      const value = this.#value(element)
      this.#places.set(pathId(element), { key: undefined, value })
      this.#skipBlank()
      if (this.#peek() === ",") this.#at++
    }
  }

  #inlineTable(path: KeyPath): void {
    this.#at++
    for (;;) {
      this.#skipBlank()
      if (this.#closes("}")) return
      const before = this.#at
      this.#pair(path, "=")
      this.#skipBlank()
      if (this.#peek() === ",") this.#at++
      if (this.#at === before) this.#at++
    }
  }

  /** Any of the four kinds of string, quotes included. */
  #string(): void {
    const quote = this.#peek()
    const fence = quote.repeat(3)
    const isLong = this.#text.startsWith(fence, this.#at)
    const close = isLong ? fence : quote
    this.#at += close.length
    while (this.#at < this.#text.length && !this.#text.startsWith(close, this.#at)) {
      this.#at += quote === '"' && this.#peek() === "\\" ? 2 : 1
    }
    this.#at += close.length
    // A long string may end in up to two quotes of its own.
    for (let own = 0; isLong && own < 2 && this.#peek() === quote; own++) this.#at++
    this.#at = Math.min(this.#at, this.#text.length)
  }

  /** Numbers, booleans, dates: up to a separator. A date's one space is part of it. */
  #scalar(): void {
    const rest = this.#text.slice(this.#at, this.#at + maxScalarLength)
    const found = /^\d{4}-\d\d-\d\d \d\d:[^\s,\]}#]*|^[^\s,\]}#]+/.exec(rest)
    this.#at += found?.[0].length ?? 1
  }

  #closes(bracket: string): boolean {
    if (this.#at >= this.#text.length) return true
    if (this.#peek() !== bracket) return false
    this.#at++
    return true
  }

  /** The first mention of a table is its place. */
  #note(path: KeyPath, place: Place): void {
    const id = pathId(path)
    if (!this.#places.has(id)) this.#places.set(id, place)
  }

  #skipSpace(): void {
    while (this.#peek() === " " || this.#peek() === "\t") this.#at++
  }

  /** Spaces, line ends and comments. */
  #skipBlank(): void {
    for (;;) {
      const next = this.#peek()
      if (next === "#") {
        while (this.#at < this.#text.length && this.#peek() !== "\n") this.#at++
      } else if (next === " " || next === "\t" || next === "\n" || next === "\r") {
        this.#at++
      } else return
    }
  }

  #peek(): string {
    return this.#text.charAt(this.#at)
  }
}

/** Longer than any number or date that means something. */
const maxScalarLength = 4_096

function isBare(character: string): boolean {
  return /^[A-Za-z0-9_-]$/.test(character)
}

const escapes: Readonly<Record<string, string>> = {
  b: "\b",
  t: "\t",
  n: "\n",
  f: "\f",
  r: "\r",
  e: "\u001b",
}

function decoded(text: string): string {
  const sequence = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/g
  return text.replace(sequence, (_, x?: string, u?: string, long?: string, single?: string) => {
    const code = x ?? u ?? long
    if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16))
    return escapes[single ?? ""] ?? single ?? ""
  })
}

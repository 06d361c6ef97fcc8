/** The text of one statement's head (what stands before its block) → tokens, groups and comments, nothing left out. */

export interface Token {
  readonly kind: "token"
  readonly text: string
  /** The first token of its line, as it was written. */
  readonly beginsLine: boolean
}
export interface Comment {
  readonly kind: "comment"
  readonly text: string
  /** Nothing else stands on its line before it. */
  readonly ownLine: boolean
}
export interface Group {
  readonly kind: "group"
  readonly open: "(" | "["
  readonly pieces: readonly Piece[]
}
export type Piece = Token | Comment | Group

const blanks = /[ \t\r\u00a0]+/y
const comment = /#[^\n]*/y
/** Each as the grammar reads it; the first that fits is taken. */
const tokens = [
  /"""(?:\\[\s\S]|(?!""")[\s\S])*"""/y,
  /"(?:\\[^\n]|[^"\\\n])*"/y,
  /\/(?:\\[^\n]|[^/\\\n])+\/[a-z]*/y,
  /->|[=!<>]=|[=<>|,]/y,
  /\d+%/y,
  // `@name` and `$text` hold together; a word ends where an arrow begins.
  /[@$]?(?:(?!->)[^\s"/#()[\]{},;=<>!|@$])+/uy,
  /[\s\S]/uy,
] as const
/** `23:00 - 08:00`: one token, whatever blanks stand in it. */
const clockRange = /\d\d?:\d\d[ \t\r\u00a0]*-[ \t\r\u00a0]*\d\d?:\d\d/y
/** `name=value` in tests: a value may hold almost anything. */
const setting =
  /[\p{L}_][\p{L}\p{N}_]*(?:-[\p{L}\p{N}_]+)*=(?:"""(?:\\[\s\S]|(?!""")[\s\S])*"""|"(?:\\[^\n]|[^"\\\n])*"|[^ \t\r\n;{}"]+)/uy
/** A key after `send`: `C-,` is one. */
const key = /[\p{L}\p{N}](?:[\p{L}\p{N}]|-[^ \t\r\n;{}])*/uy

/** Reads the head of a statement that is known to be right. */
export function readHead(text: string): readonly Piece[] {
  return new HeadReader(text).read()
}

class HeadReader {
  readonly #text: string
  #at = 0
  #freshLine = false
  #sends = false
  /** Forms that only some statements have, tried first. */
  readonly #special: readonly RegExp[]

  constructor(text: string) {
    this.#text = text
    const word = /^[a-z]*/.exec(text)?.[0]
    this.#special = word === "quiet" ? [clockRange] : word === "pane" || word === "at" ? [setting] : []
  }

  /** To the end of the text, or of the group that is open. */
  read(): readonly Piece[] {
    const pieces: Piece[] = []
    while (this.#at < this.#text.length) {
      if (this.#take(blanks) !== undefined) continue
      if (this.#text[this.#at] === "\n") {
        this.#at += 1
        this.#freshLine = true
        continue
      }
      const char = this.#text[this.#at]
      if (char === ")" || char === "]") break
      const beginsLine = this.#freshLine
      this.#freshLine = false
      const remark = this.#take(comment)
      if (remark !== undefined) pieces.push({ kind: "comment", text: remark.trimEnd(), ownLine: beginsLine })
      else if (char === "(" || char === "[") pieces.push(this.#group(char))
      else pieces.push({ kind: "token", text: this.#token(), beginsLine })
    }
    return pieces
  }

  #group(open: "(" | "["): Group {
    this.#at += 1
    const pieces = this.read()
    this.#at += 1
    this.#freshLine = false
    return { kind: "group", open, pieces }
  }

  #token(): string {
    for (const form of this.#sends ? [...this.#special, key, ...tokens] : [...this.#special, ...tokens]) {
      const found = this.#take(form)
      if (found === undefined) continue
      if (found === "send") this.#sends = true
      return form === clockRange ? found.replace(/[ \t\r\u00a0]/g, "") : found
    }
    throw new Error("the last form takes any character")
  }

  #take(form: RegExp): string | undefined {
    form.lastIndex = this.#at
    const found = form.exec(this.#text)?.[0]
    if (found !== undefined) this.#at += found.length
    return found
  }
}

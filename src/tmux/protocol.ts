/**
 * tmux control mode (tmux(1), CONTROL MODE) as a pure parser: bytes of the pipe in, events out, no I/O.
 *
 * Pane text is hostile and arrives raw inside blocks. Only a terminator with the same time and number ends a block; a
 * screen that guesses those can still cut its own block short, which is why whoever asks puts a secret guard after its
 * commands (connection.ts).
 */

/** What happens at the limits: the parser is `broken`, says so once, and ignores everything after. */
export const limits = {
  /** One answer of tmux. A 1000-line capture of 500 columns in 4-byte characters is 2 MB. */
  maxBlockBytes: 16 * 1024 * 1024,
  /** One line outside a block (`%output` of a pane that prints much). */
  maxLineBytes: 4 * 1024 * 1024,
} as const

export interface Block {
  /** Seconds since the epoch by the server's clock, when the command ran. */
  readonly timeS: number
  readonly number: number
  /** The answer to a command of ours (flags & 1), not to something else the server did. */
  readonly ours: boolean
  /** False after `%error`; the lines then hold tmux's message. */
  readonly ok: boolean
  readonly lines: readonly string[]
}

export type BrokenWhy = "block-too-large" | "line-too-long" | "stray-terminator"

export type ControlEvent =
  | { readonly kind: "block"; readonly block: Block }
  | { readonly kind: "output"; readonly pane: string; readonly bytes: Uint8Array }
  /** Any other line that begins with `%`: `name` without the sign. */
  | { readonly kind: "notification"; readonly name: string; readonly rest: string }
  | { readonly kind: "exit"; readonly reason: string }
  /** Text that belongs to nothing: what a person's hook printed, or failed with, when our client set it off. */
  | { readonly kind: "stray"; readonly text: string }
  | { readonly kind: "broken"; readonly why: BrokenWhy }

interface OpenBlock {
  readonly timeS: number
  readonly number: number
  readonly ours: boolean
}

const newline = 0x0a
const percent = 0x25
const guardLine = /^%(begin|end|error) (\d{1,15}) (\d{1,15}) (\d{1,9})$/
/** `%end 18446744073709551615 …` never gets longer than this: longer lines are payload without a look. */
const maxGuardBytes = 64
/** What the parser keeps allocated between large answers. */
const idleBufferBytes = 256 * 1024

export class ControlParser {
  readonly #maxBlockBytes: number
  readonly #maxLineBytes: number
  #bytes = new Uint8Array(16 * 1024)
  /** Bytes in use. */
  #length = 0
  /** No newline before here is unseen. */
  #scanned = 0
  /** Where the first byte that is still needed is: the open block's payload, or the current line. */
  #kept = 0
  #lineStart = 0
  #open: OpenBlock | undefined
  #broken = false

  constructor(bounds: { readonly maxBlockBytes: number; readonly maxLineBytes: number } = limits) {
    this.#maxBlockBytes = bounds.maxBlockBytes
    this.#maxLineBytes = bounds.maxLineBytes
  }

  /** A block has begun and not ended. */
  get inBlock(): boolean {
    return this.#open !== undefined
  }

  /** Takes bytes as they come, cut anywhere, and gives the events they complete, in order. */
  push(chunk: Uint8Array): ControlEvent[] {
    const events: ControlEvent[] = []
    if (this.#broken) return events
    this.#append(chunk)
    for (;;) {
      const at = this.#bytes.subarray(0, this.#length).indexOf(newline, this.#scanned)
      if (at < 0) break
      this.#scanned = at + 1
      this.#line(at, events)
      if (this.#broken) return events
    }
    this.#scanned = this.#length
    this.#checkLimits(events)
    this.#compact()
    return events
  }

  #line(end: number, events: ControlEvent[]): void {
    const start = this.#lineStart
    this.#lineStart = end + 1
    if (this.#open === undefined) {
      const event = this.#outside(start, end)
      if (event !== undefined) events.push(event)
      this.#kept = this.#lineStart
      return
    }
    const ended = this.#terminator(start, end, this.#open)
    if (ended === undefined) {
      if (this.#lineStart - this.#kept > this.#maxBlockBytes) events.push(this.#fail("block-too-large"))
      return
    }
    const lines = start === this.#kept ? [] : decode(this.#bytes.subarray(this.#kept, start - 1)).split("\n")
    events.push({ kind: "block", block: { ...this.#open, ok: ended === "end", lines } })
    this.#open = undefined
    this.#kept = this.#lineStart
  }

  #terminator(start: number, end: number, open: OpenBlock): "end" | "error" | undefined {
    if (this.#bytes[start] !== percent || end - start > maxGuardBytes) return undefined
    const match = guardLine.exec(decode(this.#bytes.subarray(start, end)))
    if (match === null || match[1] === "begin") return undefined
    if (Number(match[2]) !== open.timeS || Number(match[3]) !== open.number) return undefined
    return match[1] === "end" ? "end" : "error"
  }

  #outside(start: number, end: number): ControlEvent | undefined {
    if (start === end) return undefined
    if (end - start > this.#maxLineBytes) return this.#fail("line-too-long")
    const line = this.#bytes.subarray(start, end)
    const text = decode(line)
    if (line[0] !== percent) return { kind: "stray", text }
    const begin = guardLine.exec(text)
    if (begin !== null) {
      // A terminator that ends nothing: the stream is not what we think it is.
      if (begin[1] !== "begin") return this.#fail("stray-terminator")
      this.#open = { timeS: Number(begin[2]), number: Number(begin[3]), ours: (Number(begin[4]) & 1) === 1 }
      return undefined
    }
    const output = /^%(?:output (%\d+) |extended-output (%\d+) [^:]*: )/.exec(text)
    if (output !== null) {
      const bytes = unescapeOctal(line.subarray(output[0].length))
      return { kind: "output", pane: output[1] ?? output[2] ?? "", bytes }
    }
    const space = text.indexOf(" ")
    const name = space < 0 ? text.slice(1) : text.slice(1, space)
    const rest = space < 0 ? "" : text.slice(space + 1)
    return name === "exit" ? { kind: "exit", reason: rest } : { kind: "notification", name, rest }
  }

  #checkLimits(events: ControlEvent[]): void {
    const held = this.#length - this.#kept
    if (this.#open !== undefined && held > this.#maxBlockBytes) events.push(this.#fail("block-too-large"))
    else if (this.#open === undefined && held > this.#maxLineBytes) events.push(this.#fail("line-too-long"))
  }

  #fail(why: BrokenWhy): ControlEvent {
    this.#broken = true
    this.#bytes = new Uint8Array(0)
    return { kind: "broken", why }
  }

  #append(chunk: Uint8Array): void {
    const wanted = this.#length + chunk.length
    if (wanted > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(wanted, this.#bytes.length * 2))
      grown.set(this.#bytes.subarray(0, this.#length))
      this.#bytes = grown
    }
    this.#bytes.set(chunk, this.#length)
    this.#length = wanted
  }

  /** Moves what is still needed to the front, once per push; after one huge answer the memory is given back. */
  #compact(): void {
    const needed = this.#bytes.subarray(this.#kept, this.#length)
    if (this.#bytes.length > idleBufferBytes && needed.length < idleBufferBytes / 2) {
      this.#bytes = new Uint8Array(idleBufferBytes)
      this.#bytes.set(needed)
    } else this.#bytes.copyWithin(0, this.#kept, this.#length)
    this.#length -= this.#kept
    this.#scanned -= this.#kept
    this.#lineStart -= this.#kept
    this.#kept = 0
  }
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true })

/** Invalid UTF-8 becomes U+FFFD: a pane may print anything. */
function decode(bytes: Uint8Array): string {
  return decoder.decode(bytes)
}

const backslash = 0x5c

/** `\134` → `\`, `\012` → newline: tmux escapes bytes below 32 and the backslash in `%output`; anything else stays. */
export function unescapeOctal(escaped: Uint8Array): Uint8Array {
  const plain = new Uint8Array(escaped.length)
  let length = 0
  for (let at = 0; at < escaped.length; at++) {
    const byte = escaped[at] ?? 0
    const value = byte === backslash ? octal(escaped, at + 1) : undefined
    if (value !== undefined) at += 3
    plain[length++] = value ?? byte
  }
  return plain.subarray(0, length)
}

function octal(bytes: Uint8Array, at: number): number | undefined {
  let value = 0
  for (let place = at; place < at + 3; place++) {
    const digit = (bytes[place] ?? 0) - 0x30
    if (digit < 0 || digit > 7) return undefined
    value = value * 8 + digit
  }
  return value < 256 ? value : undefined
}

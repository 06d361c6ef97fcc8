/** Text files as they are read: UTF-8, lines ended by `\n`. */

export interface BrokenByte {
  readonly byte: number
  /** In the text as it was decoded. */
  readonly offset: number
}

/** The text without its BOM; what is not UTF-8 in it became U+FFFD. */
export const textOf = (bytes: Buffer): string => unixLines(new TextDecoder().decode(bytes))

const unixLines = (text: string): string => text.replaceAll("\r\n", "\n")

/** The first byte that is not UTF-8; undefined: all are. */
export function firstBroken(bytes: Buffer): BrokenByte | undefined {
  const isRight = (length: number, stream: boolean): boolean => {
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, length), { stream })
      return true
    } catch {
      // That is the answer.
      return false
    }
  }
  if (isRight(bytes.length, false)) return undefined
  // The longest beginning that is right, or would be with more bytes.
  let right = 0
  let wrong = bytes.length + 1
  while (wrong - right > 1) {
    const middle = (right + wrong) >> 1
    if (isRight(middle, true)) right = middle
    else wrong = middle
  }
  // A character that was begun is left out: its first byte is the one.
  const before = new TextDecoder().decode(bytes.subarray(0, Math.min(right, bytes.length)), { stream: true })
  const bom = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? 3 : 0
  const at = bom + Buffer.byteLength(before)
  return { byte: bytes[at] ?? 0, offset: unixLines(before).length }
}

/** What people call an ask: short enough to type on a phone, and no word of any language. */
import { createHash } from "node:crypto"

/** Without what looks like something else: 0 o, 1 i l. */
const letters = "abcdefghjkmnpqrstuvwxyz"
const digits = "23456789"
const shape = /^(?:[a-hjkmnp-z][2-9]){2,4}$/

/** Ids of the usual length that are tried, of some 34,000; then they grow. */
const triesPerLength = 8
const lengths = [2, 3, 4] as const

/** The id of an ask effect, such as `k7f2`: the same each time, unless another ask has it. */
export function askIdOf(effect: string, isTaken: (id: string) => boolean): string {
  for (const pairs of lengths) {
    for (let round = 0; round < triesPerLength; round += 1) {
      const id = idFrom(createHash("sha256").update(`${round} ${effect}`).digest(), pairs)
      if (!isTaken(id)) return id
    }
  }
  throw new Error("every id is taken: more asks are kept than there are ids")
}

function idFrom(bytes: Uint8Array, pairs: number): string {
  return Array.from({ length: pairs }, (_, pair) => {
    const [letter = 0, digit = 0] = bytes.subarray(pair * 2)
    return `${letters[letter % letters.length]}${digits[digit % digits.length]}`
  }).join("")
}

/** Whether somebody may have meant an ask by this word, upper case or blanks aside. */
export const looksLikeId = (word: string): boolean => shape.test(idIn(word))

/** An id as it is kept, from what somebody typed. */
export const idIn = (word: string): string => word.trim().toLowerCase()

/** The name of an ask's file, `k7f2.ask`. */
export const fileNameOf = (id: string): string => `${id}${suffix}`
const suffix = ".ask"

/** Undefined: it is no ask's file. */
export function idOfFile(name: string): string | undefined {
  const id = name.endsWith(suffix) ? name.slice(0, -suffix.length) : ""
  return looksLikeId(id) ? id : undefined
}

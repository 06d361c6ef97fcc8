/** Words for the shell of another machine. */

/**
 * A word as POSIX sh takes it, whatever is in it: in single quotes nothing is special but the quote itself (XCU 2.2.2).
 * @throws on NUL, which no argument can hold.
 */
export function shellWord(word: string): string {
  if (word.includes("\0")) throw new Error("NUL in a word for a shell")
  if (/^[A-Za-z0-9_@%+:.,/=-]+$/.test(word)) return word
  return `'${word.replaceAll("'", `'\\''`)}'`
}

export const shellWords = (words: readonly string[]): string => words.map(shellWord).join(" ")

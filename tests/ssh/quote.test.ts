import { expect, test } from "bun:test"
import fc from "fast-check"
import { shellWord, shellWords } from "../../src/ssh/quote.ts"

const printed = (words: readonly string[]): string => {
  // Each word, ended by what no word holds.
  const script = `for word in ${shellWords(words)}; do printf '%s\\001' "$word"; done`
  return Bun.spawnSync(["sh", "-c", script]).stdout.toString()
}

test("a shell takes any words as they are", () => {
  const nasty = fc.constantFrom(
    ..."'\"\\$`!*?~#&;|<>(){}[] \t\n\r%-=",
    "$(id)",
    "${x}",
    "''",
    "\u0007",
    "一",
    "🙂",
    "a",
  )
  const word = fc.array(nasty, { maxLength: 12 }).map((parts) => parts.join(""))
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (words) => {
      expect(printed(words)).toBe(words.map((one) => `${one}\u0001`).join(""))
    }),
    { numRuns: 150 },
  )
})

test("what is plain stays plain; NUL is a bug", () => {
  expect(shellWords(["list-panes", "-a", "#{x}", ""])).toBe("list-panes -a '#{x}' ''")
  expect(() => shellWord("a\0b")).toThrow()
})

import { describe, expect, test } from "bun:test"
import { catalogue } from "../../src/locale/catalogue.ts"
import { chooseLocale, type Entry, locales, type PhraseId, phrase, say } from "../../src/locale/phrase.ts"

const entries = Object.entries(catalogue) as [PhraseId, Entry][]
/** The names that `say` fills in. */
const placeholders = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{([a-zA-Z][a-zA-Z0-9]*)\}/g)].map(([, name]) => name ?? ""))].sort()

describe("the catalogue", () => {
  test("says the same in both languages: the same values, and something", () => {
    for (const [id, entry] of entries) {
      for (const locale of locales) expect(`${id}: ${entry[locale].trim()}`).not.toBe(`${id}: `)
      expect(`${id}: ${placeholders(entry["zh-CN"])}`).toBe(`${id}: ${placeholders(entry.en)}`)
    }
  })

  test("keeps each language's own punctuation", () => {
    for (const [id, entry] of entries) {
      expect(`${id}: ${/\p{sc=Han}[,;!?]\p{sc=Han}/u.test(entry["zh-CN"])}`).toBe(`${id}: false`)
      expect(`${id}: ${/[，。；：！？、]/.test(entry.en)}`).toBe(`${id}: false`)
    }
  })
})

describe("a phrase in words", () => {
  test("has its values in their places", () => {
    const words = phrase("language.defined-twice", { name: "press" })
    expect(say("en", words)).toBe("`press` is defined twice")
    expect(say("zh-CN", words)).toBe("`press` 定义了两次")
    expect(say("en", phrase("language.more", { count: 5 }))).toBe("… and 5 more problems")
  })

  test("says a phrase inside a phrase in the same language", () => {
    const words = phrase("language.value-type", { type: phrase("language.type-duration") })
    expect(say("en", words)).toBe("expected a duration here")
    expect(say("zh-CN", words)).toBe("这里应是时长")
  })

  test("lists values as each language does, phrases among them", () => {
    const words = phrase("language.unexpected-expected", {
      expected: ["'a'", phrase("language.token-name")],
      found: "'b'",
    })
    expect(say("en", words)).toBe("expected 'a', a name, found 'b'")
    expect(say("zh-CN", words)).toBe("这里应是 'a'、名称，却是 'b'")
    expect(say("en", phrase("language.words-here", { words: [] }))).toBe("possible here: ")
  })

  test("never reads a value for placeholders, nor for the patterns of a replacement", () => {
    for (const value of ["{name}", "$&", "$1", "{", "%s", "`x`"]) {
      expect(say("en", phrase("language.defined-twice", { name: value }))).toBe(`\`${value}\` is defined twice`)
    }
  })

  test("keeps braces that are part of the words", () => {
    expect(say("en", phrase("language.variable-open.help"))).toContain("`{name|filter}`")
    expect(say("en", phrase("language.brace-open"))).toBe("this `{` is never closed")
  })
})

describe("the language to speak", () => {
  test.each([
    [undefined, {}, "en"],
    [undefined, { LANG: "zh_CN.UTF-8" }, "zh-CN"],
    [undefined, { LANG: "zh_TW" }, "zh-CN"],
    [undefined, { LANG: "de_DE.UTF-8" }, "en"],
    [undefined, { LANG: "C" }, "en"],
    [undefined, { LANG: "zh_CN.UTF-8", LC_ALL: "en_US.UTF-8" }, "en"],
    [undefined, { LANG: "en_US", LC_MESSAGES: "zh_CN" }, "zh-CN"],
    [undefined, { LC_ALL: "en_US", LC_MESSAGES: "zh_CN" }, "en"],
    [undefined, { LC_ALL: "", LC_MESSAGES: "", LANG: "zh_CN" }, "zh-CN"],
    ["zh-CN", { LANG: "en_US" }, "zh-CN"],
    ["zh", {}, "zh-CN"],
    ["en", { LANG: "zh_CN" }, "en"],
  ] as const)("wanted %p in %p: %s", (wanted, env, locale) => {
    expect(chooseLocale(wanted, env)).toBe(locale)
  })
})

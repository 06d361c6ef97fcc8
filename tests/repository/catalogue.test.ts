import { describe, expect, test } from "bun:test"
import { catalogue } from "../../src/locale/catalogue.ts"
import type { Entry } from "../../src/locale/phrase.ts"

const entries: [string, Entry][] = Object.entries(catalogue)

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{([a-zA-Z][a-zA-Z0-9]*)\}/g)].map(([, name]) => name ?? "").toSorted()
}

const faulty = (isFaulty: (entry: Entry, id: string) => boolean) =>
  entries.filter(([id, entry]) => isFaulty(entry, id)).map(([id]) => id)

describe("the catalogue", () => {
  test("has the same placeholders in both languages", () => {
    const names = (text: string) => [...new Set(placeholders(text))].join()
    expect(faulty((entry) => names(entry.en) !== names(entry["zh-CN"]))).toEqual([])
  })

  test("has no empty text and no entry that only holds a place", () => {
    expect(faulty(({ en, "zh-CN": zh }, id) => !en.trim() || !zh.trim() || id.endsWith(".placeholder"))).toEqual([])
  })

  test("speaks Chinese in Chinese, wherever English has words", () => {
    const words = (en: string) => en.replace(/\{\w+\}/g, "").match(/[a-z]{3,}/g) ?? []
    expect(faulty(({ en, "zh-CN": zh }) => words(en).length > 1 && !/\p{Script=Han}/u.test(zh))).toEqual([])
  })

  // The menus of the WeCom console are named as people see them, in Chinese.
  test("speaks English in English", () => {
    expect(
      faulty(({ en }) => (en.match(/\p{Script=Han}/gu)?.length ?? 0) > (en.match(/[a-z]/gi)?.length ?? 0)),
    ).toEqual([])
  })

  test("begins each id with its domain", () => {
    const domains = "approvals authoring cli config daemon delivery doctor language store tmux wecom".split(" ")
    expect(faulty((_, id) => !domains.includes(id.split(".")[0] ?? ""))).toEqual([])
  })
})

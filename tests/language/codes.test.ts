import { describe, expect, test } from "bun:test"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { allCodes, codePage, isCode } from "../../src/language/codes.ts"
import { catalogue } from "../../src/locale/catalogue.ts"
import { sourceFiles } from "../repository/sources.ts"
import { codes, compiled } from "./reading.ts"

test("the codes of the table are those that the sources report", () => {
  const sources = sourceFiles().filter((file) => file !== "src/language/codes.ts")
  const reported = sources.flatMap(
    (file) => readFileSync(join(import.meta.dir, "../..", file), "utf8").match(/"[EW]\d{3}"/g) ?? [],
  )
  expect([...new Set(reported)].map((code) => code.slice(1, -1)).toSorted()).toEqual(allCodes.toSorted())
})

test("every text about a code belongs to one of the table", () => {
  const named = Object.keys(catalogue).flatMap((id) => /^language\.([EW]\d+)\./.exec(id)?.[1] ?? [])
  expect([...new Set(named)].toSorted()).toEqual(allCodes.toSorted())
})

test("words that every object knows are no codes", () => {
  expect(isCode("constructor")).toBe(false)
  expect(isCode("e402")).toBe(false)
})

describe("the example of", () => {
  test.each(allCodes.flatMap((code) => (codePage(code).example === undefined ? [] : [code])))(
    "%s is found where it is wrong, and right where it is right",
    (code) => {
      const { wrong, right } = codePage(code).example ?? { wrong: "", right: "" }
      const found =
        code === "W701" ? (text: string) => compiled(text).diagnostics.map((one): string => one.code) : codes
      expect([...new Set(found(wrong))]).toEqual([code])
      expect(found(right)).toEqual([])
    },
  )
})

import { afterEach, beforeEach, expect, test } from "bun:test"
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { compileRules, isEmbedded, keepLastGood, lastGood } from "../../src/daemon/rules.ts"
import { say } from "../../src/locale/phrase.ts"

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "fleetai-last-good-"))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const own = [{ path: "a.rules", text: `rule a { when screen has "x"; do notify ops "x" }` }]

test("without rules of one's own the embedded ones are used, and they are whole", () => {
  const { ruleSet, diagnostics } = compileRules([], new Set(["phone"]))
  expect(diagnostics).toEqual([])
  expect(ruleSet?.rules.length).toBeGreaterThan(0)
  expect(ruleSet?.rules.every(isEmbedded)).toBe(true)
})

test("with rules of one's own they are used alone", () => {
  const { ruleSet } = compileRules(own, new Set(["ops"]))
  expect(ruleSet?.rules.map(({ name }) => name)).toEqual(["a"])
  expect(ruleSet?.rules.some(isEmbedded)).toBe(false)
})

test("the embedded rules come beside one's own by name", () => {
  const { ruleSet, diagnostics } = compileRules(
    [{ path: "a.rules", text: `use "default"\n${own[0]?.text}` }],
    undefined,
  )
  expect(diagnostics).toEqual([])
  expect(ruleSet?.rules.some(isEmbedded)).toBe(true)
  expect(ruleSet?.rules.some(({ name }) => name === "a")).toBe(true)
})

test("a receiver is wrong only when the receivers are known", () => {
  expect(compileRules(own, new Set(["phone"])).diagnostics.map(({ code }) => code)).toEqual(["E205"])
  expect(compileRules(own, undefined).diagnostics).toEqual([])
})

test("a message that no route takes is told where the routes are known, and only there", () => {
  const quiet = [{ path: "a.rules", text: 'rule a { severity low; when dead; do notify "x" }' }]
  const told = (severity: "low" | "high") =>
    compileRules(quiet, undefined, [{ severity, receivers: ["phone"] }]).diagnostics.map(({ code }) => code)
  expect(told("high")).toEqual(["W602"])
  expect(told("low")).toEqual([])
  expect(compileRules(quiet, undefined).diagnostics).toEqual([])
})

test("the embedded rules are nobody's own: no test of them is asked for", () => {
  expect(compileRules([], undefined).diagnostics.map(({ code }) => code)).not.toContain("W701")
})

test("the last set that compiled is kept for its owner alone, and comes back as it was", () => {
  const state = join(folder, "new", "state")
  expect(keepLastGood(state, own)).toBeUndefined()
  expect(lastGood(state)).toEqual(own)
  expect(statSync(state).mode & 0o777).toBe(0o700)
  expect(statSync(join(state, "last-good-rules.json")).mode & 0o777).toBe(0o600)
})

test("the set that is kept holds the files that it uses, and they yield as before", () => {
  const used = {
    path: "team.rules",
    text: `rule a { when attached; do notify ops "y" }\nrule b { when attached; do notify ops "z" }`,
    used: 1,
  }
  expect(keepLastGood(folder, [...own, used])).toBeUndefined()
  const kept = lastGood(folder) ?? []
  expect(kept).toEqual([...own, used])
  expect(compileRules(kept, undefined).ruleSet?.rules.map(({ place }) => place)).toEqual(["a.rules:1", "team.rules:2"])
})

test("one that was never kept, or not by this program, is none", () => {
  expect(lastGood(folder)).toBeUndefined()
  for (const text of ["", "{", "[1]", '[{"path":"a"}]', '[{"path":"a","text":"","used":"x"}]']) {
    writeFileSync(join(folder, "last-good-rules.json"), text)
    expect(lastGood(folder)).toBeUndefined()
  }
})

test("a folder that cannot be written is said, and is no end of the service", () => {
  const file = join(folder, "file")
  writeFileSync(file, "")
  const said = keepLastGood(join(file, "state"), own)
  expect(said && say("en", said)).toContain("ENOTDIR")
})

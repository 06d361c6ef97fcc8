import { expect, test } from "bun:test"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { usable } from "../../src/daemon/embedded.ts"
import { compile } from "../../src/language/compile.ts"
import { printDiagnostics } from "../../src/language/print.ts"

const rules = join(import.meta.dir, "../../rules")
const files = [...new Bun.Glob("**/*.rules").scanSync({ cwd: rules })].toSorted()
const embedded = [...usable.values()].flat()

test("every file of rules/ is embedded, as it is", () => {
  const texts = files.map((path) => ({ path: `embedded:${path}`, text: readFileSync(join(rules, path), "utf8") }))
  expect(embedded.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual(texts)
})

test("those of rules/agents/ come by one name", () => {
  const wanted = files.filter((path) => path.startsWith("agents/")).map((path) => `embedded:${path}`)
  expect((usable.get("agents") ?? []).map(({ path }) => path).toSorted()).toEqual(wanted)
})

test("what comes by a name compiles alone", () => {
  for (const name of usable.keys()) {
    const text = `use "${name}"`
    const { diagnostics } = compile({ own: [{ path: "a", text }], stock: [], receivers: undefined, embedded: usable })
    expect(printDiagnostics(diagnostics, "en")).toBe("")
  }
})

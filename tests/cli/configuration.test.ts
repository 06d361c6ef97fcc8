import { expect, test } from "bun:test"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { knownKeys } from "../../src/config/schema.ts"

const root = join(import.meta.dir, "../..")
const read = (path: string): string => readFileSync(join(root, path), "utf8")

/** Dotted, without element numbers; `*` stands for any name. */
function keysUnder(path: readonly (string | number)[]): string[] {
  const inside = path.at(-1) === "host" || path.at(-1) === "route" ? [...path, 0] : path
  const keys = path.length === 1 && path[0] === "receiver" ? ["*"] : knownKeys(inside)
  if (keys.length === 0) return [path.filter((step) => typeof step === "string").join(".")]
  return keys.flatMap((key) => keysUnder([...inside, key]))
}

test("docs/configuration.md names every key of config.toml, and no other", () => {
  const rows = read("docs/configuration.md").matchAll(/^\| (`[a-z*_.]+`(?:, `[a-z*_.]+`)*) \|/gm)
  const named = [...rows].flatMap(([, cell = ""]) => cell.replaceAll("`", "").split(", "))
  expect(named.toSorted()).toEqual(keysUnder([]).toSorted())
  expect(named).toContain("host.socket")
})

test.each(["README.md", "README.zh-CN.md"])("%s leads there", (readme) => {
  expect(read(readme)).toContain("docs/configuration.md")
})

/**
 * Compiles grammar/rules.peggy into src/language/grammar.gen.js and its types. Both are committed, so that a build needs
 * no Peggy; `--check` writes nothing and exits 1 when they are stale.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

const root = join(import.meta.dir, "..")
const grammar = join(root, "grammar/rules.peggy")
const target = join(root, "src/language")
const outputs = ["grammar.gen.js", "grammar.gen.d.ts"]

/** What may be parsed on its own: the whole file, and the head of each kind of statement. */
const startRules = [
  ...readFileSync(grammar, "utf8").matchAll(
    /^((?:\w+(?:Item|Clause|Step))|File|Condition)$|^((?:\w+(?:Item|Clause|Step))|File|Condition) =/gm,
  ),
].map(([, alone, inline]) => alone ?? inline ?? "")
const returnTypes = Object.fromEntries(
  startRules.map((name) => [
    name,
    name === "File" ? "readonly import('./ast.ts').RawPiece[]" : "import('./ast.ts').HeadNode",
  ]),
)

/**
 * Peggy makes its constants anew on every call of the parser, and a file of rules is thousands of calls: moved out of it, a large
 * file is read a fifth faster.
 */
function hoisted(parser: string): string {
  const constants =
    /^ {2}const peg\$[cre]\d+ = .*;\n|^ {2}function peg\$(?:literal|class|any|end|other)Expectation\([\s\S]*?^ {2}\}\n/gm
  const moved = parser.match(constants) ?? []
  if (moved.length === 0) throw new Error("the generated parser is not as expected: its constants were not found")
  const entry = "function peg$parse(input, options) {\n"
  return parser.replace(constants, "").replace(entry, () => `${moved.join("")}\n${entry}`)
}

const folder = mkdtempSync(join(tmpdir(), "fleetai-grammar-"))
try {
  const args = ["--format", "es", "--dts", "--allowed-start-rules", startRules.join(",")]
  const options = JSON.stringify({ returnTypes })
  const made = Bun.spawnSync(
    [
      "node",
      join(root, "node_modules/peggy/bin/peggy.js"),
      ...args,
      "--extra-options",
      options,
      "-o",
      join(folder, outputs[0] ?? ""),
      grammar,
    ],
    { stdout: "inherit", stderr: "inherit" },
  )
  if (made.exitCode !== 0) process.exit(1)
  const stale: string[] = []
  for (const name of outputs) {
    const made = readFileSync(join(folder, name), "utf8")
    const text = name === "grammar.gen.js" ? hoisted(made) : made
    const path = join(target, name)
    if ((await Bun.file(path).exists()) && (await Bun.file(path).text()) === text) continue
    stale.push(name)
    if (!process.argv.includes("--check")) await Bun.write(path, text)
  }
  if (process.argv.includes("--check") && stale.length > 0) {
    console.error(`stale: ${stale.join(", ")}. Run: bun run grammar`)
    process.exit(1)
  }
} finally {
  rmSync(folder, { recursive: true })
}

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
 * Peggy makes its constants and all its functions anew on every call of the parser, and a file of rules is thousands of calls. Moved
 * out of it, with the state of a parse in variables beside them, a large file is read a third faster. No action parses in turn, so
 * that one such state is enough.
 */
function hoisted(parser: string): string {
  const begins = "function peg$parse(input, options) {\n"
  const ends = "\n}\n\nconst peg$allowedStartRules"
  const start = parser.indexOf(begins)
  const end = parser.indexOf(ends)
  const moved: string[] = []
  const names: string[] = []
  const rest = parser
    .slice(start + begins.length, end)
    .replace(/^ {2}const peg\$(?:(?:[cre]\d+|FAILED) = .*|startRuleFunctions = \{[\s\S]*?^ {2}\});\n/gm, (constant) => {
      moved.push(constant)
      return ""
    })
    // A function on one line, or up to the brace that stands where it began.
    .replace(/^ {2}function [^\n]*?(?:\}|\n[\s\S]*?^ {2}\})\n/gm, (definition) => {
      moved.push(definition)
      return ""
    })
    .replace(/^ {2}(?:let|const) ([\w$]+)( =)?/gm, (_, name: string, gets = "") => {
      names.push(name)
      return `  ${name}${gets}`
    })
  if (start < 0 || end < 0 || moved.length < 100 || !names.includes("peg$currPos")) {
    throw new Error("the generated parser is not as expected: its functions were not found")
  }
  // Expectations are made while the constants are: their makers come first, as functions do anyway.
  const state = `let input, options, ${names.join(", ")};\n`
  const entry = "function peg$parse(given, how) {\n  input = given;\n  options = how;\n"
  return `${parser.slice(0, start)}${state}${moved.join("")}\n${entry}${rest}${parser.slice(end)}`
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

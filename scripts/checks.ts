/**
 * Every check of the repository, one after the other, none hiding the next. Each tool counts as one check, each test as
 * itself. The last line is `N passed, N failed`, with `, N skipped` where tests were skipped.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

const root = join(import.meta.dir, "..")

interface Count {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** Per test; one that waits for a real tmux on a busy machine may need seconds. */
const unitTimeoutMs = 20_000
const endToEndTimeoutMs = 90_000

const reports = mkdtempSync(join(tmpdir(), "fleetai-checks-"))
const counts: Count[] = []
try {
  counts.push(tool("build", ["bun", "run", "build"]))
  counts.push(tool("types", ["tsc", "--noEmit"]))
  counts.push(tool("lint", ["biome", "check", "--error-on-warnings", "."]))
  counts.push(tool("generated parser", ["bun", "scripts/grammar.ts", "--check"]))
  counts.push(tool("generated reference", ["bun", "scripts/reference.ts", "--check"]))
  const files = [...new Bun.Glob("tests/**/*.test.ts").scanSync(root)].toSorted()
  const isEndToEnd = (file: string) => file.startsWith("tests/e2e/")
  const unit = files.filter((file) => !isEndToEnd(file))
  counts.push(tests("unit and property tests", unit, unitTimeoutMs))
  counts.push(tests("end-to-end tests", files.filter(isEndToEnd), endToEndTimeoutMs))
} finally {
  rmSync(reports, { recursive: true })
}

const sum = (pick: (count: Count) => number) => counts.reduce((total, count) => total + pick(count), 0)
const failed = sum((count) => count.failed)
const skipped = sum((count) => count.skipped)
console.log()
console.log(`${sum((count) => count.passed)} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`)
process.exitCode = failed > 0 ? 1 : 0

function tool(name: string, command: readonly string[]): Count {
  const isFine = run(name, command)
  return { passed: isFine ? 1 : 0, failed: isFine ? 0 : 1, skipped: 0 }
}

/** Runs test files, each in a world of its own, and counts what bun reports. */
function tests(name: string, files: readonly string[], timeoutMs: number): Count {
  if (files.length === 0) return { passed: 0, failed: 0, skipped: 0 }
  const report = join(reports, `${name.replaceAll(" ", "-")}.xml`)
  const isFine = run(name, [
    "bun",
    "test",
    "--isolate",
    "--only-failures",
    `--timeout=${timeoutMs}`,
    "--reporter=junit",
    `--reporter-outfile=${report}`,
    ...files.map((file) => `./${file}`),
  ])
  const { passed, failed, skipped } = countOf(report)
  // A file that does not load, or a crash, is in no report.
  return { passed, skipped, failed: isFine ? failed : Math.max(1, failed) }
}

function countOf(report: string): Count {
  let head: string
  try {
    head = /<testsuites [^>]*>/.exec(readFileSync(report, "utf8"))?.[0] ?? ""
  } catch {
    // No report: bun died before writing it, which the caller counts as a failure.
    head = ""
  }
  const attribute = (name: string) => Number(new RegExp(` ${name}="(\\d+)"`).exec(head)?.[1] ?? 0)
  const failed = attribute("failures") + attribute("errors")
  const skipped = attribute("skipped")
  return { passed: attribute("tests") - failed - skipped, failed, skipped }
}

function run(name: string, command: readonly string[]): boolean {
  console.log(`\n── ${name}`)
  const began = performance.now()
  const { exitCode } = Bun.spawnSync([...command], { cwd: root, stdio: ["ignore", "inherit", "inherit"] })
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`   ${exitCode === 0 ? "ok" : "FAILED"}, ${seconds} s`)
  return exitCode === 0
}

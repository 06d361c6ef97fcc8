/**
 * What checking and judging cost: `bun scripts/bench/check.ts [--runs 9] [--executable dist/fleetai] [--json]`.
 *
 * `check` of 1,000 rules, each run in a fresh process; `fleetai check rules/` as a process; one changed 200×50 frame against 300
 * rules. Medians, and beside each its ratio to a yardstick measured in the same minute: machines are noisy, ratios less so.
 */
import { existsSync } from "node:fs"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { emptyState } from "../../src/engine/state.ts"
import { step } from "../../src/engine/step.ts"
import { compile } from "../../src/language/compile.ts"
import { frame } from "../../tests/screen/sample.ts"
import { manyRules } from "./rules.ts"
import { yardstickMs } from "./yardstick.ts"

const root = join(import.meta.dir, "../..")
const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "9" },
    executable: { type: "string", default: join(root, "dist/fleetai") },
    json: { type: "boolean", default: false },
  },
})
const runs = Number(values.runs)

interface Row {
  readonly what: string
  readonly aimMs: number
  readonly ms: readonly number[]
  /** Each beside its own run. */
  readonly yardstickMs: readonly number[]
}

const rows = [
  await manyChecked(1_000, "plain"),
  await manyChecked(1_000, "mixed"),
  stockChecked(),
  frameJudged(300),
].filter((row) => row !== undefined)
const results = rows.map(({ what, aimMs, ms, yardstickMs: yardsticks }) => ({
  what,
  aimMs,
  medianMs: rounded(median(ms)),
  fastestMs: rounded(Math.min(...ms)),
  slowestMs: rounded(Math.max(...ms)),
  yardsticks: rounded(median(ms.map((one, index) => one / (yardsticks[index] ?? 1)))),
  runs: ms.length,
}))
if (values.json) console.log(JSON.stringify(results))
else console.table(results)

async function manyChecked(count: number, kind: "plain" | "mixed"): Promise<Row> {
  const ms: number[] = []
  const yardsticks: number[] = []
  let bytes = 0
  for (let run = 0; run < runs; run += 1) {
    const child = Bun.spawn([process.execPath, join(import.meta.dir, "check-process.ts"), String(count), kind], {
      stdout: "pipe",
      stderr: "inherit",
    })
    const told = JSON.parse(await new Response(child.stdout).text()) as { ms: number; bytes: number; yardstick: number }
    ms.push(told.ms)
    yardsticks.push(told.yardstick)
    bytes = told.bytes
  }
  return {
    what: `check ${count} ${kind} rules (${Math.round(bytes / 1000)} KB), cold`,
    aimMs: 300,
    ms,
    yardstickMs: yardsticks,
  }
}

/** Undefined: there is no executable. */
function stockChecked(): Row | undefined {
  if (!existsSync(values.executable)) {
    console.error(`no ${values.executable}: bun run build`)
    return undefined
  }
  const ms: number[] = []
  const yardsticks: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now()
    Bun.spawnSync([values.executable, "check", join(root, "rules")], { stdio: ["ignore", "ignore", "ignore"] })
    ms.push(performance.now() - began)
    yardsticks.push(yardstickMs())
  }
  return { what: "fleetai check rules/, process", aimMs: 60, ms, yardstickMs: yardsticks }
}

/** Every frame has another line than the one before; the first ones warm up. */
function frameJudged(count: number): Row {
  const { ruleSet } = compile({
    own: [{ path: "bench.rules", text: manyRules(count, "mixed") }],
    stock: [],
    receivers: undefined,
  })
  if (ruleSet === undefined) throw new Error("the rules of the bench are wrong")
  const [warmUp, measured, columns, lineCount] = [200, 1_000, 200, 50]
  const line = (number: number): string =>
    `${number} │ some words that an agent prints while it works `.padEnd(columns, "·")
  const lines = Array.from({ length: lineCount }, (_, number) => line(number))
  const ms: number[] = []
  const yardsticks: number[] = []
  let state = emptyState
  for (let number = 0; number < warmUp + measured; number += 1) {
    lines[number % lineCount] = line(number)
    const facts = { program: "tool-7", command: "cargo", printedAt: number * 100 }
    const shown = frame(lines.join("\n"), { columns, rows: lineCount, facts })
    const began = performance.now()
    ;({ state } = step(ruleSet, state, { kind: "frame", at: number * 100, frame: shown }))
    if (number < warmUp) continue
    ms.push(performance.now() - began)
    if (ms.length % 100 === 1) yardsticks.push(yardstickMs())
  }
  const yardstick = median(yardsticks)
  return {
    what: `one changed ${columns}×${lineCount} frame, ${count} rules`,
    aimMs: 1,
    ms,
    yardstickMs: ms.map(() => yardstick),
  }
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** Three digits are more than the noise leaves. */
function rounded(ms: number): number {
  return Number(ms.toPrecision(3))
}

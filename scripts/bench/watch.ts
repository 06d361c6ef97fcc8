/**
 * What watching costs, and how late it is: `bun scripts/bench/watch.ts [--seconds 20] [--pokes 10] [--command "…"]`.
 *
 * 50 idle panes and 10 that redraw 40 lines at 10 Hz; fleetai's watcher beside a naive one that forks one `capture-pane`
 * per pane every 500 ms, in one run. CPU is the watching process with all it starts, plus what the tmux server uses on
 * top of its use without a watcher. `--command` measures the CPU of any other watching command too, in the environment
 * of the private server (TMUX_TMPDIR, HOME).
 */
import { join } from "node:path"
import { parseArgs } from "node:util"
import { type Contender, type Cost, latencies, percentile, startContender } from "./contender.ts"
import { cpuMs } from "./cpu.ts"
import { type BenchFleet, type Stamp, startFleet } from "./fleet.ts"

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "20" },
    pokes: { type: "string", default: "10" },
    idle: { type: "string", default: "50" },
    printing: { type: "string", default: "10" },
    command: { type: "string" },
    json: { type: "boolean", default: false },
  },
})
const seconds = Number(values.seconds)
const settleMs = 4000
const redrawMs = 100

interface Result {
  readonly name: string
  readonly idle: Cost
  readonly printing: Cost
  readonly idleLatencyMs: readonly number[]
  readonly activeLatencyMs: readonly number[]
}

/** CPU of the tmux server alone, ms a second, idle and printing. */
interface Baseline {
  readonly idle: number
  readonly printing: number
}

const script = (name: string) => [process.execPath, join(import.meta.dir, name)]
const contenders: Contender[] = [
  { name: "naive", argv: script("naive-process.ts") },
  { name: "fleetai", argv: script("watching-process.ts") },
  ...(values.command === undefined ? [] : [{ name: "command", argv: ["sh", "-c", `exec ${values.command}`] }]),
]

const fleet = startFleet(Number(values.idle), Number(values.printing))
try {
  fleet.redraw()
  const baseline = await measureBaseline(fleet)
  const results: Result[] = []
  for (const contender of contenders) results.push(await measure(fleet, contender, baseline))
  if (values.json) console.log(JSON.stringify({ baseline, results }))
  else report(baseline, results)
} finally {
  await fleet.stop()
}

async function measureBaseline(on: BenchFleet): Promise<Baseline> {
  await Bun.sleep(settleMs)
  const idle = await rate(() => cpuMs(on.serverPid), Bun.sleep(seconds * 1000))
  const printing = await rate(() => cpuMs(on.serverPid), print(on))
  return { idle, printing }
}

async function measure(on: BenchFleet, contender: Contender, baseline: Baseline): Promise<Result> {
  const watched = startContender(on, contender)
  try {
    await Bun.sleep(settleMs)
    const idle = await cost(Bun.sleep(seconds * 1000), baseline.idle)
    const pokes = await poke(on)
    await Bun.sleep(settleMs)
    const drawing = print(on)
    const printing = await cost(drawing, baseline.printing)
    await Bun.sleep(settleMs)
    const activeLatencyMs = latencies(await drawing, watched.seen)
    return { name: contender.name, idle, printing, idleLatencyMs: latencies(pokes, watched.seen), activeLatencyMs }
  } finally {
    await watched.stop()
  }

  async function cost(phase: Promise<unknown>, without: number): Promise<Cost> {
    const server = rate(() => cpuMs(on.serverPid), phase)
    const watcher = rate(watched.cpuMs, phase)
    return { watcher: await watcher, server: (await server) - without }
  }
}

/** ms of CPU a second while `phase` lasts. */
async function rate(used: () => number, phase: Promise<unknown>): Promise<number> {
  const [began, before] = [performance.now(), used()]
  await phase
  return ((used() - before) / (performance.now() - began)) * 1000
}

/** The printing phase: every change of every printing pane. */
async function print(on: BenchFleet): Promise<Stamp[]> {
  const stamps: Stamp[] = []
  const began = performance.now()
  for (let round = 0; round * redrawMs < seconds * 1000; round++) {
    stamps.push(...on.redraw())
    await Bun.sleep(Math.max(0, began + (round + 1) * redrawMs - performance.now()))
  }
  return stamps
}

/** Changes in idle panes, one at a time, far enough apart for the watcher to be at rest again. */
async function poke(on: BenchFleet): Promise<Stamp[]> {
  const stamps: Stamp[] = []
  for (let index = 0; index < Number(values.pokes); index++) {
    stamps.push(on.poke(on.idle[(index * 7) % on.idle.length] ?? ""))
    await Bun.sleep(settleMs + Math.random() * 1000)
  }
  return stamps
}

function report({ idle, printing }: Baseline, results: readonly Result[]): void {
  const [naive] = results
  const sum = (cost: Cost | undefined) => (cost === undefined ? Number.NaN : cost.watcher + cost.server)
  const costs = (cost: Cost) => `${cost.watcher.toFixed(1)} + ${cost.server.toFixed(1)}`
  const times = (values: readonly number[]) =>
    [0.5, 0.99].map((share) => percentile(values, share).toFixed(0)).join(" / ")
  console.log(`${values.idle} idle panes, ${values.printing} that redraw 40 lines at 10 Hz; ${seconds} s a phase`)
  console.log(`tmux server alone: idle ${idle.toFixed(1)}, printing ${printing.toFixed(1)} ms of CPU a second`)
  console.table(
    results.map((result) => ({
      watcher: result.name,
      "idle: watcher + server, ms/s": costs(result.idle),
      "of naive ": `1/${(sum(naive?.idle) / sum(result.idle)).toFixed(1)}`,
      "printing: watcher + server, ms/s": costs(result.printing),
      "of naive": `1/${(sum(naive?.printing) / sum(result.printing)).toFixed(1)}`,
      "idle pane, ms p50 / p99": times(result.idleLatencyMs),
      "active pane, ms p50 / p99": times(result.activeLatencyMs),
    })),
  )
}

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
import { type Contender, type Cost, latencies, percentile, startContender, type Watched } from "./contender.ts"
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
const sliceMs = 4000

interface Result {
  readonly name: string
  readonly idle: Cost
  readonly printing: Cost
  readonly idleLatencyMs: readonly number[]
  readonly activeLatencyMs: readonly number[]
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
  await Bun.sleep(settleMs)
  const restMs = await aloneMs(fleet)
  const results: Result[] = []
  for (const contender of contenders) results.push(await measure(fleet, contender, restMs))
  if (values.json) console.log(JSON.stringify(results))
  else report(results)
} finally {
  await fleet.stop()
}

/** CPU of the server at rest without any watcher, ms a second. */
async function aloneMs(on: BenchFleet): Promise<number> {
  const before = cpuMs(on.serverPid)
  await Bun.sleep(sliceMs)
  return (cpuMs(on.serverPid) - before) / (sliceMs / 1000)
}

async function measure(on: BenchFleet, contender: Contender, restMs: number): Promise<Result> {
  const watched = startContender(on, contender)
  try {
    await Bun.sleep(settleMs)
    const heldIdle = await cost(on, watched)
    // What the server does for a watcher that is held (a subscription it evaluates) is the watcher's cost too.
    const held = Math.max(0, heldIdle.alone - restMs)
    const idle = { ...heldIdle, server: heldIdle.server + held, alone: heldIdle.alone - held }
    const pokes = await poke(on)
    await Bun.sleep(settleMs)
    const [stopDrawing, drawing] = print(on)
    await Bun.sleep(settleMs)
    const heldPrinting = await cost(on, watched)
    const printing = { ...heldPrinting, server: heldPrinting.server + held, alone: heldPrinting.alone - held }
    stopDrawing()
    await drawing
    await Bun.sleep(settleMs)
    const [stopAgain, drawn] = print(on)
    await Bun.sleep(seconds * 1000)
    stopAgain()
    const stamps = await drawn
    await Bun.sleep(settleMs)
    const idleLatencyMs = latencies(pokes, watched.seen)
    return { name: contender.name, idle, printing, idleLatencyMs, activeLatencyMs: latencies(stamps, watched.seen) }
  } finally {
    await watched.stop()
  }
}

/**
 * The watcher runs and is held (SIGSTOP) by turns, so that what the server uses with and without it is measured in the
 * same minute: a machine's speed changes more from minute to minute than the difference is.
 */
async function cost(on: BenchFleet, watched: Watched): Promise<Cost> {
  const used = { watcher: 0, with: 0, without: 0 }
  const slices = Math.max(1, Math.round((seconds * 1000) / sliceMs))
  for (let slice = 0; slice < slices; slice++) {
    const [watcher, server] = [watched.cpuMs(), cpuMs(on.serverPid)]
    await Bun.sleep(sliceMs)
    used.watcher += watched.cpuMs() - watcher
    used.with += cpuMs(on.serverPid) - server
    watched.hold()
    await Bun.sleep(100)
    const alone = cpuMs(on.serverPid)
    await Bun.sleep(sliceMs)
    used.without += cpuMs(on.serverPid) - alone
    watched.goOn()
    // What it missed is not counted.
    await Bun.sleep(500)
  }
  const aSecond = (ms: number) => ms / ((slices * sliceMs) / 1000)
  return { watcher: aSecond(used.watcher), server: aSecond(used.with - used.without), alone: aSecond(used.without) }
}

/** Redraws every printing pane at 10 Hz until it is told to stop; gives every change. */
function print(on: BenchFleet): [stop: () => void, stamps: Promise<readonly Stamp[]>] {
  let isPrinting = true
  const draw = async (): Promise<readonly Stamp[]> => {
    const stamps: Stamp[] = []
    for (let next = performance.now(); isPrinting; next += redrawMs) {
      stamps.push(...on.redraw())
      await Bun.sleep(Math.max(0, next + redrawMs - performance.now()))
    }
    return stamps
  }
  return [() => (isPrinting = false), draw()]
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

function report(results: readonly Result[]): void {
  const [naive] = results
  const sum = (cost: Cost | undefined) => (cost === undefined ? Number.NaN : cost.watcher + cost.server)
  const costs = (cost: Cost) => `${cost.watcher.toFixed(1)} + ${cost.server.toFixed(1)}`
  const times = (values: readonly number[]) =>
    [0.5, 0.99].map((share) => percentile(values, share).toFixed(0)).join(" / ")
  console.log(`${values.idle} idle panes, ${values.printing} that redraw 40 lines at 10 Hz; ${seconds} s a phase`)
  console.table(
    results.map((result) => ({
      watcher: result.name,
      "idle: watcher + server, ms/s": costs(result.idle),
      "of naive ": `1/${(sum(naive?.idle) / sum(result.idle)).toFixed(1)}`,
      "printing: watcher + server, ms/s": costs(result.printing),
      "of naive": `1/${(sum(naive?.printing) / sum(result.printing)).toFixed(1)}`,
      "server alone": `${result.idle.alone.toFixed(1)}; ${result.printing.alone.toFixed(1)}`,
      "idle pane, ms p50 / p99": times(result.idleLatencyMs),
      "active pane, ms p50 / p99": times(result.activeLatencyMs),
    })),
  )
}

/**
 * What watching costs, and how late it is: `bun scripts/bench/watch.ts [--seconds 20] [--pokes 10] [--command "…"]`.
 *
 * 50 idle panes and 10 that redraw 40 lines at 10 Hz; fleetai's watcher beside a naive one that forks one `capture-pane`
 * per pane every 500 ms, in one run. CPU is the watching process with all it starts, plus what the tmux server uses on
 * top of its use without a watcher. `--command` measures the CPU of any other watching command too, in the environment
 * of the private server (TMUX_TMPDIR, HOME).
 *
 * The watchers run by turns, seconds each, the others held by SIGSTOP, and so does nobody: a machine's speed changes more
 * from minute to minute than watchers differ.
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
const sliceMs = 3000
const catchUpMs = 1500
const noCost: Cost = { watcher: 0, server: 0, alone: 0 }

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
const watchers: Watched[] = []
try {
  fleet.redraw()
  await Bun.sleep(settleMs)
  const restMs = await aloneMs()
  for (const contender of contenders) {
    watchers.push(startContender(fleet, contender))
    await Bun.sleep(settleMs)
    watchers.at(-1)?.hold()
  }
  const idle = await costs()
  const [stopDrawing, drawing] = print()
  await Bun.sleep(settleMs)
  const printing = await costs()
  stopDrawing()
  await drawing
  const results: Result[] = []
  for (const [index, watched] of watchers.entries()) {
    // What the server does for watchers that are held (a subscription it evaluates) is their cost; the naive one has none.
    const held = index === 0 ? 0 : Math.max(0, (idle[index]?.alone ?? 0) - restMs) / (watchers.length - 1)
    const withHeld = (cost: Cost | undefined): Cost => ({ ...(cost ?? noCost), server: (cost?.server ?? 0) + held })
    const latency = await latenciesOf(watched)
    const name = contenders[index]?.name ?? ""
    results.push({ name, idle: withHeld(idle[index]), printing: withHeld(printing[index]), ...latency })
  }
  if (values.json) console.log(JSON.stringify(results))
  else report(results)
} finally {
  for (const watched of watchers) await watched.stop()
  await fleet.stop()
}

/** CPU of the server alone, ms a second. */
async function aloneMs(): Promise<number> {
  const before = cpuMs(fleet.serverPid)
  await Bun.sleep(sliceMs)
  return (cpuMs(fleet.serverPid) - before) / (sliceMs / 1000)
}

/** What each watcher costs, by turns. */
async function costs(): Promise<Cost[]> {
  const rounds = Math.max(1, Math.round((seconds * 1000) / sliceMs))
  const sums = watchers.map(() => ({ watcher: 0, server: 0, alone: 0 }))
  for (let round = 0; round < rounds; round++) {
    const alone = await aloneMs()
    for (const [index, watched] of watchers.entries()) {
      const sum = sums[index]
      watched.goOn()
      // What it missed while it was held is not counted.
      await Bun.sleep(catchUpMs)
      const before = watched.cpuMs()
      const server = await aloneMs()
      if (sum !== undefined) {
        sum.watcher += (watched.cpuMs() - before) / (sliceMs / 1000) / rounds
        sum.server += (server - alone) / rounds
        sum.alone += alone / rounds
      }
      watched.hold()
      await Bun.sleep(100)
    }
  }
  return sums
}

async function latenciesOf(watched: Watched): Promise<Pick<Result, "idleLatencyMs" | "activeLatencyMs">> {
  watched.goOn()
  await Bun.sleep(settleMs)
  const pokes = await poke(fleet)
  await Bun.sleep(settleMs)
  const [stop, drawn] = print()
  await Bun.sleep(settleMs + seconds * 1000)
  stop()
  const all = await drawn
  // The first changes came in panes that were quiet until then.
  const activeFrom = (all[0]?.at ?? 0) + settleMs
  const stamps = all.filter((stamp) => stamp.at >= activeFrom)
  await Bun.sleep(settleMs)
  watched.hold()
  return { idleLatencyMs: latencies(pokes, watched.seen), activeLatencyMs: latencies(stamps, watched.seen) }
}

/** Redraws every printing pane at 10 Hz until it is told to stop; gives every change. */
function print(): [stop: () => void, stamps: Promise<readonly Stamp[]>] {
  let isPrinting = true
  const draw = async (): Promise<readonly Stamp[]> => {
    const stamps: Stamp[] = []
    for (let next = performance.now(); isPrinting; next += redrawMs) {
      stamps.push(...fleet.redraw())
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

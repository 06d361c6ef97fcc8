/** One watching process under measurement: fleetai's watcher, the naive one, or any command. */
import { createInterface } from "node:readline"
import { Readable } from "node:stream"
import { treeCpuMs } from "./cpu.ts"
import type { BenchFleet, Stamp } from "./fleet.ts"
import { parseSeen, type Seen } from "./stamps.ts"

export interface Contender {
  readonly name: string
  readonly argv: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** Milliseconds of CPU a second. `server` is what the tmux server used on top of its use without a watcher, `alone`. */
export interface Cost {
  readonly watcher: number
  readonly server: number
  readonly alone: number
}

export interface Watched {
  readonly seen: Seen[]
  cpuMs(): number
  /** Stops it in its tracks (SIGSTOP), and lets it go on. */
  hold(): void
  goOn(): void
  stop(): Promise<void>
}

/** Starts a contender on the fleet; what it prints as `seen …` is kept. */
export function startContender(fleet: BenchFleet, { argv, env }: Contender): Watched {
  const child = Bun.spawn([...argv], {
    env: { ...fleet.tmux.env, ...env },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
  })
  const seen: Seen[] = []
  const lines = createInterface({ input: Readable.fromWeb(child.stdout as never) })
  lines.on("line", (line) => {
    const one = parseSeen(line)
    if (one !== undefined) seen.push(one)
  })
  return {
    seen,
    cpuMs: () => treeCpuMs(child.pid),
    hold: () => child.kill("SIGSTOP"),
    goOn: () => child.kill("SIGCONT"),
    async stop() {
      child.kill("SIGTERM")
      child.kill("SIGCONT")
      await child.exited
    },
  }
}

/** For every change, the time until it, or a later one of its pane, was seen; Infinity when it never was. */
export function latencies(stamps: readonly Stamp[], seen: readonly Seen[]): number[] {
  const byPane = Map.groupBy(seen, (one) => one.pane)
  return stamps.map(({ pane, number, at }) => {
    const first = byPane.get(pane)?.find((one) => one.number >= number)
    return first === undefined ? Number.POSITIVE_INFINITY : first.at - at
  })
}

/** The value below which `share` (0–1) of the values lie; NaN without values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

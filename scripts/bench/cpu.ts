/** CPU time of processes on Linux, for benchmarks. */
import { readdirSync, readFileSync } from "node:fs"
import { parseStat, ticksPerSecond } from "../../src/process/stat.ts"

/** Milliseconds of CPU a process has used: its own threads to the nanosecond, and its children that have ended. */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
  const childTicks = Number(fields[13]) + Number(fields[14])
  const threads = readdirSync(`/proc/${pid}/task`).map((task) => {
    const [runNs] = readFileSync(`/proc/${pid}/task/${task}/schedstat`, "utf8").split(" ")
    return Number(runNs) / 1e6
  })
  return threads.reduce((sum, ms) => sum + ms, (childTicks / ticksPerSecond) * 1000)
}

/** The same for a process and everything it started that still runs. */
export function treeCpuMs(root: number): number {
  const stats = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readStat(name) ?? [])
  const tree = [root]
  for (const parent of tree) {
    for (const stat of stats) if (stat.parent === parent) tree.push(stat.pid)
  }
  return tree.reduce((sum, pid) => sum + (readStat(String(pid)) === undefined ? 0 : cpuMs(pid)), 0)
}

function readStat(pid: string) {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, "utf8"))
  } catch {
    // Ended between the listing and the reading.
    return undefined
  }
}

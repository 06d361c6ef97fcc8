/** The foreground processes on Linux, from /proc and without a fork. */
import { readFileSync } from "node:fs"
import { type Foreground, ForegroundMemory, type ProcessReader, type Sample } from "./foreground.ts"
import { type Program, programOf, programOfGroup } from "./program.ts"
import { type ProcessStat, parseBootTime, parseCommandLine, parseStat, ticksPerSecond } from "./stat.ts"

/** What happens at it: CPU of the processes beyond is not counted. */
const maxGroupProcesses = 64
/** Longer argument lists are cut: the program is told from the first words. */
const maxCommandLineChars = 4096

export class LinuxProcesses implements ProcessReader {
  readonly #now: () => number
  readonly #memory = new ForegroundMemory()
  readonly #bootedAt: number | undefined
  /** Per pane, the foreground process told last: its arguments are read again only when it is another. */
  readonly #programs = new Map<
    number,
    { readonly pid: number; readonly argv: string; readonly own: Program | undefined }
  >()

  constructor(now: () => number) {
    this.#now = now
    this.#bootedAt = parseBootTime(readText("/proc/stat") ?? "")
  }

  read(panePids: readonly number[]): Promise<ReadonlyMap<number, Foreground>> {
    const found = new Map<number, Foreground>()
    for (const panePid of panePids) {
      const sample = this.#sample(panePid)
      if (sample === undefined) this.forget(panePid)
      else found.set(panePid, this.#memory.take(panePid, sample))
    }
    return Promise.resolve(found)
  }

  forget(panePid: number): void {
    this.#memory.forget(panePid)
    this.#programs.delete(panePid)
  }

  #sample(panePid: number): Sample | undefined {
    const first = readStat(panePid)
    if (first === undefined) return undefined
    const leader = foregroundOf(first)
    const argv = commandLine(leader.pid)
    const known = this.#programs.get(panePid)
    const isKnown = known !== undefined && known.pid === leader.pid && known.argv === argv
    const own = isKnown ? known.own : (programOf(parseCommandLine(argv)) ?? programOf([leader.comm]))
    const program = programOfGroup(own, () => groupArguments(leader))
    const startedAt =
      this.#bootedAt === undefined ? undefined : this.#bootedAt + (leader.startTicks / ticksPerSecond) * 1000
    const sample = { pid: leader.pid, program, startedAt, cpuMs: groupCpuMs(leader), at: this.#now() }
    this.#programs.set(panePid, { pid: leader.pid, argv, own })
    return sample
  }
}

/** The leader of the terminal's foreground group; when it has ended, another of the group; else the pane's own process. */
function foregroundOf(first: ProcessStat): ProcessStat {
  if (first.foreground === undefined || first.foreground === first.pid) return first
  return readStat(first.foreground) ?? descendants(first).find((one) => one.group === first.foreground) ?? first
}

/** What the other processes of the leader's group were started with, nearest first. */
const groupArguments = (leader: ProcessStat): string[][] =>
  descendants(leader)
    .filter((one) => one.group === leader.group)
    .map((one) => parseCommandLine(commandLine(one.pid)))

const commandLine = (pid: number): string => readText(`/proc/${pid}/cmdline`)?.slice(0, maxCommandLineChars) ?? ""

function groupCpuMs(leader: ProcessStat): number {
  const others = descendants(leader).filter((one) => one.group === leader.group)
  const ticks = others.reduce((sum, one) => sum + one.cpuTicks, leader.cpuTicks)
  return (ticks / ticksPerSecond) * 1000
}

/** Everything below a process, nearest first, up to the limit. */
function descendants(top: ProcessStat): ProcessStat[] {
  const found: ProcessStat[] = []
  const parents = [top.pid]
  for (const parent of parents) {
    const children = readText(`/proc/${parent}/task/${parent}/children`)?.trim() ?? ""
    for (const word of children === "" ? [] : children.split(" ")) {
      const stat = found.length < maxGroupProcesses ? readStat(Number(word)) : undefined
      if (stat === undefined) continue
      found.push(stat)
      parents.push(stat.pid)
    }
  }
  return found
}

function readStat(pid: number): ProcessStat | undefined {
  const text = readText(`/proc/${pid}/stat`)
  return text === undefined ? undefined : parseStat(text)
}

/** Undefined: the process has ended meanwhile, or is another user's; both are "unknown" to a rule. */
function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8")
  } catch {
    return undefined
  }
}

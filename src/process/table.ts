/** Which process a pane's terminal belongs to, told from a table of processes: this machine's own, or another's. */
import type { Sample } from "./foreground.ts"
import { type Program, programOf, programOfGroup } from "./program.ts"
import { type ProcessStat, parseCommandLine, ticksPerSecond } from "./stat.ts"

/** The processes of a machine, as far as they can be seen. */
export interface ProcessTable {
  /** Undefined: it has ended, or is another user's to see. */
  stat(pid: number): ProcessStat | undefined
  /** The pids of its children. */
  children(pid: number): readonly number[]
  /** The arguments, each ended by NUL; "" where they are not known. */
  commandLine(pid: number): string
}

/** What happens at it: CPU of the processes beyond is not counted. */
export const maxGroupProcesses = 64
/** Longer argument lists are cut: the program is told from the first words. */
export const maxCommandLineChars = 4096

/** The process that a pane shows and how its program is called; it remembers arguments, so that they are parsed once. */
export class ProgramMemory {
  readonly #known = new Map<
    number,
    { readonly pid: number; readonly argv: string; readonly own: Program | undefined }
  >()

  /** `bootedAt`: the machine's start, milliseconds since the epoch; undefined: not known. `at`: now, of whatever clock. */
  sample(table: ProcessTable, panePid: number, bootedAt: number | undefined, at: number): Sample | undefined {
    const first = table.stat(panePid)
    if (first === undefined) return undefined
    const leader = foregroundOf(table, first)
    const argv = table.commandLine(leader.pid)
    const known = this.#known.get(panePid)
    const isKnown = known !== undefined && known.pid === leader.pid && known.argv === argv
    const own = isKnown ? known.own : (programOf(parseCommandLine(argv)) ?? programOf([leader.comm]))
    this.#known.set(panePid, { pid: leader.pid, argv, own })
    const others = descendants(table, leader).filter((one) => one.group === leader.group)
    const argvOf = (one: ProcessStat): string[] => parseCommandLine(table.commandLine(one.pid))
    const program = programOfGroup(own, () => others.map(argvOf))
    const startedAt = bootedAt === undefined ? undefined : bootedAt + (leader.startTicks / ticksPerSecond) * 1000
    const ticks = others.reduce((sum, one) => sum + one.cpuTicks, leader.cpuTicks)
    return { pid: leader.pid, program, startedAt, cpuMs: (ticks / ticksPerSecond) * 1000, at }
  }

  forget(panePid: number): void {
    this.#known.delete(panePid)
  }
}

/** The leader of the terminal's foreground group; when it has ended, another of the group; else the pane's own process. */
function foregroundOf(table: ProcessTable, first: ProcessStat): ProcessStat {
  if (first.foreground === undefined || first.foreground === first.pid) return first
  const { foreground } = first
  return table.stat(foreground) ?? descendants(table, first).find((one) => one.group === foreground) ?? first
}

/** Everything below a process, nearest first, up to the limit. */
function descendants(table: ProcessTable, top: ProcessStat): ProcessStat[] {
  const found: ProcessStat[] = []
  const parents = [top.pid]
  for (const parent of parents) {
    for (const child of table.children(parent)) {
      const stat = found.length < maxGroupProcesses ? table.stat(child) : undefined
      if (stat === undefined) continue
      found.push(stat)
      parents.push(stat.pid)
    }
  }
  return found
}

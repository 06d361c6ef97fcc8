/** The foreground processes where there is no /proc (macOS, the BSDs): one `ps` for all panes. */
import { type Foreground, ForegroundMemory, type ProcessReader } from "./foreground.ts"
import { programOf, programOfGroup } from "./program.ts"

/** One line of `ps -axo pid=,pgid=,tpgid=,etime=,time=,command=`. */
export interface PsRow {
  readonly pid: number
  readonly group: number
  readonly foreground: number
  /** Since it began. */
  readonly elapsedMs: number
  readonly cpuMs: number
  readonly command: string
}

export const psCommand = ["ps", "-axo", "pid=,pgid=,tpgid=,etime=,time=,command="]

export function parsePs(text: string): PsRow[] {
  return text.split("\n").flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(-?\d+)\s+([\d:.-]+)\s+([\d:.-]+)\s+(.*)$/.exec(line)
    if (match === null) return []
    const [, pid, group, foreground, elapsed, cpu, command] = match
    const times = { elapsedMs: psTimeMs(elapsed ?? ""), cpuMs: psTimeMs(cpu ?? "") }
    return [
      { pid: Number(pid), group: Number(group), foreground: Number(foreground), ...times, command: command ?? "" },
    ]
  })
}

/** ps(1): `[[days-]hours:]minutes:seconds[.hundredths]`. */
function psTimeMs(text: string): number {
  const [days, clock] = text.includes("-") ? text.split("-") : ["0", text]
  const seconds = (clock ?? "").split(":").reduce((sum, part) => sum * 60 + Number(part), 0)
  return Math.round((Number(days) * 86_400 + seconds) * 1000)
}

export class PsProcesses implements ProcessReader {
  readonly #now: () => number
  readonly #run: () => Promise<string | undefined>
  readonly #memory = new ForegroundMemory()

  /** `run` gives the output of psCommand; undefined: it could not be run. */
  constructor(now: () => number, run: () => Promise<string | undefined> = runPs) {
    this.#now = now
    this.#run = run
  }

  forget(panePid: number): void {
    this.#memory.forget(panePid)
  }

  async read(panePids: readonly number[]): Promise<ReadonlyMap<number, Foreground> | undefined> {
    const text = await this.#run()
    if (text === undefined) return undefined
    const rows = parsePs(text)
    const at = this.#now()
    const byPid = new Map(rows.map((row) => [row.pid, row]))
    const found = new Map<number, Foreground>()
    for (const panePid of panePids) {
      const first = byPid.get(panePid)
      if (first === undefined) continue
      const group = rows.filter((row) => row.group === first.foreground)
      const leader = byPid.get(first.foreground) ?? group[0] ?? first
      const cpuMs = group.reduce((sum, row) => sum + row.cpuMs, 0)
      const others = group.filter((row) => row !== leader).map((row) => row.command.split(" "))
      const program = programOfGroup(programOf(leader.command.split(" ")), () => others)
      // ps counts whole seconds; the start is rounded so that it does not wander between looks.
      const startedAt = Math.round((at - leader.elapsedMs) / 2000) * 2000
      found.set(panePid, this.#memory.take(panePid, { pid: leader.pid, program, startedAt, cpuMs, at }))
    }
    return found
  }
}

/** Too many processes or files (EAGAIN, EMFILE), or ps took too long: nothing is known this time. */
async function runPs(): Promise<string | undefined> {
  try {
    const child = Bun.spawn(psCommand, { stdin: "ignore", stdout: "pipe", stderr: "ignore", timeout: 5000 })
    const text = await new Response(child.stdout).text()
    return (await child.exited) === 0 ? text : undefined
  } catch {
    return undefined
  }
}

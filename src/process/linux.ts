/** The foreground processes on Linux, from /proc and without a fork. */
import { readFileSync } from "node:fs"
import { type Foreground, ForegroundMemory, type ProcessReader } from "./foreground.ts"
import { parseBootTime, parseStat } from "./stat.ts"
import { maxCommandLineChars, type ProcessTable, ProgramMemory } from "./table.ts"

/** This machine's own processes, each read anew. */
const ownTable: ProcessTable = {
  stat: (pid) => {
    const text = readText(`/proc/${pid}/stat`)
    return text === undefined ? undefined : parseStat(text)
  },
  children: (pid) => {
    const text = readText(`/proc/${pid}/task/${pid}/children`)?.trim() ?? ""
    return text === "" ? [] : text.split(" ").map(Number)
  },
  commandLine: (pid) => readText(`/proc/${pid}/cmdline`)?.slice(0, maxCommandLineChars) ?? "",
}

export class LinuxProcesses implements ProcessReader {
  readonly #now: () => number
  readonly #memory = new ForegroundMemory()
  readonly #programs = new ProgramMemory()
  readonly #bootedAt: number | undefined

  constructor(now: () => number) {
    this.#now = now
    this.#bootedAt = parseBootTime(readText("/proc/stat") ?? "")
  }

  read(panePids: readonly number[]): Promise<ReadonlyMap<number, Foreground>> {
    const found = new Map<number, Foreground>()
    for (const panePid of panePids) {
      const sample = this.#programs.sample(ownTable, panePid, this.#bootedAt, this.#now())
      if (sample === undefined) this.forget(panePid)
      else found.set(panePid, this.#memory.take(panePid, sample))
    }
    return Promise.resolve(found)
  }

  forget(panePid: number): void {
    this.#memory.forget(panePid)
    this.#programs.forget(panePid)
  }
}

/** Undefined: the process has ended meanwhile, or is another user's; both are "unknown" to a rule. */
function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8")
  } catch {
    return undefined
  }
}

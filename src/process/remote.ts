/** The foreground processes of another machine, asked of a shell there: /proc on Linux, else `ps`. */
import { type Foreground, ForegroundMemory, type ProcessReader } from "./foreground.ts"
import { PsProcesses, psCommand } from "./ps.ts"
import { argumentsScript, parseArguments, parseStats, statScript, whichSystem } from "./remote-scripts.ts"
import type { ProcessStat } from "./stat.ts"
import { type ProcessTable, ProgramMemory } from "./table.ts"

export interface RemoteProcessesOptions {
  /** Runs a script over there and gives what it printed; undefined: it could not be run. */
  readonly run: (script: string) => Promise<string | undefined>
  /** Milliseconds since the epoch, of this machine. */
  readonly now: () => number
  /** A new printable word nobody can guess, at each call. */
  readonly secret: () => string
}

const pace = {
  /** A table of all processes is not asked for more often than this. */
  psMs: 5_000,
  /** A program may start another one in its place, under the same name: its arguments are asked for again after this. */
  argumentsMs: 60_000,
  /** The machine's start is told from two clocks and a way between them: only a greater difference is another start. */
  bootMs: 3_000,
} as const

interface KnownArguments {
  readonly life: string
  readonly text: string
  readonly at: number
}

export class RemoteProcesses implements ProcessReader {
  readonly #options: RemoteProcessesOptions
  readonly #memory = new ForegroundMemory()
  readonly #programs = new ProgramMemory()
  readonly #ps: PsProcesses
  #system: "proc" | "ps" | undefined
  #bootedAt: number | undefined
  readonly #arguments = new Map<number, KnownArguments>()
  #listed: { readonly at: number; readonly text: string } | undefined

  constructor(options: RemoteProcessesOptions) {
    this.#options = options
    this.#ps = new PsProcesses(options.now, () => this.#list())
  }

  async read(panePids: readonly number[]): Promise<ReadonlyMap<number, Foreground> | undefined> {
    this.#system ??= await this.#whichSystem()
    if (this.#system === undefined) return undefined
    if (this.#system === "ps") return this.#ps.read(panePids)
    const answer = parseStats((await this.#options.run(statScript(panePids))) ?? "")
    if (answer === undefined) return undefined
    const { stats, uptimeMs } = answer
    this.#takeStart(this.#options.now() - uptimeMs)
    await this.#learn([...stats.values()])
    const table = this.#table(stats)
    const found = new Map<number, Foreground>()
    for (const panePid of panePids) {
      const sample = this.#programs.sample(table, panePid, this.#bootedAt, uptimeMs)
      if (sample === undefined) this.forget(panePid)
      else found.set(panePid, this.#memory.take(panePid, sample))
    }
    return found
  }

  forget(panePid: number): void {
    this.#memory.forget(panePid)
    this.#programs.forget(panePid)
    this.#ps.forget(panePid)
  }

  async #whichSystem(): Promise<"proc" | "ps" | undefined> {
    const said = (await this.#options.run(whichSystem))?.trim()
    return said === "proc" || said === "ps" ? said : undefined
  }

  #takeStart(bootedAt: number): void {
    if (this.#bootedAt === undefined || Math.abs(bootedAt - this.#bootedAt) > pace.bootMs) this.#bootedAt = bootedAt
  }

  /** The arguments of what was not there before: each costs a process over there. */
  async #learn(stats: readonly ProcessStat[]): Promise<void> {
    const { now, secret, run } = this.#options
    const at = now()
    for (const [pid, { at: learnt }] of this.#arguments) {
      if (at - learnt >= pace.argumentsMs || at < learnt) this.#arguments.delete(pid)
    }
    const isUnknown = (stat: ProcessStat): boolean => this.#arguments.get(stat.pid)?.life !== lifeOf(stat)
    const unknown = stats.filter((stat) => isForeground(stat) && isUnknown(stat))
    if (unknown.length === 0) return
    const word = secret()
    const pids = unknown.map(({ pid }) => pid)
    const told = parseArguments((await run(argumentsScript(pids, word))) ?? "", word)
    for (const stat of unknown) {
      this.#arguments.set(stat.pid, { life: lifeOf(stat), text: told.get(stat.pid) ?? "", at })
    }
  }

  #table(stats: ReadonlyMap<number, ProcessStat>): ProcessTable {
    const children = Map.groupBy(stats.values(), ({ parent }) => parent)
    return {
      stat: (pid) => stats.get(pid),
      children: (pid) => children.get(pid)?.map((child) => child.pid) ?? [],
      commandLine: (pid) => this.#arguments.get(pid)?.text ?? "",
    }
  }

  async #list(): Promise<string | undefined> {
    const { now, run } = this.#options
    if (this.#listed !== undefined && now() - this.#listed.at < pace.psMs) return this.#listed.text
    const text = await run(psCommand.join(" "))
    this.#listed = text === undefined ? undefined : { at: now(), text }
    return text
  }
}

/** The same pid, start and name: the same program, as far as can be told for nothing. */
const lifeOf = ({ startTicks, comm }: ProcessStat): string => `${startTicks} ${comm}`

/** Only of the group that a terminal belongs to anybody wants to know more. */
const isForeground = ({ foreground, group }: ProcessStat): boolean => foreground === undefined || group === foreground

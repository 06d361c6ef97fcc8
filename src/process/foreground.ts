/** The process a pane is really running, and how it is told from what the system says. */
import type { Program } from "./program.ts"

/** Undefined is unknown. Moments are milliseconds since the epoch. */
export interface Foreground {
  readonly program: string | undefined
  readonly shell: boolean
  readonly runningSince: number | undefined
  /** Percent of one core since the look before, one decimal; undefined at the first look. */
  readonly cpu: number | undefined
}

export interface ProcessReader {
  /** `panePid` is the pane's first process (`pane_pid`). A pid that is gone is left out of the answer; undefined: could not look. */
  read(panePids: readonly number[]): Promise<ReadonlyMap<number, Foreground> | undefined>
  /** The pane of that pid is gone: the pid may come back as another's. */
  forget(panePid: number): void
}

/** One foreground process as the system shows it. */
export interface Sample {
  readonly pid: number
  readonly program: Program | undefined
  readonly startedAt: number | undefined
  /** CPU the group has used since it began, in milliseconds. */
  readonly cpuMs: number
  readonly at: number
}

/** CPU over less than this is noise: the clock tick is 10 ms. */
const minCpuSpanMs = 500

/** Turns samples into facts; it remembers the sample before, per pane, for the CPU. */
export class ForegroundMemory {
  readonly #last = new Map<number, { readonly sample: Sample; readonly cpu: number | undefined }>()

  take(panePid: number, sample: Sample): Foreground {
    const before = this.#last.get(panePid)
    const cpu = before === undefined || before.sample.pid !== sample.pid ? undefined : percent(before.sample, sample)
    // Too soon for a new figure: the old one stands, and so does the sample it was counted from.
    if (cpu === "too-soon") return facts(sample, before?.cpu)
    this.#last.set(panePid, { sample, cpu })
    return facts(sample, cpu)
  }

  forget(panePid: number): void {
    this.#last.delete(panePid)
  }
}

function facts(sample: Sample, cpu: number | undefined): Foreground {
  const { program, startedAt } = sample
  return { program: program?.name, shell: program?.shell === true, runningSince: startedAt, cpu }
}

/** Children that ended between the looks and were not waited for can make the sum smaller: never below zero. */
function percent(before: Sample, now: Sample): number | "too-soon" {
  const spanMs = now.at - before.at
  if (spanMs < minCpuSpanMs) return "too-soon"
  return Math.max(0, Math.round(((now.cpuMs - before.cpuMs) / spanMs) * 1000) / 10)
}

/** proc(5) as data: the text of /proc/PID/stat and /proc/PID/cmdline in, values out. */

export interface ProcessStat {
  readonly pid: number
  /** The kernel's short name, at most 15 bytes. */
  readonly comm: string
  readonly parent: number
  readonly group: number
  /** The foreground process group of its terminal; undefined without a terminal. */
  readonly foreground: number | undefined
  /** CPU used by it and by its children that have ended, in clock ticks. */
  readonly cpuTicks: number
  /** Clock ticks after the machine's start. */
  readonly startTicks: number
}

/** USER_HZ: 100 for programs on every Linux, whatever the kernel's own HZ is (time(7)). */
export const ticksPerSecond = 100

/** Fields are numbered as in proc_pid_stat(5); the name in parentheses may hold anything, so it is cut at the last `)`. */
export function parseStat(text: string): ProcessStat | undefined {
  const open = text.indexOf("(")
  const close = text.lastIndexOf(")")
  if (open < 0 || close < open) return undefined
  const rest = text.slice(close + 2).split(" ")
  const field = (number: number): number => Number(rest[number - 3] ?? Number.NaN)
  const foreground = field(8)
  const cpuTicks = field(14) + field(15) + field(16) + field(17)
  const stat = { pid: Number(text.slice(0, open).trim()), parent: field(4), group: field(5), startTicks: field(22) }
  if (![stat.pid, stat.parent, stat.group, stat.startTicks, foreground, cpuTicks].every(Number.isFinite))
    return undefined
  return { ...stat, comm: text.slice(open + 1, close), foreground: foreground > 0 ? foreground : undefined, cpuTicks }
}

/** The arguments of /proc/PID/cmdline, which end in NUL; a program that renamed itself left one long "argument". */
export function parseCommandLine(text: string): string[] {
  const words = text.replace(/\0+$/, "").split("\0")
  return words.length === 1 && words[0] === "" ? [] : words
}

/** The machine's start in milliseconds since the epoch: `btime` of /proc/stat. */
export function parseBootTime(text: string): number | undefined {
  const match = /^btime (\d+)$/m.exec(text)
  return match === null ? undefined : Number(match[1]) * 1000
}

/** What a shell of another machine is asked about its processes, and what it answers. POSIX sh and what every Linux has. */
import { type ProcessStat, parseStat } from "./stat.ts"
import { maxCommandLineChars, maxGroupProcesses } from "./table.ts"

/** "proc" where processes can be read without starting one. */
export const whichSystem = `[ "$(uname -s)" = Linux ] && [ -r /proc/self/stat ] && echo proc || echo ps`

/**
 * The stat lines of each pane's process and of all below it, and of the leader of its terminal's foreground group, where that
 * stands elsewhere (kernels without /proc/PID/task/TID/children). Nothing is forked. Of a name with a line break in it
 * only the first line is printed: it cannot pass for another process.
 */
export const statScript = (panePids: readonly number[]): string => `{
walk() {
  read -r stat </proc/$1/stat || return 0
  printf '%s\\n' "$stat"
  seen="$seen $1 "; count=$((count+1)); below=
  read -r below </proc/$1/task/$1/children
  for child in $below; do [ $count -gt ${maxGroupProcesses} ] || walk $child; done
}
read -r up rest </proc/uptime
printf 'up %s\\n' "$up"
for pane in ${panePids.join(" ")}; do
  count=0; seen=
  walk $pane
  read -r stat </proc/$pane/stat || continue
  set -- \${stat##*) }
  case $seen in *" $6 "*) ;; *) [ $6 -gt 0 ] && walk $6 ;; esac
done
} 2>/dev/null`

export interface StatAnswer {
  /** Since the machine's start. */
  readonly uptimeMs: number
  readonly stats: ReadonlyMap<number, ProcessStat>
}

/** Undefined: this is no answer to statScript. */
export function parseStats(output: string): StatAnswer | undefined {
  const lines = output.split("\n")
  const up = lines.map((line) => /^up (\d+(?:\.\d+)?)$/.exec(line)?.[1]).find((text) => text !== undefined)
  if (up === undefined) return undefined
  const stats = lines.flatMap((line) => (/^\d+ \(/.test(line) ? (parseStat(line) ?? []) : []))
  return { uptimeMs: Number(up) * 1000, stats: new Map(stats.toReversed().map((stat) => [stat.pid, stat])) }
}

/** What processes were started with. `secret`: no argument can hold it. */
export const argumentsScript = (pids: readonly number[], secret: string): string => `for one in ${pids.join(" ")}; do
  printf '\\n%s %s\\n' '${secret}' $one
  head -c ${maxCommandLineChars} /proc/$one/cmdline | tr '\\0\\n' '\\n '
done 2>/dev/null; :`

/** By pid, each argument ended by NUL as in /proc/PID/cmdline. */
export function parseArguments(output: string, secret: string): Map<number, string> {
  const parts = `\n${output}`.split(`\n${secret} `).slice(1)
  return new Map(
    parts.map((part) => {
      const [pid, ...words] = part.replace(/\n+$/, "").split("\n")
      return [Number(pid), words.map((word) => `${word}\0`).join("")]
    }),
  )
}

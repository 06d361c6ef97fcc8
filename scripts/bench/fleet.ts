/**
 * Panes to watch: a private tmux server whose panes are written to from here, so that what they print costs the watchers
 * nothing and is known to the millisecond. Every change carries a stamp, `<<pane:number>>`.
 */
import { closeSync, openSync, writeSync } from "node:fs"
import { type PrivateTmux, privateTmux } from "../../tests/support/tmux.ts"

export interface Stamp {
  readonly pane: string
  readonly number: number
  /** Milliseconds since the epoch, just before it was written. */
  readonly at: number
}

export interface BenchFleet {
  readonly tmux: PrivateTmux
  readonly serverPid: number
  readonly idle: readonly string[]
  readonly printing: readonly string[]
  /** Changes one line of an idle pane. */
  poke(pane: string): Stamp
  /** Redraws every printing pane; call at 10 Hz. */
  redraw(): readonly Stamp[]
  stop(): Promise<void>
}

const rows = 50
const columns = 200
const redrawnLines = 40

export function startFleet(idleCount: number, printingCount: number): BenchFleet {
  const tmux = privateTmux("default")
  tmux.run("start-server", ";", "set-option", "-g", "history-limit", "2000", ";", "new-session", "-d", "-s", "bench")
  tmux.run("set-option", "-g", "default-size", `${columns}x${rows}`)
  for (let index = 0; index < idleCount + printingCount; index++) {
    const name = index < idleCount ? `idle-${index}` : `printing-${index}`
    tmux.run("new-session", "-d", "-s", name, "-x", String(columns), "-y", String(rows), "--", "cat")
  }
  tmux.run("kill-session", "-t", "bench")
  const listed = tmux.run("list-panes", "-a", "-F", "#{session_name} #{pane_id} #{pane_tty}").split("\n")
  const panes = listed.map((line) => line.split(" ") as [string, string, string])
  const terminals = new Map(panes.map(([, pane, tty]) => [pane, openSync(tty, "w")]))
  const of = (kind: string) => panes.filter(([name]) => name.startsWith(kind)).map(([, pane]) => pane)
  const printing = of("printing")
  let number = 0
  const write = (pane: string, text: (stamp: string) => string): Stamp => {
    const stamp = { pane, number: ++number, at: Date.now() }
    writeSync(terminals.get(pane) ?? -1, text(`<<${pane}:${stamp.number}>>`))
    return stamp
  }
  return {
    tmux,
    serverPid: tmux.pid() ?? 0,
    idle: of("idle"),
    printing,
    poke: (pane) => write(pane, (stamp) => `\r${stamp}`),
    redraw: () => printing.map((pane) => write(pane, drawing)),
    async stop() {
      for (const terminal of terminals.values()) closeSync(terminal)
      await tmux.stop()
    },
  }
}

/** What a TUI does: home, then line after line, each cleared to its end. */
function drawing(stamp: string): string {
  const line = (index: number) =>
    `${stamp} ${index} │ some words that an agent would print while it works │\u001b[K\r\n`
  return `\u001b[H${Array.from({ length: redrawnLines }, (_, index) => line(index)).join("")}`
}

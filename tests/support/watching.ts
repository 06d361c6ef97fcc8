/** A watcher on a private tmux server that keeps everything it reports. */

import { LinuxProcesses } from "../../src/process/linux.ts"
import type { Sighting } from "../../src/screen/frame.ts"
import type { ServerAddress } from "../../src/tmux/address.ts"
import { LocalReach } from "../../src/tmux/local-reach.ts"
import type { ServerState } from "../../src/tmux/server-state.ts"
import { systemTimers } from "../../src/tmux/timers.ts"
import { Watcher, type WatcherOptions } from "../../src/tmux/watcher.ts"
import type { PrivateTmux } from "./tmux.ts"

export interface Watching {
  readonly watcher: Watcher
  readonly sightings: Sighting[]
  readonly states: ServerState[]
  /** The latest text of the pane `%id`, lines joined; "" when it was not seen. */
  text(pane: string): string
  /** All output lines of the pane `%id` so far. */
  output(pane: string): string[]
}

export interface WatchingOptions extends Partial<WatcherOptions> {
  /** Instead of the server's own. */
  readonly address?: ServerAddress
}

export function watching(tmux: PrivateTmux, options: WatchingOptions = {}): Watching {
  const sightings: Sighting[] = []
  const states: ServerState[] = []
  const watcher = new Watcher({
    reach: new LocalReach(options.address ?? tmux.address),
    timers: systemTimers,
    secret: () => crypto.randomUUID(),
    host: "local",
    processes: new LinuxProcesses(Date.now),
    sessions: () => true,
    panes: () => true,
    onSighting: (sighting) => sightings.push(sighting),
    onServer: (state) => states.push(state),
    ...options,
  })
  const isOf = (pane: string, key: string): boolean => key.endsWith(`/${pane}`)
  return {
    watcher,
    sightings,
    states,
    text: (pane) =>
      watcher
        .panes()
        .filter((frame) => isOf(pane, frame.pane))
        .flatMap((frame) => frame.lines)
        .join("\n"),
    output: (pane) =>
      sightings.flatMap((sighting) => (sighting.kind === "output" && isOf(pane, sighting.pane) ? sighting.lines : [])),
  }
}

/** One watcher per configured tmux server. */
import { randomBytes } from "node:crypto"
import { RE2JS } from "re2js"
import type { Host, TmuxSocket } from "../config/config.ts"
import { systemProcesses } from "../process/reader.ts"
import type { Sighting } from "../screen/frame.ts"
import { localServer, type ServerAddress } from "../tmux/address.ts"
import { LocalReach } from "../tmux/local-reach.ts"
import type { ServerState } from "../tmux/server-state.ts"
import type { Timers } from "../tmux/timers.ts"
import { Watcher } from "../tmux/watcher.ts"

export interface WatchingOptions {
  readonly timers: Timers
  readonly onSighting: (sighting: Sighting) => void
  readonly onServer: (host: string, state: ServerState) => void
}

/** The watchers by host name, not yet started. */
export function makeWatchers(
  hosts: readonly Host[],
  { timers, onSighting, onServer }: WatchingOptions,
): Map<string, Watcher> {
  const processes = systemProcesses(() => timers.now())
  return new Map(
    hosts.map((host) => [
      host.name,
      new Watcher({
        host: host.name,
        reach: new LocalReach(addressOf(host)),
        processes,
        sessions: matcher(host.sessions),
        panes: matcher(host.panes),
        timers,
        secret: () => randomBytes(12).toString("hex"),
        onSighting,
        onServer: (state) => onServer(host.name, state),
      }),
    ]),
  )
}

/** The socket as people wrote it. */
export const socketName = (socket: TmuxSocket): string => (socket.by === "name" ? socket.name : socket.path)

/** The server of a host on this machine. "default" is left to tmux itself, which honours TMUX_TMPDIR. */
export function addressOf({ socket }: Host): ServerAddress {
  return localServer(socket.by === "name" && socket.name === "default" ? undefined : socketName(socket))
}

/** Whether one of the patterns matches somewhere; none: everything does. The configuration has checked them. */
function matcher(patterns: readonly string[]): (text: string) => boolean {
  const compiled = patterns.map((pattern) => RE2JS.compile(pattern))
  return (text) => compiled.length === 0 || compiled.some((pattern) => pattern.matcher(text).find())
}

/** One watcher per configured tmux server: on this machine, or through ssh on another one. */
import { randomBytes } from "node:crypto"
import { RE2JS } from "re2js"
import type { Host, TmuxSocket } from "../config/config.ts"
import { hostFrame } from "../engine/host-rules.ts"
import { unseenFrame } from "../engine/unseen.ts"
import { environmentFor } from "../process/environment.ts"
import type { ProcessReader } from "../process/foreground.ts"
import { systemProcesses } from "../process/reader.ts"
import { RemoteProcesses } from "../process/remote.ts"
import type { Frame, Sighting } from "../screen/frame.ts"
import { Link } from "../ssh/link.ts"
import { localServer, type ServerAddress } from "../tmux/address.ts"
import { LocalReach } from "../tmux/local-reach.ts"
import { RemoteReach } from "../tmux/remote-reach.ts"
import { isReached, type ServerState } from "../tmux/server-state.ts"
import { pause, type Timers } from "../tmux/timers.ts"
import { Watcher, type WatcherOptions } from "../tmux/watcher.ts"

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
  const own = systemProcesses(() => timers.now())
  return new Map(
    hosts.map((host) => [
      host.name,
      new Watcher({
        host: host.name,
        ...wayTo(host, own, timers),
        sessions: matcher(host.sessions),
        panes: matcher(host.panes),
        timers,
        secret,
        onSighting,
        onServer: (state) => onServer(host.name, state),
        onOnline: (online) => onSighting({ kind: "frame", at: timers.now(), frame: frameOf(host.name, online) }),
      }),
    ]),
  )
}

const secret = (): string => randomBytes(12).toString("hex")

/** How the server is reached, and who tells of the processes there. */
function wayTo(host: Host, own: ProcessReader, timers: Timers): Pick<WatcherOptions, "reach" | "processes"> {
  if (host.ssh === undefined) return { reach: new LocalReach(addressOf(host)), processes: own }
  const { link, reach } = remoteWay(host, host.ssh, timers, process.env)
  const run = async (script: string): Promise<string | undefined> => {
    const answer = await link.ask(script)
    return answer.ok ? answer.output : undefined
  }
  const processes = new RemoteProcesses({ run, now: () => timers.now(), secret })
  return { reach, processes }
}

/** A connection to another machine, not yet made; ssh gets `env` without its secrets. */
export function remoteWay(
  host: Host,
  destination: string,
  timers: Timers,
  env: Readonly<Record<string, string | undefined>>,
): { readonly link: Link; readonly reach: RemoteReach } {
  const after: Timers["after"] = (delayMs, run) => timers.after(delayMs, run)
  const link = new Link({ destination, ssh: "ssh", env: environmentFor(env, []), after, secret })
  return { link, reach: new RemoteReach(link, socketOf(host)) }
}

/** What rules about a host look at: also of one that has no pane, or none that was ever seen. */
function frameOf(host: string, online: boolean): Frame {
  const blank = unseenFrame("")
  return hostFrame({ ...blank, facts: { ...blank.facts, host, online } })
}

/** The socket as people wrote it. */
const socketName = (socket: TmuxSocket): string => (socket.by === "name" ? socket.name : socket.path)

/** A server as people wrote it: its socket, and before it the machine, where that is another. */
export const serverName = ({ ssh, socket }: Pick<Host, "ssh" | "socket">): string =>
  ssh === undefined ? socketName(socket) : `${ssh} ${socketName(socket)}`

/** "default" is left to tmux itself, which honours TMUX_TMPDIR. */
const socketOf = ({ socket }: Host): string | undefined =>
  socket.by === "name" && socket.name === "default" ? undefined : socketName(socket)

/** The server of a host on this machine. */
export const addressOf = (host: Host): ServerAddress => localServer(socketOf(host))

/** Whether one of the patterns matches somewhere; none: everything does. The configuration has checked them. */
function matcher(patterns: readonly string[]): (text: string) => boolean {
  const compiled = patterns.map((pattern) => RE2JS.compile(pattern))
  return (text) => compiled.length === 0 || compiled.some((pattern) => pattern.matcher(text).find())
}

/** A server that shows nothing new for this long has shown everything. */
const settledMs = 400
const longestMs = 5_000
const pollMs = 50

/** Whether something that was there from the beginning may still be seen; `sinceMs`: nothing new was seen for so long. */
export function maySeeMore(watchers: ReadonlyMap<string, Watcher>, sinceMs: number): boolean {
  const isUnderWay = ({ server, hasSeenAll }: Watcher): boolean =>
    server.kind === "connecting" || (isReached(server) && !hasSeenAll)
  return sinceMs < settledMs || [...watchers.values()].some(isUnderWay)
}

/** Resolves when everything has been seen once, or after five seconds. */
export async function seenOnce(
  watchers: ReadonlyMap<string, Watcher>,
  timers: Timers,
  changedAt: () => number,
): Promise<void> {
  const until = timers.now() + longestMs
  while (timers.now() < until && maySeeMore(watchers, timers.now() - changedAt())) await pause(timers, pollMs)
}

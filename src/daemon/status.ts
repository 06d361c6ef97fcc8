/** What `fleetai status` shows, as JSON of stable keys. */

import type { ChannelName, Config } from "../config/config.ts"
import type { PaneState, SeenState } from "../engine/state.ts"
import type { Locale, Phrase } from "../locale/phrase.ts"
import { say } from "../locale/phrase.ts"
import type { Frame, PaneKey } from "../screen/frame.ts"
import type { ChannelHealth } from "../store/channels.ts"
import type { MessageCounts } from "../store/outbox.ts"
import type { ServerState } from "../tmux/server-state.ts"
import { describeServer } from "../tmux/server-state.ts"

export interface Status {
  /** Undefined: no service runs, this is a look of the command's own. */
  readonly service: {
    readonly version: string
    readonly pid: number
    readonly since: number
    readonly rules: number
  } | null
  readonly hosts: readonly HostStatus[]
  readonly panes: readonly PaneStatus[]
  readonly channels: readonly ChannelStatus[]
  readonly messages: Readonly<MessageCounts>
  /** Asks that wait for a decision. */
  readonly asks: number
}

export interface HostStatus {
  readonly name: string
  readonly state: ServerState["kind"]
  readonly text: string
  readonly panes: number
}

export interface PaneStatus {
  readonly host: string
  readonly session: string
  readonly window: string
  readonly pane: string
  readonly program: string
  readonly quietSince: number
  readonly unreadable: string | null
  /** The agent there, what it does and since when; null: none is known. */
  readonly agent: { readonly name: string; readonly state: SeenState; readonly since: number } | null
  /** Rules whose condition holds there. */
  readonly rules: readonly { readonly name: string; readonly phase: string; readonly since: number }[]
}

export interface ChannelStatus {
  readonly name: string
  readonly state: "ok" | "down" | "unused"
  readonly since: number | null
  readonly code: number | null
  readonly reason: string | null
  readonly cure: string | null
  readonly exitIp: string | null
}

export function hostStatus(
  name: string,
  socket: string,
  state: ServerState,
  panes: readonly Frame[],
  locale: Locale,
): HostStatus {
  return { name, state: state.kind, text: say(locale, describeServer(state, socket)), panes: panes.length }
}

export function paneStatus(frame: Frame, known: ReadonlyMap<PaneKey, PaneState>): PaneStatus {
  const { facts } = frame
  const pane = known.get(frame.pane)
  const sight = pane?.agent
  const instances = [...(pane?.instances.values() ?? [])].filter(({ phase }) => phase !== "absent")
  return {
    host: facts.host,
    session: facts.session,
    window: facts.window,
    pane: facts.pane,
    program: facts.program ?? facts.command,
    quietSince: facts.printedAt,
    unreadable: frame.unreadable ?? null,
    agent: sight === undefined ? null : { name: sight.agent, state: sight.state, since: sight.since },
    rules: instances.map(({ rule, phase, since }) => ({ name: rule, phase, since })),
  }
}

/** `names`: the channels in use, in order. What the database knows of others is history. */
export function channelStatuses(
  names: readonly string[],
  health: readonly ChannelHealth[],
  locale: Locale,
): ChannelStatus[] {
  const words = (json: string | undefined): string | null =>
    json === undefined ? null : say(locale, JSON.parse(json) as Phrase)
  return names.map((name): ChannelStatus => {
    const known = health.find((one) => one.name === name)
    if (known === undefined)
      return { name, state: "unused", since: null, code: null, reason: null, cure: null, exitIp: null }
    return {
      name,
      state: known.state,
      since: known.since,
      code: known.code ?? null,
      reason: words(known.reason),
      cure: words(known.cure),
      exitIp: known.exitIp ?? null,
    }
  })
}

/** The channels that some receiver uses, in the order of their first use. */
export const channelsInUse = ({ receivers }: Config): readonly ChannelName[] => [
  ...new Set(receivers.flatMap(({ channels }) => channels)),
]

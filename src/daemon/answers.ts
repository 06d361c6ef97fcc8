/** What the running service answers to other commands: how it is, what it sees, what is asked; and what it takes from them. */
import type { Config } from "../config/config.ts"
import { realPath } from "../config/disk.ts"
import type { Locale } from "../locale/phrase.ts"
import { phrase } from "../locale/phrase.ts"
import type { Store } from "../store/store.ts"
import { socketPath } from "../tmux/address.ts"
import type { Timers } from "../tmux/timers.ts"
import type { Watcher } from "../tmux/watcher.ts"
import { askStatusOf } from "./ask-status.ts"
import type { Asks } from "./asks.ts"
import type { Answers } from "./control.ts"
import { bounded, type Emission, type Emitted, EventGate, paneOf, wrongIn } from "./events.ts"
import { knownPanes } from "./known-panes.ts"
import type { Pipeline } from "./pipeline.ts"
import { channelStatuses, channelsInUse, hostStatus, paneStatus, type Status } from "./status.ts"
import { addressOf, serverName } from "./watching.ts"

export interface AnsweringParts {
  readonly config: Config
  readonly locale: Locale
  readonly timers: Timers
  readonly service: NonNullable<Status["service"]>
  readonly store: Store
  readonly watchers: ReadonlyMap<string, Watcher>
  readonly pipeline: Pipeline
  readonly asks: Asks
}

export function answersOf(parts: AnsweringParts): Answers {
  const { watchers, pipeline, asks } = parts
  const gate = new EventGate()
  return {
    status: () => statusOf(parts),
    panes: () => knownPanes(framesOf(watchers), pipeline.panes),
    asks: () => asks.list().map(askStatusOf),
    ask: (id) => {
      const ask = asks.named(id)
      return ask && askStatusOf(ask)
    },
    decide: ({ id, wish, who }) => asks.decide(id ?? undefined, wish, { way: "command", who }),
    emit: (emission) => emit(emission, parts, gate),
  }
}

const framesOf = (watchers: ReadonlyMap<string, Watcher>) =>
  [...watchers.values()].flatMap((watcher) => watcher.panes())

function statusOf({ config, locale, timers, service, store, watchers, pipeline, asks }: AnsweringParts): Status {
  const health = store.channels()
  const counts = store.messageCounts(timers.now())
  return {
    service,
    hosts: config.hosts.map((host) => {
      const { name } = host
      const watcher = watchers.get(name)
      return hostStatus(name, serverName(host), watcher?.server ?? { kind: "absent" }, watcher?.panes() ?? [], locale)
    }),
    panes: framesOf(watchers).map((frame) => paneStatus(frame, pipeline.panes)),
    channels: channelStatuses(channelsInUse(config), health.ok ? health.value : [], locale),
    messages: counts.ok ? counts.value : { waiting: 0, held: 0, sending: 0, sent: 0, failed: 0 },
    asks: asks.list().filter(({ status }) => status === "open").length,
  }
}

function emit(emission: Emission, { config, timers, watchers, pipeline }: AnsweringParts, gate: EventGate): Emitted {
  const fields = bounded(emission.fields)
  const wrong = wrongIn(emission.name, fields)
  if (wrong !== undefined) return { ok: false, why: wrong, hint: phrase("cli.see-help", { command: "fleetai emit" }) }
  // A program on another machine has no way here.
  const own = config.hosts.filter(({ ssh }) => ssh === undefined)
  const hosts = own.map((host) => ({
    socket: realPath(socketPath(addressOf(host))),
    frames: watchers.get(host.name)?.panes() ?? [],
  }))
  const pane = paneOf({ ...emission, socket: realPath(emission.socket) }, hosts)
  if (pane === undefined) {
    const why = phrase("daemon.emit-unwatched", { pane: emission.pane })
    return { ok: false, why, hint: phrase("daemon.emit-unwatched-hint") }
  }
  const at = timers.now()
  const refusal = gate.refuses(pane, at)
  if (refusal !== undefined) return { ok: false, why: refusal, hint: phrase("daemon.emit-crowded-hint") }
  pipeline.observe({ kind: "event", at, pane, name: emission.name, fields })
  return { ok: true }
}

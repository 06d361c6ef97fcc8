/**
 * Everything between a sighting and what follows from it, put together: pipeline, asks, delivery, keys, programs, journal.
 * What a restart must know is read from the database here.
 */
import { homedir } from "node:os"
import type { Config } from "../config/config.ts"
import { configuredSecrets } from "../config/secrets.ts"
import { outlivesRestart } from "../engine/block/waiting.ts"
import { type EngineState, emptyState } from "../engine/state.ts"
import type { RuleSet } from "../language/ruleset.ts"
import { type Locale, phrase } from "../locale/phrase.ts"
import type { Ask } from "../store/asks.ts"
import type { Commit, Store } from "../store/store.ts"
import type { KeyPort } from "../tmux/keys.ts"
import type { Timers } from "../tmux/timers.ts"
import { withAskTimeout } from "./ask-timeout.ts"
import { Asks, type Awaited } from "./asks.ts"
import { bookingOf } from "./booking.ts"
import { Delivering } from "./delivering.ts"
import { fromRows } from "./engine-rows.ts"
import { Journal } from "./journal.ts"
import { endedBlocks } from "./leftovers.ts"
import type { Log } from "./log.ts"
import { Notices } from "./notices.ts"
import { performer } from "./performer.ts"
import { Pipeline } from "./pipeline.ts"
import { Programs } from "./programs.ts"
import { Trail } from "./trail.ts"

export interface AssemblyOptions {
  readonly config: Config
  readonly ruleSet: RuleSet
  readonly locale: Locale
  readonly timers: Timers
  readonly log: Log
  /** Shows a message on the terminal that the service runs in. */
  readonly show: (text: string) => void | Promise<void>
  /** Nothing is written, sent, pressed or run. */
  readonly dryRun: boolean
}

export interface Assembly {
  readonly pipeline: Pipeline
  readonly programs: Programs
  readonly notices: Notices
  /** Undefined in a dry run, like the store. */
  readonly asks: Asks | undefined
  readonly delivering: Delivering | undefined
  readonly trail: Trail | undefined
}

/** A dry run: nothing is kept, so that no intent is new and nothing is carried out. */
const nowhere: Pick<Store, "commit"> = { commit: () => ({ ok: true, value: { enqueued: 0, intended: new Set() } }) }

/** `portOf`: the watcher of a host, by its name. */
export function assemble(
  options: AssemblyOptions,
  store: Store | undefined,
  portOf: (host: string) => KeyPort | undefined,
): Assembly {
  const { config, locale, timers, log, dryRun } = options
  const ruleSet = withAskTimeout(options.ruleSet, config.approvals.timeoutMs)
  const literals = configuredSecrets(config)
  const asks =
    store &&
    new Asks({
      ...{ store, locale, timers, log, literals, folder: config.approvals.dir },
      observe: (observation) => pipeline.observe(observation),
      isKnown: (ask) => isKnown(ask, { panes: pipeline.panes }),
      awaited: () => awaitedIn({ panes: pipeline.panes }),
      followUps: (ask, how) => delivering?.followUps(ask, how) ?? [],
      onEnqueued: () => delivering?.nudge(),
    })
  const onReached = (ask: string, pane: string, at: number): void =>
    pipeline.observe({ kind: "delivered", at, pane, ask })
  const delivering = store && new Delivering({ ...options, store, onReached })
  const calledOf = (ask: string): string | undefined => asks?.calledOf(ask)
  const journal = new Journal({ log, dryRun, routes: config.routes, receivers: config.receivers, calledOf })
  const notices = new Notices({ log, timers, store, delivering })
  const programs = new Programs({ log, literals, env: process.env, home: homedir() })
  const press = performer({ ruleSet, timers, portOf, paneOf: (pane) => pipeline.panes.get(pane) })
  const trail =
    store &&
    new Trail({
      ...{ table: store.trail, timers },
      onFault: (fault) => log.warn(phrase("daemon.trail-not-kept", { fault: fault.text })),
    })
  const { state, since } = restored(store, log)
  const pipeline = new Pipeline({
    ...{ ruleSet, state, timers, store: store ?? nowhere },
    book: (effect) => (asks && delivering ? bookingOf(effect, { asks, delivering }) : {}),
    perform: async (effect) => (effect.kind === "run" ? programs.run(effect) : { outcome: await press(effect) }),
    onEnqueued: () => delivering?.nudge(),
    onEffect: (effect) => journal.effect(effect),
    onPerformed: (effect, outcome) => journal.performed(effect, outcome),
    onCommitted: (observations, commit) => {
      asks?.committed(observations, isAboutAsks(commit))
      trail?.take(pipeline.panes)
    },
    onFault: (fault) => journal.fault(fault),
    onBug: (error) => journal.bug(error),
  })
  notices.leftovers(endedBlocks(state))
  if (since !== undefined) pipeline.observe({ kind: "resumed", at: timers.now(), since })
  return { pipeline, programs, notices, asks, delivering, trail }
}

const isAboutAsks = (commit: Commit | undefined): boolean =>
  (commit?.asks?.length ?? 0) + (commit?.settled?.length ?? 0) > 0

/** The engine waits for it, or carries out what was decided, and goes on with that after a restart. */
function isKnown({ effect, pane }: Ask, { panes }: EngineState): boolean {
  const blocks = [...(panes.get(pane)?.instances.values() ?? [])].map(({ block }) => block)
  return blocks.some((block) => block?.ask?.id === effect && outlivesRestart(block))
}

/** Asks that wait for a person, those of rules on trial too: these have no rows. */
const awaitedIn = ({ panes }: EngineState): readonly Awaited[] =>
  [...panes].flatMap(([pane, { instances }]) =>
    [...instances.values()].flatMap(({ block }) =>
      block?.ask === undefined || block.ask.decision !== undefined ? [] : [{ ask: block.ask.id, pane }],
    ),
  )

function restored(
  store: Store | undefined,
  log: Log,
): { readonly state: EngineState; readonly since: number | undefined } {
  const loaded = store?.loadEngine()
  if (loaded === undefined) return { state: emptyState, since: undefined }
  if (loaded.ok) return { state: fromRows(loaded.value.rows), since: loaded.value.savedAt }
  log.error(phrase("daemon.state-forgotten", { fault: loaded.fault.text }))
  return { state: emptyState, since: undefined }
}

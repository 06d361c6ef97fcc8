/**
 * The service: puts watchers, engine, database and delivery together, and takes them apart again. The way of what
 * they tell each other is in pipeline.ts.
 */
import { statSync } from "node:fs"
import { join } from "node:path"
import { isHostKey } from "../engine/host-rules.ts"
import { type Phrase, phrase } from "../locale/phrase.ts"
import { type Lock, takeLock } from "../store/instance-lock.ts"
import { openStore } from "../store/open.ts"
import type { Store } from "../store/store.ts"
import { sweepBuffers } from "../tmux/paste.ts"
import { describeServer, isReached, type ServerState } from "../tmux/server-state.ts"
import { pause } from "../tmux/timers.ts"
import type { Watcher } from "../tmux/watcher.ts"
import { answersOf } from "./answers.ts"
import { type Assembly, type AssemblyOptions, assemble } from "./assembly.ts"
import { openControl } from "./control.ts"
import { channelStatuses, channelsInUse } from "./status.ts"
import { makeWatchers, maySeeMore, serverName } from "./watching.ts"

/** A pane that was there before the restart and has not been seen so long after its server was found is gone. */
const forgetAfterMs = 5_000
/** People want to read what is watched within a second; the first look takes far less. */
const introduceAfterMs = 400
/** So often it is written down that the service is alive: timers stand still only for as long as it was not. */
const heartbeatMs = 60_000
/** `once` asks so often whether everything has been seen, and ends at the latest after the other. */
const oncePollMs = 100
const onceLongestMs = 30_000

export interface ServiceOptions extends AssemblyOptions {
  readonly version: string
  /** Set when the rules in the files are broken and an older set runs. */
  readonly notice: { readonly title: Phrase; readonly body: Phrase } | undefined
}

export type Started =
  | { readonly ok: true; readonly service: Service }
  | { readonly ok: false; readonly problem: Phrase }

/** Takes the state folder's lock, opens its database and begins to watch. */
export function startService(options: ServiceOptions): Started {
  const { config, dryRun } = options
  if (dryRun) return { ok: true, service: new Service(options, undefined, undefined) }
  const open = openness(config.state)
  if (open === "writable") return { ok: false, problem: phrase("daemon.state-writable", { state: config.state }) }
  if (open === "readable") options.log.warn(phrase("daemon.state-open", { state: config.state }))
  const lock = takeLock(join(config.state, "lock.db"), process.pid)
  if (!lock.ok) return { ok: false, problem: lock.fault.text }
  if (lock.value.kind === "taken") {
    return { ok: false, problem: phrase("daemon.already-running", { state: config.state, pid: lock.value.pid ?? "?" }) }
  }
  const opened = openStore(join(config.state, "state.db"))
  if (!opened.ok) {
    lock.value.release()
    return { ok: false, problem: opened.fault.text }
  }
  return { ok: true, service: new Service(options, opened.value, lock.value) }
}

/** Whether others can enter the state folder, or even put something there; undefined: neither, or it is not there yet. */
function openness(folder: string): "readable" | "writable" | undefined {
  const mode = modeOf(folder) ?? 0
  return (mode & 0o022) !== 0 ? "writable" : (mode & 0o055) !== 0 ? "readable" : undefined
}

function modeOf(path: string): number | undefined {
  try {
    return statSync(path).mode
  } catch {
    // It is not there yet, or whoever opens it says what is wrong.
    return undefined
  }
}

export class Service {
  readonly #options: ServiceOptions
  readonly #store: Store | undefined
  readonly #lock: Extract<Lock, { kind: "held" }> | undefined
  readonly #startedAt: number
  readonly #watchers: ReadonlyMap<string, Watcher>
  readonly #assembly: Assembly
  readonly #cancels: (() => void)[] = []
  #changedAt: number
  #stopped = false

  /** Use `startService`. Without a store nothing is kept: a dry run. */
  constructor(options: ServiceOptions, store: Store | undefined, lock: Extract<Lock, { kind: "held" }> | undefined) {
    const { config, timers } = options
    this.#options = options
    this.#store = store
    this.#lock = lock
    this.#startedAt = timers.now()
    this.#changedAt = this.#startedAt
    this.#watchers = makeWatchers(config.hosts, {
      timers,
      onSighting: (sighting) => {
        this.#changedAt = timers.now()
        this.#assembly.pipeline.observe(sighting)
      },
      onServer: (host, state) => this.#takeServerState(host, state),
    })
    this.#assembly = assemble(options, store, (host) => this.#watchers.get(host))
  }

  /** Begins to watch and to deliver. */
  start(): void {
    const { notice } = this.#options
    this.#options.ruleSet.index.warmUp()
    this.#assembly.notices.openIntents()
    this.#reportChannelsDown()
    if (notice !== undefined) this.#assembly.notices.tell(`rules ${this.#startedAt}`, notice.title, notice.body)
    for (const [host, watcher] of this.#watchers) {
      watcher.start()
      // A server that is not there changes no state: it must be said all the same.
      this.#later(introduceAfterMs, () => {
        const { kind } = watcher.server
        if (kind === "absent" || kind === "connecting") this.#takeServerState(host, watcher.server)
      })
    }
    this.#assembly.delivering?.start()
    this.#beat()
    this.#assembly.asks?.start()
    this.#openControl()
  }

  #openControl(): void {
    const { config, locale, timers, log, version, ruleSet } = this.#options
    const { asks, pipeline } = this.#assembly
    if (this.#store === undefined || asks === undefined) return
    const service = { version, pid: process.pid, since: this.#startedAt, rules: ruleSet.rules.length }
    const parts = { store: this.#store, watchers: this.#watchers, pipeline, asks }
    const control = openControl(config.state, answersOf({ config, locale, timers, service, ...parts }))
    if (control.ok) this.#cancels.push(control.close)
    else log.error(phrase("daemon.control-failed", control))
  }

  /** One look: resolves when everything seen has been judged, its timers have run and its messages are on their way. */
  async once(): Promise<{ readonly seen: boolean; readonly undelivered: number }> {
    const { timers } = this.#options
    const until = timers.now() + onceLongestMs
    const isBusy = (): boolean =>
      maySeeMore(this.#watchers, timers.now() - this.#changedAt) || this.#assembly.pipeline.movesBefore(until)
    while (timers.now() < until && isBusy()) await pause(timers, oncePollMs)
    await this.#assembly.pipeline.settle()
    const undelivered = (await this.#assembly.delivering?.drain(until)) ?? 0
    return { seen: [...this.#watchers.values()].some((watcher) => watcher.panes().length > 0), undelivered }
  }

  /** Ends the watching without a trace, and programs; lets keys and messages under way end, closes the database. */
  async stop(): Promise<void> {
    if (this.#stopped) return
    this.#stopped = true
    for (const cancel of this.#cancels) cancel()
    this.#assembly.asks?.close()
    this.#assembly.programs.stop()
    await this.#assembly.pipeline.settle()
    this.#assembly.pipeline.stop()
    await Promise.all([...this.#watchers.values()].map((watcher) => watcher.stop()))
    await this.#assembly.delivering?.stop()
    await this.#assembly.trail?.stop()
    this.#store?.close()
    this.#lock?.release()
  }

  /** What an earlier run or `fleetai notify` found out about the channels. */
  #reportChannelsDown(): void {
    const { config, locale, log } = this.#options
    const health = this.#store?.channels()
    if (health === undefined || !health.ok) return
    for (const { name, state, reason, cure } of channelStatuses(channelsInUse(config), health.value, locale)) {
      if (state === "down") log.warn(phrase("daemon.channel-was-down", { name, why: reason ?? "", cure: cure ?? "" }))
    }
  }

  #takeServerState(host: string, state: ServerState): void {
    const { config, log, timers } = this.#options
    this.#changedAt = timers.now()
    const server = config.hosts.find(({ name }) => name === host)
    const text = describeServer(state, server === undefined ? "" : serverName(server))
    if (state.kind === "lost" || state.kind === "fallback") log.warn(text)
    else log.info(text)
    if (state.kind === "connected" || state.kind === "fallback") {
      const client = this.#watchers.get(host)?.client
      if (client !== undefined) void sweepBuffers(client)
      this.#later(introduceAfterMs, () => this.#introduce(host))
    }
    if (state.kind !== "lost" && state.kind !== "connecting") this.#later(forgetAfterMs, () => this.#forgetUnseen(host))
  }

  #introduce(host: string): void {
    const watcher = this.#watchers.get(host)
    if (watcher !== undefined && isReached(watcher.server) && !watcher.hasSeenAll) {
      this.#later(introduceAfterMs, () => this.#introduce(host))
      return
    }
    const panes = watcher?.panes() ?? []
    const sessions = new Set(panes.map(({ facts }) => facts.session)).size
    this.#options.log.info(phrase("daemon.watching", { host, panes: panes.length, sessions }))
  }

  /** Panes that the database remembers and nobody sees any more. */
  #forgetUnseen(host: string): void {
    const watcher = this.#watchers.get(host)
    if (watcher === undefined || watcher.server.kind === "lost" || watcher.server.kind === "connecting") return
    const seen = new Set(watcher.panes().map(({ pane }) => pane))
    const at = this.#options.timers.now()
    for (const pane of this.#assembly.pipeline.panes.keys()) {
      if (pane.startsWith(`${host}/`) && !seen.has(pane) && !isHostKey(pane))
        this.#assembly.pipeline.observe({ kind: "gone", at, pane })
    }
  }

  #beat(): void {
    this.#later(heartbeatMs, () => {
      this.#store?.commit({ at: this.#options.timers.now(), engine: [] })
      this.#beat()
    })
  }

  #later(ms: number, run: () => void): void {
    const cancel = this.#options.timers.after(ms, () => {
      this.#cancels.splice(this.#cancels.indexOf(cancel), 1)
      run()
    })
    this.#cancels.push(cancel)
  }
}

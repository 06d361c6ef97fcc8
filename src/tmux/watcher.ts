/**
 * One tmux server as a stream of sightings: a cheap sweep finds the windows that printed, only their panes are looked
 * at (looking.ts), and only what changed is reported.
 *
 * `window_activity` is the second a window printed in last. A look taken in second S has seen everything printed before
 * S; so a window whose activity is S or later must be looked at again, and every other need not. The seconds of both
 * come from the server's own clock.
 */
import type { ProcessReader } from "../process/foreground.ts"
import type { Frame, PaneKey, Sighting } from "../screen/frame.ts"
import { Agenda, type Bustle } from "./agenda.ts"
import { type Cadence, cadence, remoteCadence } from "./cadence.ts"
import { type ClientOptions, TmuxClient } from "./client.ts"
import type { Notification } from "./connection.ts"
import { Distance } from "./distance.ts"
import { Looking } from "./looking.ts"
import type { PaneReport, WindowReport } from "./pane-facts.ts"
import { Pulse } from "./pulse.ts"
import { graceMs, Reachability } from "./reachability.ts"
import { Reporter } from "./reporter.ts"
import { Roster, type RosterOptions } from "./roster.ts"
import { isReached, type ServerIdentity, type ServerState, sameServer } from "./server-state.ts"
import { Hearing } from "./subscription.ts"
import { askSweep, listClients } from "./sweeps.ts"
import type { TrackedPane } from "./tracked-pane.ts"

export interface WatcherOptions extends Omit<ClientOptions, "events">, Pick<RosterOptions, "sessions" | "panes"> {
  /** `name` of the `[[host]]`; begins every pane key. */
  readonly host: string
  readonly processes: ProcessReader
  readonly onSighting: (sighting: Sighting) => void
  readonly onServer: (state: ServerState) => void
  /** The host can be reached, or cannot: as soon as it is known, and whenever it changes (reachability.ts). */
  readonly onOnline?: (isOnline: boolean) => void
  /** How long a lost connection is no news. */
  readonly graceMs?: number
  readonly cadence?: Cadence
}

export type SingleLook =
  | { readonly kind: "seen"; readonly frame: Frame; readonly report: PaneReport }
  | { readonly kind: "gone" | "unreachable" }

export class Watcher {
  readonly #options: WatcherOptions
  readonly #cadence: Cadence
  readonly #client: TmuxClient
  readonly #roster: Roster
  readonly #looking: Looking
  readonly #agenda: Agenda
  readonly #reachability: Reachability
  readonly #distance = new Distance()
  readonly #reporter: Reporter
  #server: ServerIdentity | undefined
  readonly #pulse: Pulse
  #knowsPanes = false
  readonly #hearing = new Hearing()

  constructor(options: WatcherOptions) {
    const { processes, timers } = options
    this.#options = options
    this.#cadence = options.cadence ?? (options.reach.isLocal ? cadence : remoteCadence)
    this.#agenda = new Agenda(this.#cadence)
    this.#pulse = new Pulse({ timers, beat: () => this.#beat(), restMs: () => this.#restMs() })
    this.#reporter = new Reporter(options)
    this.#reachability = new Reachability({
      ...{ timers, graceMs: options.graceMs ?? graceMs },
      onChange: (isOnline) => this.#takeOnline(isOnline),
    })
    this.#roster = new Roster({
      ...options,
      keyOf: (pane) => this.#key(pane),
      onOtherProcess: (before) => processes.forget(before),
      onLost: (pane) => {
        processes.forget(pane.report.pid)
        this.#reporter.lost(pane)
      },
    })
    const events = {
      onState: (state: ServerState) => this.#takeState(state),
      onHint: (hint: Notification) => this.#takeHint(hint),
    }
    this.#client = new TmuxClient({ ...options, events })
    const onSeen = (pane: TrackedPane, sightings: readonly Sighting[]): void => {
      this.#reportFrame(pane)
      for (const sighting of sightings) this.#reporter.tell(sighting)
    }
    const seen = { client: this.#client, roster: this.#roster }
    this.#looking = new Looking({ ...seen, processes, timers, cadence: this.#cadence, onSeen })
  }

  get server(): ServerState {
    return this.#client.state
  }

  /** Every pane of a server that answers has been looked at. */
  get hasSeenAll(): boolean {
    return this.#knowsPanes && this.#roster.all().every(({ frame }) => frame !== undefined)
  }

  /** Where keys go through (keys.ts). */
  get client(): TmuxClient {
    return this.#client
  }

  start(): void {
    this.#reachability.take(this.#client.state)
    this.#client.start()
    this.#pulse.start()
  }

  /** Nothing is reported after this; the server is left as if nobody had watched. */
  async stop(): Promise<void> {
    this.#reporter.stop()
    this.#reachability.stop()
    const stopped = this.#pulse.stop()
    await this.#client.stop()
    await stopped
  }

  /** The latest frame of every watched pane. */
  panes(): readonly Frame[] {
    return this.#roster.all().flatMap((pane) => pane.frame ?? [])
  }

  /** A fresh look at one pane, past every interval; what it sees is reported too. */
  async look(key: PaneKey): Promise<SingleLook> {
    const pane = this.#roster.named(key)
    if (pane === undefined) return { kind: "gone" }
    const clients = this.#client.ask([[listClients]])
    const outcome = await this.#looking.lookAt([pane], true)
    const answer = await clients
    if (answer.ok && answer.blocks[0] !== undefined) this.#roster.takeClients(answer.blocks[0])
    this.#reportFrame(pane)
    if (outcome.gone.has(pane.id) || !this.#roster.has(pane)) return { kind: "gone" }
    if (!outcome.seen.has(pane.id) || pane.frame === undefined) return { kind: "unreachable" }
    return { kind: "seen", frame: pane.frame, report: pane.report }
  }

  async #beat(): Promise<void> {
    if (!isReached(this.#client.state)) return
    const { timers } = this.#options
    if (timers.monotonic() >= this.#agenda.sweepDueAt(this.#bustle())) await this.#sweep()
    if (timers.monotonic() >= this.#looksDueAt()) await this.#lookAtDue()
  }

  /** Which windows printed, and now and then the facts of all panes. */
  async #sweep(): Promise<void> {
    const began = this.#options.timers.monotonic()
    const scope = this.#agenda.scope(began, this.#bustle())
    const swept = await askSweep(this.#client, scope)
    const tookMs = this.#options.timers.monotonic() - began
    this.#agenda.swept(began, Math.max(0, tookMs - this.#distance.roundTripMs), scope)
    if (swept === undefined) return
    const { facts, windows, timeS } = swept
    if (!this.#options.reach.isLocal) this.#distance.takeAnswer(tookMs, timeS, this.#options.timers.now())
    if (facts !== undefined) {
      this.#roster.takeFacts(facts.separator, facts.panes, facts.clients)
      this.#knowsPanes = true
      if (scope === "dear-facts") await this.#looking.readProcesses(this.#roster.all())
      for (const pane of this.#roster.all()) this.#reportFrame(pane)
    }
    this.#takeWindows(windows, facts !== undefined)
  }

  async #lookAtDue(): Promise<void> {
    const now = this.#options.timers.monotonic()
    const due = this.#roster.takeDue(now - this.#cadence.fullLookMs, this.#cadence.maxLooksAtOnce)
    if (due.length === 0) return
    await this.#looking.lookAt(due, false)
    // Processes first, then the panes: two ways.
    const tookMs = this.#options.timers.monotonic() - now
    this.#agenda.looked(now, Math.max(0, tookMs - 2 * this.#distance.roundTripMs))
  }

  #takeWindows(reports: readonly WindowReport[], factsAreFresh: boolean): void {
    const isSame = this.#roster.takeWindows(reports)
    // Panes came or went: find out which before the next rest is over.
    if (!isSame && !factsAreFresh) this.#hurry()
  }

  #takeHint({ name, rest }: Notification): void {
    const heard = name === "subscription-changed" ? this.#hearing.take(rest) : undefined
    if (heard?.hasOtherFacts === true) this.#agenda.hearOfFacts(this.#options.timers.monotonic())
    if (heard === undefined) this.#hurry()
    else this.#takeWindows(heard.windows, false)
    this.#pulse.reconsider()
  }

  #takeState(state: ServerState): void {
    const server = isReached(state) ? state.server : undefined
    const isOther = server !== undefined && !sameServer(server, this.#server)
    if (state.kind === "absent" || isOther) for (const pane of this.#roster.all()) this.#roster.lose(pane)
    if (state.kind === "absent") this.#server = undefined
    if (server !== undefined) this.#server = server
    this.#knowsPanes = false
    this.#options.onServer(state)
    this.#reachability.take(state)
    this.#hurry()
  }

  /** Of a host that is not reached nothing is known; of one that is back each pane is looked at. */
  #takeOnline(isOnline: boolean): void {
    for (const pane of this.#roster.all()) {
      if (isOnline) this.#roster.suspect(pane)
      else pane.doubt()
      this.#reportFrame(pane)
    }
    this.#options.onOnline?.(isOnline)
  }

  #reportFrame(pane: TrackedPane): void {
    if (!this.#roster.has(pane)) return
    const [{ host }, { presence }, { skewMs }] = [this.#options, this.#roster, this.#distance]
    const online = this.#reachability.isOnline
    this.#reporter.frame(pane, { host, user: this.#client.owner, presence, online, skewMs })
  }

  #key(pane: string): PaneKey {
    const life = this.#server === undefined ? "?" : `${this.#server.startS}-${this.#server.pid}`
    return `${this.#options.host}/${life}/${pane}`
  }

  #hurry(): void {
    this.#agenda.hurry(this.#options.timers.monotonic())
    this.#pulse.reconsider()
  }

  #bustle(): Bustle {
    const sinceS = (this.#options.timers.now() - this.#distance.skewMs - this.#cadence.recentMs) / 1000
    return { ...this.#roster.bustle(sinceS), subscribed: this.#client.isSubscribed }
  }

  /** For what prints, and for what was not looked at for long, whatever the signs say. */
  #looksDueAt(): number {
    const bustle = this.#bustle()
    const paced = this.#agenda.looksDueAt({ ...bustle, printing: true })
    return bustle.printing ? paced : Math.max(paced, this.#roster.oldestLookAt() + this.#cadence.fullLookMs)
  }

  #restMs(): number {
    // A server that comes back is a hint.
    if (!isReached(this.#client.state)) return this.#cadence.factsMs
    const bustle = this.#bustle()
    const dueAt = Math.min(this.#agenda.sweepDueAt(bustle), this.#looksDueAt())
    return Math.max(0, dueAt - this.#options.timers.monotonic())
  }
}

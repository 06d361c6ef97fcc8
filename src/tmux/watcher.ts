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
import { type Cadence, cadence } from "./cadence.ts"
import { type ClientOptions, TmuxClient } from "./client.ts"
import { type Command, command } from "./command.ts"
import type { Notification } from "./connection.ts"
import { Looking } from "./looking.ts"
import {
  clientFormat,
  type PaneReport,
  paneFormat,
  parseWindows,
  type WindowReport,
  windowFormat,
} from "./pane-facts.ts"
import { Roster, type RosterOptions } from "./roster.ts"
import { type ServerIdentity, type ServerState, sameServer } from "./server-state.ts"
import { parseSubscription } from "./subscription.ts"
import type { TrackedPane } from "./tracked-pane.ts"

export interface WatcherOptions extends Omit<ClientOptions, "events">, Pick<RosterOptions, "sessions" | "panes"> {
  /** `name` of the `[[host]]`; begins every pane key. */
  readonly host: string
  readonly processes: ProcessReader
  readonly onSighting: (sighting: Sighting) => void
  readonly onServer: (state: ServerState) => void
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
  #server: ServerIdentity | undefined
  #running: Promise<void> | undefined
  #stopped = false
  #wake: () => void = () => {}
  /** What the server said last about everything but the printing. */
  #heardFacts = ""

  constructor(options: WatcherOptions) {
    const { processes, timers } = options
    this.#options = options
    this.#cadence = options.cadence ?? cadence
    this.#agenda = new Agenda(this.#cadence)
    this.#roster = new Roster({
      ...options,
      keyOf: (pane) => this.#key(pane),
      onOtherProcess: (before) => processes.forget(before),
      onLost: (pane) => this.#reportLost(pane),
    })
    const events = {
      onState: (state: ServerState) => this.#takeState(state),
      onHint: (hint: Notification) => this.#takeHint(hint),
    }
    this.#client = new TmuxClient({ ...options, events })
    const onSeen = (pane: TrackedPane, sightings: readonly Sighting[]): void => {
      this.#reportFrame(pane)
      for (const sighting of sightings) this.#emit(sighting)
    }
    const { client, roster } = { client: this.#client, roster: this.#roster }
    this.#looking = new Looking({ client, roster, processes, timers, cadence: this.#cadence, onSeen })
  }

  get server(): ServerState {
    return this.#client.state
  }

  /** Where keys go through (keys.ts). */
  get client(): TmuxClient {
    return this.#client
  }

  start(): void {
    this.#client.start()
    this.#running ??= this.#run()
  }

  /** Nothing is reported after this; the server is left as if nobody had watched. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#wake()
    await this.#client.stop()
    await this.#running
  }

  /** The latest frame of every watched pane. */
  panes(): readonly Frame[] {
    return this.#roster.all().flatMap((pane) => pane.frame ?? [])
  }

  /** A fresh look at one pane, past every interval; what it sees is reported too. */
  async look(key: PaneKey): Promise<SingleLook> {
    const pane = this.#roster.named(key)
    if (pane === undefined) return { kind: "gone" }
    const clients = this.#client.ask([[command("list-clients", "-F", clientFormat)]])
    const outcome = await this.#looking.lookAt([pane], true)
    const answer = await clients
    if (answer.ok && answer.blocks[0] !== undefined) this.#roster.takeClients(answer.blocks[0])
    this.#reportFrame(pane)
    if (outcome.gone.has(pane.id) || !this.#roster.has(pane)) return { kind: "gone" }
    if (!outcome.seen.has(pane.id) || pane.frame === undefined) return { kind: "unreachable" }
    return { kind: "seen", frame: pane.frame, report: pane.report }
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      if (this.#isReachable()) {
        const { timers } = this.#options
        if (timers.monotonic() >= this.#agenda.sweepDueAt(this.#bustle())) await this.#sweep()
        if (timers.monotonic() >= this.#looksDueAt()) await this.#lookAtDue()
      }
      await this.#rest()
    }
  }

  /** Which windows printed, and now and then the facts of all panes. */
  async #sweep(): Promise<void> {
    const began = this.#options.timers.monotonic()
    const scope = this.#agenda.scope(began, this.#bustle())
    const separator = this.#client.separator
    const lines: Command[][] = [[command("list-windows", "-a", "-F", windowFormat)]]
    if (scope !== "windows") {
      lines.push([command("list-panes", "-a", "-F", paneFormat(separator, scope === "dear-facts"))])
      lines.push([command("list-clients", "-F", clientFormat)])
    }
    const answer = await this.#client.ask(lines)
    this.#agenda.swept(began, this.#options.timers.monotonic() - began, scope)
    if (!answer.ok || answer.blocks.length !== lines.length || !answer.blocks.every((block) => block.ok)) return
    const [windows, panes, clients] = answer.blocks
    if (panes !== undefined && clients !== undefined) {
      this.#roster.takeFacts(separator, panes, clients)
      if (scope === "dear-facts") await this.#looking.readProcesses(this.#roster.all())
      for (const pane of this.#roster.all()) this.#reportFrame(pane)
    }
    if (windows !== undefined) this.#takeWindows(parseWindows(windows), scope !== "windows")
  }

  async #lookAtDue(): Promise<void> {
    const now = this.#options.timers.monotonic()
    const due = this.#roster.takeDue(now - this.#cadence.fullLookMs, this.#cadence.maxLooksAtOnce)
    if (due.length === 0) return
    await this.#looking.lookAt(due, false)
    this.#agenda.looked(now, this.#options.timers.monotonic() - now)
  }

  #takeWindows(reports: readonly WindowReport[], factsAreFresh: boolean): void {
    const isSame = this.#roster.takeWindows(reports)
    // Panes came or went: find out which before the next rest is over.
    if (!isSame && !factsAreFresh) this.#hurry()
  }

  #takeHint({ name, rest }: Notification): void {
    const heard = name === "subscription-changed" ? parseSubscription(rest) : undefined
    if (heard === undefined) {
      this.#hurry()
      return
    }
    if (heard.facts !== this.#heardFacts) this.#agenda.hearOfFacts(this.#options.timers.monotonic())
    this.#heardFacts = heard.facts
    this.#takeWindows(heard.windows, false)
    this.#wake()
  }

  #takeState(state: ServerState): void {
    const server = state.kind === "connected" || state.kind === "fallback" ? state.server : undefined
    const isOther = server !== undefined && !sameServer(server, this.#server)
    if (state.kind === "absent" || isOther) for (const pane of this.#roster.all()) this.#roster.lose(pane)
    if (state.kind === "absent") this.#server = undefined
    if (server !== undefined) this.#server = server
    this.#options.onServer(state)
    this.#hurry()
  }

  #reportFrame(pane: TrackedPane): void {
    if (!this.#roster.has(pane)) return
    const { host, timers } = this.#options
    const frame = pane.newFrame({ host, user: this.#client.owner, presence: this.#roster.presence })
    if (frame !== undefined) this.#emit({ kind: "frame", at: timers.now(), frame })
  }

  #reportLost(pane: TrackedPane): void {
    this.#options.processes.forget(pane.report.pid)
    this.#emit({ kind: "gone", at: this.#options.timers.now(), pane: pane.key })
  }

  #key(pane: string): PaneKey {
    const life = this.#server === undefined ? "?" : `${this.#server.startS}-${this.#server.pid}`
    return `${this.#options.host}/${life}/${pane}`
  }

  /** In a queue of its own: what a listener does, or breaks, never happens inside a sweep. */
  #emit(sighting: Sighting): void {
    queueMicrotask(() => {
      if (!this.#stopped) this.#options.onSighting(sighting)
    })
  }

  #hurry(): void {
    this.#agenda.hurry(this.#options.timers.monotonic())
    this.#wake()
  }

  #bustle(): Bustle {
    const sinceS = (this.#options.timers.now() - this.#cadence.recentMs) / 1000
    return { ...this.#roster.bustle(sinceS), subscribed: this.#client.isSubscribed }
  }

  /** For what prints, and for what was not looked at for long, whatever the signs say. */
  #looksDueAt(): number {
    const bustle = this.#bustle()
    const paced = this.#agenda.looksDueAt({ ...bustle, printing: true })
    return bustle.printing ? paced : Math.max(paced, this.#roster.oldestLookAt() + this.#cadence.fullLookMs)
  }

  #isReachable(): boolean {
    const { kind } = this.#client.state
    return kind === "connected" || kind === "fallback"
  }

  #restMs(): number {
    // A server that comes back is a hint.
    if (!this.#isReachable()) return this.#cadence.factsMs
    const bustle = this.#bustle()
    const dueAt = Math.min(this.#agenda.sweepDueAt(bustle), this.#looksDueAt())
    return Math.max(0, dueAt - this.#options.timers.monotonic())
  }

  #rest(): Promise<void> {
    if (this.#stopped) return Promise.resolve()
    const { timers } = this.#options
    return new Promise((resolve) => {
      let forget = timers.after(this.#restMs(), resolve)
      this.#wake = () => {
        forget()
        if (this.#stopped) resolve()
        else forget = timers.after(this.#restMs(), resolve)
      }
    })
  }
}

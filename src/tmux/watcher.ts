/**
 * One tmux server as a stream of sightings: a cheap sweep finds the windows that printed, only their panes are looked
 * at, and only what changed is reported.
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
import { askLooks, type LookAnswer, type LookRequest } from "./looks.ts"
import {
  clientFormat,
  mergeLinked,
  type PaneReport,
  type Presence,
  paneFormat,
  parseClients,
  parsePanes,
  parseWindows,
  type WindowReport,
  windowFormat,
} from "./pane-facts.ts"
import type { Block } from "./protocol.ts"
import { type ServerIdentity, type ServerState, sameServer } from "./server-state.ts"
import { parseSubscription } from "./subscription.ts"
import type { Timers } from "./timers.ts"
import { TrackedPane } from "./tracked-pane.ts"

export interface WatcherOptions extends Omit<ClientOptions, "events"> {
  /** `name` of the `[[host]]`; begins every pane key. */
  readonly host: string
  /** Who owns the server. */
  readonly user: string
  readonly processes: ProcessReader
  /** Which sessions are watched, by name. */
  readonly sessions: (session: string) => boolean
  /** Which panes are watched, by window name or pane title: one of them is enough, once is enough for a pane's life. */
  readonly panes: (name: string) => boolean
  readonly timers: Timers
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
  readonly #tracked = new Map<string, TrackedPane>()
  #presence: ReadonlyMap<string, Presence> = new Map()
  #windows = new Map<string, WindowReport>()
  #server: ServerIdentity | undefined
  #running: Promise<void> | undefined
  #stopped = false
  #wake: () => void = () => {}
  /** Panes whose facts say their text is another. */
  readonly #suspects = new Set<string>()
  readonly #agenda: Agenda
  /** What the server said last about everything but the printing. */
  #heardFacts = ""

  constructor(options: WatcherOptions) {
    this.#options = options
    this.#cadence = options.cadence ?? cadence
    this.#agenda = new Agenda(this.#cadence)
    this.#client = new TmuxClient({
      ...options,
      events: {
        onState: (state) => this.#takeState(state),
        onHint: (hint) => this.#takeHint(hint),
      },
    })
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
    return [...this.#tracked.values()].flatMap((pane) => pane.frame ?? [])
  }

  /** A fresh look at one pane, past every interval; what it sees is reported too. */
  async look(key: PaneKey): Promise<SingleLook> {
    const pane = [...this.#tracked.values()].find((one) => one.key === key)
    if (pane === undefined) return { kind: "gone" }
    const clients = this.#client.ask([[command("list-clients", "-F", clientFormat)]])
    const outcome = await this.#lookAt([pane], true)
    const answer = await clients
    if (answer.ok && answer.blocks[0] !== undefined) this.#presence = parseClients(answer.blocks[0])
    this.#reportFrame(pane)
    if (outcome.gone.has(pane.id) || this.#tracked.get(pane.id) !== pane) return { kind: "gone" }
    if (!outcome.seen.has(pane.id) || pane.frame === undefined) return { kind: "unreachable" }
    return { kind: "seen", frame: pane.frame, report: pane.report }
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      if (this.#isReachable()) {
        const { timers } = this.#options
        if (timers.monotonic() >= this.#agenda.sweepDueAt(this.#bustle())) await this.#sweep()
        if (timers.monotonic() >= this.#looksDueAt()) await this.#lookAtChanged()
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
      this.#takeFacts(separator, panes, clients)
      if (scope === "dear-facts") await this.#readProcesses([...this.#tracked.values()])
      for (const pane of this.#tracked.values()) this.#reportFrame(pane)
    }
    if (windows !== undefined) this.#takeWindows(parseWindows(windows), scope !== "windows")
  }

  #takeWindows(reports: readonly WindowReport[], factsAreFresh: boolean): void {
    const windows = new Map(reports.map((window) => [window.windowId, window]))
    const isSame =
      windows.size === this.#windows.size &&
      [...windows.values()].every(({ windowId, panes }) => this.#windows.get(windowId)?.panes === panes)
    this.#windows = windows
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

  #takeFacts(separator: string, panes: Block, clients: Block): void {
    this.#presence = parseClients(clients)
    const seen = new Set<string>()
    const watched = parsePanes(separator, panes).filter((report) => !report.own && this.#isWatched(report))
    for (const report of mergeLinked(watched, (session) => this.#presence.has(session))) {
      seen.add(report.pane)
      const known = this.#tracked.get(report.pane)
      if (known === undefined) this.#tracked.set(report.pane, new TrackedPane(this.#key(report.pane), report))
      if (known !== undefined && known.report.pid !== report.pid) this.#options.processes.forget(known.report.pid)
      if (known?.takeReport(report) !== false) this.#suspects.add(report.pane)
    }
    for (const pane of [...this.#tracked.values()]) if (!seen.has(pane.id)) this.#lose(pane)
  }

  #isWatched(report: PaneReport): boolean {
    if (!this.#options.sessions(report.session)) return false
    return this.#tracked.has(report.pane) || this.#options.panes(report.window) || this.#options.panes(report.title)
  }

  /** Its window printed in or after the second of the last look at it; or in one before, when the clock was set back. */
  #hasPrinted(pane: TrackedPane): boolean {
    const activityS = this.#windows.get(pane.report.windowId)?.activityS ?? 0
    return activityS >= pane.takenS || activityS < pane.activityAtLookS
  }

  /** For what prints, and for what was not looked at for long, whatever the signs say. */
  #looksDueAt(): number {
    const bustle = this.#bustle()
    const oldest = Math.min(...[...this.#tracked.values()].map((pane) => pane.lookedAt))
    const paced = this.#agenda.looksDueAt({ ...bustle, printing: true })
    return bustle.printing ? paced : Math.max(paced, oldest + this.#cadence.fullLookMs)
  }

  async #lookAtChanged(): Promise<void> {
    const now = this.#options.timers.monotonic()
    const isOverdue = (pane: TrackedPane): boolean =>
      this.#suspects.has(pane.id) || now - pane.lookedAt >= this.#cadence.fullLookMs
    const due = [...this.#tracked.values()].filter((pane) => this.#hasPrinted(pane) || isOverdue(pane))
    due.sort((one, other) => one.lookedAt - other.lookedAt)
    const chosen = due.slice(0, this.#cadence.maxLooksAtOnce)
    if (chosen.length === 0) return
    for (const pane of chosen) this.#suspects.delete(pane.id)
    await this.#lookAt(chosen, false)
    this.#agenda.looked(now, this.#options.timers.monotonic() - now)
  }

  /** Looks, and looks again where lines scrolled away since; which panes were seen and which are gone. */
  async #lookAt(panes: readonly TrackedPane[], dear: boolean): Promise<LookOutcome> {
    const outcome: LookOutcome = { seen: new Set(), gone: new Set() }
    const readBefore = this.#options.timers.monotonic() - this.#cadence.paneDearMs
    const isDear = (pane: TrackedPane): boolean => dear || pane.dearAt <= readBefore
    let open: readonly LookRequest[] = panes.map((pane) => ({ pane: pane.id, rowsAbove: 0, full: isDear(pane) }))
    // First the processes: a screen is then never reported with the program of the screen before.
    await this.#readProcesses(panes.filter(isDear))
    for (let round = 1; round <= maxRounds && open.length > 0; round++) {
      const answers = await askLooks(this.#client, open)
      open = open.flatMap((request, index) => this.#takeLook(request, answers[index], round === maxRounds, outcome))
    }
    return outcome
  }

  /** Gives the request to ask again with, if any. */
  #takeLook(
    request: LookRequest,
    answer: LookAnswer | undefined,
    isLast: boolean,
    outcome: LookOutcome,
  ): LookRequest[] {
    const pane = this.#tracked.get(request.pane)
    if (answer === undefined || pane === undefined) return []
    if (answer.kind === "gone") {
      outcome.gone.add(pane.id)
      this.#lose(pane)
    }
    if (answer.kind !== "seen") return []
    const taken = pane.takeLook(answer.look, request.rowsAbove, isLast, this.#options.timers.now())
    if (taken.kind === "further") return [{ ...request, rowsAbove: taken.rowsAbove }]
    pane.lookedAt = this.#options.timers.monotonic()
    const { windowId, activityS, windowPanes } = pane.report
    this.#windows.set(windowId, { windowId, activityS, panes: windowPanes })
    outcome.seen.add(pane.id)
    if (pane.awaitsExit(this.#options.timers.monotonic())) this.#suspects.add(pane.id)
    this.#reportFrame(pane)
    for (const sighting of taken.sightings) this.#emit(sighting)
    return []
  }

  async #readProcesses(panes: readonly TrackedPane[]): Promise<void> {
    if (panes.length === 0) return
    const found = await this.#options.processes.read(panes.map((pane) => pane.report.pid))
    const at = this.#options.timers.monotonic()
    // What could not be looked at is as it was.
    if (found === undefined) return
    for (const pane of panes) {
      pane.process = found.get(pane.report.pid)
      pane.dearAt = at
    }
  }

  #reportFrame(pane: TrackedPane): void {
    if (this.#tracked.get(pane.id) !== pane) return
    const frame = pane.newFrame({ host: this.#options.host, user: this.#options.user, presence: this.#presence })
    if (frame !== undefined) this.#emit({ kind: "frame", at: this.#options.timers.now(), frame })
  }

  #lose(pane: TrackedPane): void {
    this.#options.processes.forget(pane.report.pid)
    this.#tracked.delete(pane.id)
    this.#suspects.delete(pane.id)
    this.#emit({ kind: "gone", at: this.#options.timers.now(), pane: pane.key })
  }

  #takeState(state: ServerState): void {
    const server = state.kind === "connected" || state.kind === "fallback" ? state.server : undefined
    const isOther = server !== undefined && !sameServer(server, this.#server)
    if (state.kind === "absent" || isOther) for (const pane of [...this.#tracked.values()]) this.#lose(pane)
    if (state.kind === "absent") this.#server = undefined
    if (server !== undefined) this.#server = server
    this.#options.onServer(state)
    this.#hurry()
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
    let [printing, recent] = [this.#suspects.size > 0, false]
    for (const pane of this.#tracked.values()) {
      if (this.#hasPrinted(pane)) printing = true
      else if (pane.report.activityS >= sinceS) recent = true
    }
    return { printing, recent, subscribed: this.#client.isSubscribed }
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

interface LookOutcome {
  readonly seen: Set<string>
  readonly gone: Set<string>
}

/** Rounds of looks for lines that scrolled away; a pane that prints on in each of them has a gap. */
const maxRounds = 3

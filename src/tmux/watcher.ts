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
import { type Cadence, cadence } from "./cadence.ts"
import { type ClientOptions, TmuxClient } from "./client.ts"
import { type Command, command } from "./command.ts"
import { askLooks, type LookRequest } from "./looks.ts"
import { isOwnSession } from "./own-session.ts"
import {
  clientFormat,
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
import type { ServerIdentity, ServerState } from "./server-state.ts"
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
  #windows: ReadonlyMap<string, WindowReport> = new Map()
  #server: ServerIdentity | undefined
  #running: Promise<void> | undefined
  #stopped = false
  #wake: () => void = () => {}
  /** Panes whose facts say their text is another. */
  readonly #suspects = new Set<string>()
  #activeUntil = Number.NEGATIVE_INFINITY
  #factsDueAt = Number.NEGATIVE_INFINITY
  #processesDueAt = Number.NEGATIVE_INFINITY
  #sweepCostMs = 0
  /** A hint came while nobody rested. */
  #isHurried = true

  constructor(options: WatcherOptions) {
    this.#options = options
    this.#cadence = options.cadence ?? cadence
    this.#client = new TmuxClient({
      ...options,
      events: {
        onState: (state) => this.#takeState(state),
        onHint: () => this.#hurry(),
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
    const outcome = await this.#lookAt([{ pane: pane.id, rowsAbove: 0 }])
    const answer = await clients
    if (answer.ok && answer.blocks[0] !== undefined) this.#presence = parseClients(answer.blocks[0])
    await this.#readProcesses([pane])
    this.#reportFrame(pane)
    if (outcome.gone.includes(pane.id)) return { kind: "gone" }
    if (!outcome.seen.includes(pane.id) || pane.frame === undefined) return { kind: "unreachable" }
    return { kind: "seen", frame: pane.frame, report: pane.report }
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      await this.#sweep()
      await this.#rest()
    }
  }

  async #sweep(): Promise<void> {
    const { timers } = this.#options
    const kind = this.#client.state.kind
    if (kind !== "connected" && kind !== "fallback") return
    const began = timers.now()
    const withFacts = began >= this.#factsDueAt
    const separator = this.#client.separator
    const lines: Command[][] = [[command("list-windows", "-a", "-F", windowFormat)]]
    if (withFacts) {
      lines.push([command("list-panes", "-a", "-F", paneFormat(separator))])
      lines.push([command("list-clients", "-F", clientFormat)])
    }
    const answer = await this.#client.ask(lines)
    if (!answer.ok || answer.blocks.length !== lines.length || !answer.blocks.every((block) => block.ok)) return
    const tookMs = timers.now() - began
    const [windows, panes, clients] = answer.blocks
    if (windows === undefined) return
    if (panes !== undefined && clients !== undefined) {
      this.#factsDueAt = began + Math.max(this.#cadence.factsMs, tookMs * this.#cadence.restFactor)
      this.#takeFacts(separator, panes, clients)
    } else this.#sweepCostMs += (tookMs - this.#sweepCostMs) / 8
    this.#takeWindows(windows, withFacts)
    await this.#lookAtChanged()
    await this.#readDueProcesses()
    for (const pane of this.#tracked.values()) this.#reportFrame(pane)
  }

  #takeWindows(block: Block, factsAreFresh: boolean): void {
    const windows = new Map(parseWindows(block, isOwnSession).map((window) => [window.windowId, window]))
    const isSame =
      windows.size === this.#windows.size &&
      [...windows.values()].every(({ windowId, panes }) => this.#windows.get(windowId)?.panes === panes)
    this.#windows = windows
    // Panes came or went: find out which before the next rest is over.
    if (!isSame && !factsAreFresh) this.#hurry()
  }

  #takeFacts(separator: string, panes: Block, clients: Block): void {
    this.#presence = parseClients(clients)
    const seen = new Set<string>()
    for (const report of parsePanes(separator, panes)) {
      // A window linked into several sessions is listed once for each: the first one counts.
      if (isOwnSession(report.session) || seen.has(report.pane) || !this.#isWatched(report)) continue
      seen.add(report.pane)
      const known = this.#tracked.get(report.pane)
      if (known === undefined) this.#tracked.set(report.pane, new TrackedPane(this.#key(report.pane), report))
      if (known?.takeReport(report) !== false) this.#suspects.add(report.pane)
    }
    for (const pane of [...this.#tracked.values()]) if (!seen.has(pane.id)) this.#lose(pane)
  }

  #isWatched(report: PaneReport): boolean {
    if (!this.#options.sessions(report.session)) return false
    return this.#tracked.has(report.pane) || this.#options.panes(report.window) || this.#options.panes(report.title)
  }

  async #lookAtChanged(): Promise<void> {
    const { timers } = this.#options
    const now = timers.now()
    const tracked = [...this.#tracked.values()]
    const printed = tracked.filter((pane) => (this.#windows.get(pane.report.windowId)?.activityS ?? 0) >= pane.takenS)
    if (printed.length > 0) this.#activeUntil = now + this.#cadence.activeForMs
    const overdue = tracked.filter(
      (pane) => this.#suspects.has(pane.id) || now - pane.lookedAt >= this.#cadence.fullLookMs,
    )
    const due = [...new Set([...printed, ...overdue])].sort((one, other) => one.lookedAt - other.lookedAt)
    const chosen = due.slice(0, this.#cadence.maxLooksPerSweep)
    for (const pane of chosen) this.#suspects.delete(pane.id)
    await this.#readProcesses(chosen.filter((pane) => pane.processAt === Number.NEGATIVE_INFINITY))
    await this.#lookAt(chosen.map((pane) => ({ pane: pane.id, rowsAbove: 0 })))
  }

  /** Looks, and looks again where lines scrolled away since; gives which panes were seen and which are gone. */
  async #lookAt(requests: readonly LookRequest[]): Promise<{ readonly seen: string[]; readonly gone: string[] }> {
    const outcome = { seen: [] as string[], gone: [] as string[] }
    let open = requests
    for (let round = 0; round < maxRounds && open.length > 0; round++) {
      const answers = await askLooks(this.#client, open)
      const at = this.#options.timers.now()
      const again: LookRequest[] = []
      for (const [index, request] of open.entries()) {
        const answer = answers[index]
        const pane = this.#tracked.get(request.pane)
        if (answer === undefined || pane === undefined) continue
        if (answer.kind === "gone") {
          outcome.gone.push(pane.id)
          this.#lose(pane)
        } else if (answer.kind === "seen") {
          const taken = pane.takeLook(answer.look, request.rowsAbove, round === maxRounds - 1, at)
          if (taken.kind === "further") again.push({ pane: pane.id, rowsAbove: taken.rowsAbove })
          else {
            outcome.seen.push(pane.id)
            this.#reportFrame(pane)
            for (const sighting of taken.sightings) this.#emit(sighting)
          }
        }
      }
      open = again
    }
    return outcome
  }

  async #readDueProcesses(): Promise<void> {
    const now = this.#options.timers.now()
    const all = now >= this.#processesDueAt
    if (all) this.#processesDueAt = now + this.#cadence.allProcessesMs
    const isStale = (pane: TrackedPane): boolean =>
      pane.lookedAt > pane.processAt && now - pane.processAt >= this.#cadence.processMs
    await this.#readProcesses([...this.#tracked.values()].filter((pane) => all || isStale(pane)))
  }

  async #readProcesses(panes: readonly TrackedPane[]): Promise<void> {
    if (panes.length === 0) return
    const found = await this.#options.processes.read(panes.map((pane) => pane.report.pid))
    const at = this.#options.timers.now()
    for (const pane of panes) {
      pane.process = found.get(pane.report.pid)
      pane.processAt = at
    }
  }

  #reportFrame(pane: TrackedPane): void {
    if (this.#tracked.get(pane.id) !== pane) return
    const frame = pane.newFrame({ host: this.#options.host, user: this.#options.user, presence: this.#presence })
    if (frame !== undefined) this.#emit({ kind: "frame", at: this.#options.timers.now(), frame })
  }

  #lose(pane: TrackedPane): void {
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

  /** All facts, soon: hints come in bursts, and one look answers a burst. */
  #hurry(): void {
    this.#factsDueAt = Number.NEGATIVE_INFINITY
    this.#isHurried = true
    this.#wake()
  }

  #rest(): Promise<void> {
    if (this.#stopped) return Promise.resolve()
    const { timers } = this.#options
    const isActive = timers.now() < this.#activeUntil
    const pace = isActive ? this.#cadence.activeMs : this.#cadence.idleMs
    const rested = Math.max(pace, this.#sweepCostMs * this.#cadence.restFactor)
    return new Promise((resolve) => {
      let forget = timers.after(this.#isHurried ? this.#cadence.hintMs : rested, resolve)
      let isShort = this.#isHurried
      this.#isHurried = false
      this.#wake = () => {
        if (isShort && !this.#stopped) return
        isShort = true
        forget()
        if (this.#stopped) resolve()
        else forget = timers.after(this.#cadence.hintMs, resolve)
      }
    })
  }
}

/** Rounds of looks for lines that scrolled away; a pane that prints on in each of them has a gap. */
const maxRounds = 3

function sameServer(one: ServerIdentity, other: ServerIdentity | undefined): boolean {
  return one.pid === other?.pid && one.startS === other.startS
}

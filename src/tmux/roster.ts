/** The panes of a server that are watched: which there are, which have printed since the last look at them. */
import type { PaneKey } from "../screen/frame.ts"
import {
  mergeLinked,
  type PaneReport,
  type Presence,
  parseClients,
  parsePanes,
  type WindowReport,
} from "./pane-facts.ts"
import type { Block } from "./protocol.ts"
import { TrackedPane } from "./tracked-pane.ts"

export interface RosterOptions {
  /** Which sessions are watched, by name. */
  readonly sessions: (session: string) => boolean
  /** Which panes are watched, by window name or pane title: one of them is enough, once is enough for a pane's life. */
  readonly panes: (name: string) => boolean
  /** The key of a pane, `%3`, of the server as it is now. */
  readonly keyOf: (pane: string) => PaneKey
  /** A pane's process is another one now. */
  readonly onOtherProcess: (before: number) => void
  readonly onLost: (pane: TrackedPane) => void
}

export class Roster {
  readonly #options: RosterOptions
  readonly #panes = new Map<string, TrackedPane>()
  /** Panes whose facts say their text is another. */
  readonly #suspects = new Set<string>()
  #windows = new Map<string, WindowReport>()
  #presence: ReadonlyMap<string, Presence> = new Map()

  constructor(options: RosterOptions) {
    this.#options = options
  }

  /** Who is at which session. */
  get presence(): ReadonlyMap<string, Presence> {
    return this.#presence
  }

  all(): TrackedPane[] {
    return [...this.#panes.values()]
  }

  /** By tmux's id, `%3`. */
  pane(id: string): TrackedPane | undefined {
    return this.#panes.get(id)
  }

  /** Undefined: it is gone. */
  named(key: PaneKey): TrackedPane | undefined {
    return this.all().find((pane) => pane.key === key)
  }

  has(pane: TrackedPane): boolean {
    return this.#panes.get(pane.id) === pane
  }

  /** The answers to `list-panes` and `list-clients`: who is there, what came, what went, what is another. */
  takeFacts(separator: string, panes: Block, clients: Block): void {
    this.takeClients(clients)
    const seen = new Set<string>()
    const watched = parsePanes(separator, panes).filter((report) => !report.own && this.#isWatched(report))
    for (const report of mergeLinked(watched, (session) => this.#presence.has(session))) {
      seen.add(report.pane)
      const known = this.#panes.get(report.pane)
      if (known === undefined) this.#panes.set(report.pane, new TrackedPane(this.#options.keyOf(report.pane), report))
      if (known !== undefined && known.report.pid !== report.pid) this.#options.onOtherProcess(known.report.pid)
      if (known?.takeReport(report) !== false) this.#suspects.add(report.pane)
    }
    for (const pane of this.all()) if (!seen.has(pane.id)) this.lose(pane)
  }

  takeClients(clients: Block): void {
    this.#presence = parseClients(clients)
  }

  /** False: panes came or went. */
  takeWindows(reports: readonly WindowReport[]): boolean {
    const before = this.#windows
    this.#windows = new Map(reports.map((window) => [window.windowId, window]))
    return (
      this.#windows.size === before.size &&
      [...this.#windows.values()].every(({ windowId, panes }) => before.get(windowId)?.panes === panes)
    )
  }

  /** A look says more of the pane's window than the last sweep. */
  noteWindow({ report: { windowId, activityS, windowPanes } }: TrackedPane): void {
    this.#windows.set(windowId, { windowId, activityS, panes: windowPanes })
  }

  /** It must be looked at, whatever the signs say. */
  suspect(pane: TrackedPane): void {
    this.#suspects.add(pane.id)
  }

  /** The panes that a look is due at, those that wait longest first, at most `most`; they are suspect no longer. */
  takeDue(lookedBefore: number, most: number): readonly TrackedPane[] {
    const isDue = (pane: TrackedPane): boolean =>
      this.#hasPrinted(pane) || this.#suspects.has(pane.id) || pane.lookedAt <= lookedBefore
    const due = this.all()
      .filter(isDue)
      .sort((one, other) => one.lookedAt - other.lookedAt)
      .slice(0, most)
    for (const pane of due) this.#suspects.delete(pane.id)
    return due
  }

  /** When the pane was looked at that waits longest. */
  oldestLookAt(): number {
    return Math.min(...this.all().map((pane) => pane.lookedAt))
  }

  /** `sinceS`: what printed since then counts as recent, seconds by the server's clock. */
  bustle(sinceS: number): { readonly printing: boolean; readonly recent: boolean } {
    let [printing, recent] = [this.#suspects.size > 0, false]
    for (const pane of this.#panes.values()) {
      if (this.#hasPrinted(pane)) printing = true
      else if (pane.report.activityS >= sinceS) recent = true
    }
    return { printing, recent }
  }

  lose(pane: TrackedPane): void {
    this.#panes.delete(pane.id)
    this.#suspects.delete(pane.id)
    this.#options.onLost(pane)
  }

  #isWatched(report: PaneReport): boolean {
    const { sessions, panes } = this.#options
    if (!sessions(report.session)) return false
    return this.#panes.has(report.pane) || panes(report.window) || panes(report.title)
  }

  /** Its window printed in or after the second of the last look at it; or in one before, when the clock was set back. */
  #hasPrinted(pane: TrackedPane): boolean {
    const activityS = this.#windows.get(pane.report.windowId)?.activityS ?? 0
    return activityS >= pane.takenS || activityS < pane.activityAtLookS
  }
}

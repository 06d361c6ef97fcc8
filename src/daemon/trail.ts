/**
 * What panes showed and rules were at, kept for `fleetai explain --at`: at each change of an instance's phase or of an agent's
 * state, and else at most every so often while the screen changes. Taking note costs a look at what has changed; what is
 * noted is redacted, packed and written in the background, many together.
 */
import { promisify } from "node:util"
import { gunzipSync, gzip } from "node:zlib"
import { hostKey, isHostKey } from "../engine/host-rules.ts"
import { type AgentSight, absent, type Instance, type PaneState } from "../engine/state.ts"
import type { Frame, PaneKey } from "../screen/frame.ts"
import { redact } from "../screen/redact.ts"
import { redactedFrame } from "../screen/redacted-frame.ts"
import type { StoreFault } from "../store/fault.ts"
import type { TrailRow, TrailTable } from "../store/trail.ts"
import type { Timers } from "../tmux/timers.ts"
import { type KnownPane, knownPane } from "./known-panes.ts"

export const trailTiming = {
  /** A screen that only changes is noted so often. */
  screenMs: 30_000,
  /** What is noted is written together after this time. */
  writeMs: 5_000,
} as const

/** Notes that wait to be written; beyond, no more are taken until they are. */
export const maxNotes = 1_000

export interface TrailOptions {
  readonly table: Pick<TrailTable, "add">
  readonly timers: Timers
  /** A batch could not be written; it is lost. Said once until one is written again. */
  readonly onFault: (fault: StoreFault) => void
}

interface Note {
  readonly at: number
  readonly pane: PaneKey
  readonly frame: Frame
  /** Undefined: the pane is gone. */
  readonly state: PaneState | undefined
  readonly host: PaneState | undefined
}

interface Watched {
  readonly frame: Frame
  readonly state: PaneState
  readonly host: PaneState | undefined
  readonly notedAt: number
  /** The screen has changed since. */
  readonly isDirty: boolean
}

export class Trail {
  readonly #options: TrailOptions
  readonly #watched = new Map<PaneKey, Watched>()
  #notes: Note[] = []
  #cancel: (() => void) | undefined
  #writing: Promise<void> = Promise.resolve()
  #isFaulty = false
  #isStopped = false

  constructor(options: TrailOptions) {
    this.#options = options
  }

  /** The engine's panes after a step. */
  take(panes: ReadonlyMap<PaneKey, PaneState>): void {
    if (this.#isStopped) return
    const now = this.#options.timers.now()
    let seen = 0
    for (const [pane, state] of panes) {
      if (state.frame === undefined || isHostKey(pane)) continue
      seen += 1
      this.#look(pane, state.frame, state, panes.get(hostKey(state.frame)), now)
    }
    if (this.#watched.size === seen) return
    for (const pane of [...this.#watched.keys()]) if (!panes.has(pane)) this.#gone(pane, now)
  }

  /** What is noted is written now, and how every screen looks; nothing is taken after this. */
  async stop(): Promise<void> {
    this.#isStopped = true
    this.#cancel?.()
    this.#write()
    await this.#writing
  }

  #look(pane: PaneKey, frame: Frame, state: PaneState, host: PaneState | undefined, now: number): void {
    const before = this.#watched.get(pane)
    if (before !== undefined && before.state === state && before.host === host) return
    const isMoved =
      before === undefined || hasMoved(before.state, state) || hasMoved(before.host ?? nothing, host ?? nothing)
    const isDirty = before === undefined || before.isDirty || !sameLines(before.frame, frame)
    if (isMoved) this.#note({ at: now, pane, frame, state, host })
    this.#watched.set(pane, {
      frame,
      state,
      host,
      notedAt: isMoved ? now : before.notedAt,
      isDirty: isDirty && !isMoved,
    })
    if (isDirty && !isMoved) this.#later()
  }

  #gone(pane: PaneKey, now: number): void {
    const before = this.#watched.get(pane)
    if (before === undefined) return
    this.#watched.delete(pane)
    this.#note({ at: now, pane, frame: before.frame, state: undefined, host: undefined })
  }

  #note(note: Note): void {
    if (this.#notes.length < maxNotes) this.#notes.push(note)
    this.#later()
  }

  #later(): void {
    this.#cancel ??= this.#options.timers.after(trailTiming.writeMs, () => this.#write())
  }

  #write(): void {
    this.#cancel = undefined
    const { timers } = this.#options
    const now = timers.now()
    let isLeft = false
    for (const [pane, watched] of this.#watched) {
      if (!watched.isDirty) continue
      const { frame, state, host, notedAt } = watched
      // After the clock was set back no screen waits for it to catch up.
      const isDue = this.#isStopped || now - notedAt >= trailTiming.screenMs || now < notedAt
      if (isDue && this.#notes.length < maxNotes) {
        this.#notes.push({ at: now, pane, frame, state, host })
        this.#watched.set(pane, { ...watched, notedAt: now, isDirty: false })
      } else isLeft = true
    }
    const notes = this.#notes
    this.#notes = []
    if (notes.length > 0) this.#writing = this.#writing.then(() => this.#keep(notes))
    if (isLeft && !this.#isStopped) this.#later()
  }

  async #keep(notes: readonly Note[]): Promise<void> {
    const rows: TrailRow[] = []
    for (const note of notes) rows.push(await rowOf(note))
    const added = this.#options.table.add(rows, this.#options.timers.now())
    if (!added.ok && !this.#isFaulty) this.#options.onFault(added.fault)
    this.#isFaulty = !added.ok
  }
}

const nothing: Pick<PaneState, "instances" | "agent"> = { instances: new Map() }

/** An instance's phase or what keeps it silent, or the agent's state. */
function hasMoved(
  before: Pick<PaneState, "instances" | "agent">,
  after: Pick<PaneState, "instances" | "agent">,
): boolean {
  const [was, is] = [before.agent, after.agent]
  if (was?.agent !== is?.agent || was?.state !== is?.state || was?.identity !== is?.identity) return true
  if (before.instances === after.instances) return false
  if (before.instances.size !== after.instances.size) return true
  for (const [key, now] of after.instances) {
    const old = before.instances.get(key)
    if (old === now) continue
    if (old?.phase !== now.phase || old.openedAt !== now.openedAt || old.refused !== now.refused) return true
  }
  return false
}

const sameLines = (a: Frame, b: Frame): boolean =>
  a === b ||
  (a.unreadable === b.unreadable &&
    a.lines.length === b.lines.length &&
    a.lines.every((line, index) => line === b.lines[index]))

const packed = promisify(gzip)

async function rowOf({ at, pane, frame, state, host }: Note): Promise<TrailRow> {
  const { facts } = frame
  const called = { host: facts.host, session: redact(facts.session), window: redact(facts.window), id: facts.pane }
  const data = state === undefined ? null : await packed(JSON.stringify(keptOf(frame, state, host)))
  return { at, pane, ...called, data }
}

/** Of instances what tells where they stand; no text of the pane that is not redacted. */
function keptOf(frame: Frame, state: PaneState, host: PaneState | undefined): KnownPane {
  const known = knownPane(redactedFrame(frame), state, host)
  const agent = known.agent && redactedSight(known.agent)
  return { ...known, agent, instances: known.instances?.map(bare) ?? [] }
}

const bare = (instance: Instance): Instance => {
  const { rule, phase, since, matchedSince, unknownSince, openedAt, refused, failed, repeatAt, firings, toldIn } =
    instance
  const kept = { phase, since, matchedSince, unknownSince, openedAt, refused, failed, repeatAt, firings, toldIn }
  return { ...absent(rule, since), ...kept }
}

const redactedSight = (sight: AgentSight): AgentSight => ({
  ...sight,
  left: undefined,
  detail: sight.detail === undefined ? undefined : redact(sight.detail),
  captures: Object.fromEntries(Object.entries(sight.captures).map(([name, value]) => [name, redact(value)])),
})

/** What `Trail` has kept; undefined: it is damaged. Rows are written by this program alone: their outer shape is all that is checked. */
export function keptPane(data: Uint8Array): KnownPane | undefined {
  try {
    const kept: unknown = JSON.parse(new TextDecoder().decode(gunzipSync(data)))
    return typeof kept === "object" && kept !== null && "frame" in kept ? (kept as KnownPane) : undefined
  } catch {
    return undefined
  }
}

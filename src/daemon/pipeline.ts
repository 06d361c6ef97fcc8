/**
 * The main path: observe → step → commit → perform → deliver.
 *
 * What the engine decided and what follows from it are committed in one transaction before anything happens; only then
 * are keys pressed, programs run and messages sent. A commit that fails changes nothing: the observations wait and are tried again.
 */
import type { Effect, RunEffect, SendEffect, SendOutcome } from "../engine/effect.ts"
import type { Observation } from "../engine/observation.ts"
import type { EngineState, PaneState } from "../engine/state.ts"
import { movesAt, step } from "../engine/step.ts"
import type { RuleSet } from "../language/ruleset.ts"
import type { PaneKey } from "../screen/frame.ts"
import type { StoreFault } from "../store/fault.ts"
import type { Amendment } from "../store/firings.ts"
import type { IntentResult } from "../store/intents.ts"
import type { Commit, Store } from "../store/store.ts"
import type { Timers } from "../tmux/timers.ts"
import { type Booking, firingOf, intentOf } from "./booking.ts"
import { toRow } from "./engine-rows.ts"
import type { Performed } from "./programs.ts"

/** Observations that come within this time are stepped and committed together. */
const gatherMs = 5
/** After a failed commit. */
const retryCommitMs = 1_000
/** A timer runs at the latest after this; one beyond 2^31 ms would run at once (setTimeout). */
const maxRestMs = 3_600_000
/** Output that waits for the database; beyond, the oldest lines become a gap. */
const maxWaiting = 10_000
/** Events that are kept then; of more, the oldest go. */
const maxWaitingEvents = 1_000

/** Stands for a row whose text is not kept: no row is written like this. */
const asLoaded = ""

export interface PipelineOptions {
  readonly ruleSet: RuleSet
  readonly state: EngineState
  readonly store: Pick<Store, "commit">
  readonly timers: Timers
  /** What an effect is in the database: messages, asks. */
  readonly book: (effect: Effect) => Booking
  /** Presses keys, if what they are guarded by is still so; runs a program. */
  readonly perform: (effect: SendEffect | RunEffect) => Promise<Performed>
  /** Messages were committed: the delivery may go. */
  readonly onEnqueued: () => void
  readonly onEffect: (effect: Effect) => void
  readonly onPerformed: (effect: SendEffect | RunEffect, outcome: SendOutcome) => void
  /** All of it is stepped and committed; `commit` undefined: nothing durable came of it. */
  readonly onCommitted: (observations: readonly Observation[], commit: Commit | undefined) => void
  /** Undefined: commits work again. */
  readonly onFault: (fault: StoreFault | undefined) => void
  /** Something threw while keys were pressed or a program ran: a bug. */
  readonly onBug: (error: unknown) => void
}

export class Pipeline {
  readonly #options: PipelineOptions
  #state: EngineState
  #waiting: Observation[] = []
  #results: (IntentResult & { readonly amendment?: Amendment })[] = []
  /** The row of each pane as it was last written. */
  readonly #written = new Map<PaneKey, string | null>()
  readonly #performing = new Set<Promise<void>>()
  #cancel: () => void = () => {}
  #ranAt = Number.NEGATIVE_INFINITY
  #dueAt = Number.POSITIVE_INFINITY
  /** Why the last commit failed; undefined: it did not. */
  #fault: StoreFault["kind"] | undefined

  constructor(options: PipelineOptions) {
    this.#options = options
    this.#state = options.state
    // What was loaded may hold rules that are gone: each row is written anew, or deleted, when its pane is first touched.
    for (const key of options.state.panes.keys()) this.#written.set(key, asLoaded)
  }

  get panes(): ReadonlyMap<PaneKey, PaneState> {
    return this.#state.panes
  }

  /** Whether time alone will open a rule or move its steps on before that moment. */
  movesBefore(until: number): boolean {
    const moves = movesAt(this.#options.ruleSet, this.#state)
    return this.#performing.size > 0 || (moves !== undefined && moves <= until)
  }

  /** Takes note; what follows happens soon, together with what comes at the same time. */
  observe(observation: Observation): void {
    const last = this.#waiting.at(-1)
    // Of a pane's frames in a row only the last one counts.
    if (last?.kind === "frame" && observation.kind === "frame" && last.frame.pane === observation.frame.pane) {
      this.#waiting.pop()
    }
    this.#waiting.push(observation)
    if (this.#waiting.length > maxWaiting) this.#waiting = thinned(this.#waiting)
    if (this.#fault === undefined) this.#wakeAt(this.#options.timers.now() + gatherMs)
  }

  /** Steps and commits what waits, now; resolves when what followed has been done or refused. */
  async settle(): Promise<void> {
    do {
      await Promise.all(this.#performing)
      this.#run()
    } while (this.#performing.size > 0 || (this.#waiting.length > 0 && this.#fault === undefined))
  }

  /** Nothing happens after this. */
  stop(): void {
    this.#cancel()
    this.#waiting = []
  }

  #run(): void {
    const { timers, ruleSet, store } = this.#options
    const now = timers.now()
    this.#dueAt = Number.POSITIVE_INFINITY

    // Step.
    const setBack = now < this.#ranAt
    const observations: readonly Observation[] = [...this.#waiting, { kind: "tick", at: now, setBack }]
    let state = this.#state
    const effects: Effect[] = []
    const touched = new Set<PaneKey>()
    for (const observation of observations) {
      const stepped = step(ruleSet, state, observation)
      state = stepped.state
      effects.push(...stepped.effects)
      for (const key of stepped.touched) touched.add(key)
    }

    // Commit.
    const commit = this.#commitOf(now, state, touched, effects)
    const committed = commit === undefined ? undefined : store.commit(commit)
    if (committed?.ok === false) {
      // Tried every second, said once.
      if (this.#fault !== committed.fault.kind) this.#options.onFault(committed.fault)
      this.#fault = committed.fault.kind
      this.#wakeAt(now + retryCommitMs)
      return
    }
    if (this.#fault !== undefined) this.#options.onFault(undefined)
    this.#fault = undefined
    this.#ranAt = now
    this.#state = state
    this.#waiting = []
    this.#results = []
    for (const row of commit?.engine ?? []) {
      if (row.json === null) this.#written.delete(row.key)
      else this.#written.set(row.key, row.json)
    }

    // Perform and deliver.
    for (const effect of effects) {
      this.#options.onEffect(effect)
      if (effect.kind === "send" || effect.kind === "run") {
        this.#perform(effect, committed?.value.intended.has(effect.id) === true)
      }
    }
    this.#options.onCommitted(observations, commit)
    if ((committed?.value.enqueued ?? 0) > 0) this.#options.onEnqueued()
    this.#wakeAt(nextWake(state))
  }

  /** Undefined: nothing durable changed. */
  #commitOf(
    at: number,
    state: EngineState,
    touched: ReadonlySet<PaneKey>,
    effects: readonly Effect[],
  ): Commit | undefined {
    const engine = [...touched]
      .map((key) => toRow(key, state.panes.get(key), this.#options.ruleSet))
      .filter(({ key, json }) => (this.#written.get(key) ?? null) !== json)
    if (engine.length === 0 && effects.length === 0 && this.#results.length === 0) return undefined
    const bookings = effects.map((effect) => this.#options.book(effect))
    return {
      at,
      engine,
      notifications: bookings.flatMap(({ notifications = [] }) => notifications),
      digest: bookings.flatMap(({ digest = [] }) => digest),
      asks: bookings.flatMap(({ asks = [] }) => asks),
      settled: bookings.flatMap(({ settled = [] }) => settled),
      intents: effects.flatMap((effect) => intentOf(effect) ?? []),
      results: this.#results,
      firings: effects.map(firingOf),
      amendments: this.#results.flatMap(({ amendment }) => amendment ?? []),
    }
  }

  #perform(effect: SendEffect | RunEffect, intended: boolean): void {
    // An intent that was there before may have been carried out: it never is again.
    const refused: Performed = { outcome: { sent: false, why: effect.kind === "send" ? "changed" : "failed" } }
    const performed = intended ? this.#options.perform(effect) : Promise.resolve(refused)
    const safe = performed.catch((error: unknown): Performed => {
      this.#options.onBug(error)
      return { outcome: { sent: "unknown" } }
    })
    const done = safe.then(({ outcome, summary }) => {
      const at = this.#options.timers.now()
      const { id, origin } = effect
      this.#performing.delete(done)
      this.#options.onPerformed(effect, outcome)
      const amendment = summary === undefined ? {} : { amendment: { effect: id, summary } }
      this.#results.push({ id, at, result: resultOf(outcome), ...amendment })
      this.observe({ kind: "result", at, pane: origin.pane, effect: id, outcome })
    })
    this.#performing.add(done)
  }

  #wakeAt(at: number | undefined): void {
    if (at === undefined || at >= this.#dueAt) return
    this.#cancel()
    this.#dueAt = at
    const restMs = Math.min(maxRestMs, Math.max(0, at - this.#options.timers.now()))
    this.#cancel = this.#options.timers.after(restMs, () => this.#run())
  }
}

const resultOf = (outcome: SendOutcome): string =>
  outcome.sent === true ? "sent" : outcome.sent === false ? outcome.why : "unknown"

function nextWake({ panes }: EngineState): number | undefined {
  let next: number | undefined
  for (const { wakeAt } of panes.values())
    if (wakeAt !== undefined && (next === undefined || wakeAt < next)) next = wakeAt
  return next
}

/** Room again: of each pane the last frame, and one gap for all its output; of events the last; what performers and people said stays. */
function thinned(waiting: readonly Observation[]): Observation[] {
  const lastFrame = new Map<PaneKey, Observation>()
  for (const one of waiting) if (one.kind === "frame") lastFrame.set(one.frame.pane, one)
  const gaps = new Set<PaneKey>()
  let events = waiting.filter(({ kind }) => kind === "event").length
  return waiting.flatMap((one): Observation[] => {
    if (one.kind === "event") return events-- > maxWaitingEvents ? [] : [one]
    if (one.kind === "frame") return lastFrame.get(one.frame.pane) === one ? [one] : []
    if (one.kind !== "output" && one.kind !== "gap") return [one]
    if (gaps.has(one.pane)) return []
    gaps.add(one.pane)
    return [{ kind: "gap", at: one.at, pane: one.pane }]
  })
}

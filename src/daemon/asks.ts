/**
 * Asks as the service keeps them: their rows, how they are answered, what became of them. In come the engine's `ask` and
 * `settle` effects and what people decide; out go rows for the commit, and `decision`, `delivered` and `dismissed` observations.
 */
import { type Answer, Approvals, type Decider, decisionIn, howWords, keptOf, offersOf } from "../approvals/approvals.ts"
import { AskFolder } from "../approvals/folder.ts"
import { footOf } from "../approvals/foot.ts"
import { askIdOf } from "../approvals/ids.ts"
import type { Decision, Wish } from "../approvals/wish.ts"
import type { AskEffect, Offer, Segment, SettleEffect } from "../engine/effect.ts"
import type { Observation } from "../engine/observation.ts"
import { type Locale, type Phrase, phrase } from "../locale/phrase.ts"
import type { Ask, AskSettled, NewAsk } from "../store/asks.ts"
import type { NewEntry } from "../store/outbox.ts"
import type { Store } from "../store/store.ts"
import { userName } from "../tmux/owner.ts"
import type { Timers } from "../tmux/timers.ts"
import { plainText } from "./ask-text.ts"
import type { Outcome } from "./delivering.ts"
import type { Log } from "./log.ts"

/** Open asks. Beyond, the oldest is closed, and it is said. */
export const openMost = 500
/** An ask that is older at a start is closed: nobody remembers what it was about. */
export const oldestMs = 7 * 24 * 3_600_000
/** A decision that was not carried out before the service ended is, if it is no older than this. */
const decisionLivesMs = 10 * 60_000

export interface AsksOptions {
  readonly store: Store
  readonly locale: Locale
  readonly timers: Timers
  readonly log: Log
  /** The folder for answers by file. */
  readonly folder: string
  /** Secrets of the configuration: they stand in no row. */
  readonly literals: readonly string[]
  readonly observe: (observation: Observation) => void
  /** Whether the engine waits for the ask, or carries its decision out. */
  readonly isKnown: (ask: Ask) => boolean
  /** Asks on which the engine waits for a person. */
  readonly awaited: () => readonly Awaited[]
  /** For whoever got the ask. */
  readonly followUps: (ask: Ask, how: Outcome) => readonly NewEntry[]
  /** Messages were committed: the delivery may go. */
  readonly onEnqueued: () => void
}

export interface Awaited {
  /** The ask effect's id. */
  readonly ask: string
  readonly pane: string
}

/** Why the service closes an ask itself: nobody can decide it any more. Where its dialog stands, it is asked anew. */
type Closing = Exclude<Outcome, "elsewhere" | "failed">

export class Asks {
  readonly #options: AsksOptions
  readonly #approvals: Approvals
  /** How asks of this run are called: their rows may not be committed yet. */
  readonly #called = new Map<string, { readonly id: string; readonly offers: readonly Offer[] }>()
  #folder: AskFolder | undefined
  /** The engine may still wait for an ask that is closed: a service that died in between has not told it. */
  #mayAwaitClosed = true

  constructor(options: AsksOptions) {
    const { store, timers } = options
    this.#options = options
    this.#approvals = new Approvals({
      store,
      now: () => timers.now(),
      onDecided: (ask, decision) => {
        this.#observeDecision(ask, decision)
        this.#folder?.refresh()
      },
    })
  }

  /** After the state of an earlier run is back: closes what nobody can decide any more, goes on with the rest. */
  start(): void {
    const { store, timers, log, locale, folder: path } = this.#options
    for (const ask of this.#unsettled()) this.#resume(ask)
    this.#dismissClosed()
    const folder = new AskFolder({
      ...{ path, locale, timers },
      unsettled: () => this.#unsettled(),
      named: (id) => valueIn(store.askNamed(id)),
      decide: (id, wish) => this.decide(id, wish, { way: "file", who: userName(process.getuid?.() ?? 0) }),
      onProblem: (problem) => log.warn(problem),
    })
    const problem = folder.start()
    if (problem === undefined) this.#folder = folder
    else log.warn(problem)
  }

  close(): void {
    this.#folder?.close()
  }

  decide(id: string | undefined, wish: Wish, by: Decider): Answer {
    return this.#approvals.decide(id, wish, by)
  }

  /** Open ones and those whose decision is being carried out, oldest first. */
  list(): readonly Ask[] {
    return this.#unsettled()
  }

  named(id: string): Ask | undefined {
    return valueIn(this.#options.store.askNamed(id))
  }

  /** How people call it. */
  calledOf(effect: string): string | undefined {
    return this.#called.get(effect)?.id ?? this.of(effect)?.id
  }

  of(effect: string): Ask | undefined {
    return valueIn(this.#options.store.ask(effect))
  }

  rowOf(effect: AskEffect): NewAsk {
    const { id, at, origin, severity, title, body, offers, timeoutMs } = effect
    const { rule, pane, host, session, window } = origin
    const { literals } = this.#options
    return {
      ...{ effect: id, id: this.#idOf(effect), at, rule, pane, host, session, window, severity, timeoutMs },
      ...{ title: plainText(title, "title", literals), body: plainText(body, "body", literals) },
      offers: JSON.stringify(offers),
    }
  }

  /** How the ask is answered; undefined: it cannot be any more, or nobody knows it. */
  footOf(effect: string): readonly Segment[] | undefined {
    const kept = this.of(effect)
    if (kept !== undefined && kept.status !== "open") return undefined
    const known = this.#called.get(effect)
    const called = known ?? (kept && { id: kept.id, offers: offersOf(kept) })
    return called && footOf(called.id, called.offers, this.#options.locale)
  }

  settledOf({ ask, at, how }: SettleEffect): AskSettled {
    const over = { effect: ask, at, how, withdrawn: JSON.stringify(overBy(how)) }
    return how === "decided" ? over : { ...over, kept: keptIn(this.of(ask)) }
  }

  /** What the pipeline has committed: the folder follows, and what the engine took no notice of is over. */
  committed(observations: readonly Observation[], changed: boolean): void {
    for (const observation of observations) {
      if (observation.kind !== "decision") continue
      const ask = this.of(observation.ask)
      if (ask?.status === "decided" && ask.how === undefined) this.#close(ask, "changed")
    }
    if (changed) {
      const open = this.#open()
      for (const ask of open.slice(0, Math.max(0, open.length - openMost))) this.#close(ask, "crowded")
    }
    this.#dismissClosed()
    if (changed) this.#folder?.refresh()
  }

  #resume(ask: Ask): void {
    const { observe, timers, isKnown } = this.#options
    const { effect, pane, deliveredAt, decision, how } = ask
    const now = timers.now()
    if (!isKnown(ask)) this.#close(ask, decision === undefined ? "forgotten" : "interrupted")
    else if (decision === undefined && now - ask.at > oldestMs) this.#close(ask, "expired")
    else if (decision !== undefined && how === undefined) {
      if (now - decision.at <= decisionLivesMs) this.#observeDecision(ask, decisionIn(decision))
      else this.#close(ask, "interrupted")
    } else if (deliveredAt !== undefined) observe({ kind: "delivered", at: deliveredAt, pane, ask: effect })
  }

  #observeDecision({ effect, pane }: Ask, decision: Decision): void {
    const { observe, timers } = this.#options
    observe({ kind: "decision", at: timers.now(), pane, ask: effect, decision })
  }

  /** For a reason of the service's own; whoever got it is told. */
  #close(ask: Ask, how: Closing): void {
    const { store, timers, log, followUps, onEnqueued } = this.#options
    const { effect, id, rule } = ask
    log.warn(phrase(`daemon.closed-${how}`, { id, rule, limit: openMost }))
    const at = timers.now()
    const notifications = followUps(ask, how)
    const settled = [{ effect, at, how, withdrawn: JSON.stringify(overBy(how)), kept: keptIn(ask) }]
    const closed = store.commit({ at, settled, notifications })
    if (!closed.ok) log.error(phrase("daemon.not-told", { fault: closed.fault.text }))
    else if (closed.value.enqueued > 0) onEnqueued()
    this.#mayAwaitClosed = true
  }

  /** The engine waits for nobody's decision. What was closed for want of room is asked anew when there is some. */
  #dismissClosed(): void {
    if (!this.#mayAwaitClosed) return
    const { awaited, observe, timers } = this.#options
    let room = openMost - this.#open().length
    let isLeft = false
    for (const { ask, pane } of awaited()) {
      const kept = this.of(ask)
      if (kept?.status !== "settled") continue
      if (kept.how === "crowded" && room <= 0) isLeft = true
      else {
        room -= 1
        observe({ kind: "dismissed", at: timers.now(), pane, ask })
      }
    }
    this.#mayAwaitClosed = isLeft
  }

  #idOf({ id: effect, offers }: AskEffect): string {
    const known = this.#called.get(effect)
    if (known !== undefined) return known.id
    const taken = new Set([...this.#called.values()].map(({ id }) => id))
    const kept = this.of(effect)?.id
    let isSure = true
    const isTaken = (id: string): boolean => {
      const named = this.#options.store.askNamed(id)
      isSure &&= named.ok
      return taken.has(id) || (named.ok && named.value !== undefined)
    }
    const id = kept ?? askIdOf(effect, isTaken)
    // A database that cannot be read takes no commit either: it is asked again.
    if (!isSure) return id
    this.#called.set(effect, { id, offers })
    if (this.#called.size > calledMost) this.#called.delete(this.#called.keys().next().value ?? "")
    return id
  }

  #open(): readonly Ask[] {
    return this.#unsettled().filter(({ status }) => status === "open")
  }

  #unsettled(): readonly Ask[] {
    return valueIn(this.#options.store.unsettledAsks()) ?? []
  }
}

/** Asks of this run that are remembered without the database. */
const calledMost = 1_000

/** A fault of the database is said where something is to be written. */
const valueIn = <Value>(stored: { ok: true; value: Value } | { ok: false }): Value | undefined =>
  stored.ok ? stored.value : undefined

const keptIn = (ask: Ask | undefined): string | undefined =>
  ask?.decision && JSON.stringify(keptOf(decisionIn(ask.decision)))

const overBy = (how: string): Phrase => phrase("delivery.ask-over", { state: howWords(how) })

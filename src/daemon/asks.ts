/**
 * Asks as the service keeps them: their rows, how they are answered, what became of them. In come the engine's `ask` and
 * `settle` effects and what people decide; out go rows for the commit, and `decision` and `delivered` observations.
 */
import { userInfo } from "node:os"
import { type Answer, Approvals, type Decider, decisionIn, howWords, offersOf } from "../approvals/approvals.ts"
import { AskFolder } from "../approvals/folder.ts"
import { footOf } from "../approvals/foot.ts"
import { askIdOf } from "../approvals/ids.ts"
import type { Decision, Wish } from "../approvals/wish.ts"
import type { AskEffect, Offer, Segment, SettleEffect } from "../engine/effect.ts"
import type { Observation } from "../engine/observation.ts"
import { type Locale, type Phrase, phrase } from "../locale/phrase.ts"
import type { Ask, AskSettled, NewAsk } from "../store/asks.ts"
import type { Store } from "../store/store.ts"
import type { Timers } from "../tmux/timers.ts"
import { plainText } from "./ask-text.ts"
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
}

export class Asks {
  readonly #options: AsksOptions
  readonly #approvals: Approvals
  /** How asks of this run are called: their rows may not be committed yet. */
  readonly #called = new Map<string, { readonly id: string; readonly offers: readonly Offer[] }>()
  #folder: AskFolder | undefined

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
    const folder = new AskFolder({
      ...{ path, locale, timers },
      unsettled: () => this.#unsettled(),
      named: (id) => valueIn(store.askNamed(id)),
      decide: (id, wish) => this.decide(id, wish, { way: "file", who: userInfo().username }),
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

  /** How the ask is answered; undefined: nobody knows it. */
  footOf(effect: string): readonly Segment[] | undefined {
    const known = this.#called.get(effect)
    const kept = known === undefined ? this.of(effect) : undefined
    const called = known ?? (kept && { id: kept.id, offers: offersOf(kept) })
    return called && footOf(called.id, called.offers, this.#options.locale)
  }

  settledOf({ ask, at, how }: SettleEffect): AskSettled {
    return { effect: ask, at, how, withdrawn: JSON.stringify(overBy(how)) }
  }

  /** What the pipeline has committed: the folder follows, and what the engine took no notice of is over. */
  committed(observations: readonly Observation[], changed: boolean): void {
    for (const observation of observations) {
      if (observation.kind !== "decision") continue
      const ask = this.of(observation.ask)
      if (ask?.status === "decided" && ask.how === undefined) this.#close(ask, "changed")
    }
    if (!changed) return
    const open = this.#unsettled().filter(({ status }) => status === "open")
    for (const ask of open.slice(0, Math.max(0, open.length - openMost))) {
      this.#options.log.warn(phrase("daemon.ask-crowded", { id: ask.id, rule: ask.rule, limit: openMost }))
      this.#close(ask, "crowded")
    }
    this.#folder?.refresh()
  }

  #resume(ask: Ask): void {
    const { observe, timers, isKnown, log } = this.#options
    const { effect, pane, deliveredAt, decision, how, id, rule } = ask
    const now = timers.now()
    if (!isKnown(ask)) {
      const end = decision === undefined ? "forgotten" : "interrupted"
      log.warn(phrase(`daemon.ask-${end}`, { id, rule }))
      this.#close(ask, end)
    } else if (decision === undefined && now - ask.at > oldestMs) this.#close(ask, "expired")
    else if (decision !== undefined && how === undefined) {
      if (now - decision.at <= decisionLivesMs) this.#observeDecision(ask, decisionIn(decision))
      else this.#close(ask, "interrupted")
    } else if (deliveredAt !== undefined) observe({ kind: "delivered", at: deliveredAt, pane, ask: effect })
  }

  #observeDecision({ effect, pane }: Ask, decision: Decision): void {
    const { observe, timers } = this.#options
    observe({ kind: "decision", at: timers.now(), pane, ask: effect, decision })
  }

  /** For a reason of the service's own. */
  #close({ effect }: Ask, how: string): void {
    const { store, timers, log } = this.#options
    const at = timers.now()
    const closed = store.commit({ at, settled: [{ effect, at, how, withdrawn: JSON.stringify(overBy(how)) }] })
    if (!closed.ok) log.error(phrase("daemon.not-told", { fault: closed.fault.text }))
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

  #unsettled(): readonly Ask[] {
    return valueIn(this.#options.store.unsettledAsks()) ?? []
  }
}

/** Asks of this run that are remembered without the database. */
const calledMost = 1_000

/** A fault of the database is said where something is to be written. */
const valueIn = <Value>(stored: { ok: true; value: Value } | { ok: false }): Value | undefined =>
  stored.ok ? stored.value : undefined

const overBy = (how: string): Phrase => phrase("delivery.ask-over", { state: howWords(how) })

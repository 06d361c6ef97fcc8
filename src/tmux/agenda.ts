/** When a watcher does what: a sweep for what printed, the facts of all panes, looks at those that did. Pure. */
import type { Cadence } from "./cadence.ts"

/** How it is in the fleet now. */
export interface Bustle {
  /** Some pane must be looked at: it printed in or after the second of its last look. */
  readonly printing: boolean
  /** Some window printed a moment ago and is still now; it may begin again. */
  readonly recent: boolean
  /** The server tells of changes by itself (subscription.ts). */
  readonly subscribed: boolean
}

export type SweepScope = "windows" | "facts" | "dear-facts"

const never = Number.POSITIVE_INFINITY

/** A figure that one slow answer does not spoil. */
class Cost {
  ms = 0

  take(tookMs: number): void {
    this.ms += (tookMs - this.ms) / 8
  }
}

export class Agenda {
  readonly #cadence: Cadence
  readonly #sweepCost = new Cost()
  readonly #looksCost = new Cost()
  #hurriedTo = Number.NEGATIVE_INFINITY
  #sweptAt = Number.NEGATIVE_INFINITY
  #factsAt = Number.NEGATIVE_INFINITY
  #dearAt = Number.NEGATIVE_INFINITY
  #lookedAt = Number.NEGATIVE_INFINITY

  constructor(cadence: Cadence) {
    this.#cadence = cadence
  }

  /** Something came or went: all facts, soon. Hints come in bursts, and one sweep answers a burst. */
  hurry(now: number): void {
    this.#hurriedTo = Math.min(this.#hurriedTo, now + this.#cadence.hintMs)
  }

  /** Some fact is another: all facts, but no more often than they would be asked for anyhow. */
  hearOfFacts(now: number): void {
    this.#hurriedTo = Math.min(this.#hurriedTo, Math.max(now, this.#factsAt + this.#cadence.factsMs))
  }

  swept(began: number, tookMs: number, scope: SweepScope): void {
    this.#sweptAt = began
    if (scope === "windows") {
      this.#sweepCost.take(tookMs)
      return
    }
    this.#factsAt = began
    this.#hurriedTo = never
    if (scope === "dear-facts") this.#dearAt = began
  }

  looked(began: number, tookMs: number): void {
    this.#lookedAt = began
    this.#looksCost.take(tookMs)
  }

  /** How much a sweep at `now` takes in. */
  scope(now: number, { subscribed }: Bustle): SweepScope {
    const { factsMs, subscribedFactsMs, dearFactsMs } = this.#cadence
    if (now >= this.#dearAt + dearFactsMs) return "dear-facts"
    const factsDueAt = Math.min(this.#hurriedTo, this.#factsAt + (subscribed ? subscribedFactsMs : factsMs))
    return now >= factsDueAt ? "facts" : "windows"
  }

  sweepDueAt({ printing, recent, subscribed }: Bustle): number {
    const { activeMs, sweepMs, subscribedFactsMs, restFactor, maxRestMs } = this.#cadence
    // The panes that print tell themselves when they stop, and the server tells within a second who else begins to.
    const paceMs = recent ? activeMs : printing && subscribed ? subscribedFactsMs : sweepMs
    return Math.min(
      this.#hurriedTo,
      this.#sweptAt + Math.max(paceMs, Math.min(maxRestMs, this.#sweepCost.ms * restFactor)),
    )
  }

  looksDueAt({ printing }: Bustle): number {
    const { activeMs, lookRestFactor, maxRestMs } = this.#cadence
    if (!printing) return never
    return this.#lookedAt + Math.max(activeMs, Math.min(maxRestMs, this.#looksCost.ms * lookRestFactor))
  }
}

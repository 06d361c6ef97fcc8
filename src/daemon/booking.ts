/** What an effect is in the database, to be committed with the state that it came from: messages, asks, intents, history. */
import type { Effect, Settled, ShadowEffect } from "../engine/effect.ts"
import type { Firing } from "../store/firings.ts"
import type { Intent } from "../store/intents.ts"
import type { Commit } from "../store/store.ts"
import type { Asks } from "./asks.ts"
import type { Delivering, Outcome } from "./delivering.ts"
import { whatOf } from "./words.ts"

/** Rows of one effect. */
export type Booking = Pick<Commit, "notifications" | "digest" | "asks" | "settled">

export interface Offices {
  readonly delivering: Pick<Delivering, "entries" | "digestItems" | "followUps">
  readonly asks: Pick<Asks, "rowOf" | "footOf" | "settledOf" | "of">
}

/** The rows besides its intent and its place in the history, which every effect has alike. */
export function bookingOf(effect: Effect, { delivering, asks }: Offices): Booking {
  switch (effect.kind) {
    case "notify": {
      const { later, repeats } = effect
      if (later?.how === "digest") return { digest: delivering.digestItems(effect, later.until) }
      return { notifications: delivering.entries(effect, repeats === undefined ? undefined : asks.footOf(repeats)) }
    }
    case "ask": {
      const row = asks.rowOf(effect)
      return { asks: [row], notifications: delivering.entries(effect, asks.footOf(effect.id)) }
    }
    case "settle": {
      const ask = asks.of(effect.ask)
      const isHeard = isOutcome(effect.how) && ask !== undefined && ask.status !== "settled"
      const notifications = isHeard && isOutcome(effect.how) ? delivering.followUps(ask, effect.how) : []
      return { settled: [asks.settledOf(effect)], notifications }
    }
    case "send":
    case "run":
    case "shadow":
      return {}
    default:
      return effect satisfies never
  }
}

const isOutcome = (how: Settled): how is Settled & Outcome =>
  how === "elsewhere" || how === "changed" || how === "failed"

/** What is about to be done that must not be done twice. What a shadow would do is not. */
export function intentOf(effect: Effect): Intent | undefined {
  if (effect.kind !== "send" && effect.kind !== "run") return undefined
  const { id, at, origin, kind } = effect
  return { id, at, pane: origin.pane, rule: origin.rule, what: whatOf(effect), kind }
}

/** Its row in the history. */
export function firingOf(effect: Effect): Firing {
  const { id, at, origin, kind } = effect
  const { rule, pane, session, window } = origin
  return { at, rule, pane, effect: id, kind, summary: JSON.stringify({ session, window, ...summaryOf(effect) }) }
}

function summaryOf(effect: Effect): Readonly<Record<string, unknown>> {
  switch (effect.kind) {
    case "notify":
    case "ask":
      return { severity: effect.severity, ...(effect.later === undefined ? {} : { later: effect.later }) }
    case "send":
      return { keys: whatOf(effect) }
    case "run":
      return { program: whatOf(effect) }
    case "settle":
      return { ask: effect.ask, how: effect.how }
    case "shadow":
      return { would: effect.of.kind, ...wouldOf(effect) }
    default:
      return effect satisfies never
  }
}

const wouldOf = ({ of }: ShadowEffect): Readonly<Record<string, unknown>> => summaryOf(of)

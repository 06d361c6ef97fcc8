/** An ask as `fleetai asks` shows it, as JSON of stable keys. */
import { offersOf } from "../approvals/approvals.ts"
import type { Offer } from "../engine/effect.ts"
import type { Ask } from "../store/asks.ts"

export interface AskStatus {
  /** What people type. */
  readonly id: string
  readonly rule: string
  readonly severity: string
  readonly host: string
  readonly session: string
  readonly window: string
  readonly pane: string
  readonly title: string
  readonly body: string
  readonly offers: readonly { readonly what: Offer["what"]; readonly label: string | null }[]
  /** Moments in milliseconds since the epoch. */
  readonly askedAt: number
  readonly deliveredAt: number | null
  readonly timeoutMs: number | null
  readonly status: Ask["status"]
  readonly decision: Ask["decision"] | null
  /** What became of it; null: nothing yet. */
  readonly how: string | null
  readonly settledAt: number | null
}

export function askStatusOf(ask: Ask): AskStatus {
  const { id, rule, severity, host, session, window, pane, title, body, status } = ask
  return {
    ...{ id, rule, severity, host, session, window, pane: pane.slice(pane.lastIndexOf("/") + 1), title, body },
    offers: offersOf(ask).map(({ what, label }) => ({ what, label: label ?? null })),
    askedAt: ask.at,
    deliveredAt: ask.deliveredAt ?? null,
    timeoutMs: ask.timeoutMs ?? null,
    status,
    decision: ask.decision ?? null,
    how: ask.how ?? null,
    settledAt: ask.settledAt ?? null,
  }
}

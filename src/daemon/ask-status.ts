/** An ask as `fleetai asks` shows it, as JSON of stable keys. */
import { decisionIn, offersOf, stateOf } from "../approvals/approvals.ts"
import type { Decision } from "../approvals/wish.ts"
import type { Offer } from "../engine/effect.ts"
import type { Phrase } from "../locale/phrase.ts"
import { redact } from "../screen/redact.ts"
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
  readonly decision: { readonly at: number; readonly by: string; readonly what: Decision } | null
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
    decision: ask.decision === undefined ? null : { ...ask.decision, what: shownOf(decisionIn(ask.decision)) },
    how: ask.how ?? null,
    settledAt: ask.settledAt ?? null,
  }
}

const shownOf = (decision: Decision): Decision =>
  decision.what === "reply" ? { ...decision, text: redact(decision.text) } : decision

/** How far it got, in words. */
export function stateOfStatus({ status, decision, how }: AskStatus): Phrase {
  const decided = decision === null ? undefined : { ...decision, what: JSON.stringify(decision.what) }
  return stateOf({ status, decision: decided, how: how ?? undefined })
}

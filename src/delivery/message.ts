/** A message between the rule that wants it and the channel that carries it, and its row in the outbox. Pure. */
import { type NotifyEffect, type Origin, type Segment, type Severity, severities } from "../engine/effect.ts"

/** What the outbox keeps of a message. */
export interface Message {
  readonly severity: Severity
  /** Undefined: from a person or a script (`fleetai notify`), not from a rule. */
  readonly origin: Origin | undefined
  /** When it happened, milliseconds since the epoch. */
  readonly at: number
  readonly title: readonly Segment[]
  readonly body: readonly Segment[]
}

/** A row to add to the outbox; the store's `NewEntry`. */
export interface Enqueued {
  readonly id: string
  readonly receiver: string
  readonly at: number
  readonly expiresAt: number
  readonly priority: number
  readonly message: string
}

/** After this long nobody is helped by a message any more: it ends as failed, with the reason. */
export const expiryMs = 24 * 3_600_000

/** Messages that wait for one receiver. Beyond it the oldest of the least important are given up, and it is told once. */
export const waitingMost = 2_000

/** One row per receiver; the same effect again makes the same rows. */
export function entriesOf(id: string, message: Message, receivers: readonly string[]): Enqueued[] {
  return receivers.map((receiver) => ({
    id,
    receiver,
    at: message.at,
    expiresAt: message.at + expiryMs,
    priority: severities.indexOf(message.severity),
    message: JSON.stringify(message),
  }))
}

export function messageOf({ severity, origin, at, title, body }: NotifyEffect): Message {
  return { severity, origin, at, title, body }
}

/** Text of a person or script on this machine: theirs to format, so it counts as trusted. */
export function ownText(text: string): Segment {
  return { text, trusted: true, style: "plain", revealed: false }
}

/** Worth another channel rather than a wait. */
export function isUrgent(severity: Severity): boolean {
  return severity === "high" || severity === "crit"
}

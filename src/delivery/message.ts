/** A message between the rule that wants it and the channel that carries it, and its row in the outbox. Pure. */
import { type MessageEffect, type Origin, type Segment, type Severity, severities } from "../engine/effect.ts"

/** What the outbox keeps of a message. */
export interface Message {
  readonly severity: Severity
  /** Undefined: from a person or a script (`fleetai notify`), not from a rule. */
  readonly origin: Origin | undefined
  /** When it happened, milliseconds since the epoch. */
  readonly at: number
  readonly title: readonly Segment[]
  readonly body: readonly Segment[]
  /** Below the body, never cut with it: how an ask is answered. */
  readonly foot?: readonly Segment[]
}

/** A row to add to the outbox; the store's `NewEntry`. */
export interface Enqueued {
  readonly id: string
  readonly receiver: string
  readonly at: number
  readonly expiresAt: number
  readonly priority: number
  readonly message: string
  readonly heldUntil?: number | undefined
  readonly ask?: string | undefined
}

/** When and why a message goes, besides its text. */
export interface Dispatch {
  /** The end of quiet hours. */
  readonly heldUntil?: number | undefined
  /** The ask that it tells of: its effect's id. It goes before other messages of its severity. */
  readonly ask?: string | undefined
}

/** After this long nobody is helped by a message any more: it ends as failed, with the reason. */
export const expiryMs = 24 * 3_600_000

/** Messages that wait for one receiver. Beyond it the oldest of the least important are given up, and it is told once. */
export const waitingMost = 2_000

/** One row per receiver; the same effect again makes the same rows. */
export function entriesOf(
  id: string,
  message: Message,
  receivers: readonly string[],
  { heldUntil, ask }: Dispatch = {},
): Enqueued[] {
  return receivers.map((receiver) => ({
    id,
    receiver,
    at: message.at,
    expiresAt: Math.max(message.at, heldUntil ?? 0) + expiryMs,
    priority: priorityOf(message.severity, ask !== undefined),
    message: JSON.stringify(message),
    heldUntil,
    ask,
  }))
}

/** Higher goes first: somebody waits for the answer to an ask. */
export const priorityOf = (severity: Severity, isAsk = false): number =>
  severities.indexOf(severity) * 2 + (isAsk ? 1 : 0)

export function messageOf({ severity, origin, at, title, body }: MessageEffect, foot?: readonly Segment[]): Message {
  return { severity, origin, at, title, body, ...(foot === undefined ? {} : { foot }) }
}

/** Text of a person or script on this machine: theirs to format, so it counts as trusted. */
export function ownText(text: string): Segment {
  return { text, trusted: true, style: "plain", revealed: false }
}

/** Worth another channel rather than a wait. */
export function isUrgent(severity: Severity): boolean {
  return severity === "high" || severity === "crit"
}

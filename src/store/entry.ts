/** A message for one receiver, as the outbox keeps it. `message`, `progress` and `reason` are JSON of the delivery's own making. */

export interface NewEntry {
  /** The effect's id; together with `receiver` it is one row, however often it is added. */
  readonly id: string
  readonly receiver: string
  readonly at: number
  readonly expiresAt: number
  /** Higher goes first. */
  readonly priority: number
  readonly message: string
  /** Not before then, whatever the clock did; undefined: as soon as possible. */
  readonly heldUntil?: number | undefined
  /** The ask that it tells of (its effect's id): what still waits is withdrawn when that is over. Undefined: none. */
  readonly ask?: string | undefined
}

export type EntryStatus = "waiting" | "sending" | "sent" | "failed"

export interface Entry extends NewEntry {
  readonly number: number
  readonly status: EntryStatus
  readonly nextAt: number
  readonly attempts: number
  readonly progress: string
  /** The channel that took it, or has it now. */
  readonly channel: string | undefined
  /** It may have been shown twice. */
  readonly doubled: boolean
  readonly endedAt: number | undefined
  /** Why it waits or failed. */
  readonly reason: string | undefined
  /** Nobody needs it any more: it failed for that alone, or will unless the attempt under way succeeds. */
  readonly withdrawn: boolean
}

/** As the table has it. */
export interface EntryRow {
  readonly number: number
  readonly id: string
  readonly receiver: string
  readonly at: number
  readonly expires_at: number
  readonly priority: number
  readonly message: string
  readonly status: EntryStatus
  readonly next_at: number
  readonly attempts: number
  readonly progress: string
  readonly channel: string | null
  readonly doubled: number
  readonly ended_at: number | null
  readonly reason: string | null
  readonly held_until: number | null
  readonly ask: string | null
  readonly withdrawn: number
}

export function entryOf(row: EntryRow): Entry {
  return {
    number: row.number,
    id: row.id,
    receiver: row.receiver,
    at: row.at,
    expiresAt: row.expires_at,
    priority: row.priority,
    message: row.message,
    status: row.status,
    nextAt: row.next_at,
    attempts: row.attempts,
    progress: row.progress,
    channel: row.channel ?? undefined,
    doubled: row.doubled === 1,
    endedAt: row.ended_at ?? undefined,
    reason: row.reason ?? undefined,
    heldUntil: row.held_until ?? undefined,
    ask: row.ask ?? undefined,
    withdrawn: row.withdrawn === 1,
  }
}

/**
 * Messages on their way: one row per message and receiver, one row per attempt. What a message says and how far it got
 * (`message`, `progress`, `reason`) is JSON of the delivery's own making.
 */
import type { Database } from "bun:sqlite"
import { type Entry, type EntryRow, type EntryStatus, entryOf, type NewEntry } from "./entry.ts"

export type { Entry, EntryStatus, NewEntry } from "./entry.ts"

export interface Claim {
  readonly entry: number
  readonly at: number
  readonly channel: string
  /** What the channel's frequency limit counts. */
  readonly bucket: string
  /** Who sends it, and until when nobody else may believe that it died. */
  readonly owner: string
  readonly until: number
  /** An earlier attempt may have been shown already, and nothing checks for duplicates. */
  readonly doubled: boolean
}

export interface AttemptEnd {
  readonly outcome: "sent" | "refused" | "unsent" | "unknown"
  readonly code: number | undefined
  readonly tookMs: number
  /** JSON. */
  readonly detail: string | undefined
}

/** How an entry goes on after an attempt, or without one. */
export interface Course {
  readonly status: "waiting" | "sent" | "failed"
  readonly at: number
  readonly nextAt: number
  readonly progress: string
  readonly reason: string | undefined
}

export interface Attempt {
  readonly entry: number
  readonly at: number
  readonly channel: string
  readonly outcome: AttemptEnd["outcome"] | "sending"
  readonly code: number | undefined
  readonly doubled: boolean
  readonly detail: string | undefined
}

/** `held`: for the end of quiet hours. */
export type MessageCounts = Record<EntryStatus | "held", number>

/** Sent and failed messages beyond this many are forgotten, oldest first, with their attempts. */
export const endedKept = 10_000
const pruneEvery = 64

/** No quiet hours are longer: a moment further away comes from a clock that was wrong, and is now. */
export const heldMostMs = 8 * 24 * 3_600_000

type DueAt = { readonly now: number; readonly farthest: number }
const isDue = `status = 'waiting' AND (next_at <= $now OR next_at > $farthest)
  AND (held_until IS NULL OR held_until <= $now OR held_until > $now + ${heldMostMs})`

export class OutboxTable {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** False: it was there already. */
  add({ id, receiver, at, expiresAt, priority, message, heldUntil, ask }: NewEntry): boolean {
    type Values = [string, string, number, number, number, string, number, number | null, string | null]
    const insert = this.#database.query<null, Values>(
      `INSERT OR IGNORE INTO outbox (id, receiver, at, expires_at, priority, message, status, next_at, held_until, ask)
       VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?)`,
    )
    const { changes } = insert.run(id, receiver, at, expiresAt, priority, message, at, heldUntil ?? null, ask ?? null)
    return changes === 1
  }

  get(id: string, receiver: string): Entry | undefined {
    const row = this.#database
      .query<EntryRow, [string, string]>("SELECT * FROM outbox WHERE id = ? AND receiver = ?")
      .get(id, receiver)
    return row === null ? undefined : entryOf(row)
  }

  /** The receivers that anything is due for. A moment further away than `farthest` comes from a clock that was set back. */
  dueReceivers(now: number, farthest: number): string[] {
    return this.#database
      .query<{ receiver: string }, DueAt>(`SELECT DISTINCT receiver FROM outbox WHERE ${isDue}`)
      .all({ now, farthest })
      .map(({ receiver }) => receiver)
  }

  /** The next message for a receiver: the most important first, then the oldest. */
  firstDue(receiver: string, now: number, farthest: number): Entry | undefined {
    const row = this.#database
      .query<EntryRow, DueAt & { receiver: string }>(
        `SELECT * FROM outbox WHERE receiver = $receiver AND ${isDue} ORDER BY priority DESC, number LIMIT 1`,
      )
      .get({ receiver, now, farthest })
    return row === null ? undefined : entryOf(row)
  }

  /** When the next message is due that is not due now. */
  nextAt(now: number): number | undefined {
    const row = this.#database
      .query<{ at: number | null }, { now: number }>(
        `SELECT min(due) AS at FROM
         (SELECT max(next_at, CASE WHEN held_until > $now + ${heldMostMs} THEN 0 ELSE coalesce(held_until, 0) END) AS due
          FROM outbox WHERE status = 'waiting') WHERE due > $now`,
      )
      .get({ now })
    return row?.at ?? undefined
  }

  /** Waiting messages that nobody needs any more. */
  expired(now: number): Entry[] {
    return this.#database
      .query<EntryRow, [number]>("SELECT * FROM outbox WHERE status = 'waiting' AND expires_at <= ?")
      .all(now)
      .map(entryOf)
  }

  /** What waits beyond `most` messages of one receiver: the least important, of those the oldest. */
  surplus(most: number): Entry[] {
    const crowded = this.#database
      .query<{ receiver: string; many: number }, [number]>(
        `SELECT receiver, count(*) AS many FROM outbox WHERE status = 'waiting' GROUP BY receiver HAVING many > ?`,
      )
      .all(most)
    const first = this.#database.query<EntryRow, [string, number]>(
      "SELECT * FROM outbox WHERE receiver = ? AND status = 'waiting' ORDER BY priority, number LIMIT ?",
    )
    return crowded.flatMap(({ receiver, many }) => first.all(receiver, many - most).map(entryOf))
  }

  /** Begins an attempt: the number of its row, or undefined when another process was faster. */
  begin({ entry, at, channel, bucket, owner, until, doubled }: Claim): number | undefined {
    const claimed = this.#database
      .query<null, [string, string, number, number]>(
        `UPDATE outbox SET status = 'sending', channel = ?, claimed_by = ?, claimed_until = ?, attempts = attempts + 1
         WHERE number = ? AND status = 'waiting'`,
      )
      .run(channel, owner, until, entry)
    if (claimed.changes !== 1) return undefined
    const row = this.#database
      .query<{ number: number }, [number, number, string, string, number]>(
        `INSERT INTO attempt (entry, at, channel, bucket, outcome, doubled) VALUES (?, ?, ?, ?, 'sending', ?)
         RETURNING number`,
      )
      .get(entry, at, channel, bucket, doubled ? 1 : 0)
    return row?.number
  }

  /** Ends an attempt. */
  end(attempt: number, { outcome, code, tookMs, detail }: AttemptEnd): void {
    this.#database
      .query<null, [string, number | null, number, string | null, number]>(
        "UPDATE attempt SET outcome = ?, code = ?, took_ms = ?, detail = ? WHERE number = ?",
      )
      .run(outcome, code ?? null, Math.round(tookMs), detail ?? null, attempt)
    this.#database
      .query<null, [number]>(
        `UPDATE outbox SET doubled = 1
         WHERE number = (SELECT entry FROM attempt WHERE number = ? AND doubled = 1 AND outcome IN ('sent', 'unknown'))`,
      )
      .run(attempt)
  }

  /** Says how an entry goes on without an attempt. False: another process has begun one meanwhile, and says it. */
  leave(entry: number, course: Course): boolean {
    const waits = this.#database
      .query<{ number: number }, [number]>("SELECT number FROM outbox WHERE number = ? AND status = 'waiting'")
      .get(entry)
    if (waits === null) return false
    this.settle(entry, course)
    return true
  }

  /** Whether a message about the ask may still reach somebody. */
  isOnTheWay(ask: string): boolean {
    return (
      this.#database
        .query<{ number: number }, [string]>(
          "SELECT number FROM outbox WHERE ask = ? AND status IN ('waiting', 'sending') LIMIT 1",
        )
        .get(ask) !== null
    )
  }

  /** Says how an entry goes on after an attempt. One that was withdrawn does not. */
  settle(entry: number, { status, at, nextAt, progress, reason }: Course): void {
    this.#database
      .query<null, [string, number, string, string | null, number | null, number]>(
        `UPDATE outbox SET status = ?, next_at = ?, progress = ?, reason = ?, ended_at = ?,
         claimed_by = NULL, claimed_until = NULL WHERE number = ?`,
      )
      .run(status, nextAt, progress, reason ?? null, status === "waiting" ? null : at, entry)
    if (status === "waiting") this.#end("number = ? AND withdrawn = 1", [entry], at)
    else if (entry % pruneEvery === 0) this.#prune()
  }

  /** The ask is over: what waits is never sent, what is on its way is not repeated. */
  withdraw(ask: string, at: number, reason: string): void {
    this.#database
      .query<null, [string, string]>(
        "UPDATE outbox SET withdrawn = 1, reason = ? WHERE ask = ? AND status IN ('waiting', 'sending')",
      )
      .run(reason, ask)
    this.#end("ask = ? AND withdrawn = 1", [ask], at)
  }

  /** Who has got a message about the ask, is getting it, or may have got it: nobody knows how an attempt ended. */
  reached(ask: string): string[] {
    return this.#database
      .query<{ receiver: string }, [string]>(
        `SELECT DISTINCT receiver FROM outbox WHERE ask = ? AND (status IN ('sent', 'sending')
         OR EXISTS (SELECT 1 FROM attempt WHERE entry = outbox.number AND outcome = 'unknown'))`,
      )
      .all(ask)
      .map(({ receiver }) => receiver)
  }

  /** Attempts that nobody will end: this owner's from before its start, and those whose time is over. */
  abandoned(owner: string | undefined, now: number): (Entry & { readonly attempt: number })[] {
    return this.#database
      .query<EntryRow & { attempt: number }, [string | null, number]>(
        `SELECT outbox.*, attempt.number AS attempt FROM outbox JOIN attempt ON attempt.entry = outbox.number
         WHERE outbox.status = 'sending' AND attempt.outcome = 'sending'
         AND (outbox.claimed_by = ? OR outbox.claimed_until <= ?)`,
      )
      .all(owner ?? null, now)
      .map((row) => ({ ...entryOf(row), attempt: row.attempt }))
  }

  /** When the `count`-th last attempt that may have been delivered began, if it was after `since`: for frequency limits. */
  recentAttempt(bucket: string, count: number, since: number, now: number): number | undefined {
    const row = this.#database
      .query<{ at: number }, [string, number, number, number]>(
        `SELECT at FROM attempt WHERE bucket = ? AND outcome IN ('sending', 'sent', 'unknown') AND at > ? AND at <= ?
         ORDER BY at DESC LIMIT 1 OFFSET ?`,
      )
      .get(bucket, since, now, count - 1)
    return row?.at
  }

  /** Everything that waits is due now: the configuration changed. */
  hurry(now: number): void {
    this.#database.query<null, [number]>("UPDATE outbox SET next_at = ? WHERE status = 'waiting'").run(now)
  }

  /** What was withdrawn is not counted: nobody misses it. */
  counts(now: number): MessageCounts {
    const counts = { waiting: 0, held: 0, sending: 0, sent: 0, failed: 0 }
    const rows = this.#database
      .query<{ status: keyof MessageCounts; many: number }, [number]>(
        `SELECT CASE WHEN status = 'waiting' AND held_until > ? THEN 'held' ELSE status END AS status, count(*) AS many
         FROM outbox WHERE NOT (status = 'failed' AND withdrawn = 1) GROUP BY 1`,
      )
      .all(now)
    for (const { status, many } of rows) counts[status] = many
    return counts
  }

  /** The last ones, newest first. */
  recent(limit: number): Entry[] {
    return this.#database
      .query<EntryRow, [number]>("SELECT * FROM outbox ORDER BY number DESC LIMIT ?")
      .all(limit)
      .map(entryOf)
  }

  /** Every attempt at one entry, oldest first. */
  attempts(entry: number): Attempt[] {
    type Row = Omit<Attempt, "code" | "doubled" | "detail"> & {
      readonly code: number | null
      readonly doubled: number
      readonly detail: string | null
    }
    return this.#database
      .query<Row, [number]>(
        "SELECT entry, at, channel, outcome, code, doubled, detail FROM attempt WHERE entry = ? ORDER BY number",
      )
      .all(entry)
      .map((row) => ({
        ...row,
        code: row.code ?? undefined,
        doubled: row.doubled === 1,
        detail: row.detail ?? undefined,
      }))
  }

  #end(which: string, values: (string | number)[], at: number): void {
    this.#database
      .query<null, (string | number)[]>(
        `UPDATE outbox SET status = 'failed', ended_at = ? WHERE status = 'waiting' AND ${which}`,
      )
      .run(at, ...values)
  }

  #prune(): void {
    this.#database
      .query<null, [number]>(
        `DELETE FROM outbox WHERE status IN ('sent', 'failed') AND number <=
         (SELECT number FROM outbox WHERE status IN ('sent', 'failed') ORDER BY number DESC LIMIT 1 OFFSET ?)`,
      )
      .run(endedKept)
  }
}

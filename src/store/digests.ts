/** What quiet hours gather: per receiver and moment, the messages that become one then. */
import type { Database } from "bun:sqlite"
import { heldMostMs } from "./outbox.ts"

export interface DigestItem {
  readonly receiver: string
  /** When the one message goes out. */
  readonly until: number
  /** The effect's id: the same one again is no second item. */
  readonly effect: string
  /** Higher is more important. */
  readonly priority: number
  /** JSON of the delivery's making. */
  readonly message: string
}

/** What is due for one receiver. */
export interface DueDigest {
  readonly receiver: string
  readonly until: number
  /** How many came; `items` may be fewer. */
  readonly came: number
  /** The most important first, of those the oldest. */
  readonly items: readonly string[]
}

/** Items kept per receiver and moment; beyond, the oldest of the least important is only counted. */
export const digestMost = 500

export class DigestTable {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  add({ receiver, until, effect, priority, message }: DigestItem): void {
    const insert = this.#database.query<null, [string, number, string, number, string, string, number]>(
      `INSERT OR IGNORE INTO digest (receiver, until, effect, priority, message, number)
       VALUES (?, ?, ?, ?, ?, (SELECT coalesce(max(number), 0) + 1 FROM digest WHERE receiver = ? AND until = ?))`,
    )
    if (insert.run(receiver, until, effect, priority, message, receiver, until).changes === 0) return
    // The newest stays: its number says how many came.
    this.#database
      .query<null, [string, number, string, string, number, string, number, number]>(
        `DELETE FROM digest WHERE receiver = ? AND until = ? AND effect <> ? AND effect IN
         (SELECT effect FROM digest WHERE receiver = ? AND until = ? AND effect <> ?
          ORDER BY priority DESC, number DESC LIMIT ? OFFSET ?)`,
      )
      .run(receiver, until, effect, receiver, until, effect, 1, digestMost - 1)
  }

  /** Whatever has its moment behind it, or so far ahead that a clock was wrong. */
  due(now: number): DueDigest[] {
    const moments = this.#database
      .query<{ receiver: string; until: number; came: number }, [number, number]>(
        `SELECT receiver, until, max(number) AS came FROM digest WHERE until <= ? OR until > ?
         GROUP BY receiver, until ORDER BY until`,
      )
      .all(now, now + heldMostMs)
    const items = this.#database.query<{ message: string }, [string, number]>(
      "SELECT message FROM digest WHERE receiver = ? AND until = ? ORDER BY priority DESC, number",
    )
    return moments.map(({ receiver, until, came }) => {
      return { receiver, until, came, items: items.all(receiver, until).map(({ message }) => message) }
    })
  }

  remove(receiver: string, until: number): void {
    this.#database
      .query<null, [string, number]>("DELETE FROM digest WHERE receiver = ? AND until = ?")
      .run(receiver, until)
  }

  /** When the next one is due. */
  nextAt(now: number): number | undefined {
    const next = this.#database.query<{ at: number | null }, [number, number]>(
      "SELECT min(CASE WHEN until > ? THEN ? ELSE until END) AS at FROM digest",
    )
    return next.get(now + heldMostMs, now)?.at ?? undefined
  }

  /** How many messages wait for the end of quiet hours. */
  count(): number {
    return this.#database.query<{ many: number }, []>("SELECT count(*) AS many FROM digest").get()?.many ?? 0
  }
}

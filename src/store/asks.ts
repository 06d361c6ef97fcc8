/**
 * What people were asked, one row per ask effect. `open` until somebody decides, `decided` until what follows from it is
 * over, then `settled`; one that nobody has to decide any more is settled at once. A decision is taken at most once.
 */
import type { Database } from "bun:sqlite"

export interface NewAsk {
  /** The ask effect's id. */
  readonly effect: string
  /** What people type. Of all asks that are kept only one has it. */
  readonly id: string
  readonly at: number
  readonly rule: string
  readonly pane: string
  readonly host: string
  readonly session: string
  readonly window: string
  readonly severity: string
  /** As people saw them: plain, redacted. */
  readonly title: string
  readonly body: string
  /** JSON of the table's user. */
  readonly offers: string
  readonly timeoutMs: number | undefined
}

export type AskStatus = "open" | "decided" | "settled"

export interface Ask extends NewAsk {
  readonly status: AskStatus
  /** When it first reached somebody; undefined: it has not. */
  readonly deliveredAt: number | undefined
  readonly decision: Decided | undefined
  /** What became of it, as far as it got; undefined: nothing has. */
  readonly how: string | undefined
  readonly settledAt: number | undefined
}

export interface Decided {
  readonly at: number
  readonly by: string
  /** JSON of the table's user. */
  readonly what: string
}

export interface AskSettled {
  readonly effect: string
  readonly at: number
  /** `decided`: what follows from the decision has begun. Anything else is the end. */
  readonly how: string
  /** What is kept of its decision from now on; undefined: all of it. */
  readonly kept?: string | undefined
  /** Why messages about it that still wait are not sent: JSON of the delivery's making. */
  readonly withdrawn: string
}

/** Settled asks beyond this many are forgotten, oldest first; only then their ids are used again. */
export const settledAsksKept = 2_000

interface Row {
  readonly effect: string
  readonly id: string
  readonly at: number
  readonly rule: string
  readonly pane: string
  readonly host: string
  readonly session: string
  readonly window: string
  readonly severity: string
  readonly title: string
  readonly body: string
  readonly offers: string
  readonly timeout_ms: number | null
  readonly status: AskStatus
  readonly delivered_at: number | null
  readonly decision: string | null
  readonly decided_by: string | null
  readonly decided_at: number | null
  readonly how: string | null
  readonly settled_at: number | null
}

export class AskTable {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** False: it was there already. */
  add(ask: NewAsk): boolean {
    const { effect, id, at, rule, pane, host, session, window, severity, title, body, offers, timeoutMs } = ask
    type Values = [string, string, number, ...string[], number | null]
    const insert = this.#database.query<null, Values>(
      `INSERT INTO ask
       (effect, id, at, rule, pane, host, session, window, severity, title, body, offers, timeout_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (effect) DO NOTHING`,
    )
    const values = [rule, pane, host, session, window, severity, title, body, offers]
    return insert.run(effect, id, at, ...values, timeoutMs ?? null).changes === 1
  }

  get(effect: string): Ask | undefined {
    return this.#one("effect = ?", effect)
  }

  /** The one that people call so. */
  named(id: string): Ask | undefined {
    return this.#one("id = ?", id)
  }

  /** Open and decided ones, oldest first. */
  unsettled(): Ask[] {
    return this.#database.query<Row, []>("SELECT * FROM ask WHERE status <> 'settled' ORDER BY at, id").all().map(askOf)
  }

  /** False: it is not open, or not there. */
  decide(effect: string, { at, by, what }: Decided): boolean {
    const decided = this.#database
      .query<null, [number, string, string, string]>(
        "UPDATE ask SET status = 'decided', decided_at = ?, decided_by = ?, decision = ? WHERE effect = ? AND status = 'open'",
      )
      .run(at, by, what, effect)
    return decided.changes === 1
  }

  /** False: it had reached somebody before, or is over. */
  delivered(effect: string, at: number): boolean {
    const delivered = this.#database
      .query<null, [number, string]>(
        "UPDATE ask SET delivered_at = ? WHERE effect = ? AND delivered_at IS NULL AND status <> 'settled'",
      )
      .run(at, effect)
    return delivered.changes === 1
  }

  /** False: it was over, or is not there. */
  settle({ effect, at, how, kept }: AskSettled): boolean {
    const ends = how !== "decided"
    const settled = this.#database
      .query<null, [string, string, number | null, string | null, string]>(
        `UPDATE ask SET how = ?, status = ?, settled_at = ?,
         decision = CASE WHEN decision IS NULL THEN NULL ELSE coalesce(?, decision) END
         WHERE effect = ? AND status <> 'settled'`,
      )
      .run(how, ends ? "settled" : "decided", ends ? at : null, kept ?? null, effect)
    if (settled.changes === 1 && ends) this.#prune()
    return settled.changes === 1
  }

  #one(which: string, value: string): Ask | undefined {
    const row = this.#database.query<Row, [string]>(`SELECT * FROM ask WHERE ${which}`).get(value)
    return row === null ? undefined : askOf(row)
  }

  #prune(): void {
    this.#database
      .query<null, [number]>(
        `DELETE FROM ask WHERE status = 'settled' AND settled_at <
         (SELECT settled_at FROM ask WHERE status = 'settled' ORDER BY settled_at DESC LIMIT 1 OFFSET ?)`,
      )
      .run(settledAsksKept - 1)
  }
}

function askOf(row: Row): Ask {
  const { effect, id, at, rule, pane, host, session, window, severity, title, body, offers, status } = row
  const decision =
    row.decision === null ? undefined : { at: row.decided_at ?? 0, by: row.decided_by ?? "", what: row.decision }
  return {
    ...{ effect, id, at, rule, pane, host, session, window, severity, title, body, offers, status, decision },
    timeoutMs: row.timeout_ms ?? undefined,
    deliveredAt: row.delivered_at ?? undefined,
    how: row.how ?? undefined,
    settledAt: row.settled_at ?? undefined,
  }
}

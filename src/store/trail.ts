/** What panes showed and rules were at, for `fleetai explain --at`: the last day only. What is kept of a pane is the table's user's. */
import type { Database } from "bun:sqlite"
import { guarded, type Stored } from "./fault.ts"

export interface TrailRow {
  readonly at: number
  /** The pane for its whole life. */
  readonly pane: string
  /** What people call it. */
  readonly host: string
  readonly session: string
  readonly window: string
  readonly id: string
  /** Null: from then on the pane was gone. */
  readonly data: Uint8Array | null
}

/** Beyond any of these the oldest rows are forgotten. */
export const trailLimits: TrailLimits = { rows: 5_000, bytes: 64 * 1024 * 1024, ageMs: 24 * 3_600_000 }

export interface TrailLimits {
  readonly rows: number
  readonly bytes: number
  readonly ageMs: number
}

export class TrailTable {
  readonly #database: Database
  readonly #path: string
  readonly #limits: TrailLimits

  constructor(database: Database, path: string, limits = trailLimits) {
    this.#database = database
    this.#path = path
    this.#limits = limits
  }

  /** In one transaction, together with the forgetting of what is too old or too much. */
  add(rows: readonly TrailRow[], now: number): Stored<void> {
    return guarded(this.#path, () => {
      this.#database
        .transaction(() => {
          const insert = this.#database.query<
            null,
            [number, string, string, string, string, string, Uint8Array | null]
          >("INSERT INTO trail (at, pane, host, session, window, id, data) VALUES (?, ?, ?, ?, ?, ?, ?)")
          for (const { at, pane, host, session, window, id, data } of rows) {
            insert.run(at, pane, host, session, window, id, data)
          }
          this.#prune(now)
        })
        .immediate()
    })
  }

  /** Of every pane the last row at or before the moment; those that were gone by then are left out. */
  lastBefore(at: number): Stored<readonly (TrailRow & { readonly data: Uint8Array })[]> {
    return guarded(this.#path, () =>
      this.#database
        .query<TrailRow, [number]>(
          `SELECT at, pane, host, session, window, id, data FROM trail WHERE number IN
           (SELECT max(number) FROM trail WHERE at <= ? GROUP BY pane) ORDER BY number`,
        )
        .all(at)
        .filter((row): row is TrailRow & { readonly data: Uint8Array } => row.data !== null),
    )
  }

  /** When the oldest row was written; undefined: there is none. */
  oldest(): Stored<number | undefined> {
    return guarded(
      this.#path,
      () => this.#database.query<{ at: number | null }, []>("SELECT min(at) AS at FROM trail").get()?.at ?? undefined,
    )
  }

  #prune(now: number): void {
    const { rows, bytes, ageMs } = this.#limits
    // A moment in the future comes from a clock that was set back since.
    this.#database
      .query<null, [number, number]>("DELETE FROM trail WHERE at < ? OR at > ?")
      .run(now - ageMs, now + ageMs)
    this.#database
      .query<null, [number]>("DELETE FROM trail WHERE number <= (SELECT max(number) FROM trail) - ?")
      .run(rows)
    this.#database
      .query<null, [number]>(
        `DELETE FROM trail WHERE number IN (SELECT number FROM
         (SELECT number, sum(length(data)) OVER (ORDER BY number DESC) AS kept FROM trail) WHERE kept > ?)`,
      )
      .run(bytes)
  }
}

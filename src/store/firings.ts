/** What rules did, for `fleetai events`: the last ones only. */
import type { Database } from "bun:sqlite"

export interface Firing {
  readonly at: number
  readonly rule: string
  readonly pane: string
  /** The effect's id; the same one again is no second row. */
  readonly effect: string
  readonly kind: string
  /** JSON of the table's user. */
  readonly summary: string
}

export type Amendment = Pick<Firing, "effect" | "summary">

/** Older ones are forgotten. */
export const firingsKept = 10_000

export class FiringTable {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  add(firings: readonly Firing[]): void {
    if (firings.length === 0) return
    const insert = this.#database.query<null, [number, string, string, string, string, string]>(
      "INSERT OR IGNORE INTO firing (at, rule, pane, effect, kind, summary) VALUES (?, ?, ?, ?, ?, ?)",
    )
    for (const { at, rule, pane, effect, kind, summary } of firings) insert.run(at, rule, pane, effect, kind, summary)
    this.#database
      .query<null, [number]>("DELETE FROM firing WHERE number <= (SELECT max(number) FROM firing) - ?")
      .run(firingsKept)
  }

  /** What is known of a firing by now. */
  amend({ effect, summary }: Amendment): void {
    this.#database.query<null, [string, string]>("UPDATE firing SET summary = ? WHERE effect = ?").run(summary, effect)
  }

  /** The last ones, newest first. */
  recent(limit: number): Firing[] {
    return this.#database
      .query<Firing, [number]>("SELECT at, rule, pane, effect, kind, summary FROM firing ORDER BY number DESC LIMIT ?")
      .all(limit)
  }
}

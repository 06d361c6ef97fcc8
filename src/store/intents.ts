/** Key presses and programs: the intent is committed before, the result after. What has no result at start-up is told, never done again. */
import type { Database } from "bun:sqlite"

export interface Intent {
  /** The effect's id. */
  readonly id: string
  readonly at: number
  readonly pane: string
  readonly rule: string
  /** The keys or the program, for people to read. */
  readonly what: string
  readonly kind: "send" | "run"
}

export interface IntentResult {
  readonly id: string
  readonly at: number
  readonly result: string
}

/** Resolved intents beyond this many are forgotten, oldest first. */
const resolvedKept = 10_000

export class IntentTable {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** False: this intent was committed before, so it may have been carried out. */
  add({ id, at, pane, rule, what, kind }: Intent): boolean {
    const insert = this.#database.query<null, [string, number, string, string, string, string]>(
      "INSERT OR IGNORE INTO intent (id, at, pane, rule, what, kind) VALUES (?, ?, ?, ?, ?, ?)",
    )
    return insert.run(id, at, pane, rule, what, kind).changes === 1
  }

  resolve({ id, at, result }: IntentResult): void {
    this.#database
      .query<null, [number, string, string]>("UPDATE intent SET resolved_at = ?, result = ? WHERE id = ?")
      .run(at, result, id)
    this.#database
      .query<null, [number]>(
        `DELETE FROM intent WHERE resolved_at IS NOT NULL
         AND at < (SELECT at FROM intent ORDER BY at DESC LIMIT 1 OFFSET ?)`,
      )
      .run(resolvedKept)
  }

  /** Those that have no result, oldest first. */
  open(): Intent[] {
    return this.#database
      .query<Intent, []>("SELECT id, at, pane, rule, what, kind FROM intent WHERE resolved_at IS NULL ORDER BY at")
      .all()
  }
}

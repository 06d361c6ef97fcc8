/** What the engine remembers, row by row: keys and texts of its own making. */
import type { Database } from "bun:sqlite"

export interface EngineRow {
  readonly key: string
  /** Null: the row goes. */
  readonly json: string | null
}

export interface EngineState {
  readonly rows: Map<string, string>
  /** When it was last saved; undefined: never. */
  readonly savedAt: number | undefined
}

export class EngineTable {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  load(): EngineState {
    const rows = this.#database.query<{ key: string; json: string }, []>("SELECT key, json FROM engine").all()
    const saved = this.#database.query<{ at: number }, []>("SELECT at FROM saved").get()
    return { rows: new Map(rows.map(({ key, json }) => [key, json])), savedAt: saved?.at }
  }

  save(at: number, rows: readonly EngineRow[]): void {
    const put = this.#database.query<null, [string, string]>("INSERT OR REPLACE INTO engine (key, json) VALUES (?, ?)")
    const drop = this.#database.query<null, [string]>("DELETE FROM engine WHERE key = ?")
    for (const { key, json } of rows) {
      if (json === null) drop.run(key)
      else put.run(key, json)
    }
    this.#database.query<null, [number]>("INSERT OR REPLACE INTO saved (one, at) VALUES (1, ?)").run(at)
  }
}

/** WeCom's access tokens, and whose turn it is to ask for a new one. */
import type { Database } from "bun:sqlite"
import { guarded, type Stored } from "./fault.ts"

/** What is remembered about one pair of credentials. Moments are milliseconds since the epoch. */
export interface TokenRow {
  readonly token: string | undefined
  readonly expiresAt: number
  readonly heldOffUntil: number
  readonly refusedCode: number | undefined
}

interface Row {
  readonly token: string | null
  readonly expires_at: number
  readonly held_off_until: number
  readonly refused_code: number | null
}

/** The WeCom client's `TokenStore`. */
export class TokenTable {
  readonly #database: Database
  readonly #path: string

  constructor(database: Database, path: string) {
    this.#database = database
    this.#path = path
  }

  load(key: string): Stored<TokenRow | undefined> {
    return guarded(this.#path, () => {
      const row = this.#database
        .query<Row, [string]>("SELECT token, expires_at, held_off_until, refused_code FROM token WHERE key = ?")
        .get(key)
      if (row === null) return undefined
      return {
        token: row.token ?? undefined,
        expiresAt: row.expires_at,
        heldOffUntil: row.held_off_until,
        refusedCode: row.refused_code ?? undefined,
      }
    })
  }

  save(key: string, { token, expiresAt, heldOffUntil, refusedCode }: TokenRow): Stored<void> {
    return guarded(this.#path, () => {
      this.#database
        .query<null, [string, string | null, number, number, number | null]>(
          "INSERT OR REPLACE INTO token (key, token, expires_at, held_off_until, refused_code) VALUES (?, ?, ?, ?, ?)",
        )
        .run(key, token ?? null, expiresAt, heldOffUntil, refusedCode ?? null)
    })
  }

  /** False: another process has the right to ask until its lease ends. */
  lease(key: string, holder: string, now: number, until: number): Stored<boolean> {
    return guarded(this.#path, () => {
      const taken = this.#database
        .query<null, [string, string, number, number]>(
          `INSERT INTO lease (key, holder, until) VALUES (?, ?, ?)
           ON CONFLICT (key) DO UPDATE SET holder = excluded.holder, until = excluded.until
           WHERE lease.holder = excluded.holder OR lease.until <= ?`,
        )
        .run(key, holder, until, now)
      return taken.changes === 1
    })
  }

  release(key: string, holder: string): Stored<void> {
    return guarded(this.#path, () => {
      this.#database.query<null, [string, string]>("DELETE FROM lease WHERE key = ? AND holder = ?").run(key, holder)
    })
  }
}

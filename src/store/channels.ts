/** How each channel is doing: read by `status`, decided by the delivery. */
import type { Database } from "bun:sqlite"

export interface ChannelHealth {
  readonly name: string
  /** Of its settings: with other settings everything known about it is void. */
  readonly fingerprint: string
  readonly state: "ok" | "down"
  readonly since: number
  /** While down: when it is tried again. */
  readonly retryAt: number
  /** How often in a row it failed. */
  readonly failures: number
  /** While down: which messages go another way. */
  readonly fallback: "always" | "if-urgent" | "never"
  /** The last failure: WeCom's errcode, a phrase and its cure as JSON, the address that WeCom saw. */
  readonly code: number | undefined
  readonly reason: string | undefined
  readonly cure: string | undefined
  readonly exitIp: string | undefined
}

interface Row {
  readonly name: string
  readonly fingerprint: string
  readonly state: "ok" | "down"
  readonly since: number
  readonly retry_at: number
  readonly failures: number
  readonly fallback: ChannelHealth["fallback"]
  readonly code: number | null
  readonly reason: string | null
  readonly cure: string | null
  readonly exit_ip: string | null
}

export class ChannelTable {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  all(): ChannelHealth[] {
    return this.#database.query<Row, []>("SELECT * FROM channel ORDER BY name").all().map(healthOf)
  }

  save(health: ChannelHealth): void {
    type Values = [string, string, string, number, number, number, string, number | null, ...(string | null)[]]
    this.#database
      .query<null, Values>(
        `INSERT OR REPLACE INTO channel
         (name, fingerprint, state, since, retry_at, failures, fallback, code, reason, cure, exit_ip)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        health.name,
        health.fingerprint,
        health.state,
        health.since,
        health.retryAt,
        health.failures,
        health.fallback,
        health.code ?? null,
        health.reason ?? null,
        health.cure ?? null,
        health.exitIp ?? null,
      )
  }
}

function healthOf(row: Row): ChannelHealth {
  return {
    name: row.name,
    fingerprint: row.fingerprint,
    state: row.state,
    since: row.since,
    retryAt: row.retry_at,
    failures: row.failures,
    fallback: row.fallback,
    code: row.code ?? undefined,
    reason: row.reason ?? undefined,
    cure: row.cure ?? undefined,
    exitIp: row.exit_ip ?? undefined,
  }
}

/**
 * Access tokens (D91039): kept until five minutes before their end, asked for once however many want one, in this
 * process and in others that share the store, and not asked for at all for an hour after a wrong secret.
 */
import { createHash } from "node:crypto"
import { type Phrase, phrase } from "../locale/phrase.ts"
import type { Connection, NetworkFault } from "./connect.ts"
import { forbidsTokens, wrongSecretHoldOffMs } from "./errors.ts"

export interface Credentials {
  readonly corpId: string
  readonly secret: string
}

/** What is remembered about one pair of credentials. Moments are milliseconds since the epoch. */
export interface TokenRecord {
  readonly token: string | undefined
  readonly expiresAt: number
  /** WeCom refused the credentials with `refusedCode`: nobody asks before this moment. */
  readonly heldOffUntil: number
  readonly refusedCode: number | undefined
}

/** What a store gives, or why it cannot. */
export type Kept<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: { readonly text: Phrase } }

/** Where tokens are kept, shared by all processes of one state folder. */
export interface TokenStore {
  load(key: string): Kept<TokenRecord | undefined>
  save(key: string, record: TokenRecord): Kept<void>
  /** The right to ask WeCom for this token, for one process at a time; false: another has it until its lease ends. */
  lease(key: string, holder: string, now: number, until: number): Kept<boolean>
  release(key: string, holder: string): Kept<void>
}

export type TokenResult =
  | { readonly outcome: "token"; readonly token: string }
  /** `heldOff`: WeCom was not asked, an earlier refusal still counts. */
  | { readonly outcome: "refused"; readonly errcode: number; readonly errmsg: string; readonly heldOff: boolean }
  | NetworkFault

export interface TokenClock {
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<void>
}

const refreshEarlyMs = 5 * 60_000
/** Longer than any exchange: a process that died while it asked blocks the others this long at most. */
const leaseMs = 15_000
const leasePollMs = 100

export class TokenSource {
  readonly #credentials: Credentials
  readonly #connection: Connection
  readonly #store: TokenStore
  readonly #clock: TokenClock
  readonly #key: string
  readonly #holder: string
  #flight: Promise<TokenResult> | undefined

  /** `holder` names this process among those that share the store. */
  constructor(credentials: Credentials, connection: Connection, store: TokenStore, clock: TokenClock, holder: string) {
    this.#credentials = credentials
    this.#connection = connection
    this.#store = store
    this.#clock = clock
    this.#key = tokenKey(credentials, connection.api)
    this.#holder = holder
  }

  /** A token that is good as far as is known; `rejected` is one that WeCom has just refused. */
  async get(rejected?: string): Promise<TokenResult> {
    const kept = this.#kept(rejected)
    if (kept !== undefined) return kept
    this.#flight ??= this.#refresh(rejected).finally(() => {
      this.#flight = undefined
    })
    return this.#flight
  }

  #kept(rejected: string | undefined): TokenResult | undefined {
    const loaded = this.#store.load(this.#key)
    if (!loaded.ok) return unsent(loaded.fault.text)
    const record = loaded.value
    if (record === undefined) return undefined
    const now = this.#clock.now()
    // A clock that was set back must not hold anything off for longer than the hour.
    if (now < record.heldOffUntil && record.heldOffUntil - now <= wrongSecretHoldOffMs) {
      return { outcome: "refused", errcode: record.refusedCode ?? 0, errmsg: "", heldOff: true }
    }
    if (record.token === undefined || record.token === rejected) return undefined
    return now < record.expiresAt - refreshEarlyMs ? { outcome: "token", token: record.token } : undefined
  }

  async #refresh(rejected: string | undefined): Promise<TokenResult> {
    for (;;) {
      const now = this.#clock.now()
      const leased = this.#store.lease(this.#key, this.#holder, now, now + leaseMs)
      if (!leased.ok) return unsent(leased.fault.text)
      if (leased.value) break
      await this.#clock.sleep(leasePollMs)
      const kept = this.#kept(rejected)
      if (kept !== undefined) return kept
    }
    try {
      // Another process may have been faster.
      return this.#kept(rejected) ?? (await this.#ask())
    } finally {
      // Should this fail, the lease runs out by itself.
      this.#store.release(this.#key, this.#holder)
    }
  }

  async #ask(): Promise<TokenResult> {
    const { corpId, secret } = this.#credentials
    const query = new URLSearchParams({ corpid: corpId, corpsecret: secret })
    const exchange = await this.#connection.exchange(`/cgi-bin/gettoken?${query}`)
    // Asking for a token delivers nothing: whatever went wrong, no message is out.
    if (exchange.outcome !== "answered") return { ...exchange, outcome: "unsent" }
    const now = this.#clock.now()
    const token = exchange.answer["access_token"]
    if (exchange.errcode === 0 && typeof token === "string") {
      const seconds = Number(exchange.answer["expires_in"])
      const expiresAt = now + (Number.isFinite(seconds) ? seconds : 0) * 1000
      // A token that cannot be kept is good all the same; the next message asks again.
      this.#store.save(this.#key, { token, expiresAt, heldOffUntil: 0, refusedCode: undefined })
      return { outcome: "token", token }
    }
    if (forbidsTokens(exchange.errcode)) {
      const heldOffUntil = now + wrongSecretHoldOffMs
      this.#store.save(this.#key, { token: undefined, expiresAt: 0, heldOffUntil, refusedCode: exchange.errcode })
    }
    const errmsg = String(exchange.answer["errmsg"] ?? "")
    return { outcome: "refused", errcode: exchange.errcode, errmsg, heldOff: false }
  }
}

function unsent(reason: Phrase): TokenResult {
  return { outcome: "unsent", reason, cure: phrase("wecom.cure.store") }
}

/** Names credentials without giving them away; other credentials, or another API base, are another key. */
export function tokenKey({ corpId, secret }: Credentials, api: string): string {
  const digest = createHash("sha256").update(secret).update("\0").update(api).digest("hex")
  return `${corpId} ${digest}`
}

/** Tokens for a program that keeps nothing: `doctor` without a state folder, tests. */
export class MemoryTokens implements TokenStore {
  readonly #records = new Map<string, TokenRecord>()
  readonly #leases = new Map<string, { readonly holder: string; readonly until: number }>()

  load(key: string): Kept<TokenRecord | undefined> {
    return { ok: true, value: this.#records.get(key) }
  }

  save(key: string, record: TokenRecord): Kept<void> {
    this.#records.set(key, record)
    return { ok: true, value: undefined }
  }

  lease(key: string, holder: string, now: number, until: number): Kept<boolean> {
    const lease = this.#leases.get(key)
    if (lease !== undefined && lease.holder !== holder && lease.until > now) return { ok: true, value: false }
    this.#leases.set(key, { holder, until })
    return { ok: true, value: true }
  }

  release(key: string, holder: string): Kept<void> {
    if (this.#leases.get(key)?.holder === holder) this.#leases.delete(key)
    return { ok: true, value: undefined }
  }
}

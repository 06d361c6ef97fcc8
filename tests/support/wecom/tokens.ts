/** gettoken (D91039) and the check of an access token. */
import { createHash } from "node:crypto"
import { type Answer, refusal } from "./codes.ts"
import type { App, Company, Limits } from "./company.ts"
import { Window } from "./windows.ts"

const hourMs = 3_600_000

interface Issued {
  readonly app: App
  readonly expiresAt: number
  readonly revoked: boolean
}

export class Tokens {
  readonly #company: Company
  readonly #limits: Limits
  readonly #issued = new Map<string, Issued>()
  readonly #calls = new Map<string, Window>()
  readonly #wrongSecrets = new Map<string, Window>()
  #serial = 0

  constructor(company: Company, limits: Limits) {
    this.#company = company
    this.#limits = limits
  }

  /** The same token while it is good, as WeCom does. */
  issue(query: URLSearchParams, now: number, address: string): Answer {
    const corpId = query.get("corpid")
    const secret = query.get("corpsecret")
    if (!corpId) return refusal(41002, address)
    if (!secret) return refusal(41004, address)
    if (corpId !== this.#company.corpId) return refusal(40013, address)
    const wrong = windowOf(this.#wrongSecrets, address)
    if (wrong.count(now) >= this.#limits.wrongSecrets) return refusal(45009, address)
    const app = this.#company.apps.find((each) => each.secret === secret)
    if (app === undefined) {
      wrong.add(now)
      return refusal(40001, address)
    }
    const calls = windowOf(this.#calls, app.secret)
    calls.add(now)
    if (calls.count(now) > this.#limits.tokensPerHour) return refusal(45009, address)
    for (const [token, issued] of this.#issued) {
      if (issued.app !== app || issued.revoked || issued.expiresAt <= now) continue
      return granted(token, Math.ceil((issued.expiresAt - now) / 1000))
    }
    const token = createHash("sha512")
      .update(`${secret} ${++this.#serial}`)
      .digest("base64url")
      .repeat(2)
    this.#issued.set(token, { app, expiresAt: now + this.#limits.tokenSeconds * 1000, revoked: false })
    return granted(token, this.#limits.tokenSeconds)
  }

  /** The app a token speaks for, or why it does not. */
  check(token: string | null, now: number): { readonly app: App } | { readonly errcode: number } {
    if (!token) return { errcode: 41001 }
    const issued = this.#issued.get(token)
    if (issued === undefined || issued.revoked) return { errcode: 40014 }
    return issued.expiresAt <= now ? { errcode: 42001 } : { app: issued.app }
  }

  /** Every token is worth nothing from now on, although its time is not up. */
  revokeAll(): void {
    for (const [token, issued] of this.#issued) this.#issued.set(token, { ...issued, revoked: true })
  }
}

function granted(token: string, seconds: number): Answer {
  return { errcode: 0, errmsg: "ok", access_token: token, expires_in: seconds }
}

function windowOf(windows: Map<string, Window>, key: string): Window {
  const known = windows.get(key)
  if (known !== undefined) return known
  const made = new Window(hourMs)
  windows.set(key, made)
  return made
}

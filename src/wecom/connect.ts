/**
 * One HTTP exchange with WeCom, or with one's own relay to it. The only place that knows `fetch`.
 *
 * Direct means direct: `proxy: false` makes Bun ignore HTTP_PROXY, HTTPS_PROXY and ALL_PROXY, whatever they say (an
 * empty string, null or undefined does not). Nothing here throws for a fault of the network, and no fault carries the
 * address: query strings hold tokens and keys.
 */
import { type Phrase, phrase } from "../locale/phrase.ts"

/** From the first byte out to the last byte in. */
export const exchangeTimeoutMs = 10_000
/** WeCom's answers are far below this; a captive portal's page may not be. */
export const answerMostBytes = 64 * 1024

export interface ConnectSettings {
  /** `direct`, `system` (what the environment says) or the URL of an HTTP proxy. */
  readonly connect: string
  /** Base URL: WeCom's own, or a relay's with a fixed address. */
  readonly api: string
  readonly timeoutMs?: number
}

/** A fault of the network. */
export interface NetworkFault {
  /** `unsent`: WeCom cannot have seen the request. `unknown`: it may have acted on it. */
  readonly outcome: "unsent" | "unknown"
  readonly reason: Phrase
  readonly cure: Phrase
}

export type Exchange =
  | { readonly outcome: "answered"; readonly answer: Readonly<Record<string, unknown>>; readonly errcode: number }
  | NetworkFault

export type Fetch = (url: string, init: BunFetchRequestInit) => Promise<Response>

export class Connection {
  readonly #settings: ConnectSettings
  readonly #fetch: Fetch

  constructor(settings: ConnectSettings, fetcher: Fetch = fetch) {
    this.#settings = settings
    this.#fetch = fetcher
  }

  /** `[wecom] api` without a slash at its end. */
  get api(): string {
    return this.#settings.api.replace(/\/+$/, "")
  }

  /**
   * GET without `body`, POST with it. `address` is a path below the API base, or a whole URL.
   * A fault of the network is an answer too: see `NetworkFault`.
   */
  async exchange(address: string, body?: string): Promise<Exchange> {
    const url = address.startsWith("/") ? this.api + address : address
    try {
      const response = await this.#fetch(url, {
        method: body === undefined ? "GET" : "POST",
        ...(body === undefined ? {} : { body, headers: { "content-type": "application/json" } }),
        ...proxyOf(this.#settings.connect),
        redirect: "manual",
        // A kept connection that dies while idle would make the next outcome unknown.
        keepalive: false,
        signal: AbortSignal.timeout(this.#settings.timeoutMs ?? exchangeTimeoutMs),
      })
      return read(response.status, await textOf(response))
    } catch (error) {
      return networkFault(error)
    }
  }
}

function proxyOf(connect: string): { proxy?: string } {
  if (connect === "system") return {}
  // Bun's types know only a string; `false` is what makes it connect directly.
  return { proxy: (connect === "direct" ? false : connect) as string }
}

async function textOf(response: Response): Promise<string | undefined> {
  if (response.body === null) return ""
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of response.body) {
    bytes += part.length
    // Leaving the loop cancels the rest.
    if (bytes > answerMostBytes) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts).toString()
}

function read(status: number, text: string | undefined): Exchange {
  const answer = text === undefined ? undefined : objectOf(text)
  const errcode = answer?.["errcode"]
  if (answer !== undefined && typeof errcode === "number") return { outcome: "answered", answer, errcode }
  const cure = phrase("wecom.cure.not-wecom")
  // A 3xx or 4xx page comes from something in front of WeCom that did not let the request through.
  if (status >= 300 && status < 500) {
    return { outcome: "unsent", reason: phrase("wecom.network.not-wecom", { status }), cure }
  }
  return { outcome: "unknown", reason: phrase("wecom.network.no-answer", { status }), cure }
}

function objectOf(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    // Not JSON: the caller says so.
    return undefined
  }
}

/** Bun's codes for what fails before a byte of the request is out (measured on 1.4.5). */
const unsentCodes: ReadonlyMap<string, Phrase> = new Map([
  ["ECONNREFUSED", phrase("wecom.network.refused")],
  ["ConnectionRefused", phrase("wecom.network.refused")],
  ["FailedToOpenSocket", phrase("wecom.network.refused")],
  ["EHOSTUNREACH", phrase("wecom.network.unreachable")],
  ["ENETUNREACH", phrase("wecom.network.unreachable")],
  ["ENOTFOUND", phrase("wecom.network.dns")],
  ["EAI_AGAIN", phrase("wecom.network.dns")],
  ["EPROTO", phrase("wecom.network.tls")],
  ["UnsupportedProxyProtocol", phrase("wecom.network.proxy")],
  ["ERR_INVALID_ARG_VALUE", phrase("wecom.network.proxy")],
  ["ERR_INVALID_URL", phrase("wecom.network.url")],
])

function networkFault(error: unknown): NetworkFault {
  const { name, code } = error instanceof Error ? (error as Error & { code?: unknown }) : { name: "", code: "" }
  const known = typeof code === "string" ? unsentCodes.get(code) : undefined
  if (known !== undefined) return { outcome: "unsent", reason: known, cure: phrase("wecom.cure.network") }
  if (typeof code === "string" && /CERT|SIGNATURE|ISSUER|SELF_SIGNED/.test(code)) {
    return { outcome: "unsent", reason: phrase("wecom.network.certificate", { code }), cure: phrase("wecom.cure.tls") }
  }
  const reason =
    name === "TimeoutError"
      ? phrase("wecom.network.timeout")
      : phrase("wecom.network.broken", { code: typeof code === "string" ? code : name })
  return { outcome: "unknown", reason, cure: phrase("wecom.cure.network") }
}

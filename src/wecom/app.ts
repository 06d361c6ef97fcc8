/** App messages (D90236): to members' phones, by an access token. */
import { type Phrase, phrase } from "../locale/phrase.ts"
import type { Connection, Exchange } from "./connect.ts"
import { exitIpOf, meaningOf } from "./errors.ts"
import type { Format, SendOutcome } from "./outcome.ts"
import type { TokenSource } from "./token.ts"

/** Bytes of UTF-8 in one message, of either format. */
export const appMessageMostBytes = 2048
/** The longest that WeCom remembers a message for the duplicate check. */
const duplicateIntervalSeconds = 4 * 3600

export interface AppSettings {
  readonly agentId: number
  /** `|`-joined; with no recipients at all `@all`, everyone in the app's visible range. */
  readonly toUser?: string
  readonly toParty?: string
  readonly toTag?: string
}

export class WecomApp {
  readonly #settings: AppSettings
  readonly #connection: Connection
  readonly #tokens: TokenSource

  constructor(settings: AppSettings, connection: Connection, tokens: TokenSource) {
    this.#settings = settings
    this.#connection = connection
    this.#tokens = tokens
  }

  /**
   * Sends `content` (at most `appMessageMostBytes`). The same content again within four hours is shown once: a repeat
   * after an unknown outcome is safe, and two messages that shall both be seen must differ.
   */
  async send(format: Format, content: string): Promise<SendOutcome> {
    return this.#post(this.#body(format, content), undefined)
  }

  /** `rejected`: the token that WeCom refused a moment ago; there is no third try. */
  async #post(body: string, rejected: string | undefined): Promise<SendOutcome> {
    const got = await this.#tokens.get(rejected)
    if (got.outcome === "refused") return refused(got.errcode, got.errmsg, got.heldOff)
    if (got.outcome !== "token") return got
    const query = new URLSearchParams({ access_token: got.token })
    const exchange = await this.#connection.exchange(`/cgi-bin/message/send?${query}`, body)
    if (exchange.outcome !== "answered") return exchange
    if (exchange.errcode === 0) return taken(exchange.answer)
    const again = rejected === undefined && meaningOf(exchange.errcode).remedy.refreshToken
    return again ? this.#post(body, got.token) : refusedBy(exchange)
  }

  #body(format: Format, content: string): string {
    const { agentId, toUser, toParty, toTag } = this.#settings
    const everyone = !toUser && !toParty && !toTag
    return JSON.stringify({
      ...(everyone ? { touser: "@all" } : { touser: toUser, toparty: toParty, totag: toTag }),
      msgtype: format,
      agentid: agentId,
      [format]: { content },
      enable_duplicate_check: 1,
      duplicate_check_interval: duplicateIntervalSeconds,
    })
  }
}

/** WeCom's no, as data. */
export function refusedBy(exchange: Extract<Exchange, { outcome: "answered" }>): SendOutcome {
  return refused(exchange.errcode, String(exchange.answer["errmsg"] ?? ""), false)
}

function refused(errcode: number, errmsg: string, heldOff: boolean): SendOutcome {
  return { outcome: "refused", errcode, exitIp: exitIpOf(errmsg), heldOff }
}

const partlyFields = [
  ["invaliduser", "wecom.partly.users"],
  ["invalidparty", "wecom.partly.parties"],
  ["invalidtag", "wecom.partly.tags"],
  ["unlicenseduser", "wecom.partly.unlicensed"],
] as const

/** errcode 0 can still mean that some recipients got nothing. */
function taken(answer: Readonly<Record<string, unknown>>): SendOutcome {
  const partly: Phrase[] = []
  for (const [field, id] of partlyFields) {
    const names = answer[field]
    if (typeof names === "string" && names !== "") partly.push(phrase(id, { names }))
  }
  const msgid = answer["msgid"]
  return { outcome: "taken", msgid: typeof msgid === "string" ? msgid : undefined, partly }
}

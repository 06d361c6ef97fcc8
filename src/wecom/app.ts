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

/** The app as WeCom has it. */
export interface AppSeen {
  readonly outcome: "seen"
  readonly name: string
  /** Switched off in the admin console. */
  readonly closed: boolean
  /** The visible range: who can get messages at all. Parties and tags count as such, not by their members. */
  readonly users: readonly string[]
  readonly parties: number
  readonly tags: number
}

type Called =
  | { readonly outcome: "done"; readonly answer: Readonly<Record<string, unknown>> }
  | Exclude<SendOutcome, { outcome: "taken" }>

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
    const called = await this.#call("/cgi-bin/message/send", {}, this.#body(format, content))
    return called.outcome === "done" ? taken(called.answer) : called
  }

  /**
   * Looks at the app without sending anything (agent/get, D90227): the token, the trusted address and the agent id are
   * checked as for a message.
   */
  async inspect(): Promise<AppSeen | Exclude<SendOutcome, { outcome: "taken" }>> {
    const called = await this.#call("/cgi-bin/agent/get", { agentid: String(this.#settings.agentId) })
    return called.outcome === "done" ? seen(called.answer) : called
  }

  /** With the token; `rejected` is the one that WeCom refused a moment ago: there is no third try. */
  async #call(path: string, query: Record<string, string>, body?: string, rejected?: string): Promise<Called> {
    const got = await this.#tokens.get(rejected)
    if (got.outcome === "refused") return refused(got.errcode, got.errmsg, got.heldOff)
    if (got.outcome !== "token") return got
    const whole = new URLSearchParams({ access_token: got.token, ...query })
    const exchange = await this.#connection.exchange(`${path}?${whole}`, body)
    if (exchange.outcome !== "answered") return exchange
    if (exchange.errcode === 0) return { outcome: "done", answer: exchange.answer }
    const again = rejected === undefined && meaningOf(exchange.errcode).remedy.refreshToken
    return again ? this.#call(path, query, body, got.token) : refusedBy(exchange)
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

type Refused = Extract<SendOutcome, { outcome: "refused" }>

/** WeCom's no, as data. */
export function refusedBy(exchange: Extract<Exchange, { outcome: "answered" }>): Refused {
  return refused(exchange.errcode, String(exchange.answer["errmsg"] ?? ""), false)
}

function refused(errcode: number, errmsg: string, heldOff: boolean): Refused {
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

/** Every part may be missing: a range of nobody is a finding, not an error. */
function seen(answer: Readonly<Record<string, unknown>>): AppSeen {
  const users = listIn(answer["allow_userinfos"], "user").flatMap((user) => {
    const { userid } = (user ?? {}) as { userid?: unknown }
    return typeof userid === "string" ? [userid] : []
  })
  const name = answer["name"]
  return {
    outcome: "seen",
    name: typeof name === "string" ? name : "",
    closed: answer["close"] === 1,
    users,
    parties: listIn(answer["allow_partys"], "partyid").length,
    tags: listIn(answer["allow_tags"], "tagid").length,
  }
}

function listIn(part: unknown, field: string): readonly unknown[] {
  const list = typeof part === "object" && part !== null ? (part as Record<string, unknown>)[field] : undefined
  return Array.isArray(list) ? list : []
}

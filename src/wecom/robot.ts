/** Group robots (D91770, D99110): one address with a key in it, no token and no trusted addresses. */
import { refusedBy } from "./app.ts"
import type { Connection } from "./connect.ts"
import type { Format, SendOutcome } from "./outcome.ts"

/** Bytes of UTF-8 in one message. */
export const robotMessageMostBytes = { markdown: 4096, text: 2048 } as const satisfies Record<Format, number>

export class WecomRobot {
  readonly #address: string
  readonly #connection: Connection

  /** `webhook`: the whole URL that WeCom shows, or its key alone (then the API base is the connection's). */
  constructor(webhook: string, connection: Connection) {
    this.#address = robotAddress(webhook)
    this.#connection = connection
  }

  /** Sends `content`. Nothing checks for duplicates here: a repeat after an unknown outcome may show twice. */
  async send(format: Format, content: string): Promise<SendOutcome> {
    const body = JSON.stringify({ msgtype: format, [format]: { content } })
    const exchange = await this.#connection.exchange(this.#address, body)
    if (exchange.outcome !== "answered") return exchange
    if (exchange.errcode === 0) return { outcome: "taken", msgid: undefined, partly: [] }
    return refusedBy(exchange)
  }
}

function robotAddress(webhook: string): string {
  const given = webhook.trim()
  if (/^https?:\/\//i.test(given)) return given
  return `/cgi-bin/webhook/send?${new URLSearchParams({ key: given })}`
}

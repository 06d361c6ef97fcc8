/** webhook/send (D91770, D99110): a group robot. No token, no trusted addresses, twenty a minute. */
import { type Answer, refusal } from "./codes.ts"
import type { Company, Limits } from "./company.ts"
import { contentOf, type Shown } from "./phone.ts"
import { Window } from "./windows.ts"

const minuteMs = 60_000
const msgtypes = ["text", "markdown", "markdown_v2", "image", "news", "file", "template_card"]

export class Robots {
  readonly #company: Company
  readonly #limits: Limits
  readonly #show: (shown: Shown) => void
  readonly #minutes = new Map<string, Window>()
  #serial = 0

  constructor(company: Company, limits: Limits, show: (shown: Shown) => void) {
    this.#company = company
    this.#limits = limits
    this.#show = show
  }

  send(key: string | null, message: Readonly<Record<string, unknown>>, now: number, address: string): Answer {
    if (!key || !this.#company.robotKeys.includes(key)) return refusal(93000, address)
    const minute = this.#minutes.get(key) ?? new Window(minuteMs)
    this.#minutes.set(key, minute)
    if (minute.count(now) >= this.#limits.robotPerMinute) return refusal(45009, address)
    minute.add(now)
    const msgtype = String(message["msgtype"])
    if (!msgtypes.includes(msgtype)) return refusal(40008, address)
    const content = contentOf(message, msgtype)
    if (!content) return refusal(44004, address)
    const limitBytes = msgtype === "text" ? this.#limits.robotTextBytes : this.#limits.robotMarkdownBytes
    if (Buffer.byteLength(content) > limitBytes) return refusal(40058, address)
    this.#show({ at: now, via: "robot", to: [key], msgtype, content, msgid: `robot-${++this.#serial}` })
    return { errcode: 0, errmsg: "ok" }
  }
}

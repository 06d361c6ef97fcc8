/** A whole delivery for tests: real SQLite, the simulator over real HTTP, a clock that only tests move. */
import type { Channel } from "../../src/delivery/channel.ts"
import { TerminalChannel } from "../../src/delivery/channels/terminal.ts"
import { type ChannelSurroundings, WecomAppChannel } from "../../src/delivery/channels/wecom-app.ts"
import { WecomRobotChannel } from "../../src/delivery/channels/wecom-robot.ts"
import { Courier } from "../../src/delivery/courier.ts"
import type { DeliveryEvent } from "../../src/delivery/event.ts"
import { entriesOf, type Message } from "../../src/delivery/message.ts"
import type { Receiver } from "../../src/delivery/routes.ts"
import type { Store } from "../../src/store/store.ts"
import { freshStore, valueIn } from "../store/state-folder.ts"
import type { WecomSimulator } from "../support/wecom/simulator.ts"
import type { TestClock } from "../wecom/company-at-hand.ts"
import { sample, trusted } from "./samples.ts"
import { messageTimesOf } from "./times.ts"

export const phone: Receiver = { name: "phone", format: "markdown", channels: ["wecom.app", "wecom.robot"] }
export const desk: Receiver = { name: "desk", format: "text", channels: ["terminal"] }

export interface OfficeOptions {
  readonly receivers?: readonly Receiver[]
  readonly store?: Store
  readonly random?: () => number
  readonly timeoutMs?: number
  readonly secret?: string
  readonly toUser?: string
  readonly owner?: string
  readonly literals?: readonly string[]
  /** A channel more, or one instead. */
  readonly extra?: readonly Channel[]
}

export class PostOffice {
  readonly store: Store
  readonly courier: Courier
  readonly events: DeliveryEvent[] = []
  readonly printed: string[] = []
  readonly #clock: TestClock

  constructor(simulator: WecomSimulator, clock: TestClock, options: OfficeOptions = {}) {
    this.#clock = clock
    this.store = options.store ?? freshStore({ busyTimeoutMs: 20 })
    const connect = { connect: "direct", api: simulator.api, timeoutMs: options.timeoutMs ?? 2000 }
    const surroundings: ChannelSurroundings = {
      connect,
      locale: "en",
      stamp: messageTimesOf,
      literals: options.literals ?? [],
    }
    const app = simulator.company.apps[0]
    const settings = {
      corpId: simulator.company.corpId,
      agentId: app?.agentId ?? 0,
      secret: options.secret ?? app?.secret ?? "",
      ...(options.toUser === undefined ? {} : { toUser: options.toUser }),
    }
    const owner = options.owner ?? "service"
    const channels: Channel[] = [
      new WecomAppChannel("wecom.app", settings, surroundings, this.store.tokens, clock, owner),
      new WecomRobotChannel("wecom.robot", { webhook: simulator.webhook }, surroundings),
      new TerminalChannel({
        name: "terminal",
        locale: "en",
        write: (text) => void this.printed.push(text),
        stamp: messageTimesOf,
        literals: options.literals ?? [],
      }),
      ...(options.extra ?? []),
    ]
    this.courier = new Courier({
      store: this.store,
      channels: [...new Map(channels.map((channel) => [channel.name, channel])).values()],
      receivers: options.receivers ?? [phone, desk],
      locale: "en",
      now: clock.now,
      random: options.random ?? (() => 0),
      owner,
      tell: (event) => this.events.push(event),
    })
  }

  post(id: string, over: Partial<Message> = {}, receivers: readonly string[] = ["phone"]): void {
    const message = sample({ at: this.#clock.at, title: [trusted(`title ${id}.`)], ...over })
    valueIn(this.store.commit({ at: this.#clock.at, notifications: entriesOf(id, message, receivers) }))
  }

  /** Delivers, and lets time pass, until nothing waits or `forMs` are over. */
  async run(forMs = Number.POSITIVE_INFINITY): Promise<void> {
    const end = this.#clock.at + forMs
    for (;;) {
      const { nextAt } = await this.courier.deliverDue()
      if (nextAt === undefined || nextAt > end) break
      this.#clock.at = Math.max(nextAt, this.#clock.at + 1)
    }
    if (Number.isFinite(end)) this.#clock.at = end
  }

  entry(id: string, receiver = "phone") {
    const entry = valueIn(this.store.messages(100_000)).find((each) => each.id === id && each.receiver === receiver)
    if (entry === undefined) throw new Error(`no entry ${id}`)
    return entry
  }

  /** What was tried for a message, as `channel outcome code`. */
  tries(id: string): string[] {
    return this.entry(id).tries.map(({ channel, outcome, code }) => [channel, outcome, code ?? ""].join(" ").trim())
  }
}

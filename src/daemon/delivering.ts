/** The delivery as the service runs it: the courier with its channels, a loop, and the log. */
import { hostname } from "node:os"
import type { Config } from "../config/config.ts"
import { Courier } from "../delivery/courier.ts"
import { type DeliveryEvent, troubleOf } from "../delivery/event.ts"
import { DeliveryLoop } from "../delivery/loop.ts"
import { entriesOf, type Message, messageOf, ownText, priorityOf, waitingMost } from "../delivery/message.ts"
import { receiversOf } from "../delivery/routes.ts"
import { type MessageEffect, type Segment, severities } from "../engine/effect.ts"
import { type Locale, type Phrase, phrase, say } from "../locale/phrase.ts"
import type { Ask } from "../store/asks.ts"
import type { DigestItem } from "../store/digests.ts"
import type { NewEntry } from "../store/outbox.ts"
import type { Store } from "../store/store.ts"
import { pause, type Timers } from "../tmux/timers.ts"
import { makeChannels } from "./channels.ts"
import type { Log } from "./log.ts"

export interface DeliveringOptions {
  readonly config: Config
  readonly store: Store
  readonly locale: Locale
  readonly timers: Timers
  readonly log: Log
  readonly show: (text: string) => void | Promise<void>
  /** An ask has reached somebody for the first time. */
  readonly onReached: (ask: string, pane: string, at: number) => void
}

/** Ends of an ask that people hear of: the engine's, and those for reasons of the service's own. */
export type Outcome = "elsewhere" | "changed" | "failed" | "interrupted" | "forgotten" | "expired" | "crowded"

/** Of the process that holds the instance lock: what it left unfinished is its own after a restart. */
const owner = "service"
const drainPollMs = 50

export class Delivering {
  readonly #options: DeliveringOptions
  readonly #courier: Courier
  readonly #loop: DeliveryLoop

  constructor(options: DeliveringOptions) {
    const { config, store, locale, timers, log, show } = options
    this.#options = options
    const clock = { now: () => timers.now(), sleep: (ms: number) => pause(timers, ms) }
    this.#courier = new Courier({
      store,
      channels: makeChannels(config, { locale, tokens: store.tokens, clock, holder: owner, show }),
      receivers: config.receivers,
      locale,
      now: clock.now,
      random: Math.random,
      owner,
      tell: (event) => {
        tell(event, log)
        if (event.kind === "crowded") this.#noteCrowded(event.receiver)
        if (event.kind === "ask-reached") options.onReached(event.ask, event.pane, event.at)
      },
    })
    this.#loop = new DeliveryLoop(this.#courier, timers, (fault) =>
      log.error(phrase("daemon.delivery-fault", { fault: fault.text })),
    )
  }

  /** A message as rows of the outbox, one per receiver; `foot`: how the ask that it tells of is answered. */
  entries(effect: MessageEffect, foot?: readonly Segment[]): readonly NewEntry[] {
    const ask = effect.kind === "ask" ? effect.id : effect.repeats
    const heldUntil = effect.later?.until
    const message = messageOf(effect, foot)
    const isRepeated = effect.kind === "notify" && effect.repeats !== undefined
    return entriesOf(effect.id, isRepeated ? this.#again(message) : message, this.#receiversOf(effect), {
      heldUntil,
      ask,
    })
  }

  /** Nobody has answered: it must not look like the same message twice. */
  #again(message: Message): Message {
    const mark = ownText(`${say(this.#options.locale, phrase("daemon.still-asked"))} · `)
    return { ...message, title: [mark, ...message.title] }
  }

  /** A message that quiet hours gather with others. */
  digestItems(effect: MessageEffect, until: number): readonly DigestItem[] {
    const { id, severity } = effect
    const message = JSON.stringify(messageOf(effect))
    const priority = priorityOf(severity)
    return this.#receiversOf(effect).map((receiver) => ({ receiver, until, effect: id, priority, message }))
  }

  /** Whoever got the ask learns how it ended when that was not what they decided. */
  followUps(
    { effect, id, rule, pane, host, session, window, title, severity }: Ask,
    how: Outcome,
  ): readonly NewEntry[] {
    const { store, locale, timers } = this.#options
    const reached = store.look(({ outbox }) => outbox.reached(effect))
    if (!reached.ok || reached.value.length === 0) return []
    const text = (one: Phrase) => [ownText(say(locale, one))]
    const asked: Segment = { text: title, trusted: false, style: "quote", revealed: false }
    const message: Message = {
      severity: how === "elsewhere" ? "info" : (severities.find((known) => known === severity) ?? "high"),
      origin: { rule, pane, host, session, window },
      at: timers.now(),
      title: text(phrase(`daemon.ask-${how}.title`, { id })),
      body: [asked, ownText(`\n${say(locale, phrase(`daemon.ask-${how}.body`))}`)],
    }
    return entriesOf(`${effect} ${how}`, message, reached.value)
  }

  #receiversOf({ receiver, severity }: MessageEffect): string[] {
    const { routes, receivers } = this.#options.config
    return receiversOf(receiver, severity, routes, receivers)
  }

  /** A message of the service's own, for whoever gets what is important. */
  ownEntries(id: string, title: Phrase, body: Phrase): readonly NewEntry[] {
    const { locale, timers, config } = this.#options
    const text = (one: Phrase) => [ownText(say(locale, one))]
    const message: Message = {
      severity: "high",
      origin: undefined,
      at: timers.now(),
      title: text(title),
      body: text(body),
    }
    return entriesOf(
      `fleetai@${hostname()} ${id}`,
      message,
      receiversOf(undefined, "high", config.routes, config.receivers),
    )
  }

  start(): void {
    const recovered = this.#courier.recover()
    if (!recovered.ok) this.#options.log.error(phrase("daemon.delivery-fault", { fault: recovered.fault.text }))
    this.#loop.start()
  }

  /** Something was put into the outbox. */
  nudge(): void {
    this.#loop.nudge()
  }

  /** Waits until the outbox is empty, or until the moment given; resolves with how many messages still wait. */
  async drain(until: number): Promise<number> {
    const { store, timers } = this.#options
    for (;;) {
      const counts = store.messageCounts(timers.now())
      const left = counts.ok ? counts.value.waiting + counts.value.sending : 0
      if (left === 0 || timers.now() >= until) return left
      await pause(timers, drainPollMs)
    }
  }

  /** Told to whoever misses them, once a day: the log has every time. */
  #noteCrowded(receiver: string): void {
    const { store, locale, timers, log } = this.#options
    const at = timers.now()
    const day = new Date(at).toISOString().slice(0, "2026-01-01".length)
    const text = (one: Phrase) => [ownText(say(locale, one))]
    const title = text(phrase("daemon.crowded.title", { host: hostname() }))
    const body = text(phrase("daemon.crowded.body", { limit: waitingMost }))
    const message: Message = { severity: "high", origin: undefined, at, title, body }
    const notifications = entriesOf(`fleetai@${hostname()} crowded ${day}`, message, [receiver])
    const committed = store.commit({ at, notifications })
    if (!committed.ok) log.error(phrase("daemon.delivery-fault", { fault: committed.fault.text }))
  }

  async stop(): Promise<void> {
    await this.#loop.stop()
  }
}

function tell(event: DeliveryEvent, log: Log): void {
  switch (event.kind) {
    case "sent": {
      const { receiver, channel, tookMs, doubled } = event
      const text = phrase("daemon.sent", { receiver, channel, ms: Math.round(tookMs) })
      if (doubled) log.warn(phrase("daemon.sent-doubled", { receiver, channel }))
      else log.info(text)
      return
    }
    case "partly":
      log.warn(phrase("daemon.partly", { receiver: event.receiver, channel: event.channel, what: event.what }))
      return
    case "attempt-failed":
      log.warn(phrase("daemon.attempt-failed", { receiver: event.receiver, why: troubleOf(event), cure: event.cure }))
      return
    case "failed":
      log.error(phrase("daemon.delivery-failed", { receiver: event.receiver, reason: event.reason }))
      return
    case "crowded":
      log.error(phrase("daemon.crowded", { receiver: event.receiver, count: event.dropped, limit: waitingMost }))
      return
    case "ask-reached":
      // Its message was just said to be delivered.
      return
    case "channel-down":
      log.error(phrase("daemon.channel-down", { why: troubleOf(event), cure: event.cure }))
      return
    case "channel-up":
      log.info(phrase("daemon.channel-up", { channel: event.channel }))
      return
    default:
      event satisfies never
  }
}

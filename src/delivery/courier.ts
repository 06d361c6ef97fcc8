/**
 * Takes messages from the outbox to people. Each receiver has a lane: one message at a time, the most important first.
 * An attempt is committed before its request goes out, its outcome after the answer: a message is *sent* only when a
 * channel said so, and one that was on its way when the program died is repeated, marked where that may show it twice.
 */
import { type Locale, type Phrase, phrase } from "../locale/phrase.ts"
import type { Stored, StoreFault } from "../store/fault.ts"
import type { AttemptEnd, Entry } from "../store/outbox.ts"
import type { DeliveryTables, Store } from "../store/store.ts"
import type { Channel, Receipt } from "./channel.ts"
import {
  closeDigests,
  expire,
  giveUp,
  messageIn,
  phraseIn,
  progressOf,
  reached,
  refOf,
  thinOut,
  unreached,
} from "./entry.ts"
import { type DeliveryEvent, reasonOf } from "./event.ts"
import { failuresOf, farthestMs, forgetChanged, gateOf, gateReason, recordHealth } from "./health.ts"
import { isUrgent, type Message, waitingMost } from "./message.ts"
import { choose, follow, interrupted } from "./plan.ts"
import type { Receiver } from "./routes.ts"

export interface CourierParts {
  readonly store: Store
  readonly channels: readonly Channel[]
  readonly receivers: readonly Receiver[]
  /** Of the messages that the courier makes itself. */
  readonly locale: Locale
  readonly now: () => number
  /** 0 up to 1. */
  readonly random: () => number
  /** Names this process in the outbox: `service` for the one that holds the instance lock. */
  readonly owner: string
  readonly tell: (event: DeliveryEvent) => void
}

export interface Round {
  /** When something is due again; undefined: nothing waits. */
  readonly nextAt: number | undefined
  /** The database could not be used: nothing was sent that it does not know of. */
  readonly fault: StoreFault | undefined
}

/** Longer than the slowest attempt: two token requests, two sends, and the wait for another process's token. */
const claimMs = 90_000
/** How many messages a lane looks at that cannot go now, before it waits for the first of them. */
const lookAheadMost = 20
/** When the database could not be used. */
const faultRetryMs = 1000

/** A message that may go now, its attempt committed. */
interface Begun {
  readonly kind: "begun"
  readonly entry: Entry
  readonly message: Message
  readonly receiver: Receiver
  readonly channel: Channel
  readonly shorter: boolean
  readonly trustedOnly: boolean
  readonly doubled: boolean
  readonly attempt: number
  readonly at: number
}
type Step =
  | Begun
  | { readonly kind: "none" }
  | { readonly kind: "wait"; readonly until: number }
  | { readonly kind: "over" }

/** Another process has the message. */
const beingSent: Stored<Step> = { ok: true, value: { kind: "none" } }
/** How often `deliver` looks whether the other process has sent it. */
const pollMs = 100

export class Courier {
  readonly #parts: CourierParts
  readonly #channels: ReadonlyMap<string, Channel>
  /** Outcomes that the database would not take; written before anything else is sent. */
  #unwritten: (() => Stored<DeliveryEvent[]>)[] = []
  /** Receivers whose lane is under way. */
  readonly #busy = new Set<string>()
  #stopping = false

  constructor(parts: CourierParts) {
    this.#parts = parts
    this.#channels = new Map(parts.channels.map((channel) => [channel.name, channel]))
  }

  /** Once, before anything is delivered: what this owner left unfinished goes on, channels with new settings start anew. */
  recover(): Stored<void> {
    const { store, owner, now } = this.#parts
    return store.transact((tables) => {
      this.#takeBack(tables, owner)
      if (forgetChanged(this.#channels.values(), tables, now())) tables.outbox.hurry(now())
    })
  }

  /** Delivers all that is due and that no other round is already delivering. */
  async deliverDue(): Promise<Round> {
    const prepared = this.#prepare()
    if (!prepared.ok) return this.#faulty(prepared.fault)
    const idle = prepared.value.filter((receiver) => !this.#busy.has(receiver))
    const lanes = await Promise.all(idle.map((receiver) => this.#lane(receiver)))
    const fault = lanes.find((lane) => lane.fault !== undefined)?.fault
    if (fault !== undefined) return this.#faulty(fault)
    const later = this.#parts.store.look(({ outbox, digests }) => [
      outbox.nextAt(this.#parts.now()),
      digests.nextAt(this.#parts.now()),
    ])
    if (!later.ok) return this.#faulty(later.fault)
    const moments = [...later.value, ...lanes.map((lane) => lane.nextAt)].filter((at) => at !== undefined)
    return { nextAt: moments.length === 0 ? undefined : Math.min(...moments), fault: undefined }
  }

  /**
   * Delivers one message, for a command that waits for it: until it is sent or has failed, or cannot go before
   * `deadline`. The entry as it is then; undefined: there is no such message.
   */
  async deliver(
    id: string,
    receiver: string,
    deadline: number,
    sleep: (ms: number) => Promise<void>,
  ): Promise<Stored<Entry | undefined>> {
    const { store, now } = this.#parts
    for (;;) {
      const looked = store.look(({ outbox }) => outbox.get(id, receiver))
      if (!looked.ok || looked.value === undefined || looked.value.endedAt !== undefined) return looked
      const step = looked.value.status === "waiting" ? this.#step(looked.value) : beingSent
      if (!step.ok) return step
      if (step.value.kind === "begun") {
        const fault = await this.#attempt(step.value)
        if (fault !== undefined) return { ok: false, fault }
      } else if (step.value.kind !== "over") {
        const until = step.value.kind === "wait" ? step.value.until : now() + pollMs
        if (until > deadline) return store.look(({ outbox }) => outbox.get(id, receiver))
        await sleep(Math.max(until - now(), 1))
      }
    }
  }

  /** Lanes end after the attempt they are at. */
  stop(): void {
    this.#stopping = true
  }

  #faulty(fault: StoreFault): Round {
    return { nextAt: this.#parts.now() + faultRetryMs, fault }
  }

  /** The receivers that something is due for. */
  #prepare(): Stored<string[]> {
    const { store, now, locale } = this.#parts
    while (this.#unwritten.length > 0) {
      const written = this.#unwritten[0]?.()
      if (written !== undefined && !written.ok) return written
      this.#unwritten.shift()
      for (const event of written?.value ?? []) this.#parts.tell(event)
    }
    const at = now()
    const looked = store.look((tables) => ({
      stale: isStale(tables, at),
      receivers: tables.outbox.dueReceivers(at, at + farthestMs),
    }))
    if (!looked.ok || !looked.value.stale) return looked.ok ? { ok: true, value: looked.value.receivers } : looked
    const events: DeliveryEvent[] = []
    const cleared = store.transact((tables) => {
      this.#takeBack(tables, undefined)
      closeDigests(tables, at, locale)
      events.push(...expire(tables, at), ...thinOut(tables, at))
      return tables.outbox.dueReceivers(at, at + farthestMs)
    })
    if (cleared.ok) for (const event of events) this.#parts.tell(event)
    return cleared
  }

  /** Attempts that nobody will end any more: their outcome is unknown, the message goes on. */
  #takeBack({ outbox }: DeliveryTables, owner: string | undefined): void {
    const now = this.#parts.now()
    for (const entry of outbox.abandoned(owner, now)) {
      const reason = JSON.stringify(phrase("delivery.interrupted"))
      outbox.end(entry.attempt, { outcome: "unknown", code: undefined, tookMs: 0, detail: reason })
      const progress = JSON.stringify(interrupted(progressOf(entry), entry.channel ?? "", now))
      outbox.settle(entry.number, { status: "waiting", at: now, nextAt: now, progress, reason })
    }
  }

  async #lane(receiver: string): Promise<Round> {
    this.#busy.add(receiver)
    try {
      return await this.#deliverTo(receiver)
    } finally {
      this.#busy.delete(receiver)
    }
  }

  async #deliverTo(receiver: string): Promise<Round> {
    const { store, now } = this.#parts
    let nextAt: number | undefined
    let waiting = 0
    while (waiting < lookAheadMost && !this.#stopping) {
      const first = store.look(({ outbox }) => outbox.firstDue(receiver, now(), now() + farthestMs))
      if (!first.ok) return { nextAt, fault: first.fault }
      if (first.value === undefined) break
      const step = this.#step(first.value)
      if (!step.ok) return { nextAt, fault: step.fault }
      if (step.value.kind === "begun") {
        const fault = await this.#attempt(step.value)
        if (fault !== undefined) return { nextAt, fault }
      } else if (step.value.kind === "wait") {
        nextAt = Math.min(nextAt ?? step.value.until, step.value.until)
        waiting++
      }
    }
    return { nextAt, fault: undefined }
  }

  /** Decides about one message, and commits the decision. */
  #step(entry: Entry): Stored<Step> {
    const { store, now, owner, receivers } = this.#parts
    const at = now()
    const events: DeliveryEvent[] = []
    const message = messageIn(entry)
    const receiver = receivers.find(({ name }) => name === entry.receiver) ?? receivers[0]
    const chain = (receiver?.channels ?? []).flatMap((name) => this.#channels.get(name) ?? [])
    const stepped = store.transact((tables): Step => {
      const { outbox } = tables
      const fail = (reason: Phrase): Step => {
        const given = giveUp(entry, reason, tables, at)
        events.push(...given)
        return given.length === 0 ? { kind: "none" } : { kind: "over" }
      }
      if (message === undefined) return fail(phrase("delivery.unreadable"))
      if (receiver === undefined) return fail(phrase("delivery.no-receiver"))
      if (chain.length === 0) return fail(phrase("delivery.no-channel", { receiver: receiver.name }))
      const gate = (channel: Channel) => gateOf(channel, tables, at)
      const choice = choose(chain, progressOf(entry), gate, isUrgent(message.severity), at)
      switch (choice.kind) {
        case "dead":
          return fail(phraseIn(entry.reason) ?? phrase("delivery.no-channel", { receiver: receiver.name }))
        case "wait": {
          const reason = entry.reason ?? (chain[0] === undefined ? undefined : gateReason(chain[0], tables))
          const nextAt = Math.min(choice.until, entry.expiresAt)
          const { progress } = entry
          const isLeft = outbox.leave(entry.number, { status: "waiting", at, nextAt, progress, reason })
          return isLeft ? { kind: "wait", until: nextAt } : { kind: "none" }
        }
        case "send": {
          const { channel, shorter, trustedOnly, doubled } = choice
          const attempt = outbox.begin({
            entry: entry.number,
            at,
            channel: channel.name,
            bucket: channel.bucket,
            owner,
            until: at + claimMs,
            doubled,
          })
          if (attempt === undefined) return { kind: "none" }
          return { kind: "begun", entry, message, receiver, channel, shorter, trustedOnly, doubled, attempt, at }
        }
        default:
          return choice satisfies never
      }
    })
    if (stepped.ok) for (const event of events) this.#parts.tell(event)
    return stepped
  }

  /** Sends, then writes down what came of it. A fault means: it is remembered here until the database takes it. */
  async #attempt(begun: Begun): Promise<StoreFault | undefined> {
    const { message, channel, shorter, trustedOnly, entry } = begun
    const { format } = begun.receiver
    const fallback = channel.name !== begun.receiver.channels[0] && channel.duplicateCheckMs === 0
    const note = fallback ? phraseIn(entry.reason) : undefined
    const receipt = await send(channel, { message, format, shorter, trustedOnly, ref: refOf(entry), note })
    const endedAt = this.#parts.now()
    const write = () => this.#parts.store.transact((tables) => this.#conclude(begun, receipt, endedAt, tables))
    const written = write()
    if (!written.ok) {
      this.#unwritten.push(write)
      return written.fault
    }
    for (const event of written.value) this.#parts.tell(event)
    return undefined
  }

  #conclude(begun: Begun, receipt: Receipt, now: number, tables: DeliveryTables): DeliveryEvent[] {
    const { entry, message, channel, attempt, doubled } = begun
    const failures = failuresOf(channel, tables)
    const urgent = isUrgent(message.severity)
    const { random } = this.#parts
    const progress = progressOf(entry)
    const after = follow({ channel: channel.name, receipt, progress, failures, urgent, now, random })
    const reason = receipt.outcome === "sent" ? undefined : reasonOf(channel.name, receipt)
    const tookMs = now - begun.at
    tables.outbox.end(attempt, attemptEnd(receipt, reason, tookMs))
    const about = { id: entry.id, receiver: entry.receiver }
    const health = recordHealth(channel, receipt, reason, after.gate, tables, now)
    const status = after.entry === "goes-on" ? "waiting" : after.entry
    tables.outbox.settle(entry.number, {
      status,
      at: now,
      nextAt: now,
      progress: JSON.stringify(after.progress),
      reason: reason === undefined ? undefined : JSON.stringify(reason),
    })
    if (receipt.outcome === "sent") {
      const partly = receipt.partly.map((what) => ({ kind: "partly" as const, ...about, channel: channel.name, what }))
      return [
        { kind: "sent", ...about, channel: channel.name, doubled, tookMs },
        ...partly,
        ...reached(entry, tables, now),
        ...health,
      ]
    }
    const refused = receipt.outcome === "refused" ? receipt : undefined
    const trouble = { code: refused?.code, exitIp: refused?.exitIp, reason: receipt.reason, cure: receipt.cure }
    const { outcome } = receipt
    const failed: DeliveryEvent[] = [{ kind: "attempt-failed", ...about, channel: channel.name, outcome, ...trouble }]
    if (status === "failed" && reason !== undefined) failed.push({ kind: "failed", ...about, reason })
    if (status === "failed") failed.push(...unreached(entry, tables, now))
    return [...failed, ...health]
  }
}

/** A channel never throws; should one do so all the same, nobody knows what it did. */
async function send(channel: Channel, parcel: Parameters<Channel["send"]>[0]): Promise<Receipt> {
  try {
    return await channel.send(parcel)
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error
    const reason = phrase("delivery.bug", { channel: channel.name, error: name })
    return { outcome: "unknown", reason, cure: phrase("delivery.bug-cure") }
  }
}

/** Something needs more than to be sent. */
function isStale({ outbox, digests }: DeliveryTables, at: number): boolean {
  const open = outbox.expired(at).length + outbox.abandoned(undefined, at).length
  return open > 0 || (digests.nextAt(at) ?? at + 1) <= at || outbox.surplus(waitingMost).length > 0
}

function attemptEnd(receipt: Receipt, reason: Phrase | undefined, tookMs: number): AttemptEnd {
  const code = receipt.outcome === "refused" ? receipt.code : undefined
  const partly = receipt.outcome === "sent" && receipt.partly.length > 0 ? receipt.partly : undefined
  const detail = reason ?? partly
  return { outcome: receipt.outcome, code, tookMs, detail: detail === undefined ? undefined : JSON.stringify(detail) }
}

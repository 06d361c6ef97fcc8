/** A row of the outbox as the delivery reads it, and how it ends without having been sent. */
import { createHash } from "node:crypto"
import { type Locale, type Phrase, phrase } from "../locale/phrase.ts"
import type { Entry } from "../store/outbox.ts"
import type { DeliveryTables } from "../store/store.ts"
import { digestOf } from "./digest.ts"
import type { DeliveryEvent } from "./event.ts"
import { entriesOf, type Message, waitingMost } from "./message.ts"
import type { Progress } from "./plan.ts"

/** Waiting messages whose time is over fail, with the last reason. */
export function expire(tables: DeliveryTables, now: number): DeliveryEvent[] {
  return tables.outbox.expired(now).flatMap((entry) => {
    const last = phraseIn(entry.reason)
    const reason = last === undefined ? phrase("delivery.expired-unseen") : phrase("delivery.expired", { reason: last })
    return giveUp(entry, reason, tables, now)
  })
}

/** What waits beyond the limit is given up; one event per receiver, since there may be thousands. */
export function thinOut(tables: DeliveryTables, now: number): DeliveryEvent[] {
  const dropped = new Map<string, number>()
  const begun: DeliveryEvent[] = []
  for (const entry of tables.outbox.surplus(waitingMost)) {
    const given = giveUp(entry, phrase("delivery.crowded", { limit: waitingMost }), tables, now)
    begun.push(...given.filter(({ kind }) => kind === "ask-reached"))
    dropped.set(entry.receiver, (dropped.get(entry.receiver) ?? 0) + 1)
  }
  const crowded = [...dropped].map(([receiver, many]) => ({ kind: "crowded" as const, receiver, dropped: many }))
  return [...crowded, ...begun]
}

/** What quiet hours gathered becomes one message per receiver at their end. */
export function closeDigests({ outbox, digests }: DeliveryTables, now: number, locale: Locale): void {
  for (const { receiver, until, came, items } of digests.due(now)) {
    const messages = items.flatMap((message) => messageIn({ message }) ?? [])
    // What came late for this moment is a message of its own.
    const id = `digest ${until} ${now}`
    for (const entry of entriesOf(id, digestOf(messages, came, now, locale), [receiver])) outbox.add(entry)
    digests.remove(receiver, until)
  }
}

/** Nothing: another process is sending it. */
export function giveUp(entry: Entry, reason: Phrase, tables: DeliveryTables, at: number): DeliveryEvent[] {
  const { progress, number } = entry
  const course = { status: "failed", at, nextAt: at, progress, reason: JSON.stringify(reason) } as const
  if (!tables.outbox.leave(number, course)) return []
  return [{ kind: "failed", id: entry.id, receiver: entry.receiver, reason }, ...unreached(entry, tables, at)]
}

/** Somebody knows of the ask now: written down in the same breath, so that its timeout has one beginning. */
export function reached({ ask }: Entry, { asks }: DeliveryTables, at: number): DeliveryEvent[] {
  const asked = ask === undefined ? undefined : asks.get(ask)
  if (asked === undefined || !asks.delivered(asked.effect, at)) return []
  return [{ kind: "ask-reached", ask: asked.effect, pane: asked.pane, at }]
}

/** Nobody will know of the ask by these messages. Its timeout begins all the same: what is told louder may arrive. */
export function unreached(entry: Entry, tables: DeliveryTables, at: number): DeliveryEvent[] {
  return entry.ask === undefined || tables.outbox.isOnTheWay(entry.ask) ? [] : reached(entry, tables, at)
}

/** Short, and the same for every attempt at this message. */
export function refOf({ id, receiver }: { readonly id: string; readonly receiver: string }): string {
  return `#${createHash("sha256").update(`${id}\0${receiver}`).digest("hex").slice(0, 6)}`
}

// What is parsed below was written by this module, or by `entriesOf`.

export function progressOf({ progress }: Entry): Progress {
  return JSON.parse(progress) as Progress
}

export function phraseIn(json: string | undefined): Phrase | undefined {
  return json === undefined ? undefined : (JSON.parse(json) as Phrase)
}

export function messageIn({ message }: Pick<Entry, "message">): Message | undefined {
  try {
    const value = JSON.parse(message) as Partial<Message>
    return Array.isArray(value.title) && Array.isArray(value.body) ? (value as Message) : undefined
  } catch {
    // The caller says so: the message fails as unreadable.
    return undefined
  }
}

/** Sends a message while a person or a script waits, and says what becomes of it. */
import type { Channel, Receipt } from "../delivery/channel.ts"
import { Courier } from "../delivery/courier.ts"
import { phraseIn } from "../delivery/entry.ts"
import { type DeliveryEvent, reasonOf, troubleOf } from "../delivery/event.ts"
import type { Enqueued, Message } from "../delivery/message.ts"
import type { Receiver } from "../delivery/routes.ts"
import { type Phrase, phrase } from "../locale/phrase.ts"
import type { Store } from "../store/store.ts"
import type { Terminal } from "./terminal.ts"

/** A script does not wait longer for a channel that is down. */
export const patienceMs = 30_000

export interface Carrier {
  readonly terminal: Terminal
  /** Names this process in the outbox. */
  readonly owner: string
  readonly receivers: readonly Receiver[]
  readonly channels: readonly Channel[]
}

/** True: a channel took it for every receiver. What did not go in time stays in the outbox, for a running service. */
export async function sendThroughOutbox(
  store: Store,
  entries: readonly Enqueued[],
  carrier: Carrier,
): Promise<boolean> {
  const { terminal, owner, receivers, channels } = carrier
  const at = Date.now()
  const committed = store.commit({ at, notifications: entries })
  if (!committed.ok) {
    terminal.err(terminal.say(committed.fault.text))
    return false
  }
  const mine = new Set(entries.map(({ id }) => id))
  const tell = (event: DeliveryEvent) => {
    if ("id" in event && mine.has(event.id)) report(event, terminal)
  }
  const { locale } = terminal
  const courier = new Courier({ store, channels, receivers, locale, now: Date.now, random: Math.random, owner, tell })
  const deliveries = entries.map(async ({ id, receiver }) => {
    const delivered = await courier.deliver(id, receiver, at + patienceMs, Bun.sleep)
    if (!delivered.ok) terminal.err(terminal.say(delivered.fault.text))
    else if (delivered.value?.status === "waiting") tellWaiting(receiver, phraseIn(delivered.value.reason), terminal)
    return delivered.ok && delivered.value?.status === "sent"
  })
  return (await Promise.all(deliveries)).every((sent) => sent)
}

function tellWaiting(receiver: string, reason: Phrase | undefined, terminal: Terminal): void {
  if (reason !== undefined) terminal.err(`${terminal.paintErr("yellow", "!")} ${terminal.say(reason)}`)
  terminal.err(terminal.say(phrase("cli.notify.waits", { receiver })))
}

/** Without a database: each channel of each receiver once, in order, until one takes it. */
export async function sendDirectly(message: Message, to: readonly string[], carrier: Carrier): Promise<boolean> {
  const { terminal, receivers, channels } = carrier
  let sent = true
  for (const name of to) {
    const { format = "markdown", channels: chain = [] } = receivers.find((receiver) => receiver.name === name) ?? {}
    const ref = `#${crypto.randomUUID().slice(0, 6)}`
    let taken = false
    let note: Phrase | undefined
    for (const channel of channels.filter((one) => chain.includes(one.name)).toSorted(byOrderOf(chain))) {
      const receipt = await channel.send({ message, format, ref, shorter: false, trustedOnly: false, note })
      tellReceipt(channel.name, name, receipt, terminal)
      taken = receipt.outcome === "sent"
      if (receipt.outcome === "sent") break
      note = reasonOf(channel.name, receipt)
    }
    sent &&= taken
  }
  return sent
}

function byOrderOf(chain: readonly string[]): (a: Channel, b: Channel) => number {
  return (a, b) => chain.indexOf(a.name) - chain.indexOf(b.name)
}

function report(event: Extract<DeliveryEvent, { id: string }>, terminal: Terminal): void {
  const { receiver } = event
  switch (event.kind) {
    case "sent":
      terminal.err(terminal.say(phrase("cli.notify.sent", { receiver, channel: event.channel })))
      return
    case "partly":
      terminal.err(terminal.say(event.what))
      return
    case "attempt-failed":
      tellFailure(troubleOf(event), event.cure, terminal)
      return
    case "failed":
      terminal.err(terminal.say(phrase("cli.notify.failed", { receiver, reason: event.reason })))
      return
    default:
      event satisfies never
  }
}

function tellReceipt(channel: string, receiver: string, receipt: Receipt, terminal: Terminal): void {
  if (receipt.outcome !== "sent") {
    tellFailure(reasonOf(channel, receipt), receipt.cure, terminal)
    return
  }
  terminal.err(terminal.say(phrase("cli.notify.sent", { receiver, channel })))
  for (const partly of receipt.partly) terminal.err(terminal.say(partly))
}

function tellFailure(reason: Phrase, cure: Phrase, terminal: Terminal): void {
  terminal.err(`${terminal.paintErr("yellow", "!")} ${terminal.say(reason)}`)
  terminal.err(`  ${terminal.say(cure)}`)
}

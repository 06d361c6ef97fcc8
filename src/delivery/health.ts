/** How the channels are doing, as the store remembers it: what stands in a channel's way, what an attempt changes. */
import { type Phrase, phrase } from "../locale/phrase.ts"
import type { ChannelHealth } from "../store/channels.ts"
import type { DeliveryTables } from "../store/store.ts"
import type { Channel, Receipt } from "./channel.ts"
import type { DeliveryEvent } from "./event.ts"
import type { Gate } from "./plan.ts"

/** No hold-off is longer, jitter included: a moment further away comes from a clock that was set back. */
export const farthestMs = 2 * 3_600_000

/** What is known about a channel; nothing, when that was learnt with other settings. */
function healthOf(channel: Channel, { channels }: DeliveryTables): ChannelHealth | undefined {
  const health = channels.all().find(({ name }) => name === channel.name)
  return health?.fingerprint === channel.fingerprint ? health : undefined
}

export function failuresOf(channel: Channel, tables: DeliveryTables): number {
  return healthOf(channel, tables)?.failures ?? 0
}

/** What keeps every message from this channel: it is down, or one more would pass a frequency limit. */
export function gateOf(channel: Channel, tables: DeliveryTables, now: number): Gate | undefined {
  const health = healthOf(channel, tables)
  if (health?.state === "down" && health.retryAt > now && health.retryAt <= now + farthestMs) {
    return { until: health.retryAt, fallback: health.fallback }
  }
  let until = 0
  for (const { most, windowMs } of channel.limits) {
    const begun = tables.outbox.recentAttempt(channel.bucket, most, now - windowMs, now)
    if (begun !== undefined) until = Math.max(until, begun + windowMs)
  }
  return until === 0 ? undefined : { until, fallback: "if-urgent" }
}

/** Why a message waits that has not failed anywhere itself. */
export function gateReason(channel: Channel, tables: DeliveryTables): string {
  const reason: Phrase = phrase("delivery.limited", { channel: channel.name })
  return healthOf(channel, tables)?.reason ?? JSON.stringify(reason)
}

/** Writes down what an attempt says about its channel; the events are what changed. */
export function recordHealth(
  channel: Channel,
  receipt: Receipt,
  reason: Phrase | undefined,
  gate: Gate | undefined,
  tables: DeliveryTables,
  now: number,
): DeliveryEvent[] {
  const before = healthOf(channel, tables)
  const { name, fingerprint } = channel
  if (receipt.outcome === "sent") {
    if (before?.state === "ok") return []
    const nothing = { retryAt: 0, failures: 0, code: undefined, reason: undefined, cure: undefined, exitIp: undefined }
    tables.channels.save({ name, fingerprint, state: "ok", since: now, fallback: "always", ...nothing })
    if (before === undefined) return []
    return [{ kind: "channel-up", channel: name, downMs: now - before.since }]
  }
  if (gate === undefined) return []
  const code = receipt.outcome === "refused" ? receipt.code : undefined
  const exitIp = receipt.outcome === "refused" ? receipt.exitIp : undefined
  const wasDown = before?.state === "down"
  tables.channels.save({
    name,
    fingerprint,
    state: "down",
    since: wasDown ? before.since : now,
    retryAt: gate.until,
    failures: (before?.failures ?? 0) + 1,
    fallback: gate.fallback,
    code,
    reason: JSON.stringify(reason ?? receipt.reason),
    cure: JSON.stringify(receipt.cure),
    exitIp,
  })
  // The same trouble again is no news.
  if (wasDown && before.code === code && before.exitIp === exitIp) return []
  const trouble = { channel: name, code, reason: receipt.reason, cure: receipt.cure, exitIp }
  return [{ kind: "channel-down", ...trouble, retryAt: gate.until }]
}

/** Channels whose settings changed begin anew; true: there was one, so that waiting messages should be looked at. */
export function forgetChanged(channels: Iterable<Channel>, tables: DeliveryTables, now: number): boolean {
  let changed = false
  const known = new Map(tables.channels.all().map((health) => [health.name, health]))
  for (const { name, fingerprint } of channels) {
    const before = known.get(name)
    if (before === undefined || before.fingerprint === fingerprint) continue
    const nothing = { retryAt: 0, failures: 0, code: undefined, reason: undefined, cure: undefined, exitIp: undefined }
    tables.channels.save({ name, fingerprint, state: "ok", since: now, fallback: "always", ...nothing })
    changed = true
  }
  return changed
}

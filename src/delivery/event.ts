/** What the delivery tells whoever listens: for the log, and for `run` on a terminal. Pure. */
import { type Phrase, phrase } from "../locale/phrase.ts"
import type { Receipt } from "./channel.ts"

interface About {
  /** The effect's id. */
  readonly id: string
  readonly receiver: string
}

interface Trouble {
  readonly channel: string
  readonly code: number | undefined
  readonly reason: Phrase
  readonly cure: Phrase
  /** The address that WeCom saw. */
  readonly exitIp: string | undefined
}

export type DeliveryEvent =
  | ({ readonly kind: "sent"; readonly channel: string; readonly doubled: boolean; readonly tookMs: number } & About)
  /** Sent, but some of the recipients got nothing. */
  | ({ readonly kind: "partly"; readonly channel: string; readonly what: Phrase } & About)
  | ({ readonly kind: "attempt-failed"; readonly outcome: "refused" | "unsent" | "unknown" } & Trouble & About)
  /** Given up: nobody will get it. */
  | ({ readonly kind: "failed"; readonly reason: Phrase } & About)
  /** An ask has reached somebody for the first time. */
  | { readonly kind: "ask-reached"; readonly ask: string; readonly pane: string; readonly at: number }
  /** So many wait for this receiver that some were given up: the oldest of the least important. */
  | { readonly kind: "crowded"; readonly receiver: string; readonly dropped: number }
  | ({ readonly kind: "channel-down"; readonly retryAt: number } & Trouble)
  | { readonly kind: "channel-up"; readonly channel: string; readonly downMs: number }

/** A failed attempt in one sentence: the channel, why, the code, the address. */
export function reasonOf(channel: string, receipt: Exclude<Receipt, { outcome: "sent" }>): Phrase {
  const refused = receipt.outcome === "refused" ? receipt : undefined
  return troubleOf({ channel, reason: receipt.reason, code: refused?.code, exitIp: refused?.exitIp })
}

export function troubleOf({ channel, reason, code, exitIp }: Omit<Trouble, "cure">): Phrase {
  if (code === undefined) return phrase("delivery.failed", { channel, reason })
  if (exitIp === undefined) return phrase("delivery.refused-code", { channel, reason, code })
  return phrase("delivery.refused-ip", { channel, reason, code, ip: exitIp })
}

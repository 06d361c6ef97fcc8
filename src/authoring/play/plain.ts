/** Effects as JSON of stable keys, and in one line for people. */
import type { Effect, Key, MessageEffect, Offer, Segment } from "../../engine/effect.ts"

export type PlainEffect =
  | ({ readonly kind: "notify" } & PlainMessage)
  | ({ readonly kind: "ask"; readonly offers: readonly string[]; readonly timeoutMs: number | null } & PlainMessage)
  | { readonly kind: "send"; readonly keys: readonly string[] }
  | { readonly kind: "run"; readonly argv: readonly string[]; readonly timeoutMs: number }
  /** What became of an ask. */
  | { readonly kind: "settle"; readonly how: string }
  /** What a rule with `shadow` would do. */
  | { readonly kind: "shadow"; readonly of: PlainEffect }

interface PlainMessage {
  /** Null: the routes decide by severity. */
  readonly receiver: string | null
  readonly severity: string
  readonly title: string
  readonly body: string
  /** Only of a message that quiet hours put off: until when, in ISO 8601. */
  readonly later?: { readonly how: string; readonly until: string }
}

export function plainEffect(effect: Effect): PlainEffect {
  switch (effect.kind) {
    case "notify":
      return { kind: "notify", ...plainMessage(effect) }
    case "ask": {
      const offers = effect.offers.map(offerText)
      return { kind: "ask", ...plainMessage(effect), offers, timeoutMs: effect.timeoutMs ?? null }
    }
    case "send":
      return { kind: "send", keys: effect.keys.map(keyText) }
    case "run":
      return { kind: "run", argv: effect.argv, timeoutMs: effect.timeoutMs }
    case "settle":
      return { kind: "settle", how: effect.how }
    case "shadow":
      return { kind: "shadow", of: plainEffect(effect.of) }
    default:
      return effect satisfies never
  }
}

function plainMessage({ receiver, severity, title, body, later }: MessageEffect): PlainMessage {
  const message = { receiver: receiver ?? null, severity, title: textOf(title), body: textOf(body) }
  if (later === undefined) return message
  return { ...message, later: { how: later.how, until: new Date(later.until).toISOString() } }
}

export const textOf = (segments: readonly Segment[]): string => segments.map(({ text }) => text).join("")

/** `approve "允许"`, `deny`. */
export const offerText = ({ what, label }: Offer): string =>
  label === undefined ? what : `${what} ${JSON.stringify(label)}`

/** As rules write it. */
export function keyText(key: Key): string {
  switch (key.kind) {
    case "text":
      return JSON.stringify(key.text)
    case "named":
      return key.name
    case "paste":
      return `paste ${JSON.stringify(key.text)}`
    case "choice":
      return "N"
    default:
      return key satisfies never
  }
}

/** `notify phone: box · work — asks for permission`, `send "1" Enter`. */
export function effectLine(effect: PlainEffect): string {
  switch (effect.kind) {
    case "notify":
      return messageLine(effect)
    case "ask":
      return `${messageLine(effect)} [${effect.offers.join(", ")}]`
    case "send":
      return `send ${effect.keys.join(" ")}`
    case "run":
      return `run ${JSON.stringify(effect.argv)}`
    case "settle":
      return `ask: ${effect.how}`
    case "shadow":
      return `shadow: ${effectLine(effect.of)}`
    default:
      return effect satisfies never
  }
}

function messageLine({ kind, receiver, severity, title, body, later }: Extract<PlainEffect, PlainMessage>): string {
  const [first = ""] = body.split("\n").filter((line) => line.trim() !== "")
  const said = [title, first.trim()].filter((text) => text !== "").join(" — ")
  return `${kind} ${receiver ?? severity}: ${said}${later === undefined ? "" : ` (${later.how})`}`
}

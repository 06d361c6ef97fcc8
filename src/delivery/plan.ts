/**
 * Which channel a message takes next, and what follows from an attempt. Pure: the moment and the dice come in.
 *
 * Of a receiver's channels the first that is open is used. A refusal that lies in the message closes the channel for
 * this message; one that lies in the channel, and every fault of the network, closes the channel for all messages for a
 * while. After a passing fault the message is repeated a few times on the same channel before it goes to the next one.
 */
import type { Channel, Receipt } from "./channel.ts"

/** How far a message got with one channel. */
export interface Try {
  /** Repeats on this channel since it was last turned to. */
  readonly tries: number
  /** How often its repeats were used up. */
  readonly rounds: number
  readonly notBefore: number
  /** Between two repeats: the message does not go elsewhere meanwhile. */
  readonly holding: boolean
  /** It will never take this message. */
  readonly closed: boolean
  readonly shorter: boolean
  readonly trustedOnly: boolean
  /** When an attempt first ended without an answer; 0: none did. */
  readonly unknownAt: number
}
export type Progress = Readonly<Record<string, Try>>

const untried: Try = {
  tries: 0,
  rounds: 0,
  notBefore: 0,
  holding: false,
  closed: false,
  shorter: false,
  trustedOnly: false,
  unknownAt: 0,
}

/** What stands in the way of every message of a channel: it is down, or at its frequency limit. */
export interface Gate {
  readonly until: number
  /** Which messages do not wait for it. */
  readonly fallback: "always" | "if-urgent" | "never"
}

/** What was left out after a refusal. */
type Changed = "shorter" | "trustedOnly"

export type Choice =
  | ({ readonly kind: "send"; readonly channel: Channel; readonly doubled: boolean } & Pick<Try, Changed>)
  | { readonly kind: "wait"; readonly until: number }
  /** No channel will ever take it. */
  | { readonly kind: "dead" }

/** The next step for a message whose receiver has these channels. */
export function choose(
  chain: readonly Channel[],
  progress: Progress,
  gateOf: (channel: Channel) => Gate | undefined,
  urgent: boolean,
  now: number,
): Choice {
  let until = Number.POSITIVE_INFINITY
  for (const channel of chain) {
    const state = progress[channel.name] ?? untried
    if (state.closed) continue
    const gate = gateOf(channel)
    if (gate !== undefined && gate.until > now) {
      until = Math.min(until, gate.until)
      if (gate.fallback === "always" || (gate.fallback === "if-urgent" && urgent)) continue
      break
    }
    if (state.notBefore > now) {
      until = Math.min(until, state.notBefore)
      if (state.holding) break
      continue
    }
    const { shorter, trustedOnly } = state
    return { kind: "send", channel, shorter, trustedOnly, doubled: mayDouble(channel, progress, now) }
  }
  return until === Number.POSITIVE_INFINITY ? { kind: "dead" } : { kind: "wait", until }
}

/** An earlier attempt may have been shown, and nothing will notice that this is the same message. */
function mayDouble(channel: Channel, progress: Progress, now: number): boolean {
  return Object.entries(progress).some(([name, { unknownAt, shorter, trustedOnly }]) => {
    if (unknownAt === 0) return false
    // Other words are another message to the check.
    if (shorter || trustedOnly) return true
    return name !== channel.name || now - unknownAt >= channel.duplicateCheckMs
  })
}

export interface Attempted {
  readonly channel: string
  readonly receipt: Receipt
  readonly progress: Progress
  /** How often in a row the channel failed as a whole; above 0 this attempt was a probe. */
  readonly failures: number
  readonly urgent: boolean
  readonly now: number
  /** 0 up to 1. */
  readonly random: () => number
}

export interface Aftermath {
  readonly entry: "sent" | "failed" | "goes-on"
  readonly progress: Progress
  /** Set: the channel as a whole is down. */
  readonly gate: Gate | undefined
}

/** Repeats after a fault of the network, or one that WeCom calls passing. */
const networkRetries = 3
const firstRetryMs = 1000
/** A channel that cannot be reached, or keeps refusing, is tried again after this, then twice as long each time… */
const firstProbeMs = 15_000
/** …up to this. */
const slowestProbeMs = 10 * 60_000
/** A message that a channel refused although it was repeated is offered again after this, growing in the same way. */
const roundMs = 60_000

export function follow({ channel, receipt, progress, failures, urgent, now, random }: Attempted): Aftermath {
  const state = progress[channel] ?? untried
  const set = (change: Partial<Try>): Progress => ({ ...progress, [channel]: { ...state, ...change } })
  const goesOn = (change: Partial<Try>, gate?: Gate): Aftermath => ({
    entry: "goes-on",
    progress: set(change),
    gate,
  })
  const repeat = (more: Partial<Try> = {}): Aftermath =>
    goesOn({
      ...more,
      tries: state.tries + 1,
      notBefore: now + jitter(firstRetryMs * 2 ** state.tries, random),
      holding: true,
    })

  switch (receipt.outcome) {
    case "sent":
      return { entry: "sent", progress, gate: undefined }
    case "unsent":
    case "unknown": {
      const unknownAt = receipt.outcome === "unknown" && state.unknownAt === 0 ? now : state.unknownAt
      if (failures === 0 && state.tries < networkRetries) return repeat({ unknownAt })
      const until = now + jitter(growing(firstProbeMs, failures), random)
      return goesOn({ unknownAt, tries: 0, holding: false, notBefore: 0 }, { until, fallback: "always" })
    }
    case "refused": {
      const { retries, holdOffMs, fallback, shorten, trustedOnly } = receipt.remedy
      if (shorten && !state.shorter) return goesOn({ shorter: true })
      if (trustedOnly && !state.trustedOnly) return goesOn({ trustedOnly: true })
      if (state.tries < retries) return repeat()
      if (retries > 0) {
        const notBefore = now + jitter(growing(roundMs, state.rounds), random)
        return goesOn({ tries: 0, rounds: state.rounds + 1, holding: false, notBefore })
      }
      if (holdOffMs > 0) {
        const until = now + jitter(growing(holdOffMs, failures), random)
        return goesOn({ tries: 0, holding: false, notBefore: 0 }, { until, fallback })
      }
      if (fallback === "never" || (fallback === "if-urgent" && !urgent)) {
        return { entry: "failed", progress: set({ closed: true }), gate: undefined }
      }
      return goesOn({ closed: true, holding: false })
    }
    default:
      return receipt satisfies never
  }
}

/** Twice as long each time, up to the slowest; a hold-off that is longer by itself stays as it is. */
function growing(firstMs: number, times: number): number {
  return Math.max(firstMs, Math.min(firstMs * 2 ** Math.min(times, 20), slowestProbeMs))
}

/** Up to a quarter longer, so that many programs do not come at the same moment. */
function jitter(ms: number, random: () => number): number {
  return Math.round(ms * (1 + random() / 4))
}

/** After a program ended in the middle of an attempt: it may have been delivered. */
export function interrupted(progress: Progress, channel: string, now: number): Progress {
  const state = progress[channel] ?? untried
  return { ...progress, [channel]: { ...state, unknownAt: state.unknownAt === 0 ? now : state.unknownAt } }
}

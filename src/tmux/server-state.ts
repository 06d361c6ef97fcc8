/** What is known about a tmux server as a whole, and how people are told. */
import { type Phrase, phrase } from "../locale/phrase.ts"
import type { Cause } from "./reach.ts"

/** One life of a server: a restarted one has another pid or start time (seconds since the epoch). */
export interface ServerIdentity {
  readonly pid: number
  readonly startS: number
  readonly version: string
}

export function sameServer(one: ServerIdentity, other: ServerIdentity | undefined): boolean {
  return one.pid === other?.pid && one.startS === other.startS
}

export type ServerState =
  /** On the way to another machine for the first time. */
  | { readonly kind: "connecting" }
  /** No server there (yet), or only sessions of fleetai's own. */
  | { readonly kind: "absent" }
  | { readonly kind: "connected"; readonly server: ServerIdentity }
  /** Somebody is there, or was a moment ago, but not for us; looked for again. `why` is tmux's or our own short reason, for logs. */
  | { readonly kind: "lost"; readonly why: string; readonly cause?: Cause | undefined }
  /** Works, but by one forked tmux per look. */
  | { readonly kind: "fallback"; readonly server: ServerIdentity; readonly why: string }

/** It answers questions. */
export const isReached = (state: ServerState): state is Extract<ServerState, { server: ServerIdentity }> =>
  state.kind === "connected" || state.kind === "fallback"

/** The state for people; `socket` as in the configuration. */
export function describeServer(state: ServerState, socket: string): Phrase {
  switch (state.kind) {
    case "connecting":
      return phrase("tmux.connecting", { socket })
    case "absent":
      return phrase("tmux.absent", { socket })
    case "connected":
      return phrase("tmux.connected", { socket, version: state.server.version, pid: state.server.pid })
    case "lost":
      return lostPhrase(state.cause, socket, state.why)
    case "fallback":
      return phrase("tmux.fallback", { socket, version: state.server.version, why: state.why })
  }
}

/** With the cure, where one is known. */
function lostPhrase(cause: Cause | undefined, socket: string, why: string): Phrase {
  if (cause === undefined) return phrase("tmux.lost", { socket, why })
  return phrase("tmux.lost-because", { socket, why, ...causePhrases(cause) })
}

/** What is in the way, and what is to be done about it. */
export const causePhrases = (cause: Cause): { readonly what: Phrase; readonly cure: Phrase } => ({
  what: phrase(`tmux.${cause}`),
  cure: phrase(`tmux.${cause}-cure`),
})

export const identityFormat = "#{start_time} #{pid} #{version}"

/** An answer to identityFormat. */
export function parseIdentity(line: string): ServerIdentity | undefined {
  const match = /^(\d+) (\d+) (.*)$/.exec(line)
  if (match === null) return undefined
  return { startS: Number(match[1]), pid: Number(match[2]), version: match[3] ?? "" }
}

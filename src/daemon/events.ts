/** `fleetai emit`: an event of a program in a pane, bounded, for the pane that it came from. */
import { type Phrase, phrase } from "../locale/phrase.ts"
import type { Frame, PaneKey } from "../screen/frame.ts"

/** As a command asks for it: `socket` and `server` (a pid) are the tmux server's, as in $TMUX, `pane` as in $TMUX_PANE. */
export interface Emission {
  readonly name: string
  readonly fields: Readonly<Record<string, string>>
  readonly socket: string
  readonly server: number
  readonly pane: string
}

export type Emitted = { readonly ok: true } | { readonly ok: false; readonly why: Phrase; readonly hint: Phrase }

/** Fields of one event; more are refused. */
export const fieldsMost = 32
/** Characters of a name. */
export const nameMost = 64
/** UTF-16 units of a value; what is longer is cut: a hook passes on whatever it was told. */
export const valueMost = 4_000
/** Bytes of UTF-8 of all names and values of one event, as cut; more are refused. */
export const eventMostBytes = 16 * 1024
/** Events of one pane in a minute; beyond, they are refused. */
export const perMinuteMost = 120

/** A name that a rule can mean: nothing that steers a terminal, no blank at its ends. */
export const isName = (name: string): boolean =>
  name.length <= nameMost && /^[^\s\p{Cc}](?:[^\p{Cc}]*[^\s\p{Cc}])?$/u.test(name)
/** A field's name, as `{event.name}` takes it. */
export const isFieldName = (name: string): boolean =>
  name.length <= nameMost && /^[\p{L}_][\p{L}\p{N}_]*(-+[\p{L}\p{N}_]+)*$/u.test(name)

export const bounded = (fields: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, value.toWellFormed().slice(0, valueMost).toWellFormed()]),
  )

/** What is wrong with an event, its values as cut; undefined: nothing. For whoever sends it, and for whoever takes it. */
export function wrongIn(name: string, fields: Readonly<Record<string, string>>): Phrase | undefined {
  if (!isName(name)) return phrase("cli.emit.bad-name", { name: name.slice(0, nameMost), most: nameMost })
  const entries = Object.entries(fields)
  if (entries.length > fieldsMost) return phrase("cli.emit.too-many", { most: fieldsMost })
  const bad = entries.find(([field]) => !isFieldName(field))?.[0]
  if (bad !== undefined) return phrase("cli.emit.bad-field", { field: bad.slice(0, nameMost) })
  const bytes = entries.reduce((sum, entry) => sum + Buffer.byteLength(entry.join("")), Buffer.byteLength(name))
  return bytes > eventMostBytes ? phrase("cli.emit.too-long", { most: eventMostBytes }) : undefined
}

export interface WatchedHost {
  /** The socket's path, links resolved. */
  readonly socket: string
  readonly frames: readonly Frame[]
}

/** The pane that an event came from; undefined: nobody watches it. */
export function paneOf({ socket, server, pane }: Emission, hosts: readonly WatchedHost[]): PaneKey | undefined {
  return hosts
    .filter((host) => host.socket === socket)
    .flatMap(({ frames }) => frames)
    .find((frame) => frame.facts.pane === pane && frame.pane.split("/").at(-2)?.endsWith(`-${server}`) === true)?.pane
}

const minuteMs = 60_000

/** Counts what comes from each pane. */
export class EventGate {
  #since = Number.NEGATIVE_INFINITY
  readonly #counts = new Map<PaneKey, number>()

  /** Undefined: it may pass. */
  refuses(pane: PaneKey, now: number): Phrase | undefined {
    if (now - this.#since >= minuteMs || now < this.#since) {
      this.#since = now
      this.#counts.clear()
    }
    const count = (this.#counts.get(pane) ?? 0) + 1
    this.#counts.set(pane, count)
    return count > perMinuteMost ? phrase("daemon.emit-crowded", { limit: perMinuteMost }) : undefined
  }
}

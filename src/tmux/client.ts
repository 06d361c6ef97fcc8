/**
 * One tmux server, for as long as fleetai runs: finds it (finding.ts), visits it with a control client on a session of our
 * own (visit.ts), finds it again when it is gone, and falls back to forked commands when it takes no control clients
 * (forked.ts).
 */
import { type Reconnect, reconnect, remoteReconnect } from "./cadence.ts"
import type { Command } from "./command.ts"
import type { Answer, Notification } from "./connection.ts"
import { type Found, find, removeLeft } from "./finding.ts"
import { askServer, identifyForked } from "./forked.ts"
import { chooseOwnName, isOnlyOurs, maxOwnSessions } from "./own-session.ts"
import { isTurnedAway, type Reach } from "./reach.ts"
import type { ServerState } from "./server-state.ts"
import type { Timers } from "./timers.ts"
import { endedWell, Visit, type VisitEnd } from "./visit.ts"

export interface ClientEvents {
  /** Only when it changed. */
  onState(state: ServerState): void
  /** Something about sessions or windows changed: a hint to look soon. */
  onHint(notification: Notification): void
}

export interface ClientOptions {
  readonly reach: Reach
  readonly timers: Timers
  /** A new printable word nobody can guess, at each call. */
  readonly secret: () => string
  readonly events: ClientEvents
  readonly reconnect?: Reconnect
}

export class TmuxClient {
  readonly #options: ClientOptions
  readonly #pace: Reconnect
  #state: ServerState
  #visit: Visit | undefined
  /** Of the latest visits. */
  readonly #marks = new Set<string>()
  #separator = ""
  #owner = ""
  #running: Promise<void> | undefined
  #stopped = false
  #wake: () => void = () => {}
  #failures = 0
  #refusals = 0
  #races = 0

  constructor(options: ClientOptions) {
    this.#options = options
    this.#pace = options.reconnect ?? (options.reach.isLocal ? reconnect : remoteReconnect)
    this.#state = { kind: options.reach.isLocal ? "absent" : "connecting" }
  }

  get state(): ServerState {
    return this.#state
  }

  /** The secret word for records of this connection (pane-facts.ts). */
  get separator(): string {
    return this.#separator
  }

  /** The server tells of changes by itself (subscription.ts). */
  get isSubscribed(): boolean {
    return this.#visit?.connection !== undefined && this.#visit.isSubscribed
  }

  /** The user whose server it is; "" before one was found. */
  get owner(): string {
    return this.#owner
  }

  start(): void {
    this.#running ??= this.#run()
  }

  /** Leaves the server as if we had never been there; within about a second, also when it does not answer. */
  async stop(): Promise<void> {
    this.#stopped = true
    const closed = this.#options.reach.close()
    this.#visit?.close()
    this.#wake()
    await this.#running
    await closed
  }

  /** Connection.ask, by whatever way there is to the server now. */
  async ask(lines: readonly (readonly Command[])[]): Promise<Answer> {
    const connection = this.#visit?.connection
    if (connection !== undefined) return connection.ask(lines)
    const state = this.#state
    if (state.kind !== "fallback") return { ok: false, why: "lost", written: false }
    const { reach, timers } = this.#options
    const timeS = Math.floor(timers.now() / 1000)
    const { answer, other, isGone } = await askServer(reach, state.server, this.#separator, timeS, lines)
    if (isGone === true) this.#wake()
    if (other !== undefined && this.#state.kind === "fallback") this.#report({ ...state, server: other })
    return answer
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      const found = await this.#find()
      if (this.#stopped) return
      if (found.kind === "there" && !isOnlyOurs(found.places)) await this.#meet(found)
      else await this.#miss(found)
    }
  }

  async #find(): Promise<Found> {
    const { reach } = this.#options
    const found = await find(reach)
    if (found.kind !== "there" || reach.isLocal) return found
    return { ...found, places: await removeLeft(reach, found.places, this.#marks) }
  }

  /** Nobody is there for us: until the next time. */
  async #miss(found: Found): Promise<void> {
    if (found.kind === "lost") {
      this.#report(found)
      this.#failures += 1
      await this.#wait(isTurnedAway(found.cause) ? this.#pace.turnedAwayMs : this.#backOff(this.#failures))
      return
    }
    const refuses = found.kind === "absent" && found.refuses
    this.#report({ kind: "absent" })
    const restMs =
      this.#failures > 0 && found.kind === "absent" ? this.#backOff(this.#failures) : this.#pace.absentPollMs
    await this.#wait(restMs)
    this.#failures = refuses ? this.#failures + 1 : 0
  }

  async #meet({ places, owner }: Extract<Found, { kind: "there" }>): Promise<void> {
    this.#owner = owner
    const own = chooseOwnName(places.map(({ session }) => session))
    const began = this.#options.timers.monotonic()
    const visit = own === undefined ? { established: false, why: "no session name is free" } : await this.#stay(own)
    if (this.#stopped) return
    const lasted = this.#options.timers.monotonic() - began
    // Another fleetai took the name in the meantime: the next one, at once.
    this.#races = !visit.established && own !== undefined && (await this.#isTaken(own)) ? this.#races + 1 : 0
    if (this.#races > 0 && this.#races < maxOwnSessions) return
    const isRefusal = visit.why.startsWith("%exit") && lasted < this.#pace.quickMs
    this.#refusals = isRefusal ? this.#refusals + 1 : 0
    this.#failures = visit.established && lasted >= this.#pace.quickMs ? 0 : this.#failures + 1
    if (this.#refusals >= this.#pace.refusalsBeforeFallback) {
      await this.#fallBack(visit.why)
      this.#refusals = this.#pace.refusalsBeforeFallback - 1
    } else if (visit.why !== endedWell) {
      this.#report({ kind: "lost", why: visit.why, cause: undefined })
      await this.#wait(this.#backOff(this.#failures))
    }
  }

  /** One visit from beginning to end. */
  async #stay(own: string): Promise<VisitEnd> {
    const { reach, timers, secret, events } = this.#options
    const visit = new Visit({
      ...{ reach, timers, secret, pace: this.#pace },
      onEstablished: (server) => {
        this.#separator = separatorFrom(secret())
        this.#report({ kind: "connected", server })
      },
      onHint: (notification) => events.onHint(notification),
    })
    this.#visit = visit
    this.#marks.add(visit.mark)
    if (this.#marks.size > marksMost) this.#marks.delete([...this.#marks][0] ?? "")
    return visit.run(own)
  }

  async #isTaken(name: string): Promise<boolean> {
    const found = await find(this.#options.reach)
    return found.kind === "there" && found.places.some(({ session }) => session === name)
  }

  async #fallBack(why: string): Promise<void> {
    const server = await identifyForked(this.#options.reach)
    if (server === undefined) return
    this.#separator = separatorFrom(this.#options.secret())
    this.#report({ kind: "fallback", server, why })
    await this.#wait(this.#pace.retryControlMs)
  }

  #report(state: ServerState): void {
    if (this.#stopped) return
    const isSame = JSON.stringify(state) === JSON.stringify(this.#state)
    this.#state = state
    if (!isSame) this.#options.events.onState(state)
  }

  #backOff(failures: number): number {
    const { backOffMs, jitter } = this.#pace
    const stepMs = backOffMs[Math.min(failures, backOffMs.length) - 1] ?? 0
    return stepMs * (1 + jitter * (2 * Math.random() - 1))
  }

  #wait(delayMs: number): Promise<void> {
    if (this.#stopped) return Promise.resolve()
    return new Promise((resolve) => {
      const forget = this.#options.timers.after(delayMs, resolve)
      this.#wake = () => {
        forget()
        resolve()
      }
    })
  }
}

/** Older visits have left nothing that is still there, or somebody else has taken it away. */
const marksMost = 32

/** It stands in every record many times, so it is short; 40 bits that live as long as one connection are not guessed. */
function separatorFrom(secret: string): string {
  return `~${secret.replaceAll("-", "").slice(0, 10)}~`
}

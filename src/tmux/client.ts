/**
 * One tmux server, for as long as fleetai runs: finds it, connects a control client on a session of our own, finds it
 * again when it is gone, and falls back to forked commands when it takes no control clients.
 */
import { stat } from "node:fs/promises"
import { type ServerAddress, socketPath } from "./address.ts"
import { type Reconnect, reconnect } from "./cadence.ts"
import { type Command, command, killOwnSession } from "./command.ts"
import { type Answer, Connection, type Notification } from "./connection.ts"
import { askForked } from "./forked.ts"
import { chooseOwnName, isOwnSession, ownSessionArguments } from "./own-session.ts"
import { openPipe, runTmux } from "./process-pipe.ts"
import { identityFormat, parseIdentity, type ServerIdentity, type ServerState } from "./server-state.ts"
import { subscribe } from "./subscription.ts"
import type { Timers } from "./timers.ts"

export interface ClientEvents {
  /** Only when it changed. */
  onState(state: ServerState): void
  /** Something about sessions or windows changed: a hint to look soon. */
  onHint(notification: Notification): void
}

export interface ClientOptions {
  readonly address: ServerAddress
  readonly timers: Timers
  /** A new printable word nobody can guess, at each call. */
  readonly secret: () => string
  readonly events: ClientEvents
  readonly reconnect?: Reconnect
}

export class TmuxClient {
  readonly #options: ClientOptions
  readonly #pace: Reconnect
  #state: ServerState = { kind: "absent" }
  #connection: Connection | undefined
  #separator = ""
  #isSubscribed = false
  #running: Promise<void> | undefined
  #stopped = false
  #wake: () => void = () => {}

  constructor(options: ClientOptions) {
    this.#options = options
    this.#pace = options.reconnect ?? reconnect
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
    return this.#isSubscribed && this.#connection !== undefined
  }

  start(): void {
    this.#running ??= this.#run()
  }

  /** Leaves the server as if we had never been there. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#connection?.close()
    this.#wake()
    await this.#running
  }

  /** Connection.ask, by whatever way there is to the server now. */
  ask(lines: readonly (readonly Command[])[]): Promise<Answer> {
    if (this.#connection !== undefined) return this.#connection.ask(lines)
    if (this.#state.kind !== "fallback") return Promise.resolve({ ok: false, why: "lost", written: false })
    const { address, timers } = this.#options
    return askForked(address, this.#separator, Math.floor(timers.now() / 1000), lines)
  }

  async #run(): Promise<void> {
    let failures = 0
    let refusals = 0
    while (!this.#stopped) {
      const sessions = await this.#sessions()
      if (this.#stopped) break
      if (sessions === undefined || sessions.every(isOwnSession)) {
        this.#report({ kind: "absent" })
        await this.#wait(sessions === undefined && failures > 0 ? this.#backOff(failures) : this.#pace.absentPollMs)
        failures = sessions === undefined && (await this.#hasSocket()) ? failures + 1 : 0
        continue
      }
      const own = chooseOwnName(sessions)
      const began = this.#options.timers.now()
      const visit = own === undefined ? { established: false, why: "no session name is free" } : await this.#visit(own)
      if (this.#stopped) break
      const lasted = this.#options.timers.now() - began
      const isRefusal = visit.why.startsWith("%exit") && lasted < this.#pace.quickMs
      refusals = isRefusal ? refusals + 1 : 0
      failures = visit.established && lasted >= this.#pace.quickMs ? 0 : failures + 1
      if (refusals >= this.#pace.refusalsBeforeFallback) {
        await this.#fallBack(visit.why)
        refusals = this.#pace.refusalsBeforeFallback - 1
      } else if (visit.why !== lastOne) {
        this.#report({ kind: "lost", why: visit.why })
        await this.#wait(this.#backOff(failures))
      }
    }
  }

  /** The names of all sessions; undefined: no server answers there. */
  async #sessions(): Promise<string[] | undefined> {
    if (!(await this.#hasSocket())) return undefined
    const ran = await runTmux(this.#options.address, ["list-sessions", "-F", "#{session_name}"])
    return ran.ok ? ran.output.split("\n").filter((name) => name !== "") : undefined
  }

  async #hasSocket(): Promise<boolean> {
    return (await this.#socket()) !== undefined
  }

  /** What tells one socket file from another at the same place. */
  async #socket(): Promise<number | undefined> {
    try {
      return (await stat(socketPath(this.#options.address))).ino
    } catch {
      // Not there, or not for us to see: both mean there is no server for us.
      return undefined
    }
  }

  /** One connection from beginning to end. */
  async #visit(own: string): Promise<{ readonly established: boolean; readonly why: string }> {
    const { address, timers, events, secret } = this.#options
    let established = false
    let closed: (why: string) => void = () => {}
    const ended = new Promise<string>((resolve) => {
      closed = resolve
    })
    const pipe = openPipe(address, ownSessionArguments(own), {
      onBytes: (bytes) => connection.receive(bytes),
      onEnd: (lastWords) => connection.ended(lastWords),
    })
    const connection = new Connection(pipe, secret(), timers, {
      onNotification: (notification) => {
        if (notification.name === "sessions-changed") void this.#leaveIfLast(connection, own)
        if (established) events.onHint(notification)
      },
      onClosed: (why) => {
        if (this.#connection === connection) this.#connection = undefined
        closed(why)
      },
    })
    const identity = await askIdentity(connection)
    if (identity !== undefined && !this.#stopped) {
      established = true
      this.#connection = connection
      this.#separator = separatorFrom(secret())
      const subscribed = await connection.ask([[subscribe()]])
      this.#isSubscribed = subscribed.ok && subscribed.blocks.every((block) => block.ok)
      this.#report({ kind: "connected", server: identity })
      void this.#guardSocket(connection, ended)
    } else connection.close()
    const why = await ended
    await pipe.gone
    return { established, why }
  }

  /**
   * Without us the server would end with its last session (exit-empty): so do we. The session is killed by name: with
   * `detach-on-destroy off` a person's client may have been moved onto it.
   */
  async #leaveIfLast(connection: Connection, own: string): Promise<void> {
    const answer = await connection.ask([[command("list-sessions", "-F", "#{session_name}")]])
    const names = answer.ok ? (answer.blocks[0]?.lines ?? []) : []
    if (names.length === 0 || !names.every(isOwnSession)) return
    await connection.ask([[killOwnSession(own)]])
    connection.close()
  }

  /** A socket file that was replaced leads to another server now: that one is a person's, this one nobody reaches. */
  async #guardSocket(connection: Connection, ended: Promise<string>): Promise<void> {
    const first = await this.#socket()
    let isOpen = true
    void ended.then(() => {
      isOpen = false
    })
    while (isOpen && !this.#stopped) {
      await this.#rest(this.#pace.socketCheckMs, ended)
      const now = await this.#socket()
      if (isOpen && now !== undefined && now !== first) connection.close()
    }
  }

  /** A pause that ends with the connection and leaves no timer behind: a timer keeps a stopped process alive. */
  #rest(ms: number, ended: Promise<string>): Promise<void> {
    return new Promise((resolve) => {
      const forget = this.#options.timers.after(ms, resolve)
      void ended.then(() => {
        forget()
        resolve()
      })
    })
  }

  async #fallBack(why: string): Promise<void> {
    const { address, secret } = this.#options
    const ran = await runTmux(address, ["display-message", "-p", identityFormat])
    const server = ran.ok ? parseIdentity(ran.output.trim()) : undefined
    if (server === undefined) return
    this.#separator = separatorFrom(secret())
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
    const steps = this.#pace.backOffMs
    return steps[Math.min(failures, steps.length) - 1] ?? 0
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

/** It stands in every record many times, so it is short; 40 bits that live as long as one connection are not guessed. */
function separatorFrom(secret: string): string {
  return `~${secret.replaceAll("-", "").slice(0, 10)}~`
}

/** Why a visit ended that ended well. */
const lastOne = "closed"

/** The first question: its answer shows that the client is attached and the stream is in step. */
async function askIdentity(connection: Connection): Promise<ServerIdentity | undefined> {
  const answer = await connection.ask([[command("display-message", "-p", identityFormat)]])
  return answer.ok ? parseIdentity(answer.blocks[0]?.lines[0] ?? "") : undefined
}

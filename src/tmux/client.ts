/**
 * One tmux server, for as long as fleetai runs: finds it, connects a control client on a session of our own, finds it
 * again when it is gone, and falls back to forked commands when it takes no control clients.
 */
import { stat } from "node:fs/promises"
import { type ServerAddress, socketPath } from "./address.ts"
import { type Reconnect, reconnect } from "./cadence.ts"
import { type Command, command } from "./command.ts"
import { type Answer, Connection, type Notification } from "./connection.ts"
import { askForked } from "./forked.ts"
import {
  chooseOwnName,
  isOnlyOurs,
  killOwn,
  listPlaces,
  maxOwnSessions,
  moveStrays,
  ownSessionArguments,
  type Place,
  parsePlaces,
} from "./own-session.ts"
import { isNoServer, openPipe, type Pipe, runTmux } from "./process-pipe.ts"
import { identityFormat, parseIdentity, type ServerIdentity, type ServerState, sameServer } from "./server-state.ts"
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
  /** The connection of this visit, also before its server has answered. */
  #open: Connection | undefined
  /** Ends what is forked, when we stop. */
  readonly #abort = new AbortController()
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

  /** Leaves the server as if we had never been there; within about a second, also when it does not answer. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#abort.abort()
    this.#open?.close()
    this.#wake()
    await this.#running
  }

  /** Connection.ask, by whatever way there is to the server now. */
  ask(lines: readonly (readonly Command[])[]): Promise<Answer> {
    if (this.#connection !== undefined) return this.#connection.ask(lines)
    if (this.#state.kind !== "fallback") return Promise.resolve({ ok: false, why: "lost", written: false })
    return this.#askForked(this.#state, lines)
  }

  /** Each question says which server answers: it may have been started anew since the last one. */
  async #askForked(
    { server, why }: Extract<ServerState, { kind: "fallback" }>,
    lines: readonly (readonly Command[])[],
  ): Promise<Answer> {
    const { address, timers } = this.#options
    const whose = command("display-message", "-p", identityFormat)
    const timeS = Math.floor(timers.now() / 1000)
    const forked = await askForked(address, this.#separator, timeS, [[whose], ...lines], this.#abort.signal)
    if (!forked.ok) {
      if (isNoServer(forked.error)) this.#wake()
      return { ok: false, why: "lost", written: true }
    }
    const [first, ...blocks] = forked.blocks
    // Something in the question is gone, and tmux said nothing else.
    if (first === undefined) return { ok: true, blocks: [] }
    const answering = parseIdentity(first.lines[0] ?? "")
    if (answering !== undefined && sameServer(answering, server)) return { ok: true, blocks }
    if (answering !== undefined && this.#state.kind === "fallback") {
      this.#report({ kind: "fallback", server: answering, why })
    }
    return { ok: false, why: "lost", written: true }
  }

  async #run(): Promise<void> {
    let failures = 0
    let refusals = 0
    let races = 0
    while (!this.#stopped) {
      const found = await this.#find()
      if (this.#stopped) break
      if (found.kind === "lost") {
        this.#report(found)
        await this.#wait(this.#backOff(++failures))
        continue
      }
      if (found.kind === "absent" || isOnlyOurs(found.places)) {
        this.#report({ kind: "absent" })
        await this.#wait(failures > 0 && found.kind === "absent" ? this.#backOff(failures) : this.#pace.absentPollMs)
        failures = found.kind === "absent" && found.refuses ? failures + 1 : 0
        continue
      }
      const own = chooseOwnName(found.places.map(({ session }) => session))
      const began = this.#options.timers.monotonic()
      const visit = own === undefined ? { established: false, why: "no session name is free" } : await this.#visit(own)
      if (this.#stopped) break
      const lasted = this.#options.timers.monotonic() - began
      // Another fleetai took the name in the meantime: the next one, at once.
      races = !visit.established && own !== undefined && (await this.#isTaken(own)) ? races + 1 : 0
      if (races > 0 && races < maxOwnSessions) continue
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

  /** Who is there. Only a socket that is not there or leads nowhere is no server; what fails otherwise may come back. */
  async #find(): Promise<Found> {
    if ((await this.#socket()) === undefined) return { kind: "absent", refuses: false }
    const ran = await runTmux(this.#options.address, [listPlaces.name, ...listPlaces.words], this.#abort.signal)
    if (ran.ok) return { kind: "there", places: parsePlaces(ran.output.split("\n")) }
    return isNoServer(ran.error) ? { kind: "absent", refuses: true } : { kind: "lost", why: ran.error }
  }

  async #isTaken(name: string): Promise<boolean> {
    const found = await this.#find()
    return found.kind === "there" && found.places.some(({ session }) => session === name)
  }

  /** What tells one socket file from another at the same place; undefined: none there, or not for us to see. */
  async #socket(): Promise<number | "unknown" | undefined> {
    try {
      return (await stat(socketPath(this.#options.address))).ino
    } catch (problem) {
      const isAway = ["ENOENT", "ENOTDIR", "EACCES"].includes(String((problem as { code?: unknown }).code))
      return isAway ? undefined : "unknown"
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
    const mark = secret()
      .replace(/[^A-Za-z0-9]/g, "")
      .slice(0, 12)
    const pipe = openPipe(address, ownSessionArguments(own, mark), {
      onBytes: (bytes) => connection.receive(bytes),
      onEnd: (lastWords) => connection.ended(lastWords),
    })
    if ("notStarted" in pipe) return { established, why: pipe.notStarted }
    const upkeep = new Upkeep(() => this.#keepTidy(connection, mark))
    const connection = new Connection(pipe, secret(), timers, {
      onNotification: (notification) => {
        if (established && tidyHints.has(notification.name)) upkeep.wanted()
        if (established) events.onHint(notification)
      },
      onClosed: (why) => {
        if (this.#connection === connection) this.#connection = undefined
        closed(why)
      },
    })
    this.#open = connection
    const identity = this.#stopped ? undefined : await askIdentity(connection, mark)
    if (identity !== undefined && !this.#stopped) {
      established = true
      this.#connection = connection
      this.#separator = separatorFrom(secret())
      const subscribed = await connection.ask([[subscribe()]])
      this.#isSubscribed = subscribed.ok && subscribed.blocks.every((block) => block.ok)
      this.#report({ kind: "connected", server: identity })
      upkeep.wanted()
      void this.#guardSocket(connection, ended)
    } else connection.close()
    const why = await ended
    await this.#end(pipe)
    return { established, why }
  }

  /** A client leaves only when its server lets it; one that waits for a server that hangs is ended. */
  async #end(pipe: Pipe): Promise<void> {
    const forget = this.#options.timers.after(leaveMs, () => pipe.kill())
    await pipe.gone
    forget()
  }

  /**
   * Strays are given back to people (own-session.ts). And without us the server would end with its last session
   * (exit-empty): so do we. Our panes are killed: with `detach-on-destroy off` a person's client may have been moved
   * onto them.
   */
  async #keepTidy(connection: Connection, mark: string): Promise<void> {
    const answer = await connection.ask([[listPlaces]])
    const places = answer.ok ? parsePlaces(answer.blocks[0]?.lines ?? []) : []
    const strays = moveStrays(places, mark)
    if (strays.length > 0) await connection.ask(strays.map((stray) => [stray]))
    if (places.length === 0 || !isOnlyOurs(places)) return
    await connection.ask(killOwn(places, mark).map((kill) => [kill]))
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
      if (isOpen && typeof now === "number" && typeof first === "number" && now !== first) connection.close()
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
    const ran = await runTmux(address, ["display-message", "-p", identityFormat], this.#abort.signal)
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

/** A client that was told to leave and is still there after this is killed. */
const leaveMs = 1000

type Found =
  /** `refuses`: the socket is there, and nobody listens. */
  | { readonly kind: "absent"; readonly refuses: boolean }
  | { readonly kind: "there"; readonly places: readonly Place[] }
  | { readonly kind: "lost"; readonly why: string }

/** What comes when a session goes, or when something new is in ours. */
const tidyHints = new Set(["sessions-changed", "window-add", "layout-change"])

/** Runs something when it is wanted, never twice at a time, and once more when it was wanted meanwhile. */
class Upkeep {
  readonly #run: () => Promise<void>
  #isRunning = false
  #isWanted = false

  constructor(run: () => Promise<void>) {
    this.#run = run
  }

  wanted(): void {
    this.#isWanted = true
    if (!this.#isRunning) void this.#turn()
  }

  async #turn(): Promise<void> {
    this.#isRunning = true
    while (this.#isWanted) {
      this.#isWanted = false
      await this.#run()
    }
    this.#isRunning = false
  }
}

/**
 * The first question: its answer shows that the client is attached, the stream is in step, and that what we made is
 * marked. Undefined also where it is not: without the mark nobody could tell ours from theirs.
 */
async function askIdentity(connection: Connection, mark: string): Promise<ServerIdentity | undefined> {
  const answer = await connection.ask([[command("display-message", "-p", identityFormat)], [listPlaces]])
  if (!answer.ok) return undefined
  const [identity, places] = answer.blocks
  const isMarked = parsePlaces(places?.lines ?? []).some((place) => place.mark === mark)
  return isMarked ? parseIdentity(identity?.lines[0] ?? "") : undefined
}

/** One visit at a server, from beginning to end: a control client on a session of our own (own-session.ts). */
import type { Pipe } from "../process/pipe.ts"
import type { Reconnect } from "./cadence.ts"
import { command } from "./command.ts"
import { Connection, type Notification } from "./connection.ts"
import { isOnlyOurs, killOwn, listPlaces, moveStrays, ownSessionArguments, parsePlaces } from "./own-session.ts"
import type { Reach } from "./reach.ts"
import { identityFormat, parseIdentity, type ServerIdentity } from "./server-state.ts"
import { subscribe } from "./subscription.ts"
import type { Timers } from "./timers.ts"
import { Upkeep } from "./upkeep.ts"

export interface VisitOptions {
  readonly reach: Reach
  readonly timers: Timers
  /** A new printable word nobody can guess, at each call. */
  readonly secret: () => string
  readonly pace: Reconnect
  /** The server has answered, and takes questions from now on. */
  readonly onEstablished: (server: ServerIdentity) => void
  /** Something about sessions or windows changed. */
  readonly onHint: (notification: Notification) => void
}

export interface VisitEnd {
  readonly established: boolean
  readonly why: string
}

/** Why a visit ended that ended well. */
export const endedWell = "closed"

/** A client that was told to leave and is still there after this is killed. */
const leaveMs = 1000

/** What comes when a session goes, or when something new is in ours. */
const tidyHints = new Set(["sessions-changed", "window-add", "layout-change"])

export class Visit {
  readonly #options: VisitOptions
  /** What our panes carry. */
  readonly mark: string
  #open: Connection | undefined
  #connection: Connection | undefined
  #isSubscribed = false
  #isClosed = false

  constructor(options: VisitOptions) {
    this.#options = options
    this.mark = options
      .secret()
      .replace(/[^A-Za-z0-9]/g, "")
      .slice(0, 12)
  }

  /** Undefined before its server has answered, and when it is over. */
  get connection(): Connection | undefined {
    return this.#connection
  }

  /** The server tells of changes by itself (subscription.ts). */
  get isSubscribed(): boolean {
    return this.#isSubscribed
  }

  /** Leaves, soon. */
  close(): void {
    this.#isClosed = true
    this.#open?.close()
  }

  /** `own`: the name of the session to make. Resolves when the client has left. */
  async run(own: string): Promise<VisitEnd> {
    const { reach, timers, secret, onHint, onEstablished } = this.#options
    let closed: (why: string) => void = () => {}
    const ended = new Promise<string>((resolve) => {
      closed = resolve
    })
    const pipe = reach.pipe(ownSessionArguments(own, this.mark), {
      onBytes: (bytes) => connection.receive(bytes),
      onEnd: (lastWords) => connection.ended(lastWords),
    })
    if ("notStarted" in pipe) return { established: false, why: pipe.notStarted }
    let established = false
    const upkeep = new Upkeep(() => this.#keepTidy(connection))
    const events = {
      onNotification: (notification: Notification) => {
        if (established && tidyHints.has(notification.name)) upkeep.wanted()
        if (established) onHint(notification)
      },
      onClosed: (why: string) => {
        this.#connection = undefined
        closed(why)
      },
    }
    const connection = new Connection(pipe, secret(), timers, events, reach.patienceMs)
    this.#open = connection
    const identity = this.#isClosed ? undefined : await this.#askIdentity(connection)
    if (identity !== undefined && !this.#isClosed) {
      established = true
      this.#connection = connection
      const subscribed = await connection.ask([[subscribe()]])
      this.#isSubscribed = subscribed.ok && subscribed.blocks.every((block) => block.ok)
      onEstablished(identity)
      upkeep.wanted()
      void this.#guardSocket(connection, ended)
    } else connection.close()
    const why = await ended
    await this.#end(pipe)
    return { established, why }
  }

  /**
   * The first question: its answer shows that the client is attached, the stream is in step, and that what we made is
   * marked. Undefined also where it is not: without the mark nobody could tell ours from theirs.
   */
  async #askIdentity(connection: Connection): Promise<ServerIdentity | undefined> {
    const answer = await connection.ask([[command("display-message", "-p", identityFormat)], [listPlaces]])
    if (!answer.ok) return undefined
    const [identity, places] = answer.blocks
    const isMarked = parsePlaces(places?.lines ?? []).some((place) => place.mark === this.mark)
    return isMarked ? parseIdentity(identity?.lines[0] ?? "") : undefined
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
  async #keepTidy(connection: Connection): Promise<void> {
    const answer = await connection.ask([[listPlaces]])
    const places = answer.ok ? parsePlaces(answer.blocks[0]?.lines ?? []) : []
    const strays = moveStrays(places, this.mark)
    if (strays.length > 0) await connection.ask(strays.map((stray) => [stray]))
    if (places.length === 0 || !isOnlyOurs(places)) return
    await connection.ask(killOwn(places, this.mark).map((kill) => [kill]))
    connection.close()
  }

  /** A socket file that was replaced leads to another server now: that one is a person's, this one nobody reaches. */
  async #guardSocket(connection: Connection, ended: Promise<string>): Promise<void> {
    const { reach, pace } = this.#options
    const first = await reach.socket()
    let isOpen = true
    void ended.then(() => {
      isOpen = false
    })
    while (isOpen && !this.#isClosed) {
      await this.#rest(pace.socketCheckMs, ended)
      if (!isOpen) return
      const now = await reach.socket()
      if (isOpen && now.kind === "there" && first.kind === "there" && now.id !== first.id) connection.close()
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
}

/** What the service itself has to tell its owner: what an earlier run left undone, that the rules are broken. */
import { type Phrase, phrase } from "../locale/phrase.ts"
import type { Store } from "../store/store.ts"
import type { Timers } from "../tmux/timers.ts"
import type { Delivering } from "./delivering.ts"
import { type Leftover, openIntents } from "./leftovers.ts"
import type { Log } from "./log.ts"

export interface NoticesParts {
  readonly log: Log
  readonly timers: Timers
  /** Undefined: nothing is kept, and nobody is told. */
  readonly store: Store | undefined
  readonly delivering: Delivering | undefined
}

export class Notices {
  readonly #parts: NoticesParts

  constructor(parts: NoticesParts) {
    this.#parts = parts
  }

  /** Keys and programs that were intended and have no result: told once, never done again. */
  openIntents(): void {
    const { store, timers } = this.#parts
    const open = store?.openIntents()
    if (open === undefined || !open.ok || open.value.length === 0) return
    this.leftovers(openIntents(open.value))
    const at = timers.now()
    store?.commit({ at, results: open.value.map(({ id }) => ({ id, at, result: "unknown" })) })
  }

  leftovers(leftovers: readonly Leftover[]): void {
    for (const { id, title, body } of leftovers) {
      this.#parts.log.warn(body)
      this.tell(id, title, body)
    }
  }

  /** The same id is one message. */
  tell(id: string, title: Phrase, body: Phrase): void {
    const { store, delivering, timers, log } = this.#parts
    const notifications = delivering?.ownEntries(id, title, body) ?? []
    const committed = store?.commit({ at: timers.now(), notifications })
    if (committed?.ok === false) log.error(phrase("daemon.not-told", { fault: committed.fault.text }))
  }
}

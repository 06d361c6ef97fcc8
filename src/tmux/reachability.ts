/** Whether a host counts as reachable: the fact `online`. */
import type { ServerState } from "./server-state.ts"
import type { Timers } from "./timers.ts"

/** A connection that is back within this was never gone, as far as rules are concerned. */
export const graceMs = 10_000

export interface ReachabilityOptions {
  readonly timers: Timers
  readonly graceMs: number
  /** As soon as it is known, and whenever it is another. */
  readonly onChange: (isOnline: boolean) => void
}

export class Reachability {
  readonly #options: ReachabilityOptions
  #known: boolean | undefined
  #forget: (() => void) | undefined

  constructor(options: ReachabilityOptions) {
    this.#options = options
  }

  /** Until it is known, a host is taken to be there. */
  get isOnline(): boolean {
    return this.#known !== false
  }

  take({ kind }: ServerState): void {
    if (kind !== "lost" && kind !== "connecting") {
      this.stop()
      this.#set(true)
    } else if (this.#known !== false) {
      this.#forget ??= this.#options.timers.after(this.#options.graceMs, () => this.#set(false))
    }
  }

  /** Nothing changes by itself any more. */
  stop(): void {
    this.#forget?.()
    this.#forget = undefined
  }

  #set(isOnline: boolean): void {
    if (this.#known === isOnline) return
    this.#known = isOnline
    this.#options.onChange(isOnline)
  }
}

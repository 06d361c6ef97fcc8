/** Something done again and again, never twice at a time, with a rest in between that can be cut short. */
import type { Timers } from "./timers.ts"

export interface PulseOptions {
  readonly timers: Timers
  readonly beat: () => Promise<void>
  /** Until the next beat, as things are now. */
  readonly restMs: () => number
}

export class Pulse {
  readonly #options: PulseOptions
  #running: Promise<void> | undefined
  #stopped = false
  #wake: () => void = () => {}

  constructor(options: PulseOptions) {
    this.#options = options
  }

  start(): void {
    this.#running ??= this.#run()
  }

  /** Things are different: how long to rest is asked anew. */
  reconsider(): void {
    this.#wake()
  }

  /** Resolves when the last beat is over. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#wake()
    await this.#running
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      await this.#options.beat()
      await this.#rest()
    }
  }

  #rest(): Promise<void> {
    if (this.#stopped) return Promise.resolve()
    const { timers, restMs } = this.#options
    return new Promise((resolve) => {
      let forget = timers.after(restMs(), resolve)
      this.#wake = () => {
        forget()
        if (this.#stopped) resolve()
        else forget = timers.after(restMs(), resolve)
      }
    })
  }
}

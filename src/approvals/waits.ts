/** What is to be done after a time, one thing per name. */

/** Calls `run` once after `ms`; the result takes that back. */
export type After = (ms: number, run: () => void) => () => void

export class Waits {
  readonly #after: After
  readonly #cancels = new Map<string, () => void>()
  #isClosed = false

  constructor(after: After) {
    this.#after = after
  }

  /** A new wait takes the place of the old one of its name, unless that is to be kept. */
  later(name: string, ms: number, run: () => void, before: "keep" | "replace" = "replace"): void {
    if (this.#isClosed || (before === "keep" && this.#cancels.has(name))) return
    this.#cancels.get(name)?.()
    const wait = this.#after(ms, () => {
      this.#cancels.delete(name)
      run()
    })
    this.#cancels.set(name, wait)
  }

  /** Nothing is done any more. */
  close(): void {
    this.#isClosed = true
    for (const cancel of this.#cancels.values()) cancel()
    this.#cancels.clear()
  }
}

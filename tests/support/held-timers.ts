/** A clock that stands still until the test moves it. */
import type { Timers } from "../../src/tmux/timers.ts"

export class HeldTimers implements Timers {
  #now: number
  #due: { readonly at: number; readonly run: () => void }[] = []

  constructor(now = 1_000_000) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  monotonic(): number {
    return this.#now
  }

  after(delayMs: number, run: () => void): () => void {
    this.#due.push({ at: this.#now + delayMs, run })
    return () => {
      this.#due = this.#due.filter((one) => one.run !== run)
    }
  }

  /** The wall clock is turned back; timers run when they would have run. */
  setBack(ms: number): void {
    this.#now -= ms
    this.#due = this.#due.map((timer) => ({ ...timer, at: timer.at - ms }))
  }

  /** Moves the clock on; what falls due runs at its own moment, in order, with the promises in between settled. */
  async pass(ms: number): Promise<void> {
    const until = this.#now + ms
    for (;;) {
      const next = this.#due.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      this.#due = this.#due.filter((one) => one !== next)
      this.#now = Math.max(this.#now, next.at)
      next.run()
      await settled()
    }
    this.#now = until
    await settled()
  }
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}

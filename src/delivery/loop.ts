/** Runs the courier when something is due, and at once when something new comes. */
import type { StoreFault } from "../store/fault.ts"
import type { Courier } from "./courier.ts"

export interface LoopTimer {
  readonly now: () => number
  /** Calls `then` once after `ms`; the result takes that back. */
  readonly after: (ms: number, call: () => void) => () => void
}

/** Another process may have put something into the outbox, or died over it. */
const idlePollMs = 30_000

export class DeliveryLoop {
  readonly #courier: Courier
  readonly #timer: LoopTimer
  readonly #tellFault: (fault: StoreFault) => void
  readonly #rounds = new Set<Promise<void>>()
  #wake: { readonly at: number; readonly cancel: () => void } | undefined
  #stopped = true

  constructor(courier: Courier, timer: LoopTimer, tellFault: (fault: StoreFault) => void) {
    this.#courier = courier
    this.#timer = timer
    this.#tellFault = tellFault
  }

  start(): void {
    this.#stopped = false
    this.nudge()
  }

  /** Something was put into the outbox. A slow receiver holds up no other: rounds may overlap. */
  nudge(): void {
    if (this.#stopped) return
    const round = this.#run().finally(() => this.#rounds.delete(round))
    this.#rounds.add(round)
  }

  /** Waits for the attempts that are under way. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#wake?.cancel()
    this.#wake = undefined
    this.#courier.stop()
    await Promise.all(this.#rounds)
  }

  async #run(): Promise<void> {
    const { nextAt, fault } = await this.#courier.deliverDue()
    if (fault !== undefined) this.#tellFault(fault)
    const now = this.#timer.now()
    this.#wakeAt(Math.min(nextAt ?? now + idlePollMs, now + idlePollMs), now)
  }

  /** The earliest wish counts. */
  #wakeAt(at: number, now: number): void {
    if (this.#stopped || (this.#wake !== undefined && this.#wake.at <= at)) return
    this.#wake?.cancel()
    const wake = () => {
      this.#wake = undefined
      this.nudge()
    }
    this.#wake = { at, cancel: this.#timer.after(Math.max(1, at - now), wake) }
  }
}

/** The clock and timers of everything in this folder, so that tests can hold them. */

export interface Timers {
  /** Milliseconds since the epoch. */
  now(): number
  /** Milliseconds since some moment; never set back or forward. For how long something took or is to wait. */
  monotonic(): number
  /** Calls `run` once after `delayMs`; gives a function that prevents it. */
  after(delayMs: number, run: () => void): () => void
}

export const systemTimers: Timers = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
}

/** Resolves after `delayMs`. */
export function pause(timers: Timers, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    timers.after(delayMs, resolve)
  })
}

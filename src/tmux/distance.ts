/** How far away a server is: the least time an answer takes, and its clock beside ours. On this machine both are nothing. */

/** Clocks that are nearer than this are taken to be the same: tmux speaks of whole seconds, and answers take their time. */
const sameClockMs = 1500
/** An answer that took longer than the way did says nothing about the clock. */
const slackMs = 50
/** A way that has become longer is believed by and by. */
const drift = 1.1

export class Distance {
  #roundTripMs: number | undefined
  #skewMs = 0

  /** Of an answer's time that much is the way. */
  get roundTripMs(): number {
    return this.#roundTripMs ?? 0
  }

  /** What has to be added to a moment of the server's clock to make it one of ours. */
  get skewMs(): number {
    return this.#skewMs
  }

  /** An answer that arrived at `now` after `tookMs`; `timeS`: the server's clock when it made it. */
  takeAnswer(tookMs: number, timeS: number, now: number): void {
    this.#roundTripMs = this.#roundTripMs === undefined ? tookMs : Math.min(tookMs, this.#roundTripMs * drift)
    if (tookMs > 2 * this.#roundTripMs + slackMs) return
    const skewMs = now - tookMs / 2 - (timeS * 1000 + 500)
    if (Math.abs(skewMs - this.#skewMs) > sameClockMs) this.#skewMs = Math.round(skewMs / 1000) * 1000
  }
}

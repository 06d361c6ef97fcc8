/** A recording's times: numbers that never go back. */
import { type Phrase, phrase } from "../../locale/phrase.ts"
import { maxSpanMs } from "./item.ts"

export class Moments {
  /** So much earlier than the one before, a moment is the same one. */
  readonly #slackMs: number
  /** Milliseconds since the start. */
  #last = 0

  constructor(slackMs = 0) {
    this.#slackMs = slackMs
  }

  get last(): number {
    return this.#last
  }

  /** The next moment; what is wrong with it, when it is none. */
  next(ms: unknown): Phrase | undefined {
    if (typeof ms !== "number" || !Number.isFinite(ms)) return phrase("authoring.recording-no-time")
    if (ms < this.#last && ms >= this.#last - this.#slackMs) return undefined
    if (ms < 0 || ms > maxSpanMs) return phrase("authoring.recording-time-range")
    if (ms < this.#last) return phrase("authoring.recording-backwards", { from: this.#last, to: ms })
    this.#last = ms
    return undefined
  }
}

/** A recording's times: numbers that never go back. */
import { type Phrase, phrase } from "../../locale/phrase.ts"
import { maxSpanMs } from "./item.ts"

export class Moments {
  /** Milliseconds since the start. */
  #last = 0

  get last(): number {
    return this.#last
  }

  /** The next moment; what is wrong with it, when it is none. */
  next(ms: unknown): Phrase | undefined {
    if (typeof ms !== "number" || !Number.isFinite(ms)) return phrase("authoring.recording-no-time")
    if (ms < 0 || ms > maxSpanMs) return phrase("authoring.recording-time-range")
    if (ms < this.#last) return phrase("authoring.recording-backwards", { from: this.#last, to: ms })
    this.#last = ms
    return undefined
  }
}

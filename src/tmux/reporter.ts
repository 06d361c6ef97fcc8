/** What a watcher has seen, told to whoever listens: only what is another than before, each in a turn of its own. */
import type { Sighting } from "../screen/frame.ts"
import type { Timers } from "./timers.ts"
import type { Surroundings, TrackedPane } from "./tracked-pane.ts"

export interface ReporterOptions {
  readonly timers: Timers
  readonly onSighting: (sighting: Sighting) => void
}

export class Reporter {
  readonly #options: ReporterOptions
  #stopped = false

  constructor(options: ReporterOptions) {
    this.#options = options
  }

  /** The pane's frame, where it is a new one. */
  frame(pane: TrackedPane, around: Surroundings): void {
    const frame = pane.newFrame(around)
    if (frame !== undefined) this.tell({ kind: "frame", at: this.#options.timers.now(), frame })
  }

  lost(pane: TrackedPane): void {
    this.tell({ kind: "gone", at: this.#options.timers.now(), pane: pane.key })
  }

  /** In a queue of its own: what a listener does, or breaks, never happens inside a sweep. */
  tell(sighting: Sighting): void {
    queueMicrotask(() => {
      if (!this.#stopped) this.#options.onSighting(sighting)
    })
  }

  /** Nothing is told after this. */
  stop(): void {
    this.#stopped = true
  }
}

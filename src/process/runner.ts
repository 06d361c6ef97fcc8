/** Programs that rules run: a few at a time, the others in line. */
import { type RunEnd, type RunRequest, runProgram } from "./run.ts"

/** Programs at once. */
export const atOnceMost = 4
/** Programs that wait for their turn; beyond, one is refused, and it is said. */
export const waitingMost = 100

export type RunnerEnd = RunEnd | { readonly kind: "crowded" }

export class Runner {
  readonly #abort = new AbortController()
  readonly #waiting: (() => void)[] = []
  #running = 0

  /** Its time begins when its turn has come. */
  async run(request: Omit<RunRequest, "signal">): Promise<RunnerEnd> {
    if (this.#abort.signal.aborted) return { kind: "stopped", why: "stopping", output: "" }
    if (this.#running < atOnceMost) this.#running += 1
    else {
      if (this.#waiting.length >= waitingMost) return { kind: "crowded" }
      await new Promise<void>((turn) => this.#waiting.push(turn))
      if (this.#abort.signal.aborted) return { kind: "stopped", why: "stopping", output: "" }
    }
    try {
      return await runProgram({ ...request, signal: this.#abort.signal })
    } finally {
      // The place goes on to the next in line.
      const next = this.#waiting.shift()
      if (next === undefined) this.#running -= 1
      else next()
    }
  }

  /** Ends what runs, and begins nothing more. */
  stop(): void {
    this.#abort.abort()
    for (const turn of this.#waiting.splice(0)) turn()
  }
}

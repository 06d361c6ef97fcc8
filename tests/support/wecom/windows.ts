/** Counts what happened in the last stretch of time. */
export class Window {
  readonly #lengthMs: number
  #moments: number[] = []

  constructor(lengthMs: number) {
    this.#lengthMs = lengthMs
  }

  /** How many happened in the window that ends at `now`. */
  count(now: number): number {
    this.#moments = this.#moments.filter((moment) => moment > now - this.#lengthMs)
    return this.#moments.length
  }

  add(now: number): void {
    this.#moments.push(now)
  }
}

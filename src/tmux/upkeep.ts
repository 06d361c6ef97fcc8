/** Runs something when it is wanted, never twice at a time, and once more when it was wanted meanwhile. */
export class Upkeep {
  readonly #run: () => Promise<void>
  #isRunning = false
  #isWanted = false

  constructor(run: () => Promise<void>) {
    this.#run = run
  }

  wanted(): void {
    this.#isWanted = true
    if (!this.#isRunning) void this.#turn()
  }

  async #turn(): Promise<void> {
    this.#isRunning = true
    while (this.#isWanted) {
      this.#isWanted = false
      await this.#run()
    }
    this.#isRunning = false
  }
}

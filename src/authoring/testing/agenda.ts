/** What happens later in a test by itself: the end of a gap, the next frame of a recording. */

export interface Later {
  /** Milliseconds of the virtual clock. */
  readonly at: number
  readonly run: () => void
}

export class Agenda {
  /** By whom it was put there, in the order of time. */
  readonly #of = new Map<string, Later[]>()

  /** `later` stands in the order of time, and takes the place of what the same owner had planned. */
  plan(owner: string, later: readonly Later[]): void {
    this.#of.set(owner, [...later])
  }

  forget(owner: string): void {
    this.#of.delete(owner)
  }

  /** The next one up to the moment, taken off. */
  next(to: number): Later | undefined {
    let first: Later[] | undefined
    for (const planned of this.#of.values()) {
      const [head] = planned
      const isSooner = head !== undefined && head.at <= to && head.at < (first?.[0]?.at ?? Number.POSITIVE_INFINITY)
      if (isSooner) first = planned
    }
    return first?.shift()
  }
}

/** Counts, or milliseconds, by what is true and what was seen; and what follows from them. */
import type { SeenState } from "../../src/engine/state.ts"
import { type Truth, truths } from "./truth.ts"

/** What is counted under one truth and one answer. */
interface Cell {
  readonly truth: Truth
  readonly seen: SeenState
  readonly right: boolean
  readonly weight: number
}

export interface Share {
  readonly of: number
  readonly part: number
}

export class Tally {
  readonly #cells: Cell[] = []

  add(truth: Truth, seen: SeenState, right: boolean, weight = 1): void {
    this.#cells.push({ truth, seen, right, weight })
  }

  get isEmpty(): boolean {
    return this.#cells.length === 0
  }

  join(other: Tally): void {
    this.#cells.push(...other.#cells)
  }

  /** How often the answer is right. */
  accuracy(): Share {
    return { part: this.#sum(({ right }) => right), of: this.#sum(() => true) }
  }

  /** Of what was seen as the state, how much is right. */
  precision(state: SeenState): Share {
    const isIt = (cell: Cell) => same(cell.seen, state)
    return { part: this.#sum((cell) => isIt(cell) && cell.right), of: this.#sum(isIt) }
  }

  /** Of what is the state, how much was seen. */
  recall(truth: Truth): Share {
    const isIt = (cell: Cell) => cell.truth === truth
    return { part: this.#sum((cell) => isIt(cell) && cell.right), of: this.#sum(isIt) }
  }

  /** Of what waits for a person, how much was seen as one or the other. */
  needsPerson(): Share {
    const isIt = ({ truth }: Cell) => truth === "approval" || truth === "question"
    const isSeen = ({ seen }: Cell) => seen === "approval" || seen === "question"
    return { part: this.#sum((cell) => isIt(cell) && isSeen(cell)), of: this.#sum(isIt) }
  }

  /** Rows of truth, columns of what was seen; only those with something in them. */
  matrix(): { readonly truth: Truth; readonly seen: ReadonlyMap<SeenState, number> }[] {
    return truths.flatMap((truth) => {
      const cells = this.#cells.filter((cell) => cell.truth === truth)
      const seen = new Map<SeenState, number>()
      for (const cell of cells) seen.set(cell.seen, (seen.get(cell.seen) ?? 0) + cell.weight)
      return cells.length === 0 ? [] : [{ truth, seen }]
    })
  }

  #sum(counts: (cell: Cell) => boolean): number {
    return this.#cells.reduce((sum, cell) => (counts(cell) ? sum + cell.weight : sum), 0)
  }
}

/** A limit is an error. */
const same = (a: SeenState, b: SeenState): boolean => a === b || (b === "error" && a === "limited")

/** Nothing to count is nothing wrong. */
export const ratio = ({ part, of }: Share): number => (of === 0 ? 1 : part / of)

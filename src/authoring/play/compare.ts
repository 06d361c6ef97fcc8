/** Two replays of one recording: what fires now and did not, and the other way round. */
import type { PlainEffect } from "./plain.ts"

export interface Firing {
  /** Milliseconds since the recording began. */
  readonly t: number
  readonly rule: string
  readonly effects: readonly PlainEffect[]
}

export type Difference =
  | ({ readonly kind: "gained" | "lost" } & Firing)
  /** The same rule at another moment, or with other effects. */
  | ({ readonly kind: "moved"; readonly from: number } & Firing)

/** A rule that fires again within this time of when it did is the same firing. */
export const sameFiringMs = 5_000

/** In the order of time; firings that are the same in both are left out. */
export function compareFirings(before: readonly Firing[], after: readonly Firing[]): Difference[] {
  const differences: Difference[] = []
  const left = [...before]
  const take = (fits: (firing: Firing) => boolean): Firing | undefined => {
    const index = left.findIndex(fits)
    return index < 0 ? undefined : left.splice(index, 1)[0]
  }
  // Exact pairs first: one of them must not be taken by a firing beside it.
  const others = after.filter(
    (now) => take((was) => was.rule === now.rule && was.t === now.t && sameEffects(was, now)) === undefined,
  )
  for (const now of others) {
    const was = take((one) => one.rule === now.rule && Math.abs(one.t - now.t) <= sameFiringMs)
    differences.push(was === undefined ? { kind: "gained", ...now } : { kind: "moved", from: was.t, ...now })
  }
  differences.push(...left.map((was) => ({ kind: "lost" as const, ...was })))
  return differences.sort((a, b) => a.t - b.t)
}

const sameEffects = (a: Firing, b: Firing): boolean => JSON.stringify(a.effects) === JSON.stringify(b.effects)

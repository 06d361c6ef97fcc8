/** Two replays of one recording: what happens now and did not, and the other way round. */
import type { PlainEffect } from "./plain.ts"

export interface Firing {
  /** Milliseconds since the recording began. */
  readonly t: number
  readonly rule: string
  readonly effects: readonly PlainEffect[]
}

/** An agent in another state; null: no agent is there any more. */
export interface StateChange {
  /** Milliseconds since the recording began. */
  readonly t: number
  readonly agent: string | null
  readonly state: string | null
  readonly captures: Readonly<Record<string, string>>
}

export type Difference<Happened extends Firing | StateChange = Firing | StateChange> =
  | ({ readonly kind: "gained" | "lost" } & Happened)
  /** The same at another moment, or with other effects or captures. */
  | ({ readonly kind: "moved"; readonly from: number } & Happened)

/** What happens again within this time of when it did is the same. */
export const sameFiringMs = 5_000

/** In the order of time; what is the same in both is left out. */
export function compareReplays<Happened extends Firing | StateChange>(
  before: readonly Happened[],
  after: readonly Happened[],
): Difference<Happened>[] {
  const differences: Difference<Happened>[] = []
  // Exact pairs first: one of them must not be taken by what happened beside it.
  const same = Map.groupBy(before, (one) => JSON.stringify(one))
  const others = after.filter((now) => same.get(JSON.stringify(now))?.pop() === undefined)
  const left = new Set([...same.values()].flat())
  const named = Map.groupBy(left, nameOf)
  for (const now of others) {
    const was = named.get(nameOf(now))?.find((one) => left.has(one) && Math.abs(one.t - now.t) <= sameFiringMs)
    if (was !== undefined) left.delete(was)
    differences.push(was === undefined ? { kind: "gained", ...now } : { kind: "moved", from: was.t, ...now })
  }
  differences.push(...[...left].map((was) => ({ kind: "lost" as const, ...was })))
  return differences.sort((a, b) => a.t - b.t)
}

const nameOf = (happened: Firing | StateChange): string =>
  "rule" in happened ? `rule ${happened.rule}` : `state ${happened.agent} ${happened.state}`

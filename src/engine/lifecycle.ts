/** The life of an instance: how a verdict and the time move it. */
import type { Rule } from "../language/ruleset.ts"
import { waitsLater } from "./block/waiting.ts"
import type { Verdict } from "./evaluate.ts"
import { sooner } from "./moments.ts"
import type { Instance } from "./state.ts"

/** Timers that stood still because nothing could be seen go on if it ends within this time, else they start over. */
export const maxUnknownMs = 600_000

/** What a look says of an instance. */
export interface Seeing {
  readonly verdict: Verdict
  /** The approval or question that stands now (`AgentSight.identity`); empty: none. */
  readonly standing: string
  readonly now: number
}

/**
 * The instance after a verdict; `opened`: it just entered *open*. Whoever calls has ended the block of an appearance that gave
 * way to another (`isReplaced`).
 */
export function advance(
  instance: Instance,
  rule: Rule,
  seeing: Seeing,
): { readonly instance: Instance; readonly opened: boolean } {
  const { verdict, now } = seeing
  const timely = notAhead(instance, rule, now)
  if (verdict.holds === undefined) {
    return { instance: timely.unknownSince === undefined ? { ...timely, unknownSince: now } : timely, opened: false }
  }
  const seen = resume(timely, now)
  return verdict.holds ? present(seen, rule, verdict, now) : { instance: gone(seen, rule, seeing), opened: false }
}

/** The rule holds, but for another approval or question than the one that the instance is open for. */
export const isReplaced = ({ phase, wait }: Instance, verdict: Verdict): boolean =>
  verdict.holds === true && (phase === "open" || phase === "clearing") && wait !== verdict.wait

/** After the clock was set back nothing may lie ahead: a timer would stand still until the clock has caught up. */
export function notAhead(instance: Instance, rule: Rule, now: number): Instance {
  const { since, matchedSince, unknownSince, firings, batch, repeatAt, block } = instance
  const deliveredAt = block?.ask?.deliveredAt
  const moments = [since, matchedSince, unknownSince, firings.at(-1), batch?.since, deliveredAt]
  const latestRepeat = now + rule.repeatMs
  if (moments.every((at) => at === undefined || at <= now) && (repeatAt ?? now) <= latestRepeat) return instance
  return {
    ...instance,
    repeatAt: repeatAt === undefined ? undefined : Math.min(repeatAt, latestRepeat),
    block:
      block?.ask === undefined || deliveredAt === undefined
        ? block
        : { ...block, ask: { ...block.ask, deliveredAt: Math.min(deliveredAt, now) } },
    since: Math.min(since, now),
    matchedSince: Math.min(matchedSince, now),
    unknownSince: unknownSince === undefined ? undefined : Math.min(unknownSince, now),
    firings: firings.map((at) => Math.min(at, now)),
    batch: batch === undefined ? undefined : { ...batch, since: Math.min(batch.since, now) },
  }
}

/** It can be told again: timers go on from where they stood. */
export function resume(instance: Instance, now: number): Instance {
  if (instance.unknownSince === undefined) return instance
  const away = Math.max(0, now - instance.unknownSince)
  // Never beyond now: a timer that began while nothing was known for sure has not waited yet.
  const moved = (began: number): number => (away > maxUnknownMs ? now : Math.min(now, began + away))
  return {
    ...instance,
    since: moved(instance.since),
    matchedSince: moved(instance.matchedSince),
    unknownSince: undefined,
    block: waitsLater(away, instance.block),
  }
}

interface Moved {
  readonly instance: Instance
  readonly opened: boolean
}

function present(before: Instance, rule: Rule, verdict: Verdict, now: number): Moved {
  const appears = (): Moved => {
    const { matched, wait } = verdict
    return settle({ ...before, ...closed, phase: "pending", since: now, matched, matchedSince: now, wait }, rule, now)
  }
  switch (before.phase) {
    case "absent":
      return appears()
    case "pending": {
      const { matched, wait } = verdict
      if (wait !== before.wait) return appears()
      // A text that nobody asked to stand still may change as it likes.
      const isSame = matched === before.matched || rule.stableMs === 0
      return settle(isSame ? before : { ...before, matched, matchedSince: now }, rule, now)
    }
    case "open":
      return isReplaced(before, verdict) ? appears() : { instance: before, opened: false }
    case "clearing":
      if (isReplaced(before, verdict)) return appears()
      return { instance: { ...before, phase: "open", since: now }, opened: false }
    default:
      return before.phase satisfies never
  }
}

const closed = {
  about: undefined,
  refused: undefined,
  failed: false,
  told: false,
  reasked: 0,
  askAt: undefined,
  repeatAt: undefined,
} as const

/** It is over at once. */
export const end = (instance: Instance, now: number): Instance => ({
  ...instance,
  ...closed,
  phase: "absent",
  since: now,
})

function settle(pending: Instance, rule: Rule, now: number): Moved {
  if (now < opensAt(pending, rule)) return { instance: pending, opened: false }
  return { instance: { ...opening(pending, now), phase: "open" }, opened: true }
}

/** A new appearance begins: later than the last one, even when the clock was set back. */
export const opening = (instance: Instance, now: number): Instance => ({
  ...instance,
  since: now,
  openedAt: Math.max(now, instance.openedAt + 1),
})

const opensAt = (pending: Instance, rule: Rule): number =>
  Math.max(pending.since + rule.forMs, pending.matchedSince + rule.stableMs)

function gone(before: Instance, rule: Rule, seeing: Seeing): Instance {
  const { now, standing } = seeing
  switch (before.phase) {
    case "absent":
      return before
    case "pending":
      return { ...before, phase: "absent", since: now }
    case "open":
      return gone({ ...before, phase: "clearing", since: now }, rule, seeing)
    case "clearing": {
      // Steps that still run keep the appearance: a new one must not begin beside them. Whoever only waits for a person does not.
      const isRunning = before.block !== undefined && before.block.waiting?.kind !== "decision"
      // An approval that is gone never comes back: the next one is another.
      const isOver = before.wait !== "" && before.wait !== standing
      if (isRunning || (!isOver && now - before.since < rule.clearMs)) return before
      return { ...before, ...closed, phase: "absent", since: now }
    }
    default:
      return before.phase satisfies never
  }
}

/** When time alone moves the instance on; undefined: never. */
export function movesAt(instance: Instance, rule: Rule): number | undefined {
  if (instance.unknownSince !== undefined) return undefined
  const { phase, block } = instance
  switch (phase) {
    case "pending":
      return opensAt(instance, rule)
    case "clearing":
      return block === undefined || block.waiting?.kind === "decision" ? instance.since + rule.clearMs : undefined
    case "open":
      return block === undefined && instance.refused !== "inhibited"
        ? sooner(instance.repeatAt, instance.askAt)
        : undefined
    default:
      return undefined
  }
}

/** When the openings that `collect` gathers fire; undefined: there are none. */
export const batchDueAt = ({ batch }: Instance, { collect }: Rule): number | undefined =>
  batch === undefined || collect === undefined
    ? undefined
    : batch.matches.length >= collect.count
      ? batch.since
      : batch.since + collect.withinMs

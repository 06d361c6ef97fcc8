/** The life of an instance: how a verdict and the time move it, and whether its effects may fire. */
import type { Rule } from "../language/ruleset.ts"
import type { Facts } from "../screen/facts.ts"
import type { Frame } from "../screen/frame.ts"
import type { Verdict } from "./evaluate.ts"
import type { Block, EngineState, Instance } from "./state.ts"

/** Timers that stood still because nothing could be seen go on if it ends within this time, else they start over. */
export const maxUnknownMs = 600_000

/** The instance after a verdict; `opened`: it just entered *open*. */
export function advance(
  instance: Instance,
  rule: Rule,
  verdict: Verdict,
  now: number,
): { instance: Instance; opened: boolean } {
  const timely = notAhead(instance, now)
  if (verdict.holds === undefined) {
    return { instance: timely.unknownSince === undefined ? { ...timely, unknownSince: now } : timely, opened: false }
  }
  const seen = resume(timely, now)
  return verdict.holds ? present(seen, rule, verdict, now) : { instance: gone(seen, rule, now), opened: false }
}

/** After the clock was set back nothing may lie ahead: a timer would stand still until the clock has caught up. */
function notAhead(instance: Instance, now: number): Instance {
  const { since, matchedSince, unknownSince, firings } = instance
  const isAhead = since > now || matchedSince > now || (unknownSince ?? now) > now || (firings.at(-1) ?? now) > now
  if (!isAhead) return instance
  return {
    ...instance,
    since: Math.min(since, now),
    matchedSince: Math.min(matchedSince, now),
    unknownSince: unknownSince === undefined ? undefined : Math.min(unknownSince, now),
    firings: firings.map((at) => Math.min(at, now)),
  }
}

function resume(instance: Instance, now: number): Instance {
  if (instance.unknownSince === undefined) return instance
  const away = Math.max(0, now - instance.unknownSince)
  // Never beyond now: a timer that began while nothing was known for sure has not waited yet.
  const moved = (began: number): number => (away > maxUnknownMs ? now : Math.min(now, began + away))
  return {
    ...instance,
    since: moved(instance.since),
    matchedSince: moved(instance.matchedSince),
    unknownSince: undefined,
    block: laterBy(away, instance.block),
  }
}

/** What had to be gone by some moment gets the time that nobody could see. */
function laterBy(ms: number, block: Block | undefined): Block | undefined {
  if (block?.waiting?.kind !== "gone") return block
  return { ...block, waiting: { kind: "gone", by: block.waiting.by + ms } }
}

function present(before: Instance, rule: Rule, verdict: Verdict, now: number): { instance: Instance; opened: boolean } {
  switch (before.phase) {
    case "absent": {
      const { matched } = verdict
      return settle({ ...before, phase: "pending", since: now, matched, matchedSince: now }, rule, now)
    }
    case "pending": {
      const { matched } = verdict
      return settle(matched === before.matched ? before : { ...before, matched, matchedSince: now }, rule, now)
    }
    case "open":
      return { instance: before, opened: false }
    case "clearing":
      return { instance: { ...before, phase: "open", since: now }, opened: false }
    default:
      return before.phase satisfies never
  }
}

function settle(pending: Instance, rule: Rule, now: number): { instance: Instance; opened: boolean } {
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

function gone(before: Instance, rule: Rule, now: number): Instance {
  switch (before.phase) {
    case "absent":
      return before
    case "pending":
      return { ...before, phase: "absent", since: now }
    case "open":
      return gone({ ...before, phase: "clearing", since: now }, rule, now)
    case "clearing":
      // Steps that still run keep the appearance: a new one must not begin beside them.
      if (now - before.since < rule.clearMs || before.block !== undefined) return before
      return { ...before, phase: "absent", since: now }
    default:
      return before.phase satisfies never
  }
}

/** When time alone moves the instance on; undefined: never. */
export function movesAt(instance: Instance, rule: Rule): number | undefined {
  if (instance.unknownSince !== undefined) return undefined
  switch (instance.phase) {
    case "pending":
      return opensAt(instance, rule)
    case "clearing":
      return instance.block === undefined ? instance.since + rule.clearMs : undefined
    default:
      return undefined
  }
}

/** Why an instance that opened does not fire; in this order. */
export type Refused = "once" | "cooldown" | "limit"

export function refusal(instance: Instance, rule: Rule, facts: Facts, now: number): Refused | undefined {
  if (rule.once.per !== "appearance" && isSameUnit(instance.toldIn, unitOf(rule, facts))) return "once"
  const last = instance.firings.at(-1)
  if (last !== undefined && now - last < rule.cooldownMs) return "cooldown"
  if (rule.limit !== undefined) {
    const { count, perMs } = rule.limit
    if (instance.firings.filter((at) => now - at < perMs).length >= count) return "limit"
  }
  return undefined
}

/** A process's beginning is counted from the machine's, which moves a little with the clock. */
const beginningToleranceMs = 5_000

function isSameUnit(told: string | undefined, unit: string): boolean {
  if (told === undefined || told === unit) return told === unit
  const [, command, began] = /^command (.*) (\d+)$/s.exec(told) ?? []
  const [, other, otherBegan] = /^command (.*) (\d+)$/s.exec(unit) ?? []
  return (
    command !== undefined && command === other && Math.abs(Number(began) - Number(otherBegan)) < beginningToleranceMs
  )
}

/** For `once per session`: whether another pane of the session has told it already. */
export function toldInSession(state: EngineState, rule: Rule, { pane, facts }: Frame): boolean {
  if (rule.once.per !== "session") return false
  const unit = unitOf(rule, facts)
  for (const [key, other] of state.panes) {
    if (key === pane) continue
    for (const instance of other.instances.values()) {
      if (instance.rule === rule.name && instance.toldIn === unit) return true
    }
  }
  return false
}

/** How long a firing matters to cooldown and limit. */
export const memoryMs = (rule: Rule): number => Math.max(rule.cooldownMs, rule.limit?.perMs ?? 0)

/** The instance after its effects fired. */
export function fired(instance: Instance, rule: Rule, facts: Facts, now: number): Instance {
  const keptMs = memoryMs(rule)
  const firings = keptMs === 0 ? [] : [...instance.firings.filter((at) => now - at < keptMs), now]
  return { ...instance, firings, toldIn: rule.once.per === "appearance" ? undefined : unitOf(rule, facts) }
}

/** What `once per …` lasts for. A command is another one when another process group runs in the foreground. */
function unitOf(rule: Rule, facts: Facts): string {
  switch (rule.once.per) {
    case "appearance":
    case "pane":
      return "pane"
    case "session":
      return `${facts.host} ${facts.session}`
    case "command":
      return `command ${facts.command} ${facts.runningSince === undefined ? "" : Math.round(facts.runningSince)}`
    default:
      return rule.once.per satisfies never
  }
}

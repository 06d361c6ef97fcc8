/** Whether an instance that opened may fire: `once`, `cooldown` and `limit` remember what it has told. */
import type { Rule } from "../language/ruleset.ts"
import type { Facts } from "../screen/facts.ts"
import type { Frame, PaneKey } from "../screen/frame.ts"
import type { EngineState, Instance, InstanceKey, PaneState } from "./state.ts"

/** Why an instance that opened does not fire; the first that refuses, in this order. */
export type Refused = "inhibited" | "once" | "cooldown" | "limit" | "quiet"

/** `again`: a `repeat`, which passes `once` and `cooldown`. */
export function refusal(
  instance: Instance,
  rule: Rule,
  facts: Facts,
  now: number,
  again = false,
): "once" | "cooldown" | "limit" | undefined {
  if (!again && rule.once.per !== "appearance" && isSameUnit(instance.toldIn, unitOf(rule, facts))) return "once"
  const last = instance.firings.at(-1)
  if (!again && last !== undefined && now - last < rule.cooldownMs) return "cooldown"
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
export function toldInSession(state: EngineState, rule: Rule, key: InstanceKey, { pane, facts }: Frame): boolean {
  if (rule.once.per !== "session") return false
  const unit = unitOf(rule, facts)
  if (state.sessions?.has(toldKey(key, unit))) return true
  return [...state.panes].some(([other, { instances }]) => other !== pane && instances.get(key)?.toldIn === unit)
}

const toldKey = (key: InstanceKey, unit: string): string => `${key} ${unit}`

/** `EngineState.sessions` after a pane is closed: what it has told counts for as long as its session has other panes. */
export function sessionsWithout(
  { sessions }: EngineState,
  closed: PaneState,
  left: ReadonlyMap<PaneKey, PaneState>,
): ReadonlySet<string> {
  const kept = new Set(sessions)
  const facts = closed.frame?.facts
  if (facts === undefined) return kept
  const session = sessionOf(facts)
  const isLeft = [...left.values()].some(({ frame }) => frame !== undefined && sessionOf(frame.facts) === session)
  for (const [key, { toldIn }] of closed.instances) if (toldIn === session) kept.add(toldKey(key, session))
  if (!isLeft) for (const told of kept) if (told.endsWith(` ${session}`)) kept.delete(told)
  return kept
}

const sessionOf = ({ host, session }: Facts): string => `${host} ${session}`

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
      return sessionOf(facts)
    case "command":
      return `command ${facts.command} ${facts.runningSince === undefined ? "" : Math.round(facts.runningSince)}`
    default:
      return rule.once.per satisfies never
  }
}

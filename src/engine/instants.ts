/** New lines and events: rules about an instant open at once, judged with the facts of the moment. */
import type { Condition, Rule, RuleSet } from "../language/ruleset.ts"
import { proceed } from "./block/block.ts"
import type { Effect } from "./effect.ts"
import { evaluate, judge, type Look, type SeenEvent, type Verdict } from "./evaluate.ts"
import { instanceKey } from "./instance-key.ts"
import { opening } from "./lifecycle.ts"
import { lookAt } from "./look.ts"
import { markerEvent } from "./markers.ts"
import { aboutOf, open } from "./opening.ts"
import { absent, type EngineState, type PaneState } from "./state.ts"

/** Lines of one look that one rule may fire for; more are a flood, which `limit` and `cooldown` are for. */
export const maxMatchesPerLook = 100

/** Instants of one instance that wait for its steps to end; of more the later ones are not told. */
export const maxQueued = 20

export interface Instants {
  readonly pane: PaneState
  readonly effects: readonly Effect[]
}

/** `text`: the new lines, joined by `\n`. */
export function seeOutput(ruleSet: RuleSet, state: EngineState, pane: PaneState, text: string, now: number): Instants {
  const looks = looksAt(ruleSet, pane, now)
  if (looks === undefined) return { pane, effects: [] }
  const seen = seeInstants(
    ruleSet,
    state,
    pane,
    looks.map((look) => ({ ...look, output: text })),
  )
  const events = text.includes("### ") ? text.split("\n").flatMap((line) => markerEvent(line) ?? []) : []
  return events.slice(0, maxMatchesPerLook).reduce<Instants>((before, event) => {
    const next = seeInstants(
      ruleSet,
      state,
      before.pane,
      looks.map((look) => ({ ...look, event })),
    )
    return { pane: next.pane, effects: [...before.effects, ...next.effects] }
  }, seen)
}

export function seeEvent(
  ruleSet: RuleSet,
  state: EngineState,
  pane: PaneState,
  event: SeenEvent,
  now: number,
): Instants {
  const looks = looksAt(ruleSet, pane, now)
  if (looks === undefined) return { pane, effects: [] }
  return seeInstants(
    ruleSet,
    state,
    pane,
    looks.map((look) => ({ ...look, event })),
  )
}

/** Under the facts of now, and of the look before: a program that printed and ended is gone when its lines are read. */
function looksAt(ruleSet: RuleSet, { frame, agent, factsBefore }: PaneState, now: number): readonly Look[] | undefined {
  if (frame === undefined) return undefined
  const look = lookAt(frame, now, ruleSet, agent)
  return factsBefore === undefined ? [look] : [look, { ...look, frame: { ...frame, facts: factsBefore } }]
}

/** `looks`: the same instant under several facts; the first under which a rule holds counts. */
function seeInstants(ruleSet: RuleSet, state: EngineState, before: PaneState, looks: readonly Look[]): Instants {
  const instances = new Map(before.instances)
  let counts = before.counts
  const effects: Effect[] = []
  for (const rule of ruleSet.rules) {
    if (!rule.edge) continue
    const counted = countsOf(rule)
    const found = counted.length === 0 ? findings(rule, looks) : undefined
    for (const { verdict, look } of found ??
      countedFindings(rule, counted, looks, counts, (next) => {
        counts = next
      })) {
      const { frame, now } = look
      const key = instanceKey(rule, verdict, look)
      const known = instances.get(key) ?? absent(rule.name, now)
      const about = aboutOf(rule, verdict, look)
      // Its steps still run: another one must not begin beside them.
      if (known.block !== undefined && rule.collect === undefined) {
        if (known.queued.length < maxQueued) instances.set(key, { ...known, queued: [...known.queued, about] })
        continue
      }
      const isJoining = known.batch !== undefined
      const opened = isJoining ? known : opening(known, now)
      const place = { ruleSet, frame, now, state, instances }
      const { instance, effects: made } = proceed(open(opened, rule, about, place), key, rule, {
        ruleSet,
        frame,
        now,
        sight: look.agent,
      })
      effects.push(...made)
      instances.set(key, instance)
    }
  }
  return { pane: { ...before, instances, counts }, effects }
}

interface Finding {
  readonly verdict: Verdict
  readonly look: Look
}

function findings(rule: Rule, looks: readonly Look[]): readonly Finding[] {
  for (const look of looks) {
    const verdict = judge(rule, look)
    if (verdict.holds !== true) continue
    const lines = eachLine(rule, look)
    return lines.length > 0 ? lines : [{ verdict, look }]
  }
  return []
}

/** Each line that matches is an instant of its own, the oldest first. None: only several lines together match. */
function eachLine(rule: Rule, whole: Look): readonly Finding[] {
  const found: Finding[] = []
  for (const look of lineLooks(whole)) {
    const verdict = judge(rule, look)
    if (verdict.holds === true) found.push({ verdict, look })
    if (found.length === maxMatchesPerLook) break
  }
  return found
}

const lineLooks = (whole: Look): readonly Look[] =>
  whole.output === undefined ? [whole] : whole.output.split("\n").map((output) => ({ ...whole, output }))

type Count = Extract<Condition, { kind: "count" }>

/** For `N times within D`: line by line, since each may be the one that makes it N. A firing begins the count anew. */
function countedFindings(
  rule: Rule,
  counted: readonly Count[],
  looks: readonly Look[],
  before: PaneState["counts"],
  keep: (counts: PaneState["counts"]) => void,
): readonly Finding[] {
  const counts = new Map(before)
  const found: Finding[] = []
  const [first] = looks
  for (const line of first === undefined ? [] : lineLooks(first)) {
    const { output, event, now } = line
    const variants = looks.map((look) => ({ ...look, output, event }))
    for (const { id, of, times, withinMs } of counted) {
      if (!variants.some((look) => evaluate(of, look).holds === true)) continue
      const recent = (counts.get(id) ?? []).filter((at) => at <= now && now - at < withinMs)
      counts.set(id, [...recent, now].slice(-times))
    }
    const numbers = new Map([...counts].map(([id, moments]) => [id, moments.length]))
    for (const look of variants.map((one) => ({ ...one, counts: numbers }))) {
      const verdict = judge(rule, look)
      if (verdict.holds !== true) continue
      found.push({ verdict, look })
      for (const { id } of counted) counts.delete(id)
      break
    }
    if (found.length === maxMatchesPerLook) break
  }
  keep(counts)
  return found
}

const counts = new WeakMap<Rule, readonly Count[]>()

function countsOf(rule: Rule): readonly Count[] {
  let known = counts.get(rule)
  if (known === undefined) {
    known = countsIn(rule.when)
    counts.set(rule, known)
  }
  return known
}

function countsIn(condition: Condition): readonly Count[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.of.flatMap(countsIn)
    case "not":
      return countsIn(condition.of)
    case "count":
      return [condition, ...countsIn(condition.of)]
    default:
      return []
  }
}

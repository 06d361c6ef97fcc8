/** New lines and events: rules about an instant open at once, judged with the facts of the moment. */
import type { Condition, Rule, RuleSet } from "../language/ruleset.ts"
import { leave, type Progress, proceed } from "./block/block.ts"
import type { Effect, Guard } from "./effect.ts"
import { evaluate, judge, type Look, type SeenEvent, type Verdict } from "./evaluate.ts"
import { instanceKey } from "./instance-key.ts"
import { opening } from "./lifecycle.ts"
import { lookAgain } from "./look.ts"
import { markerEvent } from "./markers.ts"
import { aboutOf, open, type Place } from "./opening.ts"
import { type About, absent, type EngineState, type Instance, type PaneState } from "./state.ts"

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
  const seen = seeInstants(
    ruleSet,
    state,
    pane,
    looks.map((look) => ({ ...look, output: text })),
  )
  const events = text.includes("### ") ? text.split("\n").flatMap((line) => markerEvent(line) ?? []) : []
  const { pane: after, effects } = events.slice(0, maxMatchesPerLook).reduce<Instants>((before, event) => {
    const next = seeInstants(
      ruleSet,
      state,
      before.pane,
      looks.map((look) => ({ ...look, event })),
    )
    return { pane: next.pane, effects: [...before.effects, ...next.effects] }
  }, seen)
  // Whatever comes later came under the facts of now.
  return { pane: after.factsBefore === undefined ? after : { ...after, factsBefore: undefined }, effects }
}

export function seeEvent(
  ruleSet: RuleSet,
  state: EngineState,
  pane: PaneState,
  event: SeenEvent,
  now: number,
): Instants {
  const looks = looksAt(ruleSet, pane, now).map((look) => ({ ...look, event }))
  return seeInstants(ruleSet, state, pane, looks)
}

/** Under the facts of now, and of the look before: a program that printed and ended is gone when its lines are read. */
function looksAt(ruleSet: RuleSet, { frame, agent, factsBefore }: PaneState, now: number): readonly Look[] {
  if (frame === undefined) return []
  const look = lookAgain(frame, now, ruleSet, agent)
  if (factsBefore === undefined || factsBefore.until < now) return [look]
  return [look, { ...look, frame: { ...frame, facts: factsBefore.facts } }]
}

/** `looks`: the same instant under several facts; the first under which a rule holds counts. */
function seeInstants(ruleSet: RuleSet, state: EngineState, before: PaneState, looks: readonly Look[]): Instants {
  if (looks.length === 0) return { pane: before, effects: [] }
  const instances = new Map(before.instances)
  let counts = before.counts
  const effects: Effect[] = []
  for (const rule of ruleSet.rules) {
    if (!rule.edge) continue
    const counted = countsOf(rule)
    const found =
      counted.length === 0
        ? findings(rule, looks)
        : countedFindings(rule, counted, looks, counts, (next) => {
            counts = next
          })
    for (const { verdict, look } of found) {
      const key = instanceKey(rule, verdict, look)
      const known = instances.get(key) ?? absent(rule.name, look.now)
      const { instance, effects: made } = happen(known, rule, aboutOf(rule, verdict, look), look, {
        ruleSet,
        frame: look.frame,
        now: look.now,
        state,
        instances,
        key,
      })
      effects.push(...made)
      instances.set(key, instance)
    }
  }
  return { pane: { ...before, instances, counts }, effects }
}

/** One instant: it opens, joins others, waits for the steps of the one before, or takes the place of what was asked before. */
function happen(known: Instance, rule: Rule, about: About, look: Look, place: Place): Progress {
  const { now, key, ruleSet, frame } = place
  const situation = { ruleSet, frame, now, sight: look.agent, key, rule }
  const effects: Effect[] = []
  let instance = known
  if (known.block !== undefined && rule.collect === undefined) {
    const isAsking = known.block.waiting?.kind === "decision"
    // Another event about the dialog that is asked about already.
    if (isAsking && about.guard.kind === "wait" && sameGuard(about.guard, known.block.guard))
      return { instance, effects }
    if (!isAsking) {
      const queued = [...known.queued, about].slice(0, maxQueued)
      return { instance: { ...known, queued }, effects }
    }
    const left = leave(known, { ...situation, instance: known })
    instance = left.instance
    effects.push(...left.effects)
  }
  const opened = rule.collect === undefined ? opening(instance, now) : instance
  const went = proceed(open(opened, rule, about, place), key, rule, situation)
  return { instance: went.instance, effects: [...effects, ...went.effects] }
}

const sameGuard = (a: Guard, b: Guard): boolean => JSON.stringify(a) === JSON.stringify(b)

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
  const [first] = looks
  // Of most lines nothing is counted: the text as a whole tells.
  const matters = counted.some(({ of }) => looks.some((look) => evaluate(of, look).holds === true))
  if (!matters) return []
  const counts = new Map(before)
  const found: Finding[] = []
  for (const line of first === undefined ? [] : lineLooks(first)) {
    const { output, event, now } = line
    const variants = looks
      .map((look) => ({ ...look, output, event }))
      .filter((look) => rule.on === undefined || evaluate(rule.on, look).holds === true)
    // What anybody can print counts by itself.
    const suffix = event?.trusted === false ? " printed" : ""
    for (const { id: own, of, times, withinMs } of counted) {
      if (!variants.some((look) => evaluate(of, look).holds === true)) continue
      const id = `${own}${suffix}`
      const recent = (counts.get(id) ?? []).filter((at) => at <= now && now - at < withinMs)
      counts.set(id, [...recent, now].slice(-times))
    }
    const numbers = new Map(counted.map(({ id }) => [id, counts.get(`${id}${suffix}`)?.length ?? 0]))
    for (const look of variants.map((one) => ({ ...one, counts: numbers }))) {
      const verdict = judge(rule, look)
      if (verdict.holds !== true) continue
      found.push({ verdict, look })
      for (const { id } of counted) counts.delete(`${id}${suffix}`)
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

/**
 * Plays what was seen to the engine on a virtual clock: time passes by the very moments that the engine asks for, as in
 * the service. Pure; whoever replays a recording or runs a test is a driver of this.
 */
import type { Effect, SendEffect, SendOutcome } from "../../engine/effect.ts"
import { type Refused, refusal } from "../../engine/lifecycle.ts"
import type { Observation } from "../../engine/observation.ts"
import { type EngineState, emptyState, type Instance, type PaneState } from "../../engine/state.ts"
import { step } from "../../engine/step.ts"
import type { Rule, RuleSet } from "../../language/ruleset.ts"
import type { PaneKey } from "../../screen/frame.ts"

/** What a rule did, at a moment of the virtual clock (milliseconds). */
export type Happening =
  /** It opened and its `do` began; the effects are those of the first steps, and may be none (`do { wait 5s; … }`). */
  | Happened<"fired", { readonly effects: readonly Effect[] }>
  /** Its `do` went on: after a wait, a check, or keys. */
  | Happened<"went-on", { readonly effects: readonly Effect[] }>
  /** It opened and stayed silent. */
  | Happened<"refused", { readonly why: Refused }>

type Happened<Kind extends string, More> = {
  readonly kind: Kind
  readonly at: number
  readonly rule: string
  readonly pane: PaneKey
} & More

/** Ticks without progress before the engine is said to spin: a bug. */
const maxTicksAtOnce = 1_000

export interface PlayerOptions {
  readonly startsAt: number
  /** What becomes of keys; none: they are pressed at once. */
  readonly press?: (effect: SendEffect) => SendOutcome
}

export class Player {
  readonly #ruleSet: RuleSet
  readonly #rules: ReadonlyMap<string, Rule>
  readonly #press: (effect: SendEffect) => SendOutcome
  #state: EngineState = emptyState
  #now: number

  constructor(ruleSet: RuleSet, { startsAt, press = () => ({ sent: true }) }: PlayerOptions) {
    this.#ruleSet = ruleSet
    this.#rules = new Map(ruleSet.rules.map((rule) => [rule.name, rule]))
    this.#press = press
    this.#now = startsAt
  }

  get now(): number {
    return this.#now
  }

  get state(): EngineState {
    return this.#state
  }

  /** Time passes up to the observation's moment, then it is seen. What is said to lie in the past is seen now. */
  observe(observation: Observation): Happening[] {
    const passed = this.advance(observation.at)
    return [...passed, ...this.#take({ ...observation, at: Math.max(observation.at, this.#now) })]
  }

  /** Time passes, through every moment that the engine asks for. */
  advance(to: number): Happening[] {
    const happened: Happening[] = []
    for (let ticks = 0; ; ticks += 1) {
      const next = this.#wakeAt()
      if (next === undefined || next > to) break
      if (next > this.#now) ticks = 0
      if (ticks > maxTicksAtOnce) throw new Error("the engine asks for the same moment without end")
      this.#now = Math.max(this.#now, next)
      happened.push(...this.#take({ kind: "tick", at: this.#now }))
    }
    this.#now = Math.max(this.#now, to)
    return happened
  }

  #wakeAt(): number | undefined {
    let next: number | undefined
    for (const { wakeAt } of this.#state.panes.values()) {
      if (wakeAt !== undefined && (next === undefined || wakeAt < next)) next = wakeAt
    }
    return next
  }

  #take(observation: Observation): Happening[] {
    const before = this.#state
    const { state, effects, touched } = step(this.#ruleSet, before, observation)
    this.#state = state
    const happened = touched.flatMap((pane) => this.#changes(pane, before, state, effects))
    const answers = effects.flatMap((effect) => (effect.kind === "send" ? this.#answer(effect) : []))
    return [...happened, ...answers]
  }

  #answer(effect: SendEffect): Happening[] {
    const outcome = this.#press(effect)
    return this.#take({ kind: "result", at: this.#now, pane: effect.origin.pane, effect: effect.id, outcome })
  }

  #changes(pane: PaneKey, before: EngineState, after: EngineState, effects: readonly Effect[]): Happening[] {
    const [old, now] = [before.panes.get(pane), after.panes.get(pane)]
    const keys = new Set([...(now?.instances.keys() ?? []), ...(old?.instances.keys() ?? [])])
    const own = effects.filter(({ origin }) => origin.pane === pane)
    return [...keys].flatMap((key): Happening[] => {
      const [was, is] = [old?.instances.get(key), now?.instances.get(key)]
      const instance = is ?? was
      if (instance === undefined) return []
      const common = { at: this.#now, rule: instance.rule, pane }
      const told = [...byOpening(own, `${key}|${pane}|`)].map(([openedAt, made]): Happening => {
        const kind = openedAt > (was?.openedAt ?? 0) ? "fired" : "went-on"
        return { kind, ...common, effects: made }
      })
      const isTold = is === undefined || is.openedAt === (was?.openedAt ?? 0) || told.length > 0
      if (isTold) return told
      if (is.block !== undefined) return [{ kind: "fired", ...common, effects: [] }]
      const why = this.#refusal(is, now)
      return why === undefined ? [] : [{ kind: "refused", ...common, why }]
    })
  }

  #refusal(instance: Instance, pane: PaneState | undefined): Refused | undefined {
    const rule = this.#rules.get(instance.rule)
    if (rule === undefined || pane?.frame === undefined) return undefined
    // Nothing of its own forbids it: another pane of the session has told it.
    return refusal(instance, rule, pane.frame.facts, this.#now) ?? "once"
  }
}

/** An instance may have opened several times at once: for each new line that matches. Ids say for which opening. */
function byOpening(effects: readonly Effect[], prefix: string): ReadonlyMap<number, readonly Effect[]> {
  const openings = new Map<number, Effect[]>()
  for (const effect of effects) {
    if (!effect.id.startsWith(prefix)) continue
    const openedAt = Number.parseInt(effect.id.slice(prefix.length), 10)
    openings.set(openedAt, [...(openings.get(openedAt) ?? []), effect])
  }
  return openings
}

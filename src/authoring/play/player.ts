/**
 * Plays what was seen to the engine on a virtual clock: time passes by the very moments that the engine asks for, as in
 * the service. Pure; whoever replays a recording or runs a test is a driver of this.
 */
import type { Effect, RunEffect, SendEffect, SendOutcome } from "../../engine/effect.ts"
import type { Observation } from "../../engine/observation.ts"
import type { Refused } from "../../engine/refusal.ts"
import { type EngineState, emptyState, type Instance } from "../../engine/state.ts"
import { step } from "../../engine/step.ts"
import type { RuleSet } from "../../language/ruleset.ts"
import type { PaneKey } from "../../screen/frame.ts"
import { type AgentChange, agentChanges } from "./agent-changes.ts"

/** What a rule did, or an agent, at a moment of the virtual clock (milliseconds). */
export type Happening =
  /** It opened and its `do` began; the effects are those of the first steps, and may be none (`do { wait 5s; … }`). */
  | Happened<"fired", { readonly effects: readonly Effect[] }>
  /** Its `do` went on: after a wait, a check, keys, or a person's decision. */
  | Happened<"went-on", { readonly effects: readonly Effect[] }>
  /** It opened and stayed silent. */
  | Happened<"refused", { readonly why: Refused }>
  | AgentChange

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
  /** What becomes of keys and programs; none: they are pressed, or run, at once. */
  readonly perform?: (effect: SendEffect | RunEffect, player: Player) => SendOutcome
  /** Steps of the engine; when there are more, nothing happens any more. None: as many as it takes. */
  readonly maxSteps?: number
  /** Told of every step of the engine. */
  readonly onStep?: (played: Played) => void
}

/** One step of the engine. */
export interface Played {
  readonly observation: Observation
  readonly before: EngineState
  readonly after: EngineState
  readonly effects: readonly Effect[]
}

export class Player {
  readonly #ruleSet: RuleSet
  readonly #perform: NonNullable<PlayerOptions["perform"]>
  readonly #onStep: NonNullable<PlayerOptions["onStep"]>
  #stepsLeft: number
  #state: EngineState = emptyState
  #now: number
  /** Asks that quiet hours hold: when they reach somebody. */
  #held: readonly { readonly at: number; readonly pane: PaneKey; readonly ask: string }[] = []

  constructor(
    ruleSet: RuleSet,
    { startsAt, maxSteps = Infinity, perform = () => ({ sent: true }), onStep = () => {} }: PlayerOptions,
  ) {
    this.#ruleSet = ruleSet
    this.#stepsLeft = maxSteps
    this.#perform = perform
    this.#onStep = onStep
    this.#now = startsAt
  }

  get now(): number {
    return this.#now
  }

  get state(): EngineState {
    return this.#state
  }

  /** There were more steps than there may be. */
  get isExhausted(): boolean {
    return this.#stepsLeft < 0
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
      if (next === undefined || next > to || this.isExhausted) break
      if (next > this.#now) ticks = 0
      if (ticks > maxTicksAtOnce) throw new Error("the engine asks for the same moment without end")
      this.#now = Math.max(this.#now, next)
      happened.push(...this.#deliver(), ...this.#take({ kind: "tick", at: this.#now }))
    }
    this.#now = Math.max(this.#now, to)
    return happened
  }

  /** The service ends and begins anew with what `kept` makes of its state; panes must be shown again. */
  restart(kept: (state: EngineState) => EngineState): Happening[] {
    this.#state = kept(this.#state)
    return this.#take({ kind: "resumed", at: this.#now, since: this.#now })
  }

  /** Another player in the same situation: what it does leaves this one alone. */
  fork(onStep: NonNullable<PlayerOptions["onStep"]>): Player {
    const maxSteps = this.#stepsLeft
    const twin = new Player(this.#ruleSet, { startsAt: this.#now, maxSteps, perform: this.#perform, onStep })
    twin.#state = this.#state
    twin.#held = this.#held
    return twin
  }

  #wakeAt(): number | undefined {
    let next: number | undefined
    for (const at of [...this.#state.panes.values()]
      .map(({ wakeAt }) => wakeAt)
      .concat(this.#held.map(({ at }) => at))) {
      if (at !== undefined && (next === undefined || at < next)) next = at
    }
    return next
  }

  #take(observation: Observation): Happening[] {
    this.#stepsLeft -= 1
    if (this.isExhausted) return []
    const before = this.#state
    const { state, effects, touched } = step(this.#ruleSet, before, observation)
    this.#state = state
    this.#onStep({ observation, before, after: state, effects })
    const agents = agentChanges(before, state, this.#now)
    const happened = touched.flatMap((pane) => this.#changes(pane, before, state, effects))
    return [...agents, ...happened, ...effects.flatMap((effect) => this.#answer(effect))]
  }

  /** What the world does about an effect. */
  #answer(effect: Effect): Happening[] {
    const { pane } = effect.origin
    switch (effect.kind) {
      case "send":
      case "run": {
        const outcome = this.#perform(effect, this)
        return this.#take({ kind: "result", at: this.#now, pane, effect: effect.id, outcome })
      }
      case "ask":
        this.#held = [...this.#held, { at: effect.later?.until ?? this.#now, pane, ask: effect.id }]
        return this.#deliver()
      default:
        return []
    }
  }

  /** Asks reach somebody at once, or when quiet hours end. */
  #deliver(): Happening[] {
    const due = this.#held.filter(({ at }) => at <= this.#now)
    this.#held = this.#held.filter(({ at }) => at > this.#now)
    return due.flatMap(({ pane, ask }) => this.#take({ kind: "delivered", at: this.#now, pane, ask }))
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
      const openedBefore = was?.openedAt ?? 0
      const late = isLate(was, is)
      const told = [...byOpening(own, `${key}|${pane}|`)].map(([openedAt, made]): Happening => {
        return { kind: openedAt > openedBefore || late ? "fired" : "went-on", ...common, effects: made }
      })
      const isSilent = told.length === 0 && is !== undefined && is.batch === undefined
      if (!isSilent || (is.openedAt === openedBefore && !late)) return told
      if (is.refused !== undefined) return [{ kind: "refused", ...common, why: is.refused }]
      return is.block === undefined ? [] : [{ kind: "fired", ...common, effects: [] }]
    })
  }
}

/** It opened before, and fires now: what `collect` had gathered is complete, or an inhibition has ended. */
const isLate = (was: Instance | undefined, is: Instance | undefined): boolean =>
  (was?.batch !== undefined && is?.batch === undefined) || (was?.refused === "inhibited" && is?.refused !== "inhibited")

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

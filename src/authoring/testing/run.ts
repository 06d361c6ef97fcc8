/**
 * Runs a test: its steps are shown to the service's own engine on a virtual clock, up to the first expectation that is not met.
 * Pure; the files that it shows are read before.
 */
import type { RunEffect, SendEffect, SendOutcome } from "../../engine/effect.ts"
import type { RuleSet } from "../../language/ruleset.ts"
import type { PlacedTestStep, RuleTest } from "../../language/ruletest.ts"
import type { Player } from "../play/player.ts"
import { Asks, decidedOf, offerTexts, type Undecided } from "./asks.ts"
import { type EffectExpectation, type ReceiversOf, type Told, unexpectedKeys, unmet } from "./expect.ts"
import { type Miss, missed } from "./miss.ts"
import { pressed } from "./press.ts"
import { type Fault, maxEngineSteps, Stage, type StageOptions, testStartsAt } from "./stage.ts"
import { takenIn } from "./taken.ts"
import type { TimelineEntry } from "./timeline.ts"
import { Trace } from "./trace.ts"

export { testStartsAt } from "./stage.ts"

export interface TestOptions extends Pick<StageOptions, "files" | "kept"> {
  readonly receiversOf: ReceiversOf
}

export interface TestRun {
  readonly test: RuleTest
  /** Undefined: it passed. */
  readonly failure: TestFailure | undefined
  readonly timeline: readonly TimelineEntry[]
  /** Ids of the branches that it went through (`branchesOf`). */
  readonly taken: ReadonlySet<string>
}

export interface TestFailure {
  readonly step: PlacedTestStep
  /** Milliseconds since the beginning of the test. */
  readonly t: number
  readonly why: Why
}

export type Why =
  | Fault
  /** The rules did so much that the test was stopped. */
  | { readonly kind: "endless"; readonly limit: number }
  /** A decision that nobody asked for, or that is not offered. */
  | { readonly kind: "undecided"; readonly why: Undecided; readonly miss: Miss }
  /** These should not have happened. */
  | { readonly kind: "happened"; readonly told: readonly Told[] }
  | { readonly kind: "missing"; readonly miss: Miss }
  /** The test ended, and no expectation was about these keys. */
  | { readonly kind: "pressed"; readonly told: readonly Told[] }
  | { readonly kind: "state"; readonly wanted: string; readonly miss: Miss }

export function runTest(test: RuleTest, ruleSet: RuleSet, options: TestOptions): TestRun {
  return new Running(test, tested(ruleSet, test), options).run()
}

/** Named rules are looked at by themselves: what would silence them is left out, and a shadow acts. */
export function tested(ruleSet: RuleSet, { of }: RuleTest): RuleSet {
  if (of === "all") return ruleSet
  const rules = ruleSet.rules.filter(({ name }) => of.includes(name)).map((rule) => ({ ...rule, shadow: false }))
  return { ...ruleSet, rules, inhibits: [], quiets: [] }
}

class Running {
  readonly #test: RuleTest
  readonly #ruleSet: RuleSet
  readonly #receiversOf: ReceiversOf
  readonly #stage: Stage
  readonly #trace: Trace
  readonly #asks = new Asks()
  readonly #taken = new Set<string>()

  constructor(test: RuleTest, ruleSet: RuleSet, { receiversOf, files, kept }: TestOptions) {
    this.#test = test
    this.#ruleSet = ruleSet
    this.#receiversOf = receiversOf
    this.#trace = new Trace(testStartsAt, (key) => this.#stage.nameOf(key))
    this.#stage = new Stage(test, ruleSet, {
      ...{ files, kept },
      perform: (effect, player) => this.#perform(effect, player),
      onStep: (played) => {
        const { now } = this.#stage.player
        this.#asks.take(played.effects)
        this.#trace.take(played, now)
        for (const branch of takenIn(played, ruleSet, now)) this.#taken.add(branch)
      },
    })
  }

  run(): TestRun {
    this.#stage.begin()
    let failure: TestFailure | undefined
    for (const step of this.#test.steps) {
      this.#stage.advance(testStartsAt + step.atMs)
      this.#trace.step(step)
      const { isExhausted } = this.#stage.player
      const why = isExhausted ? ({ kind: "endless", limit: maxEngineSteps } as const) : this.#take(step)
      if (why === undefined) continue
      failure = { step, t: step.atMs, why }
      break
    }
    failure ??= this.#unexpected()
    return { test: this.#test, failure, timeline: this.#trace.entries, taken: this.#taken }
  }

  /** Silence about a message is an opinion; keys in somebody's terminal are said, or they are wrong. */
  #unexpected(): TestFailure | undefined {
    const step = this.#test.steps.at(-1)
    const told = unexpectedKeys(this.#trace.told)
    return step === undefined || told.length === 0 ? undefined : { step, t: step.atMs, why: { kind: "pressed", told } }
  }

  #take(placed: PlacedTestStep): Why | undefined {
    const { step } = placed
    if (step.kind === "decide") return this.#decide(placed, step)
    if (step.kind !== "expect") return this.#stage.take(placed.pane, step)
    return step.what.kind === "agent" ? this.#expectState(placed, step.what) : this.#expect(placed, step.what)
  }

  #decide(placed: PlacedTestStep, step: Extract<PlacedTestStep["step"], { kind: "decide" }>): Why | undefined {
    const ask = this.#asks.open(placed.named ? this.#stage.keyOf(placed.pane) : undefined)
    if (ask === undefined) {
      return { kind: "undecided", why: { kind: "nobody-asks", last: this.#asks.last }, miss: this.#miss(placed) }
    }
    const decision = decidedOf(step, ask)
    if (decision === undefined) {
      return { kind: "undecided", why: { kind: "not-offered", offers: offerTexts(ask) }, miss: this.#miss(placed) }
    }
    const { player } = this.#stage
    player.observe({ kind: "decision", at: player.now, pane: ask.origin.pane, ask: ask.id, decision })
    return undefined
  }

  #expect(placed: PlacedTestStep, what: EffectExpectation): Why | undefined {
    const found = unmet(what, this.#trace.spanFor(placed), this.#receiversOf)
    if (found === undefined) return undefined
    return found.length > 0 ? { kind: "happened", told: found } : { kind: "missing", miss: this.#miss(placed) }
  }

  #expectState(placed: PlacedTestStep, { state }: { readonly state: string }): Why | undefined {
    const { player } = this.#stage
    const seen = player.state.panes.get(this.#stage.keyOf(placed.pane))?.agent?.state ?? "none"
    return seen === state ? undefined : { kind: "state", wanted: state, miss: this.#miss(placed) }
  }

  #miss(placed: PlacedTestStep): Miss {
    const { told, from } = this.#trace
    const { player } = this.#stage
    const keyOf = (name: string): string => this.#stage.keyOf(name)
    const isOfAll = this.#test.of === "all"
    return missed(placed, {
      ruleSet: this.#ruleSet,
      player,
      keyOf,
      told,
      from,
      receiversOf: this.#receiversOf,
      isOfAll,
    })
  }

  /** Programs run. */
  #perform(effect: SendEffect | RunEffect, player: Player): SendOutcome {
    const outcome: SendOutcome =
      effect.kind === "run" ? { sent: true } : pressed(effect, player.state, this.#ruleSet, player.now)
    this.#trace.outcome(effect, outcome)
    return outcome
  }
}

/**
 * Runs a test: its steps are shown to the service's own engine on a virtual clock, up to the first expectation that is not met.
 * Pure; the files that it shows are read before.
 */
import type { RunEffect, SendEffect, SendOutcome } from "../../engine/effect.ts"
import type { EngineState } from "../../engine/state.ts"
import type { RuleSet } from "../../language/ruleset.ts"
import type { PlacedTestStep, RuleTest } from "../../language/ruletest.ts"
import type { PaneKey, Sighting } from "../../screen/frame.ts"
import { Player } from "../play/player.ts"
import { Agenda } from "./agenda.ts"
import { Asks, decidedOf, offerTexts, type Undecided } from "./asks.ts"
import { type EffectExpectation, type ReceiversOf, type Told, unmet } from "./expect.ts"
import type { ShownFile } from "./files.ts"
import { type Miss, missed } from "./miss.ts"
import { pressed } from "./press.ts"
import { ShownPane } from "./shown.ts"
import { takenIn } from "./taken.ts"
import type { TimelineEntry } from "./timeline.ts"
import { Trace } from "./trace.ts"

/** The moment at which every test begins: a Wednesday, noon in UTC. */
export const testStartsAt = Date.UTC(2020, 0, 1, 12)

export interface TestOptions {
  /** What `screen file` shows, by the path as it is written in the test. */
  readonly files: ReadonlyMap<string, ShownFile>
  readonly receiversOf: ReceiversOf
  /** What the service's database keeps of the engine's state over a restart. */
  readonly kept: (state: EngineState, ruleSet: RuleSet) => EngineState
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
  | {
      readonly kind: "file"
      readonly path: string
      readonly line: number
      readonly problem: Extract<ShownFile, { kind: "fault" }>["problem"]
    }
  /** A decision that nobody asked for, or that is not offered. */
  | { readonly kind: "undecided"; readonly why: Undecided; readonly miss: Miss }
  /** These should not have happened. */
  | { readonly kind: "happened"; readonly told: readonly Told[] }
  | { readonly kind: "missing"; readonly miss: Miss }
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
  readonly #options: TestOptions
  readonly #panes: ReadonlyMap<string, ShownPane>
  readonly #names = new Map<PaneKey, string>()
  readonly #trace: Trace
  readonly #asks = new Asks()
  readonly #player: Player
  readonly #agenda = new Agenda()
  readonly #taken = new Set<string>()

  constructor(test: RuleTest, ruleSet: RuleSet, options: TestOptions) {
    this.#test = test
    this.#ruleSet = ruleSet
    this.#options = options
    this.#panes = new Map(
      test.panes.map((pane, index) => [pane.name, new ShownPane(pane, index, testStartsAt)] as const),
    )
    this.#trace = new Trace(testStartsAt, (key) => this.#names.get(key) ?? key)
    this.#player = new Player(ruleSet, {
      startsAt: testStartsAt,
      perform: (effect, player) => this.#perform(effect, player),
      onStep: (played) => {
        this.#asks.take(played.effects)
        this.#trace.take(played, this.#player.now)
        for (const branch of takenIn(played, ruleSet, this.#player.now)) this.#taken.add(branch)
      },
    })
  }

  run(): TestRun {
    for (const pane of this.#panes.values()) if (!this.#beginsWithScreen(pane.name)) this.#show(pane)
    let failure: TestFailure | undefined
    for (const step of this.#test.steps) {
      this.#advance(testStartsAt + step.atMs)
      this.#trace.step(step)
      const why = this.#take(step)
      if (why === undefined) continue
      failure = { step, t: step.atMs, why }
      break
    }
    return { test: this.#test, failure, timeline: this.#trace.entries, taken: this.#taken }
  }

  /** Nothing is known to have stood there before the first screen. */
  #beginsWithScreen(name: string): boolean {
    const first = this.#test.steps.find(({ pane, step }) => pane === name && step.kind !== "expect")
    return first?.step.kind === "screen" || first?.step.kind === "screen-file"
  }

  #advance(to: number): void {
    for (let next = this.#agenda.next(to); next !== undefined; next = this.#agenda.next(to)) {
      this.#player.advance(next.at)
      next.run()
    }
    this.#player.advance(to)
  }

  #take(placed: PlacedTestStep): Why | undefined {
    const { step } = placed
    const pane = this.#panes.get(placed.pane)
    if (pane === undefined) return undefined
    const { now } = this.#player
    switch (step.kind) {
      case "screen":
        this.#agenda.forget(recordingOf(pane))
        pane.print(step.text, now)
        this.#show(pane)
        return undefined
      case "screen-file":
        return this.#showFile(pane, step.path)
      case "output":
        this.#showUnlessSeen(pane)
        this.#player.observe({ kind: "output", at: now, pane: pane.key, lines: step.text.split("\n") })
        pane.printLines(now)
        this.#show(pane)
        return undefined
      case "event":
        this.#showUnlessSeen(pane)
        this.#player.observe({ kind: "event", at: now, pane: pane.key, name: step.name, fields: step.fields })
        return undefined
      case "set":
        pane.set(step.facts, now)
        this.#show(pane)
        return undefined
      case "copy-mode":
        pane.setCopyMode(step.on)
        this.#show(pane)
        return undefined
      case "gone":
        this.#agenda.forget(recordingOf(pane))
        this.#player.observe({ kind: "gone", at: now, pane: pane.key })
        pane.end()
        return undefined
      case "restart":
        this.#player.restart((state) => this.#options.kept(state, this.#ruleSet))
        for (const one of this.#panes.values()) if (one.isAlive) this.#show(one)
        return undefined
      case "gap":
        this.#hide(pane, step.ms)
        return undefined
      case "decide":
        return this.#decide(placed, step)
      case "expect":
        return step.what.kind === "agent" ? this.#expectState(placed, step.what) : this.#expect(placed, step.what)
      default:
        return step satisfies never
    }
  }

  #show(pane: ShownPane): void {
    pane.begin()
    this.#names.set(pane.key, pane.name)
    this.#player.observe(pane.sighting(this.#player.now))
  }

  #showUnlessSeen(pane: ShownPane): void {
    if (!pane.isAlive) this.#show(pane)
  }

  #showFile(pane: ShownPane, path: string): Why | undefined {
    const file = this.#options.files.get(path)
    const { now } = this.#player
    switch (file?.kind) {
      case "screen":
        this.#agenda.forget(recordingOf(pane))
        pane.show(file.screen, now)
        this.#show(pane)
        return undefined
      case "recording":
        this.#agenda.plan(
          recordingOf(pane),
          file.sightings.map((sighting) => {
            const laterMs = now - file.startsAt
            return { at: sighting.at + laterMs, run: () => this.#playBack(pane, sighting, laterMs) }
          }),
        )
        this.#advance(now)
        return undefined
      case "fault":
        return { kind: "file", path, line: file.line, problem: file.problem }
      default:
        throw new Error(`${path} was not read`)
    }
  }

  #playBack(pane: ShownPane, sighting: Sighting, laterMs: number): void {
    if (sighting.kind === "frame") {
      pane.showRecorded(sighting.frame, laterMs)
      this.#show(pane)
      return
    }
    if (pane.isAlive) this.#player.observe({ ...sighting, at: this.#player.now, pane: pane.key })
    if (sighting.kind === "gone") pane.end()
  }

  /** The connection is lost for so long; lines that came meanwhile are lost too. */
  #hide(pane: ShownPane, ms: number): void {
    const { now } = this.#player
    this.#showUnlessSeen(pane)
    pane.setGap(true)
    this.#player.observe({ kind: "gap", at: now, pane: pane.key })
    this.#show(pane)
    const end = (): void => {
      pane.setGap(false)
      if (pane.isAlive) this.#show(pane)
    }
    this.#agenda.plan(`gap ${pane.name}`, [{ at: now + ms, run: end }])
  }

  #decide(placed: PlacedTestStep, step: Extract<PlacedTestStep["step"], { kind: "decide" }>): Why | undefined {
    const ask = this.#asks.open(placed.named ? this.#panes.get(placed.pane)?.key : undefined)
    if (ask === undefined) {
      return { kind: "undecided", why: { kind: "nobody-asks", last: this.#asks.last }, miss: this.#miss(placed) }
    }
    const decided = decidedOf(step, ask)
    if (decided === undefined) {
      return { kind: "undecided", why: { kind: "not-offered", offers: offerTexts(ask) }, miss: this.#miss(placed) }
    }
    const { now } = this.#player
    this.#player.observe({ kind: "decision", at: now, pane: ask.origin.pane, ask: ask.id, decision: decided })
    return undefined
  }

  #expect(placed: PlacedTestStep, what: EffectExpectation): Why | undefined {
    const span = this.#trace.spanFor(placed)
    const found = unmet(what, span, this.#options.receiversOf)
    if (found === undefined) return undefined
    return found.length > 0 ? { kind: "happened", told: found } : { kind: "missing", miss: this.#miss(placed) }
  }

  #expectState(placed: PlacedTestStep, { state }: { readonly state: string }): Why | undefined {
    const key = this.#panes.get(placed.pane)?.key ?? ""
    const seen = this.#player.state.panes.get(key)?.agent?.state ?? "none"
    return seen === state ? undefined : { kind: "state", wanted: state, miss: this.#miss(placed) }
  }

  #miss(placed: PlacedTestStep): Miss {
    const keyOf = (name: string): PaneKey => this.#panes.get(name)?.key ?? ""
    const { receiversOf } = this.#options
    const { told, from } = this.#trace
    return missed(placed, { ruleSet: this.#ruleSet, player: this.#player, keyOf, told, from, receiversOf })
  }

  /** Programs run. */
  #perform(effect: SendEffect | RunEffect, player: Player): SendOutcome {
    const outcome: SendOutcome =
      effect.kind === "run" ? { sent: true } : pressed(effect, player.state, this.#ruleSet, player.now)
    this.#trace.outcome(effect, outcome)
    return outcome
  }
}

const recordingOf = ({ name }: ShownPane): string => `recording ${name}`

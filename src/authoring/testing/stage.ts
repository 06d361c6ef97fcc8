/** The stage of a test: what its steps show in its panes, as a watcher would report it to the engine, on a virtual clock. Pure. */
import type { EngineState } from "../../engine/state.ts"
import type { RuleSet } from "../../language/ruleset.ts"
import type { RuleTest, TestStep } from "../../language/ruletest.ts"
import type { PaneKey, Sighting } from "../../screen/frame.ts"
import { Player, type PlayerOptions } from "../play/player.ts"
import { Agenda } from "./agenda.ts"
import type { ShownFile } from "./files.ts"
import { ShownPane } from "./shown.ts"

/** The moment at which every test begins: a Wednesday, noon in UTC. */
export const testStartsAt = Date.UTC(2020, 0, 1, 12)

/** Steps of the engine in one test: a rule that repeats for a year has many. */
export const maxEngineSteps = 200_000

export interface StageOptions extends Required<Pick<PlayerOptions, "perform" | "onStep">> {
  /** What `screen file` shows, by the path as it is written in the test. */
  readonly files: ReadonlyMap<string, ShownFile>
  /** What the service's database keeps of the engine's state over a restart. */
  readonly kept: (state: EngineState, ruleSet: RuleSet) => EngineState
}

/** A file that cannot be shown. */
export interface Fault {
  readonly kind: "file"
  readonly path: string
  readonly line: number
  readonly problem: Extract<ShownFile, { kind: "fault" }>["problem"]
}

export class Stage {
  readonly player: Player
  readonly #test: RuleTest
  readonly #ruleSet: RuleSet
  readonly #options: StageOptions
  readonly #panes: ReadonlyMap<string, ShownPane>
  readonly #names = new Map<PaneKey, string>()
  readonly #agenda = new Agenda()

  constructor(test: RuleTest, ruleSet: RuleSet, options: StageOptions) {
    this.#test = test
    this.#ruleSet = ruleSet
    this.#options = options
    this.#panes = new Map(
      test.panes.map((pane, index) => [pane.name, new ShownPane(pane, index, testStartsAt)] as const),
    )
    const { perform, onStep } = options
    this.player = new Player(ruleSet, { startsAt: testStartsAt, maxSteps: maxEngineSteps, perform, onStep })
  }

  /** The pane as the engine knows it now. */
  keyOf(name: string): PaneKey {
    return this.#panes.get(name)?.key ?? ""
  }

  /** A pane's name in the test; of what stands for a host, its key. */
  nameOf(key: PaneKey): string {
    return this.#names.get(key) ?? key
  }

  /** Panes are there from the beginning; but nothing is known to have stood in them before their first screen. */
  begin(): void {
    for (const pane of this.#panes.values()) {
      const first = this.#test.steps.find((one) => one.pane === pane.name && one.step.kind !== "expect")?.step.kind
      if (first !== "screen" && first !== "screen-file") this.#show(pane)
    }
  }

  /** Time passes, and what is planned for it happens. */
  advance(to: number): void {
    for (let next = this.#agenda.next(to); next !== undefined; next = this.#agenda.next(to)) {
      this.player.advance(next.at)
      next.run()
    }
    this.player.advance(to)
  }

  /** `name`: the pane that it happens in. */
  take(name: string, step: Exclude<TestStep, { readonly kind: "expect" | "decide" }>): Fault | undefined {
    const pane = this.#panes.get(name)
    if (pane === undefined) return undefined
    const { now } = this.player
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
        this.player.observe({ kind: "output", at: now, pane: pane.key, lines: step.text.split("\n") })
        pane.printLines(now)
        this.#show(pane)
        return undefined
      case "event":
        this.#showUnlessSeen(pane)
        this.player.observe({ kind: "event", at: now, pane: pane.key, name: step.name, fields: step.fields })
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
        this.player.observe({ kind: "gone", at: now, pane: pane.key })
        pane.end()
        return undefined
      case "restart":
        this.player.restart((state) => this.#options.kept(state, this.#ruleSet))
        for (const one of this.#panes.values()) if (one.isAlive) this.#show(one)
        return undefined
      case "gap":
        this.#hide(pane, step.ms)
        return undefined
      default:
        return step satisfies never
    }
  }

  #show(pane: ShownPane): void {
    pane.begin()
    this.#names.set(pane.key, pane.name)
    this.player.observe(pane.sighting(this.player.now))
  }

  #showUnlessSeen(pane: ShownPane): void {
    if (!pane.isAlive) this.#show(pane)
  }

  #showFile(pane: ShownPane, path: string): Fault | undefined {
    const file = this.#options.files.get(path)
    const { now } = this.player
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
        this.advance(now)
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
    if (pane.isAlive) this.player.observe({ ...sighting, at: this.player.now, pane: pane.key })
    if (sighting.kind === "gone") pane.end()
  }

  /** The connection is lost for so long; lines that came meanwhile are lost too. */
  #hide(pane: ShownPane, ms: number): void {
    const { now } = this.player
    this.#showUnlessSeen(pane)
    pane.setGap(true)
    this.player.observe({ kind: "gap", at: now, pane: pane.key })
    this.#show(pane)
    const end = (): void => {
      pane.setGap(false)
      if (pane.isAlive) this.#show(pane)
    }
    this.#agenda.plan(`gap ${pane.name}`, [{ at: now + ms, run: end }])
  }
}

const recordingOf = ({ name }: ShownPane): string => `recording ${name}`

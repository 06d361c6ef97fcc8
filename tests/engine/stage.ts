/** Plays observations to the engine as the service does: time passes by the moments that the engine asked for. */
import type { Effect, Key, SendOutcome } from "../../src/engine/effect.ts"
import type { Decided, Observation } from "../../src/engine/observation.ts"
import { type AgentSight, type EngineState, emptyState, type Instance } from "../../src/engine/state.ts"
import { step } from "../../src/engine/step.ts"
import { compile } from "../../src/language/compile.ts"
import { printDiagnostics } from "../../src/language/print.ts"
import type { RuleSet } from "../../src/language/ruleset.ts"
import { type FrameChanges, frame } from "../screen/sample.ts"

export function ruleSetOf(text: string): RuleSet {
  const { ruleSet, diagnostics } = compile({
    own: [{ path: "r", text }],
    stock: [],
    receivers: new Set(["phone", "desk"]),
  })
  if (ruleSet === undefined) throw new Error(printDiagnostics(diagnostics, "en"))
  return ruleSet
}

/** Ticks in a row before the engine is said to spin. */
const maxTicks = 10_000

export class Stage {
  readonly ruleSet: RuleSet
  state: EngineState = emptyState
  now = 1_000_000
  /** Everything the engine asked for, in order. */
  readonly effects: Effect[] = []

  constructor(rules: string | RuleSet) {
    this.ruleSet = typeof rules === "string" ? ruleSetOf(rules) : rules
  }

  observe(observation: Observation): readonly Effect[] {
    const stepped = step(this.ruleSet, this.state, observation)
    this.state = stepped.state
    this.effects.push(...stepped.effects)
    return stepped.effects
  }

  /** The pane shows this now. */
  shows(screen: string, changes: FrameChanges = {}): readonly Effect[] {
    return this.observe({ kind: "frame", at: this.now, frame: frame(screen, changes) })
  }

  prints(...lines: string[]): readonly Effect[] {
    return this.observe({ kind: "output", at: this.now, pane: frame("").pane, lines })
  }

  /** Time passes; every moment the engine asked for is given to it. */
  after(ms: number): readonly Effect[] {
    const end = this.now + ms
    const made: Effect[] = []
    for (let ticks = 0; ; ticks += 1) {
      if (ticks > maxTicks) throw new Error("the engine asks for moments without end")
      const next = this.wakeAt
      if (next === undefined || next > end) break
      this.now = Math.max(this.now, next)
      made.push(...this.observe({ kind: "tick", at: this.now }))
    }
    this.now = end
    return made
  }

  get wakeAt(): number | undefined {
    const moments = [...this.state.panes.values()].flatMap(({ wakeAt }) => (wakeAt === undefined ? [] : [wakeAt]))
    return moments.length === 0 ? undefined : Math.min(...moments)
  }

  /** What became of the keys that were asked for last. */
  keys(outcome: SendOutcome): readonly Effect[] {
    const last = this.effects.findLast((effect) => effect.kind === "send" || effect.kind === "run")
    if (last === undefined) throw new Error("no keys were asked for")
    return this.observe({ kind: "result", at: this.now, pane: last.origin.pane, effect: last.id, outcome })
  }

  /** An event that a program itself reported. */
  emits(name: string, fields: Readonly<Record<string, string>> = {}): readonly Effect[] {
    return this.observe({ kind: "event", at: this.now, pane: frame("").pane, name, fields })
  }

  /** The id of the last ask. */
  get ask(): string {
    const last = this.effects.findLast((effect) => effect.kind === "ask")
    if (last === undefined) throw new Error("nothing was asked")
    return last.id
  }

  /** A person decides about the last ask. */
  decides(decision: Decided, ask = this.ask): readonly Effect[] {
    return this.observe({ kind: "decision", at: this.now, pane: frame("").pane, ask, decision })
  }

  /** The last ask has reached somebody. */
  delivered(): readonly Effect[] {
    return this.observe({ kind: "delivered", at: this.now, pane: frame("").pane, ask: this.ask })
  }

  /** What the pane's agent does. */
  get agent(): AgentSight | undefined {
    return this.state.panes.get(frame("").pane)?.agent
  }

  /** The service was away, and comes back with what it had stored. */
  restarts(awayMs: number): void {
    const since = this.now
    this.now += awayMs
    const panes = [...this.state.panes].map(([key, { instances, agent }]) => {
      const stored = JSON.stringify([[...instances], agent], (_, value: unknown) =>
        value === undefined ? null : value,
      )
      const [restored, sight] = JSON.parse(stored, (_, value: unknown) => (value === null ? undefined : value)) as [
        [string, Instance][],
        AgentSight | undefined,
      ]
      return [key, { frame: undefined, instances: new Map(restored), agent: sight, wakeAt: undefined }] as const
    })
    this.state = { panes: new Map(panes) }
    this.observe({ kind: "resumed", at: this.now, since })
  }
}

/** The texts of the messages among effects, title left out. */
export const told = (effects: readonly Effect[]): string[] =>
  effects.flatMap((effect) => (effect.kind === "notify" ? [effect.body.map(({ text }) => text).join("")] : []))

/** The texts of the asks among effects. */
export const asked = (effects: readonly Effect[]): string[] =>
  effects.flatMap((effect) => (effect.kind === "ask" ? [effect.body.map(({ text }) => text).join("")] : []))

/** What became of asks. */
export const settled = (effects: readonly Effect[]): string[] =>
  effects.flatMap((effect) => (effect.kind === "settle" ? [effect.how] : []))

/** The keys among effects, in words. */
export const pressed = (effects: readonly Effect[]): string[] =>
  effects.flatMap((effect) => (effect.kind === "send" ? [effect.keys.map(inWords).join(" ")] : []))

export function inWords(key: Key): string {
  switch (key.kind) {
    case "text":
      return `"${key.text}"`
    case "paste":
      return `paste "${key.text}"`
    case "named":
      return key.name
    case "choice":
      throw new Error("a choice was never made")
    default:
      return key satisfies never
  }
}

/** Writes down what happens in a test: the timeline for people, and the effects for expectations. */
import type { Effect, RunEffect, SendEffect, SendOutcome } from "../../engine/effect.ts"
import type { Instance, PaneState } from "../../engine/state.ts"
import type { PlacedTestStep } from "../../language/ruletest.ts"
import type { PaneKey } from "../../screen/frame.ts"
import { agentChanges } from "../play/agent-changes.ts"
import { plainEffect } from "../play/plain.ts"
import type { Played } from "../play/player.ts"
import type { Told } from "./expect.ts"
import { changedLines, refusedWhy, type TimelineEntry } from "./timeline.ts"

/** What a test may do: more is a rule that never ends. */
export const maxEntries = 20_000

export class Trace {
  readonly #startsAt: number
  readonly #nameOf: (pane: PaneKey) => string
  readonly #entries: (TimelineEntry & { readonly id?: string })[] = []
  readonly #told: (Told & { readonly id: string })[] = []
  readonly #outcomes = new Map<string, SendOutcome>()
  /** Where the effects begin that the expectations now are about, and where those begin that nobody has asked for yet. */
  #from = 0
  #next = 0
  #spanAt: number | undefined

  /** `nameOf`: a pane's name in the test. */
  constructor(startsAt: number, nameOf: (pane: PaneKey) => string) {
    this.#startsAt = startsAt
    this.#nameOf = nameOf
  }

  get entries(): readonly TimelineEntry[] {
    return this.#entries.map(({ id, ...entry }) =>
      entry.kind === "effect" && id !== undefined ? { ...entry, refused: this.#refused(id) } : entry,
    )
  }

  /** Every effect so far. */
  get told(): readonly Told[] {
    for (const told of this.#told) told.refused = this.#refused(told.id)
    return this.#told
  }

  /** Where the effects begin that the last expectation was about. */
  get from(): number {
    return this.#from
  }

  step({ atMs, source, place, step }: PlacedTestStep): void {
    // Expectations at one moment look at the same effects; anything else begins a new span.
    if (step.kind !== "expect" || atMs !== this.#spanAt) this.#spanAt = undefined
    this.#entries.push({ t: atMs, kind: "step", source, place })
  }

  /** The effects since the last expectation; those that stand together at one moment share them. */
  spanFor({ atMs, pane, named }: PlacedTestStep): readonly Told[] {
    if (this.#spanAt === undefined) this.#from = this.#next
    this.#spanAt = atMs
    this.#next = this.#told.length
    return this.told.slice(this.#from).filter((told) => !named || told.pane === pane)
  }

  outcome({ id }: SendEffect | RunEffect, outcome: SendOutcome): void {
    this.#outcomes.set(id, outcome)
  }

  take({ observation, before, after, effects }: Played, now: number): void {
    const t = now - this.#startsAt
    if (this.#entries.length > maxEntries) return
    if (observation.kind === "frame") {
      const { frame } = observation
      const old = before.panes.get(frame.pane)?.frame
      const changed = changedLines(old?.lines ?? [], frame.lines)
      const isNew = changed.length > 0 || old?.lines.length !== frame.lines.length
      if (isNew || old?.unreadable !== frame.unreadable) {
        const unreadable = frame.unreadable ?? null
        this.#entries.push({ t, kind: "shown", pane: this.#nameOf(frame.pane), changed, unreadable })
      }
    }
    for (const { pane, agent = null, state = null } of agentChanges(before, after, now)) {
      this.#entries.push({ t, kind: "state", pane: this.#nameOf(pane), agent, state })
    }
    for (const [key, pane] of after.panes) this.#moves(key, before.panes.get(key), pane, t)
    for (const effect of effects) this.#effect(effect, now)
  }

  #moves(key: PaneKey, before: PaneState | undefined, after: PaneState, t: number): void {
    if (before?.instances === after.instances) return
    const pane = this.#nameOf(key)
    for (const [id, is] of after.instances) {
      const was = before?.instances.get(id)
      if (was === is) continue
      const { rule } = is
      const from = was?.phase ?? "absent"
      if (from !== is.phase) this.#entries.push({ t, kind: "phase", pane, rule, from, to: is.phase })
      if (is.refused !== undefined && isNewRefusal(was, is)) {
        this.#entries.push({ t, kind: "refused", pane, rule, why: is.refused })
      }
    }
  }

  #effect(effect: Effect, now: number): void {
    const { id, origin } = effect
    const pane = this.#nameOf(origin.pane)
    const t = now - this.#startsAt
    this.#entries.push({ t, kind: "effect", pane, rule: origin.rule, effect: plainEffect(effect), refused: null, id })
    this.#told.push({ at: now, pane, effect, refused: null, isExpected: false, id })
  }

  #refused(id: string): string | null {
    return refusedWhy(this.#outcomes.get(id))
  }
}

const isNewRefusal = (was: Instance | undefined, is: Instance): boolean =>
  was?.refused !== is.refused || was?.openedAt !== is.openedAt

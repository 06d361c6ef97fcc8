/** The asks of a test that somebody can still answer, and whether a decision fits one. */
import type { AskEffect, Effect, Settled } from "../../engine/effect.ts"
import type { Decided } from "../../engine/observation.ts"
import type { TestStep } from "../../language/ruletest.ts"
import type { PaneKey } from "../../screen/frame.ts"
import { offerText } from "../play/plain.ts"

export type Undecided =
  /** `last`: what became of the last ask, and when (milliseconds of the virtual clock); undefined: there was none. */
  | { readonly kind: "nobody-asks"; readonly last: { readonly at: number; readonly how: Settled } | undefined }
  /** What the ask offers instead. */
  | { readonly kind: "not-offered"; readonly offers: readonly string[] }

export class Asks {
  readonly #open = new Map<string, AskEffect>()
  #last: Extract<Undecided, { kind: "nobody-asks" }>["last"]

  get last(): Extract<Undecided, { kind: "nobody-asks" }>["last"] {
    return this.#last
  }

  /** Any word on what became of an ask, and nobody can answer it any more. */
  take(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.kind === "ask") this.#open.set(effect.id, effect)
      if (effect.kind !== "settle") continue
      this.#open.delete(effect.ask)
      this.#last = { at: effect.at, how: effect.how }
    }
  }

  /** The newest one; undefined: none is open. `pane`: where; undefined: anywhere. */
  open(pane: PaneKey | undefined): AskEffect | undefined {
    return [...this.#open.values()].findLast(({ origin }) => pane === undefined || origin.pane === pane)
  }
}

/** What the engine is told; undefined: the ask does not offer it. */
export function decidedOf(
  step: Extract<TestStep, { kind: "decide" }>,
  { offers }: Pick<AskEffect, "offers">,
): Decided | undefined {
  const { kind: _, ...decided } = step
  if (decided.what !== "choose") return offers.some(({ what }) => what === decided.what) ? decided : undefined
  const options = offers.filter(({ what }) => what === "option")
  const isOffered = options.length >= decided.choice || offers.some(({ what }) => what === "choose")
  return isOffered ? decided : undefined
}

export const offerTexts = ({ offers }: AskEffect): readonly string[] => offers.map(offerText)

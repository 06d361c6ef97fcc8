/** A recording played to rules: what they would have done, and when. */
import type { RuleSet } from "../../language/ruleset.ts"
import type { Phrase } from "../../locale/phrase.ts"
import type { Sighting } from "../../screen/frame.ts"
import type { Item } from "../recording/item.ts"
import { type GivenFacts, withFacts } from "../screen/facts.ts"
import { type Happening, Player } from "./player.ts"

export interface ReplayOptions {
  /** Facts that take the place of the recorded ones. */
  readonly facts: GivenFacts
  /** The last screen stands so much longer, in milliseconds. */
  readonly holdMs: number
}

export type Replayed =
  /** `t`: milliseconds since the recording began. */
  | { readonly kind: "happened"; readonly t: number; readonly happening: Happening }
  | { readonly kind: "fault"; readonly line: number; readonly problem: Phrase }

export async function* replay(
  items: AsyncIterable<Item>,
  ruleSet: RuleSet,
  { facts, holdMs }: ReplayOptions,
): AsyncGenerator<Replayed> {
  let startsAt = 0
  let player = new Player(ruleSet, { startsAt })
  const told = (happenings: readonly Happening[]): Replayed[] =>
    happenings.map((happening) => ({ kind: "happened", t: happening.at - startsAt, happening }))
  for await (const item of items) {
    switch (item.kind) {
      case "start":
        startsAt = item.at
        player = new Player(ruleSet, { startsAt })
        break
      case "sighting":
        yield* told(player.observe(withGiven(item.sighting, facts)))
        break
      case "passed":
        yield* told(player.advance(item.at))
        break
      case "fault":
        yield item
        return
      default:
        item satisfies never
    }
  }
  yield* told(player.advance(player.now + holdMs))
}

function withGiven(sighting: Sighting, given: GivenFacts): Sighting {
  if (sighting.kind !== "frame") return sighting
  const { frame, at } = sighting
  return { ...sighting, frame: { ...frame, facts: withFacts(frame.facts, given, at) } }
}

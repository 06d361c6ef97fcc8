/** Where and when a block's steps are taken, and the ids of what they ask for. */
import type { Rule, RuleSet } from "../../language/ruleset.ts"
import type { Frame } from "../../screen/frame.ts"
import type { Origin, Settled, SettleEffect } from "../effect.ts"
import type { AgentSight, Block, Instance, InstanceKey } from "../state.ts"
import { placeKey } from "./path.ts"

export interface Moment {
  readonly ruleSet: RuleSet
  readonly frame: Frame
  /** The pane's agent. */
  readonly sight: AgentSight | undefined
  readonly now: number
}

export interface Situation extends Moment {
  readonly instance: Instance
  readonly key: InstanceKey
  readonly rule: Rule
}

/** The same step of the same appearance (and the same try) has the same id, whatever happens in between. */
export const effectId = ({ key, instance, frame }: Situation, { path, attempt, retry }: Block): string =>
  [
    key,
    frame.pane,
    instance.openedAt,
    placeKey(path),
    retry === undefined ? attempt : `${retry.tries}-${attempt}`,
  ].join("|")

export const originOf = ({ rule, frame: { pane, facts } }: Situation): Origin => ({
  rule: rule.name,
  pane,
  host: facts.host,
  session: facts.session,
  window: facts.window,
})

/** What became of an ask; of a shadow's nobody knows. */
export function settleEffect(ask: string, how: Settled, situation: Situation): readonly SettleEffect[] {
  if (situation.rule.shadow) return []
  return [{ kind: "settle", id: `${ask}|${how}`, at: situation.now, origin: originOf(situation), ask, how }]
}

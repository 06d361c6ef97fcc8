/** Presses the keys that the engine asked for, through the watcher that sees the pane; says why when it does not. */
import type { Key, SendEffect, SendOutcome } from "../engine/effect.ts"
import { identity, lookAt } from "../engine/evaluate.ts"
import type { RuleSet } from "../language/ruleset.ts"
import { type KeyPort, sendKeys } from "../tmux/keys.ts"
import type { Timers } from "../tmux/timers.ts"

export interface PerformerOptions {
  readonly ruleSet: RuleSet
  /** The watcher of a host, by its name. */
  readonly portOf: (host: string) => KeyPort | undefined
  readonly timers: Timers
}

/** Before the first key the pane is looked at again: the rule must still see the same thing. */
export function performer({ ruleSet, portOf, timers }: PerformerOptions): (effect: SendEffect) => Promise<SendOutcome> {
  const rules = new Map(ruleSet.rules.map((rule) => [rule.name, rule]))
  return async (effect) => {
    const port = portOf(effect.origin.host)
    const rule = rules.get(effect.origin.rule)
    if (port === undefined || rule === undefined) return { sent: false, why: "gone" }
    return sendKeys(port, timers, {
      pane: effect.origin.pane,
      pid: effect.pid,
      keys: effect.keys,
      confirm: (frame) => identity(rule, lookAt(frame, timers.now(), ruleSet)) === effect.identity,
    })
  }
}

/** Keys for people to read: `"yes" Enter`. */
export const describeKeys = (keys: readonly Key[]): string =>
  keys.map((key) => (key.kind === "text" ? JSON.stringify(key.text) : key.name)).join(" ")

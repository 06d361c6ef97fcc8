/** Presses the keys that the engine asked for, through the watcher that sees the pane; says why when it does not. */
import type { SendEffect, SendOutcome } from "../engine/effect.ts"
import { stillHolds } from "../engine/guard.ts"
import type { PaneState } from "../engine/state.ts"
import type { RuleSet } from "../language/ruleset.ts"
import type { PaneKey } from "../screen/frame.ts"
import { type KeyPort, sendKeys } from "../tmux/keys.ts"
import { pause, type Timers } from "../tmux/timers.ts"

export interface PerformerOptions {
  readonly ruleSet: RuleSet
  /** The watcher of a host, by its name. */
  readonly portOf: (host: string) => KeyPort | undefined
  /** What the engine knows of a pane now. */
  readonly paneOf: (pane: PaneKey) => PaneState | undefined
  readonly timers: Timers
}

/** What a program needs to draw its answer to keys: before that the screen still shows what they answered. */
const answerMs = 500

/**
 * Before the first key the pane is looked at again: what the keys are guarded by must still be so. Pressings in one pane go one
 * after the other, so that each looks at what the one before has led to.
 */
export function performer(options: PerformerOptions): (effect: SendEffect) => Promise<SendOutcome> {
  const { timers } = options
  const press = pressing(options)
  const last = new Map<PaneKey, { readonly rule: string; readonly done: Promise<SendOutcome> }>()
  return (effect) => {
    const { pane, rule } = effect.origin
    const before = last.get(pane)
    const turn = async (): Promise<SendOutcome> => {
      const outcome = await before?.done.catch(() => undefined)
      // The next keys of the same steps belong to what was pressed; another rule's may be meant for what it answered.
      if (outcome !== undefined && outcome.sent !== false && before?.rule !== rule) await pause(timers, answerMs)
      return press(effect)
    }
    const done = turn()
    const own = { rule, done }
    last.set(pane, own)
    const forget = (): void => {
      if (last.get(pane) === own) last.delete(pane)
    }
    // Kept for a while: another rule's keys may come right behind.
    const later = (): void => void timers.after(answerMs, forget)
    done.then(later, later)
    return done
  }
}

function pressing({ ruleSet, portOf, paneOf, timers }: PerformerOptions): (effect: SendEffect) => Promise<SendOutcome> {
  const rules = new Map(ruleSet.rules.map((rule) => [rule.name, rule]))
  return async (effect) => {
    const port = portOf(effect.origin.host)
    const rule = rules.get(effect.origin.rule)
    if (port === undefined || rule === undefined) return { sent: false, why: "gone" }
    const { pane } = effect.origin
    return sendKeys(port, timers, {
      pane,
      pid: effect.pid,
      keys: effect.keys,
      takesLines: effect.guard.kind !== "rule" || effect.guard.agent !== undefined,
      confirm: (frame) => {
        const now = timers.now()
        return stillHolds(effect.guard, { ruleSet, rule, frame, now, sight: paneOf(pane)?.agent })
      },
    })
  }
}

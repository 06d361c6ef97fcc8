/** Why a rule does or does not hold on a pane, and what keeps it silent, as JSON of stable keys. */
import type { Look } from "../../engine/evaluate.ts"
import { hostKey } from "../../engine/host-rules.ts"
import { deciding, judgeRule } from "../../engine/judged.ts"
import { lookAt } from "../../engine/look.ts"
import { isAboutHost } from "../../engine/rule-kinds.ts"
import type { AgentSight, Instance, PaneState } from "../../engine/state.ts"
import { type Wait, waitOf } from "../../engine/waits.ts"
import type { Rule, RuleSet } from "../../language/ruleset.ts"
import type { Frame, PaneKey } from "../../screen/frame.ts"
import { type ExplainedCondition, explainParts } from "./conditions.ts"
import { type ExplainedRefusal, refusalsOf } from "./refusals.ts"

export interface ExplainedRule {
  readonly name: string
  /** `file:line`. */
  readonly place: string
  /** The condition holds and, where a service remembers the pane, its timers have run out. */
  readonly fired: boolean
  /** Null: unknown. */
  readonly holds: boolean | null
  readonly captures: Readonly<Record<string, string>>
  readonly conditions: readonly ExplainedCondition[]
  readonly waits: ExplainedWait
  /** What would keep it silent now, or did when it opened; the first is the one that counts. */
  readonly refusals: readonly ExplainedRefusal[]
}

export interface ExplainedWait {
  /** Null: no service remembers the pane. */
  readonly phase: string | null
  readonly clause: string | null
  /** How long the clause still takes; null: that is not known, or time alone does not do it. */
  readonly remainingMs: number | null
  /** Nothing can be seen for now: timers stand still. */
  readonly held: boolean
}

export interface Explaining {
  readonly frame: Frame
  readonly ruleSet: RuleSet
  readonly now: number
  /** What a service remembers of the pane; undefined: there is none. */
  readonly instances: readonly Instance[] | undefined
  /** What a service knows of the pane's agent. */
  readonly agent?: AgentSight | undefined
  /** How often the parts of `N times within D` have come true, by the condition's id. */
  readonly counts?: PaneState["counts"]
  /** Every pane that a service remembers, for `inhibit`. */
  readonly panes?: ReadonlyMap<PaneKey, PaneState>
}

/** A screen that nobody has watched is taken to stand for so long: an agent's clauses with a `for` can hold. */
const standsMs = 60_000

/** The pane as the engine looks at it. */
export function lookOf({ frame, ruleSet, now, instances, agent, counts }: Explaining): Look {
  const isWatched = agent !== undefined || instances !== undefined
  const before = isWatched ? agent : lookAt(frame, now - standsMs, ruleSet).agent
  const look = lookAt(frame, now, ruleSet, before)
  return counts === undefined ? look : { ...look, counts: new Map([...counts].map(([id, at]) => [id, at.length])) }
}

export function explainRule(rule: Rule, explaining: Explaining, look = lookOf(explaining)): ExplainedRule {
  const { frame, now, instances } = explaining
  const judged = judgeRule(rule, look)
  const situation = { look, decisive: new Set(deciding(judged)) }
  const [on, when] = rule.on === undefined ? [undefined, judged] : judged.of
  // Of several, by the values of `once … by`, the one that something happens to.
  const own = remembered(rule, explaining)?.filter((one) => one.rule === rule.name)
  const instance = own?.findLast(({ phase }) => phase !== "absent") ?? own?.at(-1)
  const { holds } = judged.verdict
  const wait = instance === undefined && holds !== true ? nothingToWaitFor : waitOf(rule, instance, frame.facts, now)
  return {
    name: rule.name,
    place: rule.place,
    fired: holds === true && (instances === undefined || instance?.phase === "open"),
    holds: holds ?? null,
    captures: judged.verdict.captures,
    conditions: [
      ...(on === undefined ? [] : explainParts(on, "on", situation)),
      ...(when === undefined ? [] : explainParts(when, "when", situation)),
    ],
    waits: {
      phase: wait.phase ?? (instances === undefined ? null : "absent"),
      clause: wait.clause ?? null,
      remainingMs: wait.until === undefined ? null : Math.max(0, wait.until - now),
      held: wait.isHeld,
    },
    refusals: refusalsOf(rule, instance, explaining),
  }
}

/** A rule about a host as a whole lives beside the panes. */
function remembered(rule: Rule, { frame, instances, panes }: Explaining): readonly Instance[] | undefined {
  if (instances === undefined || !isAboutHost(rule)) return instances
  return [...instances, ...(panes?.get(hostKey(frame))?.instances.values() ?? [])]
}

const nothingToWaitFor: Wait = { phase: undefined, clause: undefined, until: undefined, isHeld: false }

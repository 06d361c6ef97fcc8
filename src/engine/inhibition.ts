/** `inhibit`: while one rule is open, others say and press nothing where the facts are equal. */
import type { Inhibit, RuleSet } from "../language/ruleset.ts"
import { type FactName, type Facts, factValue } from "../screen/facts.ts"
import type { PaneKey } from "../screen/frame.ts"
import { ruleNamed } from "./rule-named.ts"
import type { Instance, InstanceKey, PaneState } from "./state.ts"

/** A pane as it is while it is being stepped. */
export interface Here {
  readonly pane: PaneKey
  readonly facts: Facts
  readonly instances: ReadonlyMap<InstanceKey, Instance>
}

/** `panes`: as they were before this step; of the pane itself `here` counts. */
export function isInhibited(
  ruleSet: RuleSet,
  rule: string,
  here: Here,
  panes: ReadonlyMap<PaneKey, PaneState>,
  now: number,
): boolean {
  return ruleSet.inhibits.some((inhibit) => {
    if (!inhibit.rules.includes(rule)) return false
    // What a shadow does not do silences nobody.
    if (ruleNamed(ruleSet, inhibit.by)?.shadow !== false) return false
    if (hasOpen(inhibit.by, here.instances.values())) return true
    for (const [pane, other] of panes) {
      if (pane === here.pane || !hasOpen(inhibit.by, other.instances.values())) continue
      if (equal(inhibit, here.facts, other.frame?.facts, now)) return true
    }
    return false
  })
}

/** Rules whose being open keeps others quiet, of those in the instances. */
export function openInhibitors(ruleSet: RuleSet, instances: Iterable<Instance> | undefined): ReadonlySet<string> {
  if (instances === undefined || ruleSet.inhibits.length === 0) return new Set()
  const open = [...instances].filter(inhibits).map(({ rule }) => rule)
  return new Set(open.filter((rule) => ruleSet.inhibits.some(({ by }) => by === rule)))
}

function hasOpen(rule: string, instances: Iterable<Instance>): boolean {
  for (const instance of instances) if (instance.rule === rule && inhibits(instance)) return true
  return false
}

/** One that stayed silent itself, or whose keys did not get through, must not silence others: nobody would be told. */
const inhibits = ({ phase, refused, failed }: Instance): boolean =>
  (phase === "open" || phase === "clearing") && refused === undefined && !failed

/** Names within a host: two hosts may have the same. */
const ofOneHost: ReadonlySet<FactName> = new Set(["session", "window", "pane", "cwd", "user"])

/** Without facts a rule inhibits in its own pane only. */
function equal({ facts }: Inhibit, a: Facts, b: Facts | undefined, now: number): boolean {
  if (facts.length === 0 || facts.includes("pane")) return false
  // Not seen since a restart: it is, or is said to be gone, in a moment.
  if (b === undefined) return true
  if (facts.some((fact) => ofOneHost.has(fact)) && a.host !== b.host) return false
  return facts.every((fact) => factValue(a, fact, now) === factValue(b, fact, now))
}

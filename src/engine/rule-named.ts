/** A rule by its name. */
import type { Rule, RuleSet } from "../language/ruleset.ts"

const byName = new WeakMap<RuleSet, ReadonlyMap<string, Rule>>()

export function ruleNamed(ruleSet: RuleSet, name: string): Rule | undefined {
  let rules = byName.get(ruleSet)
  if (rules === undefined) {
    rules = new Map(ruleSet.rules.map((rule) => [rule.name, rule]))
    byName.set(ruleSet, rules)
  }
  return rules.get(name)
}

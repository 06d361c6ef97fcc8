/** What was compiled → the rule set that the engine runs. */
import type { Pattern } from "../../screen/pattern.ts"
import { RegexIndex, type RegexPattern } from "../../screen/regex-pattern.ts"
import type { Region } from "../../screen/region.ts"
import type { Agent, Condition, Inhibit, Quiet, Rule, RuleSet } from "../ruleset.ts"
import { amongRules, inhibitorsFirst } from "./inhibit.ts"

interface Parts {
  /** The nearest first. */
  readonly agents: readonly Agent[]
  readonly rules: readonly Rule[]
  readonly inhibits: readonly Inhibit[]
  readonly quiets: readonly Quiet[]
}

export function toRuleSet({ agents, rules, inhibits, quiets }: Parts): RuleSet {
  const among = amongRules(inhibits, rules)
  const patterns = [
    ...rules.flatMap((rule) => conditionRegexes(rule.when)),
    ...agents.flatMap(({ clauses }) =>
      clauses.flatMap(({ when, detail }) => [
        ...conditionRegexes(when),
        ...(detail === undefined ? [] : regionRegexes(detail)),
      ]),
    ),
  ]
  return {
    // One that any pane may be takes what the others leave.
    agents: agents.toSorted((a, b) => Number(a.on === undefined) - Number(b.on === undefined)),
    rules: inhibitorsFirst(rules, among),
    inhibits: among,
    quiets,
    index: new RegexIndex(patterns),
  }
}

/** The regexes that are matched against a screen. */
function conditionRegexes(condition: Condition): RegexPattern[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.of.flatMap(conditionRegexes)
    case "not":
    case "count":
      return conditionRegexes(condition.of)
    case "screen":
      return [...patternRegexes(condition.pattern), ...regionRegexes(condition.region)]
    default:
      return []
  }
}

const regionRegexes = (region: Region): RegexPattern[] =>
  region.kind === "below" ? patternRegexes(region.pattern) : []

function patternRegexes(pattern: Pattern): RegexPattern[] {
  if (pattern.kind === "regex") return [pattern]
  return pattern.kind === "text" ? [] : pattern.of.flatMap(patternRegexes)
}

/** W701: a rule of one's own that presses keys, and no test shows when it does and when it does not. */
import { type Phrase, phrase } from "../../locale/phrase.ts"
import type { Checked } from "../compile.ts"
import type { Findings } from "../diagnostics.ts"
import type { Expectation, RuleTest } from "../ruletest.ts"
import { presses } from "./pressing.ts"

export function reportUntested({ rules, tests, own }: Checked, findings: Findings): void {
  for (const { rule, definition } of rules) {
    if (rule.shadow || !own.includes(definition.source) || !rule.steps.some(presses)) continue
    const about = tests.filter(({ of }) => of === "all" || of.includes(rule.name))
    const lack = lackOf(rule.name, about.some(expects(["send"])), about.some(expects(["nothing", "no-send"])))
    if (lack === undefined) continue
    findings.add("W701", definition.source, definition.head.name, lack, { help: phrase("language.untested.help") })
  }
}

function lackOf(rule: string, positive: boolean, negative: boolean): Phrase | undefined {
  if (positive && negative) return undefined
  if (positive) return phrase("language.untested-negative", { rule })
  return negative ? phrase("language.untested-positive", { rule }) : phrase("language.untested", { rule })
}

const expects =
  (kinds: readonly Expectation["kind"][]) =>
  ({ steps }: RuleTest): boolean =>
    steps.some(({ step }) => step.kind === "expect" && kinds.includes(step.what.kind))

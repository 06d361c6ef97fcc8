/** W701: a rule of one's own that presses keys, and no test shows when it does and when it does not. */
import { type Phrase, phrase } from "../../locale/phrase.ts"
import { allSteps } from "../compile/test-reach.ts"
import type { Checked } from "../compile.ts"
import type { Findings } from "../diagnostics.ts"
import type { Rule } from "../ruleset.ts"
import type { RuleTest } from "../ruletest.ts"
import { presses } from "./pressing.ts"

export function reportUntested({ rules, tests, own }: Checked, findings: Findings): void {
  for (const { rule, definition } of rules) {
    if (rule.shadow || !own.includes(definition.source) || !rule.steps.some(presses)) continue
    const about = tests.filter((test) => (test.of === "all" ? mayBeSeenIn(test, rule) : test.of.includes(rule.name)))
    const lack = lackOf(rule.name, about.some(showsPressing), about.some(showsRest))
    if (lack === undefined) continue
    findings.add("W701", definition.source, definition.head.name, lack, { help: phrase("language.untested.help") })
  }
}

function lackOf(rule: string, positive: boolean, negative: boolean): Phrase | undefined {
  if (positive && negative) return undefined
  if (positive) return phrase("language.untested-negative", { rule })
  return negative ? phrase("language.untested-positive", { rule }) : phrase("language.untested", { rule })
}

const showsPressing = ({ steps }: RuleTest): boolean =>
  steps.some(({ step }) => step.kind === "expect" && step.what.kind === "send")

/** Before anything was shown every rule rests. */
function showsRest({ steps }: RuleTest): boolean {
  const first = steps.findIndex(({ step }) => step.kind !== "expect")
  return steps.some(
    ({ step }, at) =>
      first >= 0 &&
      at > first &&
      step.kind === "expect" &&
      (step.what.kind === "nothing" || step.what.kind === "no-send"),
  )
}

/** A test of all rules is about those that can press what it expects; of the others it says nothing. */
function mayBeSeenIn({ steps }: RuleTest, rule: Rule): boolean {
  const own = rule.steps.flatMap(allSteps)
  // Their keys are an agent's or a person's.
  const isOpen = own.some(({ kind }) => kind === "paste" || kind === "answer")
  const keys = new Set(own.flatMap((step) => (step.kind === "send" ? step.keys : [])).map((key) => JSON.stringify(key)))
  return steps.some(
    ({ step }) =>
      step.kind === "expect" &&
      step.what.kind === "send" &&
      (isOpen || step.what.keys.every((key) => keys.has(JSON.stringify(key)))),
  )
}

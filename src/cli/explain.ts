/** `fleetai explain`: every condition of a rule with the value it sees, on a pane or on a screen from a file. */
import { type ExplainedRule, explainRule } from "../authoring/explain/explain.ts"
import type { RuleSet } from "../language/ruleset.ts"
import { nearest } from "../locale/nearest.ts"
import { phrase } from "../locale/phrase.ts"
import { type Call, type CommandFile, exit, isGiven, textOption } from "./command.ts"
import { complain } from "./complain.ts"
import { printRule, summaryLine } from "./explanation.ts"
import { describeFacts, givenFacts } from "./given-facts.ts"
import { givenRules } from "./given-rules.ts"
import { seenPane, seenScreen } from "./given-screen.ts"
import type { Terminal } from "./terminal.ts"

export const command: CommandFile = {
  describe(command, say) {
    describeFacts(
      command
        .argument("[RULE]", say(phrase("authoring.explain-rule")))
        .argument("[PANE]", say(phrase("authoring.pane-argument")))
        .option("--screen <FILE>", say(phrase("authoring.screen-option")))
        .option("--rules <PATH>", say(phrase("authoring.rules-option"))),
      say,
    ).option("--json", say(phrase("cli.json-option")))
  },

  async run(call) {
    const { terminal } = call
    const facts = givenFacts(call)
    if (facts === undefined) return exit.usage
    const screen = textOption(call, "screen")
    const asked = screen === undefined ? askedOfPane(call) : askedOfScreen(call)
    if (asked === undefined) return exit.usage
    const rules = givenRules(call, textOption(call, "rules"))
    if (!rules.ok) return rules.exit
    if (asked.rule !== undefined && !isKnown(asked.rule, rules.ruleSet, terminal)) return exit.usage
    const now = Date.now()
    const seen =
      screen === undefined ? await seenPane(call, asked.pane, facts) : await seenScreen(screen, facts, now, terminal)
    if ("exit" in seen) return seen.exit
    const { frame, instances } = seen.pane
    const explained = rules.ruleSet.rules
      .filter(({ name }) => asked.rule === undefined || name === asked.rule)
      .map((rule) => explainRule(rule, { frame, ruleSet: rules.ruleSet, now, instances }))
    if (isGiven(call, "json")) terminal.out(JSON.stringify(plain(explained), undefined, 2))
    else print(explained, asked.rule !== undefined, terminal)
    return exit.ok
  },
}

interface Asked {
  /** Undefined: all of them. */
  readonly rule: string | undefined
  readonly pane: string
}

/** `RULE PANE`, or `PANE` alone. */
function askedOfPane({ args, terminal }: Call): Asked | undefined {
  const [first, second] = args
  if (first === undefined) {
    complain(terminal, phrase("authoring.explain-what"), phrase("cli.see-help", { command: "fleetai explain" }))
    return undefined
  }
  return second === undefined ? { rule: undefined, pane: first } : { rule: first, pane: second }
}

function askedOfScreen({ args, terminal }: Call): Asked | undefined {
  const [rule, pane] = args
  if (pane === undefined) return { rule, pane: "" }
  complain(terminal, phrase("authoring.screen-or-pane"), phrase("cli.see-help", { command: "fleetai explain" }))
  return undefined
}

function isKnown(name: string, { rules }: RuleSet, terminal: Terminal): boolean {
  const names = rules.map((rule) => rule.name)
  if (names.includes(name)) return true
  const near = nearest(name, names)
  const hint =
    near === undefined ? phrase("authoring.rules-known", { names }) : phrase("cli.did-you-mean", { word: near })
  complain(terminal, phrase("authoring.rule-unknown", { name }), hint)
  return false
}

/** `agent`, `state` and `captures` are those of the agent that the pane shows. */
const plain = (rules: readonly ExplainedRule[]): object => ({ agent: null, state: null, captures: {}, rules })

function print(rules: readonly ExplainedRule[], inFull: boolean, terminal: Terminal): void {
  for (const rule of rules) {
    if (inFull) printRule(rule, terminal)
    else terminal.out(summaryLine(rule, terminal))
  }
}

/** `fleetai explain`: every condition of a rule with the value it sees, on a pane or on a screen from a file. */
import { type ExplainedAgent, explainAgent } from "../authoring/explain/agent.ts"
import { type ExplainedRule, type Explaining, explainRule, lookOf } from "../authoring/explain/explain.ts"
import type { KnownPane } from "../daemon/known-panes.ts"
import type { PaneState } from "../engine/state.ts"
import type { RuleSet } from "../language/ruleset.ts"
import { nearest } from "../locale/nearest.ts"
import { phrase } from "../locale/phrase.ts"
import { agentLine, printAgent } from "./agent-explanation.ts"
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
    const { ruleSet } = rules
    const explaining = explainingOf(seen.pane, seen.others, ruleSet, now)
    const look = lookOf(explaining)
    const explained = {
      agent: explainAgent(ruleSet, look),
      rules: ruleSet.rules
        .filter(({ name }) => asked.rule === undefined || name === asked.rule)
        .map((rule) => explainRule(rule, explaining, look)),
    }
    if (isGiven(call, "json")) terminal.out(JSON.stringify(plain(explained), undefined, 2))
    else print(explained, asked.rule !== undefined, ruleSet, terminal)
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

function explainingOf(
  { frame, instances, agent, counts }: KnownPane,
  others: readonly KnownPane[],
  ruleSet: RuleSet,
  now: number,
): Explaining {
  const panes = new Map(others.map((other) => [other.frame.pane, stateOf(other)]))
  return { frame, ruleSet, now, instances, agent, counts: new Map(counts), panes }
}

const stateOf = ({ frame, instances = [] }: KnownPane): PaneState => ({
  frame,
  instances: new Map(instances.map((instance, index) => [String(index), instance])),
  wakeAt: undefined,
})

interface Explained {
  readonly agent: ExplainedAgent
  readonly rules: readonly ExplainedRule[]
}

/** Stable keys: the agent's name, its state, what its clause captured; then what they come from, and the rules. */
function plain({ agent: reading, rules }: Explained): object {
  const { agent, state, captures } = reading
  return { agent, state, captures, reading, rules }
}

function print({ agent, rules }: Explained, inFull: boolean, { agents }: RuleSet, terminal: Terminal): void {
  if (agents.length > 0) {
    if (inFull) printAgent(agent, terminal)
    else terminal.out(agentLine(agent, terminal))
  }
  for (const rule of rules) {
    if (inFull) printRule(rule, terminal)
    else terminal.out(summaryLine(rule, terminal))
  }
}

/** `fleetai explain`: every condition of a rule with the value it sees, on a pane or on a screen from a file. */
import { type ExplainedAgent, explainAgent } from "../authoring/explain/agent.ts"
import { type ExplainedRule, type Explaining, explainRule, lookOf } from "../authoring/explain/explain.ts"
import { type GivenFacts, withFacts } from "../authoring/screen/facts.ts"
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
import { type Past, seenPast } from "./given-past.ts"
import { givenRules } from "./given-rules.ts"
import { type Seen, seenPane, seenScreen } from "./given-screen.ts"
import type { Terminal } from "./terminal.ts"

export const command: CommandFile = {
  describe(command, say) {
    describeFacts(
      command
        .argument("[RULE]", say(phrase("authoring.explain-rule")))
        .argument("[PANE]", say(phrase("authoring.pane-argument")))
        .option("--screen <FILE>", say(phrase("authoring.screen-option")))
        .option("--at <TIME>", say(phrase("authoring.explain-at")))
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
    const seen = await lookedAt(call, asked.pane, facts)
    if ("exit" in seen) return seen.exit
    const { ruleSet } = rules
    const { pane, others, now } = seen
    const explaining = explainingOf(pane, others, ruleSet, now)
    const look = lookOf(explaining)
    const explained = {
      agent: explainAgent(ruleSet, look),
      rules: ruleSet.rules
        .filter(({ name }) => asked.rule === undefined || name === asked.rule)
        .map((rule) => explainRule(rule, explaining, look)),
    }
    if (isGiven(call, "json")) terminal.out(JSON.stringify(plain(explained, seen.past), undefined, 2))
    else print(explained, asked.rule !== undefined, ruleSet, terminal)
    return exit.ok
  },
}

type LookedAt =
  | (Exclude<Seen, { readonly exit: unknown }> & { readonly now: number; readonly past?: Past })
  | Extract<Seen, { readonly exit: unknown }>

/** The screen of a file, a pane as it was, or as it is. */
async function lookedAt(call: Call, named: string, facts: GivenFacts): Promise<LookedAt> {
  const [screen, at] = [textOption(call, "screen"), textOption(call, "at")]
  const now = Date.now()
  if (screen !== undefined && at !== undefined) {
    const hint = phrase("cli.see-help", { command: "fleetai explain" })
    complain(call.terminal, phrase("authoring.at-or-screen"), hint)
    return { exit: exit.usage }
  }
  if (screen !== undefined) {
    const seen = await seenScreen(screen, facts, now, call.terminal)
    return "exit" in seen ? seen : { ...seen, now }
  }
  if (at === undefined) {
    const seen = await seenPane(call, named, facts)
    return "exit" in seen ? seen : { ...seen, now: Math.max(now, Date.now()) }
  }
  const seen = seenPast(call, named, at, now)
  if ("exit" in seen) return seen
  const { pane, past } = seen
  const frame = { ...pane.frame, facts: withFacts(pane.frame.facts, facts, past.asked) }
  return { ...seen, pane: { ...pane, frame }, now: past.asked }
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

/** Stable keys: the agent's name, its state, what its clause captured; the rules; and what the state comes from. */
function plain({ agent: reading, rules }: Explained, past: Past | undefined): object {
  const { agent, state, captures } = reading
  const moments = past === undefined ? {} : { shown: iso(past.shown), asked: iso(past.asked) }
  return { agent, state, captures, rules, reading, ...moments }
}

const iso = (at: number): string => new Date(at).toISOString()

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

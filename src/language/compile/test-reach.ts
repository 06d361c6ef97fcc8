/** E702: a test that can only pass, or only fail, whatever its rules do: it proves nothing, or is mistaken. */
import { type Phrase, phrase } from "../../locale/phrase.ts"
import type { Span } from "../ast.ts"
import type { Agent, Condition, Rule, Step } from "../ruleset.ts"
import type { Expectation, RuleTest, TestStep } from "../ruletest.ts"
import type { Scope } from "./scope.ts"
import type { CompiledTest, Tested } from "./tests.ts"

/** `title`: where the test's title stands; `tested` undefined: the rules are not understood, and may do anything. */
export function reportIdle({ test, heads }: CompiledTest, title: Span, tested: Tested | undefined, scope: Scope): void {
  const report = (span: Span, message: Phrase, help: Phrase): void =>
    scope.findings.add("E702", scope.source, span, message, { help })
  const expected = test.steps.flatMap(({ step }) => (step.kind === "expect" ? [step.what] : []))
  if (expected.length === 0) {
    report(title, phrase("language.test-expects-nothing"), phrase("language.test-expects-nothing.help"))
    return
  }
  if (tested === undefined) return
  const rules = underTest(test, tested)
  if (expected.every(isAbsence) && !isAnythingSeen(test, { rules, agents: tested.agents })) {
    report(title, phrase("language.test-shows-nothing"), phrase("language.test-shows-nothing.help"))
    return
  }
  const reach = reachOf(rules, tested.agents)
  for (const [index, { step }] of test.steps.entries()) {
    const message = futility(step, reach)
    const span = heads[index]?.step
    if (message !== undefined && span !== undefined) report(span, message, phrase("language.test-futile.help"))
  }
}

/** With `all`, a rule in shadow does nothing, as in the service. */
const underTest = ({ of }: RuleTest, { rules }: Tested): readonly Rule[] =>
  of === "all" ? rules.filter(({ shadow }) => !shadow) : rules.filter(({ name }) => of.includes(name))

const isAbsence = ({ kind }: Expectation): boolean => kind === "nothing" || kind === "no-send"

/** Something happens before an expectation, or facts alone can make a rule hold. */
function isAnythingSeen({ steps }: RuleTest, { rules, agents }: Tested): boolean {
  const firstShown = steps.findIndex(({ step }) => step.kind !== "expect")
  const lastExpected = steps.findLastIndex(({ step }) => step.kind === "expect")
  if (firstShown >= 0 && firstShown < lastExpected) return true
  const agent = agents.some(({ clauses }) => clauses.some(({ when }) => unseen(when, false).true))
  return rules.some(({ when }) => unseen(when, agent).true)
}

/** Whether a condition can be true, and false, on an empty screen. `agent`: whether an agent can be told by facts alone. */
function unseen(condition: Condition, agent: boolean): { readonly true: boolean; readonly false: boolean } {
  switch (condition.kind) {
    case "and":
    case "or": {
      const parts = condition.of.map((part) => unseen(part, agent))
      const [short, long] = condition.kind === "or" ? (["true", "false"] as const) : (["false", "true"] as const)
      const result = { true: false, false: false }
      result[short] = parts.some((part) => part[short])
      result[long] = parts.every((part) => part[long])
      return result
    }
    case "not": {
      const of = unseen(condition.of, agent)
      return { true: of.false, false: of.true }
    }
    case "screen":
    case "output":
    case "event":
    case "count":
      return { true: false, false: true }
    case "agent-is":
    case "agent-became":
      return { true: agent, false: true }
    case "compare":
    case "fact-has":
    case "fact-in":
    case "flag":
      return { true: true, false: true }
    default:
      return condition satisfies never
  }
}

type Ask = Extract<Step, { kind: "ask" }>

/** What the rules under test can do at all. */
interface Reach {
  readonly asks: readonly Ask[]
  readonly notifies: boolean
  readonly presses: boolean
  /** Undefined: routes decide, so that it may be anybody. */
  readonly receivers: ReadonlySet<string | undefined>
  readonly states: ReadonlySet<string>
  readonly hasAgents: boolean
}

function reachOf(rules: readonly Rule[], agents: readonly Agent[]): Reach {
  const steps = rules.flatMap((rule) => rule.steps.flatMap(allSteps))
  const asks = steps.filter((step) => step.kind === "ask")
  const told = steps.flatMap((step) =>
    step.kind === "notify" || step.kind === "ask" || step.kind === "escalate" ? [step.receiver] : [],
  )
  return {
    asks,
    notifies: steps.some(({ kind }) => kind === "notify" || kind === "escalate"),
    presses: asks.length > 0 || steps.some(({ kind }) => kind === "send" || kind === "paste" || kind === "answer"),
    receivers: new Set(told),
    states: new Set(agents.flatMap(({ clauses }) => clauses.map(({ state }) => state))),
    hasAgents: agents.length > 0,
  }
}

/** The step and every step inside it. */
export function allSteps(step: Step): readonly Step[] {
  return [step, ...stepsInside(step).flatMap(allSteps)]
}

function stepsInside(step: Step): readonly Step[] {
  switch (step.kind) {
    case "ask":
      return [...step.decisions.flatMap(({ steps }) => steps), ...(step.timeout?.steps ?? [])]
    case "verify-gone":
    case "verify-state":
      return step.otherwise
    case "retry":
      return [...step.steps, ...step.exhausted]
    case "notify":
    case "send":
    case "paste":
    case "answer":
    case "wait":
    case "wait-until":
    case "run":
    case "escalate":
      return []
    default:
      return step satisfies never
  }
}

/** Why a step can never come true, or never fail; undefined: it can do both. */
function futility(step: TestStep, reach: Reach): Phrase | undefined {
  if (step.kind === "decide") return isOffered(step, reach.asks) ? undefined : phrase("language.test-undecidable")
  if (step.kind !== "expect") return undefined
  const { what } = step
  switch (what.kind) {
    case "nothing":
      return undefined
    case "no-send":
      return reach.presses ? undefined : phrase("language.test-never-sends")
    case "send":
      return reach.presses ? undefined : phrase("language.test-sends-nothing")
    case "agent":
      if (what.state === "none") return reach.hasAgents ? undefined : phrase("language.test-no-agents")
      return reach.states.has(what.state) ? undefined : phrase("language.test-no-such-state", { state: what.state })
    case "message": {
      const can = what.what === "ask" ? reach.asks.length > 0 : reach.notifies
      if (!can) return phrase("language.test-never-tells", { what: what.what })
      const isTold = what.receiver === undefined || reach.receivers.has(what.receiver) || reach.receivers.has(undefined)
      return isTold ? undefined : phrase("language.test-never-reaches", { receiver: what.receiver ?? "" })
    }
    default:
      return what satisfies never
  }
}

/** An ask without decisions of its own offers what its dialog can be answered with. */
function isOffered(step: Extract<TestStep, { kind: "decide" }>, asks: readonly Ask[]): boolean {
  return asks.some(({ decisions }) => {
    if (decisions.length === 0) return true
    if (step.what !== "choose") return decisions.some(({ what }) => what === step.what)
    return decisions.filter(({ what }) => what === "option").length >= step.choice
  })
}

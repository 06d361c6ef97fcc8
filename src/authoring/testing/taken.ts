/** The branches that one step of the engine went through. Pure. */
import type { Effect } from "../../engine/effect.ts"
import type { Look } from "../../engine/evaluate.ts"
import { type Judged, judgeRule } from "../../engine/judged.ts"
import { lookAt } from "../../engine/look.ts"
import type { Decided, Observation } from "../../engine/observation.ts"
import type { Block, EngineState, Place } from "../../engine/state.ts"
import type { Condition, Rule, RuleSet, Step } from "../../language/ruleset.ts"
import type { Played } from "../play/player.ts"
import { clauseId, openedId, orId, stepId } from "./coverage.ts"

/** Ids of branches (`branchesOf`). */
export function takenIn({ observation, before, after, effects }: Played, ruleSet: RuleSet, now: number): string[] {
  const taken: string[] = []
  for (const [key, pane] of after.panes) {
    const old = before.panes.get(key)
    if (pane.agent !== old?.agent && pane.agent?.clause !== undefined) taken.push(clauseId(pane.agent.clause))
    if (pane.instances === old?.instances || pane.frame === undefined) continue
    for (const [id, is] of pane.instances) {
      const was = old?.instances.get(id)
      const rule = was === is ? undefined : ruleNamed(ruleSet, is.rule)
      if (rule === undefined) continue
      if (is.openedAt > (was?.openedAt ?? 0)) {
        const look = { ...lookAt(pane.frame, now, ruleSet, old?.agent), ...instantOf(observation, rule) }
        taken.push(openedId(rule), ...holding(judgeRule(rule, look)).map((path) => orId(rule, path)))
      }
      const block = is.block ?? was?.block
      const told = effects.flatMap((effect) => placesOf(effect, `${id}|${key}|`))
      const paths = [...told, ...(is.block === undefined ? [] : [is.block.path])]
      for (const path of paths) taken.push(...walked(path, rule, block).lists.map((list) => stepId(rule, list)))
    }
  }
  return [...taken, ...decisionTaken(observation, before, effects, ruleSet)]
}

const ruleNamed = ({ rules }: RuleSet, name: string): Rule | undefined => rules.find((rule) => rule.name === name)

/** What only this moment has. That something came often enough is known: the rule opened. */
function instantOf(observation: Observation, { when }: Rule): Partial<Look> {
  const counts = new Map(countIds(when).map((id) => [id, Number.POSITIVE_INFINITY]))
  if (observation.kind === "output") return { counts, output: observation.lines.join("\n") }
  if (observation.kind !== "event") return { counts }
  const { name, fields } = observation
  return { counts, event: { name, fields, trusted: true } }
}

function countIds(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.of.flatMap(countIds)
    case "not":
      return countIds(condition.of)
    case "count":
      return [condition.id]
    default:
      return []
  }
}

/** The parts of `or`s that hold, by their places in the tree. */
function holding(judged: Judged, path = ""): string[] {
  return judged.of.flatMap((part, index) => {
    const here = `${path}.${index}`
    const isPart = judged.condition.kind === "or" && part.verdict.holds === true
    return [...(isPart ? [here] : []), ...holding(part, here)]
  })
}

/** Where the step stands that an effect comes from: its id says so. Steps that are done at once are seen nowhere else. */
function placesOf({ id }: Effect, prefix: string): readonly (readonly Place[])[] {
  const [, places = ""] = id.startsWith(prefix) ? id.slice(prefix.length).split("|") : []
  if (places === "") return []
  const path: Place[] = []
  let list: Place["list"] = "do"
  for (const word of places.split(".")) {
    if (/^\d+$/.test(word)) path.push({ list, index: Number(word) })
    else list = word as Place["list"]
  }
  return [path]
}

interface Walked {
  /** The place, as `branchesOf` writes it. */
  readonly text: string
  readonly step: Step | undefined
  /** The lists of steps on the way. */
  readonly lists: readonly string[]
}

function walked(path: readonly Place[], rule: Rule, block: Block | undefined): Walked {
  const lists: string[] = []
  let text = ""
  let step: Step | undefined
  for (const { list, index } of path) {
    // An agent's own way to answer is no branch of the rule.
    if (list === "answer") break
    const steps: readonly Step[] = list === "do" ? rule.steps : stepsIn(step, list, block)
    if (list !== "do") {
      text = `${text}.${list === "decision" ? `decision ${decisionIndex(step, block)}` : list}`
      if (list !== "try") lists.push(text)
    }
    text = text === "" ? `${index}` : `${text}.${index}`
    step = steps[index]
  }
  return { text, step, lists }
}

function stepsIn(step: Step | undefined, list: Place["list"], block: Block | undefined): readonly Step[] {
  switch (step?.kind) {
    case "verify-gone":
    case "verify-state":
      return step.otherwise
    case "retry":
      return list === "try" ? step.steps : step.exhausted
    case "ask":
      return list === "timeout" ? (step.timeout?.steps ?? []) : (block?.ask?.decision?.steps ?? [])
    default:
      return []
  }
}

/** -1: it answers by itself, without steps of its own. */
function decisionIndex(step: Step | undefined, block: Block | undefined): number {
  const steps = block?.ask?.decision?.steps
  return step?.kind === "ask" ? step.decisions.findIndex((decision) => decision.steps === steps) : -1
}

/** A person's decision, when somebody was waiting for it. */
function decisionTaken(
  observation: Observation,
  before: EngineState,
  effects: readonly Effect[],
  ruleSet: RuleSet,
): string[] {
  if (observation.kind !== "decision") return []
  const { ask, decision } = observation
  if (!effects.some((effect) => effect.kind === "settle" && effect.ask === ask && effect.how === "decided")) return []
  return [...(before.panes.get(observation.pane)?.instances.values() ?? [])].flatMap(({ rule: name, block }) => {
    const rule = block?.ask?.id === ask ? ruleNamed(ruleSet, name) : undefined
    const place = block?.ask?.path
    if (rule === undefined || place === undefined) return []
    const { text, step } = walked(place, rule, block)
    const index = step?.kind === "ask" ? chosen(step, decision) : -1
    return index < 0 ? [] : [stepId(rule, `${text}.decision ${index}`)]
  })
}

function chosen({ decisions }: Extract<Step, { kind: "ask" }>, decided: Decided): number {
  const options = decisions.filter(({ what }) => what === "option")
  const named =
    decided.what === "option"
      ? options.find(({ label }) => label === decided.label)
      : decided.what === "choose"
        ? options[decided.choice - 1]
        : decisions.find(({ what }) => what === decided.what)
  return named === undefined ? -1 : decisions.indexOf(named)
}

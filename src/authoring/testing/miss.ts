/** What came nearest to an expectation that is not met: what its author wants to know first. Pure. */
import type { Effect, Key } from "../../engine/effect.ts"
import { allSteps } from "../../language/compile/test-reach.ts"
import type { Rule, RuleSet } from "../../language/ruleset.ts"
import type { Expectation, PlacedTestStep } from "../../language/ruletest.ts"
import type { PaneKey } from "../../screen/frame.ts"
import { type ExplainedAgent, explainAgent } from "../explain/agent.ts"
import type { ExplainedCondition } from "../explain/conditions.ts"
import { type ExplainedRule, type Explaining, explainRule, lookOf } from "../explain/explain.ts"
import { type NearMiss, nearMiss } from "../explain/near-miss.ts"
import { patternText } from "../explain/wording.ts"
import { keyText } from "../play/plain.ts"
import type { Player } from "../play/player.ts"
import { isMeant, messageText, otherFields, type ReceiversOf, reaches, type Told } from "./expect.ts"

export interface Miss {
  /** Undefined: nothing of the kind happened, and nothing would within ten minutes. */
  readonly closest: Closest | undefined
  /** Of the rules that could do what is expected, those that came nearest to it. */
  readonly rules: readonly ExplainedRule[]
  readonly agent: ExplainedAgent | undefined
}

export type Closest =
  /** The right kind of thing, but not as expected. */
  | { readonly kind: "other"; readonly told: Told; readonly differences: readonly Difference[] }
  /** As expected, but before the last expectation, or another expectation is about it. */
  | { readonly kind: "before" | "taken"; readonly told: Told }
  | { readonly kind: "elsewhere"; readonly told: Told }
  /** Keys that were not let through. */
  | { readonly kind: "refused"; readonly told: Told; readonly why: string }
  /** If nothing else happens, it comes this long after the expectation, or another one of its kind does. */
  | {
      readonly kind: "later"
      readonly afterMs: number
      readonly told: Told
      readonly differences: readonly Difference[]
    }

export type Difference =
  | { readonly kind: "text"; readonly wanted: string; readonly seen: string; readonly nearest: NearMiss | undefined }
  /** Of a message: its receiver, or a field of `with`; of keys: the keys. */
  | { readonly kind: "field"; readonly name: string; readonly wanted: string; readonly seen: string }

export interface Missing {
  readonly ruleSet: RuleSet
  readonly player: Player
  readonly keyOf: (pane: string) => PaneKey
  /** Every effect of the test so far, and where those begin that the expectation is about. */
  readonly told: readonly Told[]
  readonly from: number
  readonly receiversOf: ReceiversOf
  /** The test names no rule: those that have nothing to do with what it shows are left out. */
  readonly isOfAll: boolean
}

/** Rules that are explained. */
const maxExplained = 3
/** It is tried whether what is expected comes this much later. */
const aheadMs = 600_000

export function missed(placed: PlacedTestStep, missing: Missing): Miss {
  const { step } = placed
  const explaining = explainingOf(missing, missing.keyOf(placed.pane))
  const look = explaining && lookOf(explaining)
  const wanted: Expectation | undefined =
    step.kind === "expect"
      ? step.what
      : { kind: "message", what: "ask", receiver: undefined, has: undefined, fields: {} }
  const agent = look && explainAgent(missing.ruleSet, look)
  if (wanted.kind === "agent") return { closest: undefined, rules: [], agent }
  const closest = closestTo(wanted, placed, missing)
  const rules =
    explaining === undefined
      ? []
      : toExplain(wanted, closest, missing.ruleSet.rules).map((rule) => explainRule(rule, explaining, look))
  // Beside something of its kind only a rule that holds and is silent is of interest.
  const isOther = closest?.kind === "other"
  return {
    closest,
    rules: rules
      .filter(({ holds }) => !isOther || holds === true)
      .filter((rule) => !missing.isOfAll || isRelated(rule))
      .toSorted((a, b) => nearness(b) - nearness(a))
      .slice(0, maxExplained),
    agent,
  }
}

function explainingOf({ ruleSet, player }: Missing, key: PaneKey): Explaining | undefined {
  const pane = player.state.panes.get(key)
  if (pane?.frame === undefined) return undefined
  const { frame, agent, counts } = pane
  const instances = [...pane.instances.values()]
  return { frame, ruleSet, now: player.now, instances, agent, counts, panes: player.state.panes }
}

/** Why it has not come: of the rule that it comes from later, or of those that it could come from. */
function toExplain(wanted: Wanted, closest: Closest | undefined, rules: readonly Rule[]): readonly Rule[] {
  const told = closest !== undefined && "told" in closest ? closest.told.effect.origin.rule : undefined
  if (closest?.kind === "later") return rules.filter(({ name }) => name === told)
  if (closest !== undefined && closest.kind !== "other") return []
  const kinds: readonly string[] =
    wanted.kind !== "message"
      ? ["send", "paste", "answer", "ask"]
      : wanted.what === "ask"
        ? ["ask"]
        : ["notify", "escalate"]
  return rules.filter(
    ({ name, steps }) => name !== told && steps.flatMap(allSteps).some(({ kind }) => kinds.includes(kind)),
  )
}

/** It does not hold, but something of its own screen is there, or it is about the agent that is. */
const isRelated = ({ holds, conditions }: ExplainedRule): boolean => holds !== false || conditions.some(isTouched)

function isTouched({ of, match, nearest, seen, condition, clause }: ExplainedCondition): boolean {
  if (of.length > 0) return of.some(isTouched)
  const isAboutAgent = seen !== null && /\bagent\b/.test(condition)
  return clause === "when" && (match !== null || nearest !== null || isAboutAgent)
}

/** A rule that holds and waits is nearer than one that does not hold; of those, the one with more conditions that do. */
function nearness({ holds, conditions }: ExplainedRule): number {
  const held = conditions.filter(({ value }) => value === true).length / Math.max(1, conditions.length)
  return (holds === true ? 2 : holds === null ? 1 : 0) + held
}

type Wanted = Exclude<Expectation, { kind: "agent" }>

function closestTo(wanted: Wanted, placed: PlacedTestStep, missing: Missing): Closest | undefined {
  const { told, from, receiversOf } = missing
  const fits = ({ effect }: Pick<Told, "effect">): boolean => isAsWanted(wanted, effect, receiversOf)
  const isHere = ({ pane }: Told): boolean => !placed.named || pane === placed.pane
  const span = told.slice(from).filter(isHere)
  const refused = span.findLast((one) => one.refused !== null && fits(one))
  if (refused !== undefined) return { kind: "refused", told: refused, why: refused.refused ?? "" }
  const others = span.filter(
    ({ effect, isExpected }) => !isExpected && effect.kind === kindOf(wanted) && !fits({ effect }),
  )
  const scored = others.map((one) => ({ told: one, differences: differences(wanted, one.effect, receiversOf) }))
  const [best] = scored.toSorted((a, b) => a.differences.length - b.differences.length)
  if (best !== undefined) return { kind: "other", ...best }
  const taken = span.findLast((one) => one.isExpected && fits(one))
  if (taken !== undefined) return { kind: "taken", told: taken }
  const elsewhere = told.slice(from).find((one) => !isHere(one) && fits(one))
  if (elsewhere !== undefined) return { kind: "elsewhere", told: elsewhere }
  const before = told.slice(0, from).findLast((one) => !one.isExpected && isHere(one) && fits(one))
  if (before !== undefined) return { kind: "before", told: before }
  return later(wanted, missing)
}

const kindOf = (wanted: Wanted): Effect["kind"] => (wanted.kind === "message" ? wanted.what : "send")

/** Keys that only begin or end what is expected are not as expected. */
function isAsWanted(wanted: Wanted, effect: Effect, receiversOf: ReceiversOf): boolean {
  switch (wanted.kind) {
    case "message":
      return isMeant(wanted, effect, receiversOf)
    case "send":
      return effect.kind === "send" && keysText(effect.keys) === keysText(wanted.keys)
    case "nothing":
    case "no-send":
      return false
    default:
      return wanted satisfies never
  }
}

function differences(wanted: Wanted, effect: Effect, receiversOf: ReceiversOf): readonly Difference[] {
  if (effect.kind === "send" && wanted.kind === "send") {
    return [{ kind: "field", name: "send", wanted: keysText(wanted.keys), seen: keysText(effect.keys) }]
  }
  if (wanted.kind !== "message" || (effect.kind !== "notify" && effect.kind !== "ask")) return []
  const found: Difference[] = []
  const { receiver, has } = wanted
  if (receiver !== undefined && !reaches(effect, receiver, receiversOf)) {
    const seen = effect.receiver ?? receiversOf(effect.severity).join(", ")
    found.push({ kind: "field", name: wanted.what, wanted: receiver, seen })
  }
  const text = messageText(effect)
  if (has !== undefined && !isMeant({ ...wanted, receiver: undefined, fields: {} }, effect, receiversOf)) {
    const lines = text.split("\n")
    const nearest = nearMiss(has, lines, { from: 0, to: lines.length })
    found.push({ kind: "text", wanted: patternText(has), seen: text, nearest })
  }
  return [...found, ...otherFields(wanted, effect).map((field) => ({ kind: "field" as const, ...field }))]
}

const keysText = (keys: readonly Key[]): string => keys.map(keyText).join(" ")

/** What comes if nothing else happens: as expected, else the first of its kind. */
function later(wanted: Wanted, { player, receiversOf }: Missing): Closest | undefined {
  const comes: Told[] = []
  const ahead = player.fork(({ effects }) => {
    for (const effect of effects) {
      if (effect.kind !== kindOf(wanted)) continue
      comes.push({ at: ahead.now, pane: "", effect, refused: null, isExpected: false })
    }
  })
  ahead.advance(player.now + aheadMs)
  const told = comes.find(({ effect }) => isAsWanted(wanted, effect, receiversOf)) ?? comes[0]
  if (told === undefined) return undefined
  const isFit = isAsWanted(wanted, told.effect, receiversOf)
  const differing = isFit ? [] : differences(wanted, told.effect, receiversOf)
  return { kind: "later", afterMs: told.at - player.now, told, differences: differing }
}

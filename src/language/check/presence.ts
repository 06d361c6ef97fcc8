/** Whether a variable has a value where a message of a rule names it. */
import { nearest } from "../../locale/nearest.ts"
import { type Phrase, phrase } from "../../locale/phrase.ts"
import { type AgentClaim, agentClaim } from "../compile/agent-claim.ts"
import { conditionCaptures } from "../compile/captures.ts"
import type { Standing } from "../compile/notes.ts"
import type { CompiledRule } from "../compile/rule.ts"
import type { Checked } from "../compile.ts"
import type { Diagnostic } from "../diagnostics.ts"
import type { Condition } from "../ruleset.ts"
import { agentVariables, commonVariables, retryVariables } from "../variables.ts"
import { type AgentCaptures, agentCaptures, namesOf } from "./agent-captures.ts"

export type Presence =
  | { readonly kind: "set" }
  /** `because`: the place that may leave it unset, where there is one. */
  | { readonly kind: "maybe"; readonly because: Diagnostic["related"] }
  /** `agent.NAME` that no clause captures here; `known`: those that some clause does; `elsewhere`: in another state one does. */
  | { readonly kind: "uncaptured"; readonly known: readonly string[]; readonly elsewhere: boolean }
  | { readonly kind: "unknown"; readonly help: Phrase }
  /** What was not understood may be what sets it. */
  | { readonly kind: "unclear" }

const isSet: Presence = { kind: "set" }
const maybe: Presence = { kind: "maybe", because: undefined }

export type PresenceOf = (name: string, standing: Standing) => Presence

export function presenceIn(compiled: CompiledRule, { agents }: Pick<Checked, "agents">): PresenceOf {
  const { rule, broken, clauses } = compiled
  const { always, maybe: sometimes } = conditionCaptures(rule.when)
  let claim: AgentClaim | undefined
  let found: { readonly captures: AgentCaptures | undefined } | undefined

  const ofAgent = (name: string): Presence => {
    claim ??= agentClaim(rule.when)
    if (name === "agent.was" || name === "agent.was_for") return claim.was ? isSet : maybe
    if (Object.hasOwn(agentVariables, name)) return claim.present ? isSet : maybe
    // Without its `on` the rule would be about more agents than it is.
    if (clauses.has("on") && rule.on === undefined) return { kind: "unclear" }
    // Few rules ask, and to find out is work.
    found ??= { captures: agentCaptures(rule, agents) }
    return captured(name, claim.present, found.captures)
  }

  const captured = (name: string, isPresent: boolean, captures: AgentCaptures | undefined): Presence => {
    const { unsetAt = new Map(), mayBeNone = true } = captures ?? {}
    const capture = name.slice("agent.".length)
    if (!unsetAt.has(capture)) {
      if (broken || agents.some((agent) => agent.broken)) return { kind: "unclear" }
      const elsewhere = agents.some(({ agent }) => agent.clauses.some((clause) => namesOf(clause).includes(capture)))
      return { kind: "uncaptured", known: [...unsetAt.keys()].map((one) => `agent.${one}`), elsewhere }
    }
    const place = unsetAt.get(capture)
    if (place === undefined) return isPresent && !mayBeNone ? isSet : maybe
    return {
      kind: "maybe",
      because: { source: place.source, span: place, message: phrase("language.unset-there", { name: capture }) },
    }
  }

  const unknown = (name: string): Presence => {
    if (broken) return { kind: "unclear" }
    const names = [...Object.keys(commonVariables), ...Object.keys(agentVariables), ...always, ...sometimes]
    const near = nearest(name, names)
    if (near !== undefined) return { kind: "unknown", help: phrase("language.did-you-mean", { word: near }) }
    return { kind: "unknown", help: phrase("language.variables", { variables: names.join(", ") }) }
  }

  return (name, { retry }) => {
    if (Object.hasOwn(commonVariables, name) || always.has(name)) return isSet
    if (sometimes.has(name)) return maybe
    if (Object.hasOwn(retryVariables, name)) {
      return retry === undefined ? { kind: "unknown", help: phrase("language.tries-where") } : isSet
    }
    if (name.startsWith("event.")) {
      return tellsOfEvent(rule.when) ? maybe : { kind: "unknown", help: phrase("language.event-where") }
    }
    return name === "agent" || name.startsWith("agent.") ? ofAgent(name) : unknown(name)
  }
}

function tellsOfEvent(condition: Condition): boolean {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.of.some(tellsOfEvent)
    case "count":
      return tellsOfEvent(condition.of)
    default:
      return condition.kind === "event"
  }
}

/** Which instance of a rule a verdict is about: the values of `once … by` make separate ones. */
import type { Rule } from "../language/ruleset.ts"
import { type FactName, factTypes, factValue } from "../screen/facts.ts"
import { digest } from "./digest.ts"
import type { Look, Verdict } from "./evaluate.ts"
import type { Instance, InstanceKey } from "./state.ts"

export function instanceKey(rule: Rule, verdict: Verdict, { frame, now }: Look): InstanceKey {
  if (rule.once.by.length === 0) return rule.name
  const values = rule.once.by.map((name) =>
    isFact(name) ? String(factValue(frame.facts, name, now) ?? "") : (verdict.captures[name] ?? ""),
  )
  return `${rule.name} ${JSON.stringify(values.map(short))}`
}

/** The instances of each rule. */
export function keysByRule(instances: ReadonlyMap<InstanceKey, Instance>): ReadonlyMap<string, readonly InstanceKey[]> {
  const keys = new Map<string, InstanceKey[]>()
  for (const [key, { rule }] of instances) {
    const own = keys.get(rule)
    if (own === undefined) keys.set(rule, [key])
    else own.push(key)
  }
  return keys
}

/** Longer values stand in a key as their beginning and a digest: keys are written down and compared all the time. */
const maxKeyValueLength = 120

const short = (value: string): string =>
  value.length <= maxKeyValueLength ? value : `${value.slice(0, maxKeyValueLength)}…${value.length}-${digest(value)}`

const isFact = (name: string): name is FactName => Object.hasOwn(factTypes, name)

/** Conditions as the rules language writes them, names resolved: what a rule's author reads beside each verdict. */
import type { Condition } from "../../language/ruleset.ts"
import { factTypes } from "../../screen/facts.ts"
import type { Pattern } from "../../screen/pattern.ts"
import type { Region } from "../../screen/region.ts"
import { isFactName, writeDuration } from "../screen/facts.ts"

/** Patterns of a list that are written out. */
const maxListed = 8

export function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.of.map((part) => inside(part, condition.kind)).join(` ${condition.kind} `)
    case "not":
      return `not ${inside(condition.of, "not")}`
    case "screen":
      return ["screen", regionWords(condition.region), "has", patternText(condition.pattern)].filter(Boolean).join(" ")
    case "output":
      return `output has ${patternText(condition.pattern)}`
    case "compare": {
      const { fact, operator, value } = condition
      return `${fact} ${operator} ${valueText(isFactName(fact) ? factTypes[fact] : "text", value)}`
    }
    case "fact-has":
      return `${condition.fact} has ${patternText(condition.pattern)}`
    case "fact-in":
      return `${condition.fact} in ${listText(condition.of)}`
    case "flag":
      return condition.fact
    case "agent-is":
      return `agent is ${condition.states.join(" | ")}`
    case "agent-became":
      return `agent ${condition.from} -> ${condition.to}`
    case "event":
      return `event ${JSON.stringify(condition.name)}`
    case "count":
      return `${inside(condition.of, "not")} ${condition.times} times within ${writeDuration(condition.withinMs)}`
    default:
      return condition satisfies never
  }
}

const inside = (part: Condition, within: "and" | "or" | "not"): string =>
  (part.kind === "and" || part.kind === "or") && part.kind !== within ? `(${conditionText(part)})` : conditionText(part)

function valueText(type: string, value: string | number): string {
  if (typeof value === "string") return JSON.stringify(value)
  if (type === "duration") return writeDuration(value)
  return type === "percent" ? `${value}%` : String(value)
}

/** Empty: the whole screen. */
export function regionWords(region: Region): string {
  switch (region.kind) {
    case "whole":
      return ""
    case "bottom":
      return region.lines === 1 ? "last line" : `bottom ${region.lines}`
    case "top":
      return `top ${region.lines}`
    case "below":
      return `below ${patternText(region.pattern)}`
    default:
      return region satisfies never
  }
}

export function patternText(pattern: Pattern): string {
  switch (pattern.kind) {
    case "text":
      return `${JSON.stringify(pattern.source)}${pattern.ignoreCase ? " i" : ""}`
    case "regex":
      return `/${pattern.source.replaceAll("/", "\\/")}/${pattern.flags}`
    case "any":
    case "all":
      return `${pattern.kind} ${listText(pattern.of)}`
    default:
      return pattern satisfies never
  }
}

function listText(patterns: readonly Pattern[]): string {
  const shown = patterns.slice(0, maxListed).map(patternText)
  return `[${[...shown, ...(patterns.length > maxListed ? ["…"] : [])].join(", ")}]`
}

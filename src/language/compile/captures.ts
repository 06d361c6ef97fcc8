/** What a condition captures when it holds. */
import { captureNames } from "../../screen/pattern.ts"
import type { Condition } from "../ruleset.ts"

export interface Captures {
  /** Set whenever it holds. */
  readonly always: ReadonlySet<string>
  /** Set on some way of holding. */
  readonly maybe: ReadonlySet<string>
}

export function conditionCaptures(condition: Condition): Captures {
  switch (condition.kind) {
    case "screen":
    case "output":
    case "fact-has": {
      const { always, maybe } = captureNames(condition.pattern)
      return { always: new Set(always), maybe: new Set(maybe) }
    }
    case "and": {
      const parts = condition.of.map(conditionCaptures)
      const always = new Set(parts.flatMap((part) => [...part.always]))
      return { always, maybe: new Set(parts.flatMap((part) => [...part.maybe]).filter((name) => !always.has(name))) }
    }
    case "or": {
      const parts = condition.of.map(conditionCaptures)
      const all = new Set(parts.flatMap((part) => [...part.always, ...part.maybe]))
      const always = new Set([...all].filter((name) => parts.every((part) => part.always.has(name))))
      return { always, maybe: new Set([...all].filter((name) => !always.has(name))) }
    }
    case "count":
      return conditionCaptures(condition.of)
    // What is not there captures nothing.
    case "not":
    case "compare":
    case "fact-in":
    case "flag":
    case "agent-is":
    case "agent-became":
    case "event":
      return { always: new Set(), maybe: new Set() }
    default:
      return condition satisfies never
  }
}

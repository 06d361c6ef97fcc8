/** W405: what a rule types is what it looks for, so that its own keys may trigger it again. */
import { phrase } from "../../locale/phrase.ts"
import { find } from "../../screen/pattern.ts"
import type { Span } from "../ast.ts"
import type { Checked } from "../compile.ts"
import type { Findings, Source } from "../diagnostics.ts"
import type { Rule, Step } from "../ruleset.ts"
import { type Way, waysOf } from "./contradiction.ts"

/** A rule that waits so long, or counts, does not run in circles. */
const calmMs = 10_000

export function reportEcho({ rules }: Checked, findings: Findings): void {
  for (const { rule, notes, clauses, definition } of rules) {
    if (notes.sends.length === 0 || rule.shadow || isCalm(rule)) continue
    const ways = waysOf([rule.when])
    const typed = typedIn(rule.steps).find((text) => ways.some((way) => isSeen(way, text)))
    if (typed === undefined) continue
    const { source, ...span }: Span & { source: Source } = clauses.get("do") ?? {
      ...definition.head.name,
      source: definition.source,
    }
    findings.add("W405", source, span, phrase("language.echo", { rule: rule.name, text: typed }), {
      help: phrase("language.echo.help"),
    })
  }
}

const isCalm = ({ cooldownMs, limit, once }: Rule): boolean =>
  cooldownMs >= calmMs || limit !== undefined || once.per !== "appearance"

/** The texts that the steps type, wherever they stand in them. */
function typedIn(steps: readonly Step[]): readonly string[] {
  return steps.flatMap((step): readonly string[] => {
    switch (step.kind) {
      case "send":
        return step.keys.flatMap((key) => (key.kind === "text" ? [key.text] : []))
      case "paste":
        return typeof step.text === "string" ? [step.text] : []
      case "answer":
        return step.what === "reply" && typeof step.text === "string" ? [step.text] : []
      case "ask":
        return [...step.decisions.flatMap((decision) => typedIn(decision.steps)), ...typedIn(step.timeout?.steps ?? [])]
      case "verify-gone":
      case "verify-state":
        return typedIn(step.otherwise)
      case "retry":
        return [...typedIn(step.steps), ...typedIn(step.exhausted)]
      case "notify":
      case "wait":
      case "wait-until":
      case "run":
      case "escalate":
        return []
      default:
        return step satisfies never
    }
  })
}

/** The typed text alone matches all that the way looks for: new output if it does, else every part of the screen. */
function isSeen({ literals }: Way, text: string): boolean {
  const looks = literals.flatMap(({ leaf, negated }) =>
    leaf.kind === "screen" || leaf.kind === "output" ? [{ leaf, negated }] : [],
  )
  const instants = looks.filter(({ leaf }) => leaf.kind === "output")
  const deciding = instants.length > 0 ? instants : looks
  return (
    deciding.some(({ negated }) => !negated) &&
    deciding.every(({ leaf, negated }) => (find(leaf.pattern, text) !== undefined) !== negated)
  )
}

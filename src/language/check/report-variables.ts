/** What messages name: E201 no such variable, E202 no clause captures it, E203 it may be unset, E204 a filter of the wrong type. */
import { phrase } from "../../locale/phrase.ts"
import { factTypes } from "../../screen/facts.ts"
import type { Span } from "../ast.ts"
import { conditionCaptures } from "../compile/captures.ts"
import type { Standing } from "../compile/notes.ts"
import type { CompiledRule } from "../compile/rule.ts"
import { typeNames } from "../compile/subjects.ts"
import type { Checked } from "../compile.ts"
import type { Findings, Source } from "../diagnostics.ts"
import { hint } from "../hint.ts"
import type { Filter } from "../ruleset.ts"
import { filterForms, type VariableType, variableType } from "../variables.ts"
import { type PresenceOf, presenceIn } from "./presence.ts"

export function reportVariables(checked: Checked, findings: Findings): void {
  for (const compiled of checked.rules) {
    const presenceOf = presenceIn(compiled, checked)
    for (const { template, scope, standing } of compiled.notes.templates) {
      for (const part of template) {
        if (part.kind !== "variable") continue
        const variable = { ...part, source: scope.source, standing, rule: compiled.rule.name }
        if (isThere(variable, presenceOf, findings)) checkFilters(variable, findings)
      }
    }
    checkBy(compiled, findings)
  }
}

interface PlacedVariable {
  readonly name: string
  readonly filters: readonly Filter[]
  readonly span: Span
  readonly source: Source
  readonly standing: Standing
  readonly rule: string
}

const uncapturedHelp = phrase("language.uncaptured.help")

/** False: there is no such variable, which is reported; so is one that may have no value. */
function isThere(variable: PlacedVariable, presenceOf: PresenceOf, findings: Findings): boolean {
  const { name, filters, span, source, standing, rule } = variable
  const presence = presenceOf(name, standing)
  const hasDefault = filters.some((filter) => filter.name === "default")
  switch (presence.kind) {
    case "unknown":
      findings.add("E201", source, span, phrase("language.unknown-variable", { name, rule }), { help: presence.help })
      return false
    case "uncaptured": {
      // A text that several rules share says what stands there in the others.
      if (presence.elsewhere && hasDefault) return true
      const message = phrase("language.uncaptured", { name: name.slice("agent.".length) })
      const { known } = presence
      const all = known.length > 0 ? phrase("language.variables", { variables: known.join(", ") }) : uncapturedHelp
      findings.add("E202", source, span, message, hint(name, known, all))
      return false
    }
    case "maybe":
      if (hasDefault) return true
      findings.add("E203", source, span, phrase("language.maybe-unset", { name }), {
        help: phrase("language.maybe-unset.help", { example: `{${name}|default '?'}` }),
        related: presence.because,
      })
      return true
    case "set":
    case "unclear":
      return true
    default:
      return presence satisfies never
  }
}

function checkFilters({ name, filters, span, source }: PlacedVariable, findings: Findings): void {
  if (filters.length === 0) return
  let type = variableType(name)
  for (const filter of filters) {
    const takes: readonly VariableType[] = filterForms[filter.name].takes
    if (!takes.includes(type)) {
      const message = phrase("language.filter-type", { filter: filter.name, name, type: typeNames[type] })
      findings.add("E204", source, span, message, {
        help: phrase("language.filter-type.help", { takes: takes.map((one) => typeNames[one]) }),
      })
      return
    }
    type = "text"
  }
}

/** `once … by NAMES`: captures that are always set, or facts. */
function checkBy({ rule, clauses, definition, broken }: CompiledRule, findings: Findings): void {
  if (rule.once.by.length === 0) return
  const { always, maybe } = conditionCaptures(rule.when)
  const { source, ...span } = clauses.get("once") ?? { ...definition.head, source: definition.source }
  for (const name of rule.once.by) {
    if (always.has(name) || Object.hasOwn(factTypes, name)) continue
    if (maybe.has(name)) findings.add("E203", source, span, phrase("language.maybe-unset", { name }))
    else if (!broken) {
      findings.add("E201", source, span, phrase("language.unknown-variable", { name, rule: rule.name }))
    }
  }
}

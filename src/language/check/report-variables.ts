/** E201 a variable that does not exist, E203 one that may be unset without a `default`, E204 a filter of the wrong type. */

import { nearest } from "../../locale/nearest.ts"
import { phrase } from "../../locale/phrase.ts"
import { factTypes } from "../../screen/facts.ts"
import { type Captures, conditionCaptures } from "../compile/captures.ts"
import { typeNames } from "../compile/conditions.ts"
import type { CompiledRule } from "../compile/rule.ts"
import type { Checked } from "../compile.ts"
import type { Findings } from "../diagnostics.ts"
import type { PlacedPart } from "../template.ts"
import { commonVariables, filterForms, type VariableType } from "../variables.ts"

export function reportVariables({ rules }: Checked, findings: Findings): void {
  for (const compiled of rules) {
    const captures = conditionCaptures(compiled.rule.when)
    for (const { template, scope } of compiled.notes.templates) {
      for (const part of template) {
        if (part.kind === "variable") checkVariable(part, captures, compiled, { source: scope.source, findings })
      }
    }
    checkBy(compiled, captures, findings)
  }
}

function checkVariable(
  part: Extract<PlacedPart, { kind: "variable" }>,
  { always, maybe }: Captures,
  { rule, definition }: CompiledRule,
  { source, findings }: { readonly source: CompiledRule["definition"]["source"]; readonly findings: Findings },
): void {
  const { name, filters, span } = part
  const known = Object.hasOwn(commonVariables, name)
  if (name === "agent" || name.startsWith("agent.") || name.startsWith("event.") || name === "tries") return
  if (!known && !always.has(name) && !maybe.has(name)) {
    // What was not understood may be where it is captured.
    if (definition.block?.broken) return
    const names = [...Object.keys(commonVariables), ...always, ...maybe]
    const near = nearest(name, names)
    findings.add("E201", source, span, phrase("language.unknown-variable", { name, rule: rule.name }), {
      help:
        near === undefined
          ? phrase("language.variables", { variables: names.join(", ") })
          : phrase("language.did-you-mean", { word: near }),
    })
    return
  }
  if (maybe.has(name) && !filters.some((filter) => filter.name === "default")) {
    findings.add("E203", source, span, phrase("language.maybe-unset", { name }), {
      help: phrase("language.maybe-unset.help", { example: `{${name}|default '?'}` }),
    })
  }
  let type: VariableType = (known ? commonVariables[name] : undefined) ?? "text"
  for (const filter of filters) {
    const takes: readonly VariableType[] = filterForms[filter.name].takes
    if (!takes.includes(type)) {
      findings.add(
        "E204",
        source,
        span,
        phrase("language.filter-type", { filter: filter.name, name, type: typeNames[type] }),
        {
          help: phrase("language.filter-type.help", { takes: takes.map((one) => typeNames[one]) }),
        },
      )
      return
    }
    type = "text"
  }
}

/** `once … by NAMES`: captures that are always set, or facts. */
function checkBy({ rule, clauses, definition }: CompiledRule, { always, maybe }: Captures, findings: Findings): void {
  for (const name of rule.once.by) {
    if (always.has(name) || Object.hasOwn(factTypes, name)) continue
    const place = clauses.get("once") ?? definition.head
    const message = maybe.has(name)
      ? phrase("language.maybe-unset", { name })
      : phrase("language.unknown-variable", { name, rule: rule.name })
    findings.add(maybe.has(name) ? "E203" : "E201", definition.source, place, message)
  }
}

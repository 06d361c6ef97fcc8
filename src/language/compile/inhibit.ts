/** `inhibit` → which rules say nothing while another one is open; and the order in which rules are looked at because of it. */
import { phrase } from "../../locale/phrase.ts"
import { type FactName, factTypes } from "../../screen/facts.ts"
import type { NameNode } from "../ast.ts"
import { hint } from "../hint.ts"
import type { Definition } from "../program.ts"
import type { Inhibit, Rule } from "../ruleset.ts"
import { reportUnknownRule } from "./extend.ts"
import type { Scope } from "./scope.ts"
import { isFact, typeNames } from "./subjects.ts"

/** What tells a pane from every other: its id counts from 0 on every host. */
const pane: readonly FactName[] = ["host", "pane"]

/** Without `by` it is about the same pane. What is wrong is reported and gives undefined. */
export function compileInhibit({ head, source }: Definition<"inhibit">, scope: Scope): Inhibit | undefined {
  const { program, findings } = scope
  const unknown = [...head.rules, head.by].filter(({ value }) => !program.rules.has(value))
  for (const name of unknown) reportUnknownRule(name, source, program, findings)
  const facts = head.facts.map((name) => factOf(name, scope))
  if (unknown.length > 0 || !facts.every((fact) => fact !== undefined)) return undefined
  return {
    rules: head.rules.map(({ value }) => value),
    by: head.by.value,
    facts: [...new Set(facts.length === 0 ? pane : facts.flatMap((fact) => (fact === "pane" ? pane : [fact])))],
  }
}

const texts = Object.entries(factTypes).flatMap(([name, type]) => (type === "text" ? [name] : []))

/** Only texts are the same in two panes for more than a moment. */
function factOf(node: NameNode, { source, findings }: Scope): FactName | undefined {
  const name = node.value
  const all = phrase("language.facts", { facts: texts.join(", ") })
  if (!isFact(name)) {
    findings.add("E201", source, node, phrase("language.unknown-fact", { name }), hint(name, texts, all))
    return undefined
  }
  const type = factTypes[name]
  if (type === "text") return name
  findings.add("E204", source, node, phrase("language.fact-type", { name, type: typeNames[type] }), { help: all })
  return undefined
}

/** Those that are disabled neither inhibit nor need it. */
export function amongRules(inhibits: readonly Inhibit[], rules: readonly Rule[]): readonly Inhibit[] {
  const names = new Set(rules.map(({ name }) => name))
  return inhibits
    .filter(({ by }) => names.has(by))
    .map((inhibit) => ({ ...inhibit, rules: inhibit.rules.filter((name) => names.has(name)) }))
    .filter(({ rules: left }) => left.length > 0)
}

/** In the order given, but one that inhibits before those that it inhibits; of a circle the first stays first. */
export function inhibitorsFirst(rules: readonly Rule[], inhibits: readonly Inhibit[]): readonly Rule[] {
  const byName = new Map(rules.map((rule) => [rule.name, rule]))
  const byInhibited = Map.groupBy(
    inhibits.flatMap(({ rules: names, by }) => names.map((name) => ({ name, by }))),
    ({ name }) => name,
  )
  const inhibitorsOf = (rule: Rule): Iterator<Rule> =>
    (byInhibited.get(rule.name) ?? []).flatMap(({ by }) => byName.get(by) ?? []).values()
  const ordered: Rule[] = []
  const visited = new Set<Rule>()
  for (const rule of rules) {
    // Walked with a list of our own: a call for each of a long chain could be too deep.
    const way: { readonly rule: Rule; readonly left: Iterator<Rule> }[] = []
    const enter = (next: Rule): void => {
      if (visited.has(next)) return
      visited.add(next)
      way.push({ rule: next, left: inhibitorsOf(next) })
    }
    enter(rule)
    for (let last = way.at(-1); last !== undefined; last = way.at(-1)) {
      const next = last.left.next()
      if (next.done !== true) enter(next.value)
      else {
        ordered.push(last.rule)
        way.pop()
      }
    }
  }
  return ordered
}

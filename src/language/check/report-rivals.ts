/** W404: two rules that may press keys in the same pane at the same time, neither knowing of the other. */
import { phrase } from "../../locale/phrase.ts"
import type { Checked } from "../compile.ts"
import type { Findings } from "../diagnostics.ts"
import { arePlainlyApart, type Way } from "./contradiction.ts"
import { inOtherPanes, paneWays } from "./pane-scope.ts"
import { unattendedKeys } from "./pressing.ts"

/** Ways compared with ways, one by one. Rules that need more are none that people write: nothing is claimed of the rest. */
const maxComparisons = 1_000_000

export function reportRivals({ program, agents, rules }: Checked, findings: Findings): void {
  const inhibited = inhibitedPairs(program)
  let comparisons = 0
  const isApart = (a: readonly Way[], b: readonly Way[]): boolean => {
    if (arePlainlyApart(a, b)) return true
    comparisons += a.length * b.length
    return comparisons > maxComparisons || inOtherPanes(a, b)
  }
  const senders = rules
    .filter((compiled) => !compiled.rule.shadow && unattendedKeys(compiled).length > 0)
    .map(({ rule, definition }) => ({
      ...{ name: rule.name, definition },
      ways: paneWays(rule, agents),
    }))
  for (const [index, { name, definition, ways }] of senders.entries()) {
    // Of several rivals the first is named: mended one by one, they are found one by one.
    const rival = senders
      .slice(0, index)
      .find((other) => !isApart(other.ways, ways) && !inhibited.has(pair(name, other.name)))
    if (rival === undefined) continue
    findings.add(
      "W404",
      definition.source,
      definition.head.name,
      phrase("language.rivals", { rule: name, other: rival.name }),
      {
        help: phrase("language.rivals.help"),
        related: {
          source: rival.definition.source,
          span: rival.definition.head.name,
          message: phrase("language.rivals.where"),
        },
      },
    )
  }
}

const pair = (a: string, b: string): string => JSON.stringify([a, b].toSorted())

/** An inhibiting rule keeps the other quiet while it is open: the author has decided between them. */
function inhibitedPairs({ inhibits }: Checked["program"]): ReadonlySet<string> {
  return new Set(inhibits.flatMap(({ head }) => head.rules.map((rule) => pair(rule.value, head.by.value))))
}

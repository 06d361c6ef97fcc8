/** W602: rules that inhibit each other in a circle: each waits for another, and which one speaks is chance. */
import { phrase } from "../../locale/phrase.ts"
import type { Checked } from "../compile.ts"
import type { Findings } from "../diagnostics.ts"

export function reportInhibitCycle({ program }: Checked, findings: Findings): void {
  /** By inhibiting rule, those that it keeps quiet, as far as the statements above say. */
  const quiets = new Map<string, Set<string>>()
  for (const { head, source } of program.inhibits) {
    const by = head.by.value
    for (const rule of head.rules) {
      const way = wayBetween(rule.value, by, quiets)
      if (way === undefined) {
        quiets.set(by, (quiets.get(by) ?? new Set()).add(rule.value))
        continue
      }
      // The one statement that closes the circle is told, and left out: the others are none without it.
      const circle = [by, ...way].join(" → ")
      findings.add("W602", source, rule, phrase("language.inhibit-circle", { circle }), {
        help: phrase("language.inhibit-circle.help"),
      })
    }
  }
}

/** The rules on the way from one that inhibits to one that it keeps quiet, both included; undefined: there is none. */
function wayBetween(
  from: string,
  to: string,
  quiets: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] | undefined {
  const before = new Map<string, string | undefined>([[from, undefined]])
  // What is found on the way is looked through as well.
  for (const [at] of before) {
    if (at === to) {
      const way: string[] = []
      for (let one: string | undefined = to; one !== undefined; one = before.get(one)) way.unshift(one)
      return way
    }
    for (const next of quiets.get(at) ?? []) if (!before.has(next)) before.set(next, at)
  }
  return undefined
}

/** What the tests went through, and what they passed by: counts, and every branch that nobody took. */
import type { Branch } from "../authoring/testing/coverage.ts"
import { phrase } from "../locale/phrase.ts"
import { oneLine } from "./shown.ts"
import type { Terminal } from "./terminal.ts"
import type { Timed } from "./test-report.ts"

export interface Tested {
  readonly runs: readonly Timed[]
  readonly branches: readonly Branch[]
}

export interface Covered {
  readonly rules: Count
  readonly branches: Count
  readonly missed: readonly Branch[]
}
interface Count {
  readonly taken: number
  readonly of: number
}

/** A rule that never opened is named once: its branches go without saying. */
export function covered({ runs, branches }: Tested): Covered {
  const taken = new Set(runs.flatMap(({ run }) => [...run.taken]))
  const count = (some: readonly Branch[]): Count => ({
    taken: some.filter(({ id }) => taken.has(id)).length,
    of: some.length,
  })
  const isRule = ({ what }: Branch): boolean => what === "opened"
  const missed = branches.filter(({ id }) => !taken.has(id))
  const closed = new Set(missed.filter(isRule).map(({ of }) => of))
  return {
    rules: count(branches.filter(isRule)),
    branches: count(branches.filter((branch) => !isRule(branch))),
    missed: missed.filter((branch) => isRule(branch) || branch.what === "clause" || !closed.has(branch.of)),
  }
}

export function printCoverage(tested: Tested, { out, say, paintOut }: Terminal): void {
  const { rules, branches, missed } = covered(tested)
  out("")
  out(
    paintOut(
      "bold",
      say(
        phrase("authoring.test-covered", {
          rules: `${rules.taken}/${rules.of}`,
          branches: `${branches.taken}/${branches.of}`,
        }),
      ),
    ),
  )
  for (const { of, place, what, text } of missed) {
    const which = what === "opened" ? say(phrase("authoring.test-never-opened")) : [words[what], text].join(" ").trim()
    out(`  ${paintOut("yellow", "·")} ${of} (${place}): ${oneLine(which)}`)
  }
}

/** As the rules language says it. */
const words = { or: "or", clause: "", decision: "", timeout: "timeout", else: "else", exhausted: "exhausted" } as const

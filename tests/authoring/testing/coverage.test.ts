import { describe, expect, test } from "bun:test"
import { branchesOf } from "../../../src/authoring/testing/coverage.ts"
import { ruleSetOf } from "../../engine/stage.ts"
import { asking, aTest, triedAll } from "./tried.ts"

/** The branches that the tests of a text did not go through, as `rule: what text`. */
function missed(rules: string, ...tests: string[]): string[] {
  const taken = new Set(triedAll(rules + tests.join("")).flatMap((run) => [...run.taken]))
  return branchesOf(ruleSetOf(rules))
    .filter(({ id }) => !taken.has(id))
    .map(({ of, what, text }) => `${of}: ${what} ${text}`.trim())
}
const cli = "pane program=mycli"
const asked = 'at 0s screen "Allow npm?"'

describe("coverage", () => {
  test("names rules that never opened, and clauses that never decided", () => {
    expect(missed(asking, aTest("asks", cli, 'at 0s screen "working"', "at 1s expect nothing"))).toEqual([
      "asks: opened",
      'asks: decision approve "yes"',
      'asks: decision deny "no"',
      'asks: decision option "both"',
      "asks: decision reply",
      "asks: timeout",
      "finished: opened",
      'mycli: clause keep when screen bottom 2 has "ctrl+o to toggle"',
      'mycli: clause approval when screen bottom 8 has "Allow <what>?"',
      'mycli: clause idle when screen bottom 4 has "ready"',
    ])
  })

  test("counts each decision, the timeout and what many tests go through together", () => {
    const decided = (...steps: string[]) =>
      aTest("asks", cli, asked, "at 1s expect ask", ...steps, "at 40m expect no send")
    // An answer takes the dialog away: it would be asked about again.
    const gone = 'at 3s screen "working"'
    const all = [
      decided("at 2s approve", 'at 2s expect send "1"', gone),
      decided("at 2s deny", "at 2s expect send Escape", gone),
      decided("at 2s choose 1", "at 2s expect send Escape", gone),
      decided('at 2s reply "x"', "at 2s expect send Escape", gone),
      decided(),
    ]
    const ofAsks = (tests: string[]) => missed(asking, ...tests).filter((one) => one.startsWith("asks:"))
    expect(ofAsks(all)).toEqual([])
    for (const [left, branch] of [
      [0, 'asks: decision approve "yes"'],
      [1, 'asks: decision deny "no"'],
      [2, 'asks: decision option "both"'],
      [3, "asks: decision reply"],
      [4, "asks: timeout"],
    ] as const) {
      expect(ofAsks(all.toSpliced(left, 1))).toEqual([branch])
    }
  })

  test("tells the parts of every `or` apart", () => {
    const rules = `rule r {
      on command == "make" or shell
      when screen has "a" or (screen has "b" and (attached or zoomed))
      do notify desk "x"
    }\n`
    const shows = (pane: string, text: string) =>
      aTest("r", `pane ${pane}`, `at 0s screen "${text}"`, "at 1s expect notify")
    expect(missed(rules, shows("command=make", "a"))).toEqual([
      "r: or shell",
      'r: or screen has "b" and (attached or zoomed)',
      "r: or attached",
      "r: or zoomed",
    ])
    expect(missed(rules, shows("command=make", "a"), shows("shell=yes attached=yes", "b"))).toEqual(["r: or zoomed"])
  })

  test("of new lines knows which part it was", () => {
    const rules = 'rule r { when output has "one" or output has "two"; do notify desk "x" }\n'
    expect(missed(rules, aTest("r", 'at 0s screen ""', 'at 1s output "two"', "at 1s expect notify"))).toEqual([
      'r: or output has "one"',
    ])
  })

  test("sees the `else` of a check, also one that is done at once, and what follows when a retry is exhausted", () => {
    const rules = `rule enter {
      on program == "make"
      when screen last line has "Press Enter"
      stable 1s
      cooldown 1m
      do { send Enter; verify gone within 5s else notify desk "stuck" }
    }
    rule again {
      on program == "make"
      when screen last line has "failed"
      stable 1s
      do retry after [5s] { send "y"; verify gone within 2s else notify desk "no"; until gone for 5s; exhausted { notify desk "gave up" } }
    }\n`
    const make = "pane program=make"
    const pressed = (...steps: string[]) =>
      aTest("enter", make, 'at 0s screen "Press Enter"', ...steps, "at 9s expect send Enter")
    const tries = (...steps: string[]) =>
      aTest("again", make, 'at 0s screen "failed"', ...steps, 'at 1h expect send "y"')
    expect(missed(rules, pressed('at 2s screen "x"'), tries('at 7s screen "x"'))).toEqual([
      "enter: else",
      "again: else",
      "again: exhausted",
    ])
    expect(missed(rules, pressed(), tries())).toEqual([])
  })
})

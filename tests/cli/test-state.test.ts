import { expect, test } from "bun:test"
import { Home } from "./program.ts"

const rules = `agent mycli {
  on program == "mycli"
  approval when screen has "one" and screen has "two" and screen has "three"
  approval when screen has "here" and screen has "four"
  approval when screen has "five"
  approval when screen has "six"
  idle     when screen has "here"
}
test "t" of all { pane program=mycli; at 0s screen "here"; at 2s expect agent is approval }
test "empty" of all { pane program=mycli; at 0s screen ""; at 2s expect agent is approval }
`

test("a state that is not as expected is told by the nearest clauses, each with what it fails for", async () => {
  using home = new Home()
  home.write("a.rules", rules)
  const { out } = await home.run(["test", "a.rules", "--filter", "t"])
  const [first = "", empty = ""] = out.split("✗ empty")
  expect(first.match(/^ +[✓✗] (?:approval|idle)/gm)?.map((line) => line.trim())).toEqual([
    "✓ idle",
    "✗ approval",
    "✗ approval",
    "✗ approval",
  ])
  expect(first.indexOf('screen has "four"')).toBeLessThan(first.indexOf('screen has "one"'))
  expect(first).not.toContain('"six"')
  expect(empty).toContain("no line to look at: the screen, or this part of it, is empty")
  expect(empty).not.toContain("looked at lines 1–0")
})

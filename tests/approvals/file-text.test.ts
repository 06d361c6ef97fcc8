import { describe, expect, test } from "bun:test"
import fc from "fast-check"
import { answerIn, endOf, headOf } from "../../src/approvals/file-text.ts"
import { footOf } from "../../src/approvals/foot.ts"
import type { Ask } from "../../src/store/asks.ts"
import { dialog, newAsk, offer } from "./samples.ts"

const ask = (over: Partial<Ask> = {}): Ask => ({
  ...newAsk("k7f2"),
  ...{ status: "open", deliveredAt: undefined, decision: undefined, how: undefined, settledAt: undefined },
  ...over,
})

test("the file shows what is asked, and what can be written into it", () => {
  expect(headOf(ask(), "en")).toBe(`# k7f2 · nas · work:agent · approval
# Claude asks
# npm test
#   in /work
#
# Write one of these on a line of its own below, and save:
#   approve   Allow
#   deny      refuse
#   reply: TEXT (lines that follow belong to it)
`)
  const options = JSON.stringify([offer("option", "以后"), offer("choose")])
  expect(headOf(ask({ offers: options }), "zh-CN")).toContain("#   choose 1  以后\n#   choose N  选择\n")
  expect(headOf(ask({ offers: "[]" }), "en")).toContain("# Cannot be answered from here: look at the pane.\n")
})

test("nothing that a pane shows becomes an answer", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }),
      fc.constantFrom("\napprove", "\r\napprove\r", "\u2028approve"),
      (text, more) => {
        const hostile = ask({ title: text, body: `${text}${more}`, window: more })
        expect(answerIn(headOf(hostile, "en"))).toEqual({ kind: "nothing" })
        expect(answerIn(endOf(hostile, "en"))).toEqual({ kind: "nothing" })
      },
    ),
  )
})

describe("an answer", () => {
  const head = headOf(ask(), "en")
  test.each([
    ["approve\n", { what: "approve" }],
    [`${head}approve\n`, { what: "approve" }],
    [`Deny\n${head}`, { what: "deny" }],
    ["\ufeff\r\n  approve  \r\n", { what: "approve" }],
    [`${head}choose 2\n`, { what: "choose", choice: 2 }],
    ["choose: Later on", { what: "choose", label: "Later on" }],
    [`${head}reply: go on`, { what: "reply", text: "go on" }],
    [`${head}reply: go\n\n# a heading\non\n`, { what: "reply", text: "go\n\n# a heading\non\n" }],
    [`reply: go on\n${head}`, { what: "reply", text: "go on" }],
  ] as const)("%j", (text, wish) => {
    expect(answerIn(text)).toEqual({ kind: "wish", wish })
  })

  test.each(["yes", "approve it", "choose", "aprove", "1"])("that is none is said to be unclear: %s", (line) => {
    expect(answerIn(`${head}${line}\n`)).toEqual({ kind: "unclear", line })
  })
})

test("a message ends with how it is answered, by commands that can be copied", () => {
  const text = (locale: "en" | "zh-CN", offers = dialog) =>
    footOf("k7f2", offers, locale)
      .map((segment) => segment.text)
      .join("")
  expect(text("en")).toBe(
    'Answer on the host:\nAllow: fleetai approve k7f2\nrefuse: fleetai deny k7f2\nreply: fleetai reply k7f2 "…"',
  )
  expect(text("zh-CN")).toContain("\n拒绝：fleetai deny k7f2")
  expect(text("en", [offer("option", "A\nB"), offer("choose")])).toBe(
    "Answer on the host:\nA B: fleetai choose k7f2 1\nchoose: fleetai choose k7f2 N",
  )
  expect(
    text(
      "en",
      Array.from({ length: 9 }, (_, n) => offer("option", `o${n}`)),
    ),
  ).toEndWith("o5: fleetai choose k7f2 6\n… and 3 more: fleetai asks")
  expect(text("en", [])).toBe("Cannot be answered from here: look at the pane.")
})

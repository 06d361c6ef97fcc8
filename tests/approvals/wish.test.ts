import { describe, expect, test } from "bun:test"
import fc from "fast-check"
import { match, maxReplyLength, offerWords, type Wish } from "../../src/approvals/wish.ts"
import { maxChoice } from "../../src/engine/effect.ts"
import { say } from "../../src/locale/phrase.ts"
import { dialog, offer } from "./samples.ts"

const options = [offer("approve", "允许"), offer("option", "Later"), offer("option", "Never")]

function outcome(wish: Wish, offers = dialog): unknown {
  const matched = match(wish, offers)
  return matched.ok ? matched.decision : `${say("en", matched.why)}; ${say("en", matched.hint)}`
}

test("what is offered can be decided, by name, number or label", () => {
  expect(outcome({ what: "approve" })).toEqual({ what: "approve" })
  expect(outcome({ what: "reply", text: " go on\r\nplease " })).toEqual({ what: "reply", text: "go on\nplease" })
  expect(outcome({ what: "choose", choice: 2 }, options)).toEqual({ what: "choose", choice: 2 })
  expect(outcome({ what: "choose", label: " later" }, options)).toEqual({ what: "option", label: "Later" })
  expect(outcome({ what: "choose", label: "允许" }, options)).toEqual({ what: "approve" })
  expect(outcome({ what: "choose", choice: 9 }, [offer("choose")])).toEqual({ what: "choose", choice: 9 })
})

test("what is not offered is refused, and what is offered is named", () => {
  expect(outcome({ what: "reply", text: "x" }, options)).toBe(
    "reply is not offered here; offered: approve (允许), choose 1 (Later), choose 2 (Never)",
  )
  expect(outcome({ what: "choose", choice: 1 })).toContain("choose is not offered here")
  expect(outcome({ what: "choose", choice: 3 }, options)).toContain("there is no choice 3: they are 1 to 2")
  expect(outcome({ what: "choose", choice: maxChoice + 1 }, [offer("choose")])).toContain("1 to 9")
  expect(outcome({ what: "choose", choice: 1.5 }, options)).toContain("no choice 1.5")
  expect(outcome({ what: "choose", label: "Latr" }, options)).toBe('there is no choice "Latr"; did you mean "Later"?')
  expect(outcome({ what: "approve" }, [])).toContain("nothing; look at the pane")
})

describe("a reply", () => {
  test("holds no control character but line breaks, whatever somebody sends", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const matched = match({ what: "reply", text }, dialog)
        if (!matched.ok || matched.decision.what !== "reply") return
        expect(matched.decision.text).not.toMatch(/[^\n\P{Cc}]|[\u2028\u2029]/u)
        expect(matched.decision.text.isWellFormed()).toBe(true)
      }),
    )
    expect(outcome({ what: "reply", text: "a\u001b[201~b" })).toContain("U+001B")
  })

  test("is not empty, and not longer than a pane takes; it is refused, never cut", () => {
    expect(outcome({ what: "reply", text: " \n " })).toContain("empty")
    expect(outcome({ what: "reply", text: "x".repeat(maxReplyLength + 1) })).toContain("longer than 16000")
    expect(outcome({ what: "reply", text: "x".repeat(maxReplyLength) })).toMatchObject({ what: "reply" })
  })
})

test("offers are named as they are typed", () => {
  expect(offerWords([...options, offer("choose"), offer("reply")])).toEqual([
    "approve (允许)",
    "choose 1 (Later)",
    "choose 2 (Never)",
    "choose N",
    "reply",
  ])
})

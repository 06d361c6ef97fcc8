import { beforeEach, describe, expect, test } from "bun:test"
import { type Answer, Approvals, type Decider, decisionWords, stateOf } from "../../src/approvals/approvals.ts"
import type { Wish } from "../../src/approvals/wish.ts"
import { say } from "../../src/locale/phrase.ts"
import type { Ask } from "../../src/store/asks.ts"
import type { Store } from "../../src/store/store.ts"
import { freshStore, valueIn } from "../store/state-folder.ts"
import { asked, dialog, newAsk, settle } from "./samples.ts"

const me: Decider = { way: "command", who: "me" }

let store: Store
let decided: string[]
let approvals: Approvals

beforeEach(() => {
  store = freshStore()
  decided = []
  const onDecided = (ask: Ask, decision: object): void => void decided.push(`${ask.id} ${JSON.stringify(decision)}`)
  approvals = new Approvals({ store, now: () => 1_000, onDecided })
})

const approve: Wish = { what: "approve" }

function words(answer: Answer): string {
  return answer.taken
    ? `taken: ${decisionWords(answer.decision)}`
    : `${say("en", answer.why)}; ${say("en", answer.hint)}`
}

describe("a decision", () => {
  test("is written down before anything follows from it", () => {
    asked(store, newAsk("k7f2"))
    const seen: (string | undefined)[] = []
    const onDecided = (ask: Ask): void => void seen.push(valueIn(store.ask(ask.effect))?.status)
    new Approvals({ store, now: () => 5, onDecided }).decide("k7f2", approve, me)
    expect(seen).toEqual(["decided"])
    expect(valueIn(store.askNamed("k7f2"))?.decision).toEqual({ at: 5, by: "command:me", what: '{"what":"approve"}' })
  })

  test("is taken once: whoever comes second hears who was first, and nothing follows", () => {
    asked(store, newAsk("k7f2"))
    expect(words(approvals.decide("K7F2 ", approve, me))).toBe("taken: approve")
    const second = words(approvals.decide("k7f2", { what: "deny" }, { way: "file", who: "you" }))
    expect(second).toMatch(/^k7f2 is not open any more: approve, by me at \d\d:\d\d:\d\d; see: fleetai asks$/)
    expect(decided).toEqual(['k7f2 {"what":"approve"}'])
  })

  test("that lost the race between the look and the write is refused as well", () => {
    asked(store, newAsk("k7f2"))
    const stale = valueIn(store.askNamed("k7f2"))
    approvals.decide("k7f2", approve, me)
    const racing = {
      decide: store.decide.bind(store),
      unsettledAsks: store.unsettledAsks.bind(store),
      askNamed: () => ({ ok: true, value: stale }) as const,
    }
    const late = new Approvals({ store: racing, now: () => 2_000, onDecided: () => void decided.push("late") })
    expect(late.decide("k7f2", { what: "deny" }, me).taken).toBe(false)
    expect(decided).toEqual(['k7f2 {"what":"approve"}'])
  })

  test("without an id is none: what is open is named", () => {
    expect(words(approvals.decide(undefined, approve, me))).toBe("nothing is asked at the moment; see: fleetai asks")
    asked(store, newAsk("k7f2"))
    expect(words(approvals.decide(undefined, approve, me))).toBe(
      "nothing was decided: say which ask. Open is k7f2 (work:agent): Claude asks; type: fleetai approve k7f2",
    )
    asked(store, newAsk("m3p4"), newAsk("q5r6", dialog, { window: "other" }))
    expect(words(approvals.decide(undefined, approve, me))).toBe(
      "several asks are open: say which one; open: k7f2 (work:agent), m3p4 (work:agent), q5r6 (work:other)",
    )
  })

  test("about an ask that is not there names the nearest, or those that are open", () => {
    asked(store, newAsk("k7f2"))
    expect(words(approvals.decide("k7f3", approve, me))).toBe('there is no ask "k7f3"; did you mean "k7f2"?')
    expect(words(approvals.decide("q5r6", approve, me))).toBe('there is no ask "q5r6"; open: k7f2 (work:agent)')
  })

  test("that is not offered leaves the ask open", () => {
    asked(store, newAsk("k7f2"))
    expect(approvals.decide("k7f2", { what: "choose", choice: 1 }, me).taken).toBe(false)
    expect(valueIn(store.askNamed("k7f2"))?.status).toBe("open")
  })

  test("is not taken when the database cannot keep it", () => {
    asked(store, newAsk("k7f2"))
    const fault = { ok: false, fault: { kind: "full", text: { id: "store.full", values: { path: "/x" } } } } as const
    const full = {
      decide: () => fault,
      unsettledAsks: () => store.unsettledAsks(),
      askNamed: (id: string) => store.askNamed(id),
    }
    const broken = new Approvals({ store: full, now: () => 1, onDecided: () => void decided.push("!") })
    expect(words(broken.decide("k7f2", approve, me))).toContain("nothing was decided; try again")
    expect(decided).toEqual([])
  })
})

test("an ask says how far it got, in words", () => {
  asked(store, newAsk("k7f2"), newAsk("m3p4"))
  const state = (id: string): string => {
    const ask = valueIn(store.askNamed(id))
    return ask === undefined ? "" : say("en", stateOf(ask)).replace(/\d\d:\d\d:\d\d/, "T")
  }
  expect(state("k7f2")).toBe("waits for a decision")
  approvals.decide("k7f2", { what: "reply", text: "first line\nsecond" }, { way: "file", who: "me" })
  settle(store, "k7f2", "decided")
  expect(state("k7f2")).toBe('reply "first line…", by me (by file) at T')
  settle(store, "k7f2", "done")
  expect(state("k7f2")).toBe('reply "first line…", by me (by file) at T; done')
  settle(store, "m3p4", "elsewhere")
  expect(state("m3p4")).toContain("answered at the keyboard")
})

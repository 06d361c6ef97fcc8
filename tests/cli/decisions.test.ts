/** `asks`, `approve`, `deny`, `reply`, `choose`, `emit`: commands of a person, against a control socket that the test opens. */
import { afterEach, beforeEach, describe, expect, test } from "bun:test"
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { Approvals } from "../../src/approvals/approvals.ts"
import { paneIn } from "../../src/cli/emit.ts"
import { askStatusOf } from "../../src/daemon/ask-status.ts"
import { type Answers, openControl } from "../../src/daemon/control.ts"
import type { Emission, Emitted } from "../../src/daemon/events.ts"
import { phrase } from "../../src/locale/phrase.ts"
import { openStore } from "../../src/store/open.ts"
import type { Store } from "../../src/store/store.ts"
import { asked, dialog, newAsk, offer, settle } from "../approvals/samples.ts"
import { valueIn } from "../store/state-folder.ts"
import { Home } from "./program.ts"

let home: Home
let state: string
let store: Store
let close: () => void
/** What becomes of decisions. */
let how: string
let emitted: Emission[]
let answer: Emitted

beforeEach(() => {
  home = new Home()
  state = join(home.path, ".local/state/fleetai")
  mkdirSync(state, { recursive: true })
  store = valueIn(openStore(join(state, "state.db")))
  how = "done"
  emitted = []
  answer = { ok: true }
  close = opened()
})
afterEach(() => {
  close()
  store.close()
  home[Symbol.dispose]()
})

/** A service, as far as commands see it. */
function opened(): () => void {
  const approvals = new Approvals({
    store,
    now: Date.now,
    onDecided: ({ id }) => {
      settle(store, id, "decided")
      setTimeout(() => settle(store, id, how), 150)
    },
  })
  const answers: Answers = {
    status: () => {
      throw new Error("nobody asked")
    },
    panes: () => [],
    asks: () => valueIn(store.unsettledAsks()).map(askStatusOf),
    ask: (id) => {
      const ask = valueIn(store.askNamed(id))
      return ask && askStatusOf(ask)
    },
    decide: ({ id, wish, who }) => approvals.decide(id ?? undefined, wish, { way: "command", who }),
    emit: (emission) => {
      emitted.push(emission)
      return answer
    },
  }
  const control = openControl(state, answers)
  if (!control.ok) throw new Error(control.code)
  return control.close
}

const decisionOf = (id: string): unknown => JSON.parse(valueIn(store.askNamed(id))?.decision?.what ?? "null")

describe("a decision by command", () => {
  test("waits for what comes of it, and says it", async () => {
    asked(store, newAsk("k7f2"))
    const { code, out, err } = await home.run(["approve", "K7F2"])
    expect({ code, err }).toEqual({ code: 0, err: "" })
    expect(out).toMatch(/^k7f2: approve, by \S+ at \d\d:\d\d:\d\d; done\n$/)
    expect(decisionOf("k7f2")).toEqual({ what: "approve" })
  })

  test("that came to nothing ends with 1 and says why", async () => {
    how = "changed"
    asked(store, newAsk("k7f2"))
    const { code, out, err } = await home.run(["deny", "k7f2"])
    expect({ code, out }).toEqual({ code: 1, out: "" })
    expect(err).toContain("nothing was pressed, or not all: the screen showed something else by then\n")
    expect(decisionOf("k7f2")).toEqual({ what: "deny" })
  })

  test("comes second: who was first is named", async () => {
    asked(store, newAsk("k7f2"), newAsk("m3p4"))
    await home.run(["approve", "k7f2"])
    const { code, err } = await home.run(["deny", "k7f2"])
    expect(code).toBe(1)
    expect(err).toMatch(/^fleetai: k7f2 is not open any more: approve, by .* at .*; done\n {2}see: fleetai asks\n$/)
  })

  test.each([
    [["reply", "k7f2", "go on"], { what: "reply", text: "go on" }],
    [["reply", "k7f2", "一\n二"], { what: "reply", text: "一\n二" }],
    [["reply", "k7f2", "-"], { what: "reply", text: "from\na pipe" }],
    [["choose", "k7f2", "2"], { what: "choose", choice: 2 }],
    [["choose", "k7f2", "later"], { what: "option", label: "Later" }],
  ])("%j is understood", async (args, decision) => {
    asked(store, newAsk("k7f2", [...dialog, offer("option", "Now"), offer("option", "Later")]))
    expect((await home.run(args, {}, "from\na pipe\n")).code).toBe(0)
    expect(decisionOf("k7f2")).toEqual(decision)
  })

  test.each([
    [["approve", "k7f3"], 1, 'there is no ask "k7f3"\n  did you mean "k7f2"?'],
    [["approve"], 1, "several asks are open: say which one\n  open: k7f2 (work:agent), m3p4 (work:agent)"],
    [["choose", "k7f2", "1"], 1, "choose is not offered here\n  offered: approve (Allow), deny, reply"],
    [["reply", "k7f2", "a\u001bb"], 1, "the reply holds a control character (U+001B)"],
    [["reply", "k7f2"], 2, "TEXT is missing\n  see: fleetai reply --help"],
    [["reply"], 2, "TEXT is missing\n  see: fleetai reply --help"],
    [["choose"], 2, "CHOICE is missing\n  see: fleetai choose --help"],
    [["approve", "k7f2", "x"], 2, "too many arguments: 1 at most"],
  ] as const)("%j is not possible, and that is said", async (args, code, words) => {
    asked(store, newAsk("k7f2"), newAsk("m3p4"))
    const ended = await home.run(args)
    expect({ code: ended.code, out: ended.out }).toEqual({ code, out: "" })
    expect(ended.err).toContain(`fleetai: ${words}`)
    expect(valueIn(store.unsettledAsks()).every(({ status }) => status === "open")).toBe(true)
  })

  test.each([
    [["approve"], "fleetai approve k7f2"],
    [["deny"], "fleetai deny k7f2"],
    [["reply", "go on"], 'fleetai reply k7f2 "…"'],
    [["choose", "2"], "fleetai choose k7f2 2"],
    [["choose", "it's"], "fleetai choose k7f2 'it'\\''s'"],
  ])("%j without a name decides nothing: whoever says so may have seen another ask", async (args, typed) => {
    asked(store, newAsk("k7f2", dialog, { title: "may \u202eit?" }))
    expect(await home.run(args)).toEqual({
      ...{ code: 1, out: "" },
      err: `fleetai: nothing was decided: say which ask. Open is k7f2 (work:agent): may ·it?\n  type: ${typed}\n`,
    })
    expect(valueIn(store.askNamed("k7f2"))?.status).toBe("open")
  })

  test("that the service does not answer may still be carried out, and that is said", async () => {
    close()
    const slow = Bun.serve({ unix: join(state, "fleetai.sock"), fetch: () => new Promise<Response>(() => {}) })
    try {
      const { code, err } = await home.run(["approve", "k7f2"])
      expect(code).toBe(3)
      expect(err).toContain("the decision MAY STILL BE CARRIED OUT\n  see what came of it: fleetai asks\n")
      const asks = await home.run(["asks"])
      expect(asks).toMatchObject({ code: 3, out: "", err: expect.stringContaining("the service does not answer") })
      const here = { TMUX: "/tmp/tmux-0/a,4711,3", TMUX_PANE: "%5" }
      expect((await home.run(["emit", "x"], here)).err).toContain("the event may have been taken, or not")
    } finally {
      void slow.stop(true)
    }
  }, 15_000)

  test("in words that are no UTF-8 is not guessed at", async () => {
    asked(store, newAsk("k7f2"))
    const gbk = new Blob([Buffer.from("bcccd0f8", "hex")])
    const { code, err } = await home.run(["reply", "k7f2", "-"], {}, gbk)
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("standard input is not UTF-8") })
    expect(valueIn(store.askNamed("k7f2"))?.status).toBe("open")
  })

  test("needs a service", async () => {
    asked(store, newAsk("k7f2"))
    close()
    expect(await home.run(["approve", "k7f2"])).toEqual({
      ...{ code: 3, out: "" },
      err: "fleetai: no running service: nothing was decided\n  start it: fleetai run\n",
    })
  })
})

describe("fleetai asks", () => {
  const hostile = { title: "may it\u001b[2J?", body: "one\ntwo\u202e\n\nthree", window: "w\u0007\u009b" }

  test("shows what is asked and how to answer; nothing of it steers the terminal", async () => {
    asked(store, newAsk("k7f2"), newAsk("m3p4", [], hostile))
    const { code, out, err } = await home.run(["asks"])
    expect({ code, err }).toEqual({ code: 0, err: "" })
    expect(out.replaceAll(/, [^,\n]+ ago/g, ", T ago")).toBe(`k7f2  Claude asks
  nas/work:agent %1 · approval, T ago
  │ npm test
  │   in /work
  approve (Allow) · deny · reply

m3p4  may it·[2J?
  nas/work:w·· %1 · approval, T ago
  │ one
  │ two·
  │ three
  Cannot be answered from here: look at the pane.
`)
  })

  test("--json is a list of stable keys, also when nothing is asked", async () => {
    expect(await home.run(["asks", "--json"])).toEqual({ code: 0, out: "[]\n", err: "" })
    asked(store, newAsk("k7f2"))
    const [only] = JSON.parse((await home.run(["asks", "--json"])).out) as object[]
    asked(store, newAsk("m3p4", [], hostile))
    const json = (await home.run(["asks", "--json"])).out
    expect(json).not.toMatch(/[^\n\P{Cc}]|\u202e/u)
    expect(JSON.parse(json)).toMatchObject([{}, hostile])
    expect(Object.keys(only ?? {})).toEqual(
      "id rule severity host session window pane title body offers askedAt deliveredAt timeoutMs status decision how settledAt".split(
        " ",
      ),
    )
    expect(only).toMatchObject({
      id: "k7f2",
      pane: "%1",
      offers: [{ what: "approve", label: "Allow" }, {}, {}],
      how: null,
    })
  })

  test("without a service shows what the last one left, and says so", async () => {
    asked(store, newAsk("k7f2"))
    close()
    const { code, out, err } = await home.run(["asks"])
    expect(code).toBe(3)
    expect(out).toContain("k7f2  Claude asks\n")
    expect(err).toContain("no running service: nothing can be answered")
  })
})

describe("fleetai emit", () => {
  const here = { TMUX: "/tmp/tmux-0/a,b,4711,3", TMUX_PANE: "%5" }

  test("tells the service which pane it is in, and says nothing", async () => {
    const ended = await home.run(["emit", "build done", "status=all=green", "text=一\n二"], here)
    expect(ended).toEqual({ code: 0, out: "", err: "" })
    const fields = { status: "all=green", text: "一\n二" }
    expect(emitted).toEqual([{ name: "build done", fields, socket: "/tmp/tmux-0/a,b", server: 4711, pane: "%5" }])
  })

  test("that is not taken ends with 1, without a service with 3", async () => {
    const hint = phrase("daemon.emit-unwatched-hint")
    answer = { ok: false, why: phrase("daemon.emit-unwatched", { pane: "%5" }), hint }
    expect((await home.run(["emit", "x"], here)).code).toBe(1)
    close()
    expect(await home.run(["emit", "x"], here)).toMatchObject({ code: 3, out: "" })
  })

  test.each([
    [["emit", "x"], {}, "this runs in no tmux pane"],
    [["emit", "x"], { TMUX: "/s,1,2" }, "this runs in no tmux pane"],
    [["emit", ""], here, "cannot be the name of an event"],
    [["emit", "x", "novalue"], here, '"novalue" is no field'],
    [["emit", "x", "1st=2"], here, '"1st" is no field'],
    [["emit"], here, "NAME is missing"],
    [
      ["emit", "x", ...Array.from({ length: 5 }, (_, n) => `k${n}=${"x".repeat(4_000)}`)],
      here,
      "longer than 16384 bytes",
    ],
    [["emit", "x", ...Array.from({ length: 33 }, (_, n) => `k${n}=v`)], here, "more than 32 fields"],
  ] as const)("%j is wrong usage", async (args, env, words) => {
    const ended = await home.run(args, env)
    expect(ended.code).toBe(2)
    expect(ended.err).toContain(words)
    expect(emitted).toEqual([])
  })

  test("finds the pane in what tmux says to its programs", () => {
    expect(paneIn({ TMUX: "/tmp/tmux-1000/default,1,0", TMUX_PANE: "%0" })).toEqual({
      ...{ socket: "/tmp/tmux-1000/default", server: 1, pane: "%0" },
    })
    expect(paneIn({ TMUX: "", TMUX_PANE: "%0" })).toBeUndefined()
    expect(paneIn({ TMUX: "/s,x,0", TMUX_PANE: "%0" })).toBeUndefined()
    expect(paneIn({ TMUX: "/s,1,0", TMUX_PANE: "0" })).toBeUndefined()
  })
})

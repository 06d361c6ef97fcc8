/** Any test on any rules runs to its end, and the same one twice is the same. */
import { expect, test } from "bun:test"
import fc from "fast-check"
import { runTest } from "../../../src/authoring/testing/run.ts"
import { compile } from "../../../src/language/compile.ts"
import { asking, aTest } from "./tried.ts"

const rules = `${asking}
rule enter {
  on program == "mycli"
  when screen last line has "Press Enter"
  stable 1s
  limit 3 per 1m
  do { send Enter; verify gone within 5s else notify desk "stuck" }
}
rule again {
  on program == "mycli"
  when agent is idle
  for 5s
  do retry after [3s, 10s] { answer reply "go on"; until gone for 5s; exhausted { notify desk "gave up"; escalate } }
}
rule loud { when output has "error" 2 times within 10s; collect up to 3 within 5s; do notify desk "{matches}" }
rule told { when event "done"; do run ["true"] }
rule still { severity info; when agent is busy; repeat 30s; do notify desk "busy" }
rule away { severity low; when not online; for 5s; do notify desk "off" }
inhibit asks when away by host
quiet 13:00-14:00 "UTC" allow severity >= high else digest
`
const screens = fc.constantFrom(
  "",
  "Allow npm?",
  "Allow rm?",
  "working",
  "ready",
  "Press Enter",
  "ctrl+o to toggle\nAllow x?",
)
const pane = fc.constantFrom("", "left ", "right ")
const shown = fc.oneof(
  { weight: 6, arbitrary: screens.map((text) => `screen ${JSON.stringify(text)}`) },
  { weight: 2, arbitrary: fc.constantFrom("fine", "error", "error\\nerror").map((text) => `output "${text}"`) },
  fc.constantFrom('event "done" id="1"', "set online=no", "set online=yes", "set program=bash", "set program=mycli"),
  fc.constantFrom("set quiet=1h", "set client-idle=0s", "set dead=yes exit=1"),
  fc.constantFrom("copy-mode on", "copy-mode off", "gap 3s", "gap 15m", "gone", "restart"),
  fc.constantFrom("approve", "deny", "choose 1", 'reply "x"'),
)
const expected = fc.constantFrom(
  "nothing",
  "no send",
  "notify",
  "ask phone",
  'send "1"',
  "agent is idle",
  "agent is none",
)
const steps = fc.array(
  fc.record({
    after: fc.constantFrom(0, 1, 400, 600, 1_000, 5_000, 60_000, 900_000),
    pane,
    shown,
    also: fc.oneof({ weight: 15, arbitrary: fc.constant(null) }, expected),
  }),
  { minLength: 1, maxLength: 25 },
)

function written(made: readonly { after: number; pane: string; shown: string; also: string | null }[]): string {
  let at = 0
  const lines = made.flatMap((one) => {
    at += one.after
    const own = `at ${at}ms ${one.pane}${one.shown}`
    return one.also === null ? [own] : [own, `at ${at}ms ${one.pane}expect ${one.also}`]
  })
  return aTest("all", "pane left program=mycli", "pane right program=mycli", ...lines, `at ${at}ms expect nothing`)
}

const options = { files: new Map(), receiversOf: () => ["phone"] }

test("ends, without a throw, and the same way each time", () => {
  fc.assert(
    fc.property(steps, (made) => {
      const { ruleSet, tests, diagnostics } = compile({
        own: [{ path: "r", text: rules + written(made) }],
        stock: [],
        receivers: undefined,
      })
      const [one] = tests
      if (ruleSet === undefined || one === undefined)
        throw new Error(JSON.stringify(diagnostics.map(({ code, message }) => [code, message])))
      const runs = [0, 1].map(() => runTest(one, ruleSet, { ...options, kept: (state) => state }))
      const [first, second] = runs.map(({ timeline, taken, failure }) =>
        JSON.stringify({ timeline, taken: [...taken], failure }),
      )
      expect(second).toBe(first ?? "")
      const moments = runs[0]?.timeline.map(({ t }) => t) ?? []
      expect(moments).toEqual(moments.toSorted((a, b) => a - b))
    }),
    { numRuns: process.env["FLEETAI_TEST_LONG"] === "1" ? 5_000 : 150 },
  )
}, 240_000)

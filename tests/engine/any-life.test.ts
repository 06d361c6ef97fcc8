/** Random lives of several panes under several rules: what must hold whatever happens, in whichever order. */
import { describe, expect, test } from "bun:test"
import fc from "fast-check"
import type { Effect, SendOutcome } from "../../src/engine/effect.ts"
import type { Observation } from "../../src/engine/observation.ts"
import type { Instance } from "../../src/engine/state.ts"
import type { Frame } from "../../src/screen/frame.ts"
import { facts, frame } from "../screen/sample.ts"
import { inWords, ruleSetOf, Stage } from "./stage.ts"

const runs = process.env["FLEETAI_TEST_LONG"] === "1" ? 5_000 : 400
const timeoutMs = 120_000

const rules = ruleSetOf(`
rule asks    { when screen bottom 5 has "ask <n>?"; stable 1s; do notify phone "{n} {screen|lines 2}" }
rule each    { when screen has "ask <n>?"; once per appearance by n; clear 0s; do notify "{n}" }
rule quick   { when screen has "go"; clear 0s; do notify "go" }
rule slow    { when screen has /err(?<x>or)?/; for 2s; cooldown 3s; do notify "{x|default 'none'} {matches}" }
rule quiet   { when quiet > 3s and not dead; do notify "{quiet}" }
rule told    { when screen has "go"; once per command; do notify "{command}" }
rule lines   { when output has /(?<l>.+)/; limit 3 per 5s; do { notify "{l}"; wait 1s; notify "after {l}" } }
rule presses { on not attached; when screen last line has "Press <what>"; stable 500ms; limit 5 per 1m
  do { send "y{}\\{x}" Enter; verify gone within 2s else { send Escape; notify "{what}" }; notify "done" } }
`)

const hostile = [
  "ask 1?",
  "ask 2?",
  "ask {host}?",
  "go",
  "error",
  "err",
  "Press Enter",
  "Press `{x}` @all",
  "│ ask 3? │",
  "",
  "**ask** [x](http://y)?",
  "ask \u001b[31m\u0007red?",
  "\u202eask 4?",
  "ask @all <@all>?",
  `ask ${"长".repeat(150)}?`,
  `${"w".repeat(9_000)} go`,
]
const screen = fc.array(fc.constantFrom(...hostile), { maxLength: 3 }).map((lines) => lines.join("\n"))

/** What happens to one pane after some time; pane numbers are put in later. */
type Happening =
  | {
      readonly what: "shows"
      readonly screen: string
      readonly unreadable: boolean
      readonly attached: boolean
      readonly command: string
    }
  | { readonly what: "prints"; readonly lines: readonly string[] }
  | { readonly what: "result"; readonly outcome: SendOutcome }
  | { readonly what: "gap" }
  | { readonly what: "nothing" }
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      what: fc.constant("shows"),
      screen,
      unreadable: fc.boolean(),
      attached: fc.boolean(),
      command: fc.constantFrom("a", "b"),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant("prints"),
      lines: fc.array(fc.constantFrom(...hostile), { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant("result"),
      outcome: fc.constantFrom<SendOutcome>(
        { sent: true },
        { sent: false, why: "copy-mode" },
        { sent: false, why: "changed" },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Happening>({ what: "gap" }) },
  { weight: 1, arbitrary: fc.constant<Happening>({ what: "nothing" }) },
)
const moment = fc.record({ afterMs: fc.oneof(fc.constant(0), fc.constant(500), fc.nat(4_000)), happening })
type Moment = typeof moment extends fc.Arbitrary<infer T> ? T : never
const life = fc.array(moment, { maxLength: 25 })

const paneOf = (number: number) => `local/1-1/%${number}`

function observation(happening: Happening, number: number, stage: Stage): Observation | undefined {
  const pane = paneOf(number)
  const at = stage.now
  switch (happening.what) {
    case "shows": {
      const { screen, unreadable, attached, command } = happening
      const known = facts({
        pane: `%${number}`,
        session: `s${number}`,
        attached,
        command,
        printedAt: at - (at % 7_000),
      })
      const shown: Frame = {
        ...frame(screen),
        pane,
        facts: known,
        unreadable: unreadable && screen.length % 3 === 0 ? "copy-mode" : undefined,
      }
      return { kind: "frame", at, frame: shown }
    }
    case "prints":
      return { kind: "output", at, pane, lines: happening.lines }
    case "result": {
      const asked = stage.effects.findLast((effect) => effect.kind === "send" && effect.origin.pane === pane)
      return asked && { kind: "result", at, pane, effect: asked.id, outcome: happening.outcome }
    }
    case "gap":
      return { kind: "gap", at, pane }
    case "nothing":
      return { kind: "tick", at }
    default:
      return happening satisfies never
  }
}

function play(moments: readonly Moment[], stage: Stage, number = 1): void {
  for (const { afterMs, happening } of moments) {
    stage.after(afterMs)
    const seen = observation(happening, number, stage)
    if (seen !== undefined) stage.observe(seen)
  }
}

const ids = (effects: readonly Effect[]) => effects.map(({ id }) => id)

describe("whatever happens", () => {
  test(
    "no two effects share an id, and none comes before its time",
    () => {
      fc.assert(
        fc.property(life, fc.nat(20), fc.integer({ min: 1, max: 900_000 }), (moments, cut, away) => {
          const stage = new Stage(rules)
          play(moments.slice(0, cut), stage)
          stage.restarts(away)
          play(moments.slice(cut), stage)
          stage.after(20_000)
          expect(new Set(ids(stage.effects)).size).toBe(stage.effects.length)
          const moments_ = stage.effects.map(({ at }) => at)
          expect(moments_).toEqual([...moments_].sort((a, b) => a - b))
        }),
        { numRuns: runs },
      )
    },
    timeoutMs,
  )

  test(
    "one appearance is told at most once: each message of a rule needs the condition gone before the next",
    () => {
      fc.assert(
        fc.property(life, (moments) => {
          const stage = new Stage(rules)
          let since = 0
          for (const one of moments) {
            play([one], stage)
            const gone = one.happening.what === "shows" && !/ask .*\?/.test(one.happening.screen)
            const asks = stage.effects.filter(({ origin }) => origin.rule === "asks")
            expect(asks.length - since).toBeLessThanOrEqual(1)
            if (gone) since = asks.length
          }
        }),
        { numRuns: runs },
      )
    },
    timeoutMs,
  )

  test(
    "more ticks, and the same sight again, change nothing: neither what comes nor when",
    () => {
      fc.assert(
        fc.property(life, fc.array(fc.nat(3_000), { maxLength: 10 }), (moments, ticks) => {
          const calm = new Stage(rules)
          play(moments, calm)
          calm.after(20_000)
          const busy = new Stage(rules)
          for (const [index, one] of moments.entries()) {
            const part = Math.min(one.afterMs, ticks[index % Math.max(1, ticks.length)] ?? 0)
            busy.after(part)
            busy.observe({ kind: "tick", at: busy.now })
            // What is unknown shows no frame again: a watcher tells it once.
            for (const { frame: seen } of busy.state.panes.values()) {
              if (seen !== undefined) busy.observe({ kind: "frame", at: busy.now, frame: seen })
            }
            play([{ ...one, afterMs: one.afterMs - part }], busy)
          }
          busy.after(20_000)
          expect(busy.effects).toEqual(calm.effects)
        }),
        { numRuns: runs },
      )
    },
    timeoutMs,
  )

  test(
    "panes do not know of each other: interleaved they do what each does alone",
    () => {
      fc.assert(
        fc.property(life, life, fc.boolean(), (left, right, leftFirst) => {
          const alone = [left, right].map((moments, index) => {
            const stage = new Stage(rules)
            // One clock for both ways: every moment at its own time.
            for (const { at, moment } of timed(moments)) playAt(stage, at, moment, index + 1)
            stage.after(200_000)
            return stage.effects
          })
          const together = new Stage(rules)
          const all = [
            ...timed(left).map((one) => ({ ...one, pane: 1 })),
            ...timed(right).map((one) => ({ ...one, pane: 2 })),
          ]
          // Of two moments at one time either may be first; those of one pane keep their order.
          const first = (pane: number) => (leftFirst ? pane : -pane)
          const shuffled = all.sort((a, b) => a.at - b.at || first(a.pane) - first(b.pane))
          for (const { at, moment, pane } of shuffled) playAt(together, at, moment, pane)
          together.after(200_000)
          for (const [index, effects] of alone.entries()) {
            const end = 1_000_000 + 200_000
            const own = together.effects.filter(({ origin, at }) => origin.pane === paneOf(index + 1) && at < end)
            expect(own).toEqual(effects.filter(({ at }) => at < end))
          }
        }),
        { numRuns: runs },
      )
    },
    timeoutMs,
  )

  test(
    "what is remembered survives being stored",
    () => {
      fc.assert(
        fc.property(life, life, (before, after) => {
          const kept = new Stage(rules)
          play(before, kept)
          const stored = new Stage(rules)
          play(before, stored)
          const panes = [...stored.state.panes].map(([key, pane]) => {
            const json = JSON.stringify([...pane.instances])
            const instances = new Map((JSON.parse(json) as [string, Instance][]).map(([id, one]) => [id, one]))
            return [key, { ...pane, instances }] as const
          })
          stored.state = { panes: new Map(panes) }
          for (const stage of [kept, stored]) {
            play(after, stage)
            stage.after(20_000)
          }
          expect(stored.effects).toEqual(kept.effects)
        }),
        { numRuns: runs },
      )
    },
    timeoutMs,
  )

  test(
    "what a pane shows never becomes a trusted word nor a key",
    () => {
      const words = new Set(rules.rules.flatMap(({ steps }) => [...trustedWords(steps)]))
      const keys = new Set(["y{}{x} Enter", "Escape"])
      fc.assert(
        fc.property(life, (moments) => {
          const stage = new Stage(rules)
          play(moments, stage)
          stage.after(20_000)
          for (const effect of stage.effects) {
            if (effect.kind === "send") {
              expect(keys).toContain(
                effect.keys.map((key) => (key.kind === "text" ? key.text : inWords(key))).join(" "),
              )
            } else if (effect.kind === "notify") {
              for (const segment of [...effect.title, ...effect.body]) {
                if (segment.trusted) expect(words).toContain(segment.text)
              }
            }
          }
        }),
        { numRuns: runs },
      )
    },
    timeoutMs,
  )

  test(
    "a pane that is gone is forgotten, and never heard of again",
    () => {
      fc.assert(
        fc.property(life, (moments) => {
          const stage = new Stage(rules)
          play(moments, stage)
          stage.observe({ kind: "gone", at: stage.now, pane: paneOf(1) })
          expect(stage.state.panes.has(paneOf(1))).toBe(false)
          expect(stage.after(100_000)).toEqual([])
        }),
        { numRuns: runs },
      )
    },
    timeoutMs,
  )
})

function timed(moments: readonly Moment[]): { at: number; moment: Moment }[] {
  let at = 1_000_000
  return moments.map((moment) => {
    at += moment.afterMs
    return { at, moment }
  })
}

function playAt(stage: Stage, at: number, moment: Moment, pane: number): void {
  stage.after(at - stage.now)
  const seen = observation(moment.happening, pane, stage)
  if (seen !== undefined) stage.observe(seen)
}

type Steps = (typeof rules.rules)[number]["steps"]
function* trustedWords(steps: Steps): Generator<string> {
  // The words between the parts of the title that every message has.
  yield* [" · ", ":"]
  for (const step of steps) {
    if (step.kind === "verify-gone") yield* trustedWords(step.otherwise)
    if (step.kind !== "notify") continue
    for (const part of [...(step.title ?? []), ...step.body]) if (part.kind === "words") yield part.text
  }
}

/** Random lives of an agent whose asks people decide about: whatever happens in whichever order, a key meets only what it was meant for. */
import { expect, test } from "bun:test"
import fc from "fast-check"
import type { SendEffect, SendOutcome } from "../../src/engine/effect.ts"
import { stillHolds } from "../../src/engine/guard.ts"
import type { Decided } from "../../src/engine/observation.ts"
import { type FrameChanges, frame } from "../screen/sample.ts"
import { approvalOf, busy, failing, idle, mycli, question, sampleAgent } from "./sample-agent.ts"
import { asked, inWords, ruleSetOf, Stage } from "./stage.ts"

const runs = process.env["FLEETAI_TEST_LONG"] === "1" ? 5_000 : 400

const rules = ruleSetOf(`${sampleAgent}
rule approval {
  severity high
  when agent is approval
  stable 600ms
  do ask phone {
    body "{agent.detail|lines 1}"
    approve "ok" { answer approve }
    deny    "no" { answer deny; wait until idle within 10s; answer reply "stop" }
    reply        { answer deny; wait until idle within 10s; answer reply $text }
    timeout 30s  { escalate }
  }
}
rule question { when agent is question; stable 200ms; do ask phone }
rule harmless { when agent is approval and agent.detail has "git"; stable 600ms; limit 5 per 10m; do answer approve }
inhibit approval when harmless by pane
rule failing { when agent is error; for 2s; do retry after [5s, 10s] { answer reply "go on"; until gone for 5s; exhausted { notify "failed" } } }
rule finished { when agent busy -> idle; do notify "finished" }
`)

const screens: readonly (readonly [screen: string, changes: FrameChanges])[] = [
  [approvalOf("git status"), mycli],
  [approvalOf("npm test"), mycli],
  [approvalOf("rm -rf /"), mycli],
  [question, mycli],
  [busy, mycli],
  [idle, mycli],
  [failing, mycli],
  ["transcript viewer", mycli],
  ["half a screen", mycli],
  ["", { ...mycli, unreadable: "copy-mode" }],
  ["$ ", { facts: { program: "bash" } }],
]

const decided: fc.Arbitrary<Decided> = fc.oneof(
  fc.constantFrom<Decided>({ what: "approve" }, { what: "deny" }),
  fc.integer({ min: 1, max: 3 }).map((choice): Decided => ({ what: "choose", choice })),
  fc.string({ maxLength: 20 }).map((text): Decided => ({ what: "reply", text })),
)
const outcome = fc.constantFrom<SendOutcome>(
  { sent: true },
  { sent: true },
  { sent: false, why: "typing" },
  { sent: false, why: "changed" },
  { sent: "unknown" },
)
type Moment =
  | { readonly what: "shows"; readonly screen: number }
  | { readonly what: "decides"; readonly decision: Decided }
  | { readonly what: "result"; readonly outcome: SendOutcome }
  | { readonly what: "after" | "restarts"; readonly ms: number }
  | { readonly what: "delivered" }

const approval = fc.nat(2).map((screen): Moment => ({ what: "shows", screen }))
const after = (ms: number): Moment => ({ what: "after", ms })
/** The way that most decisions take; whatever stands around and between them makes it a hard one. */
const course: fc.Arbitrary<readonly Moment[]> = fc.oneof(
  fc.tuple(
    approval,
    fc.constant(after(600)),
    decided.map((decision): Moment => ({ what: "decides", decision })),
  ),
  fc.constant<readonly Moment[]>([
    { what: "result", outcome: { sent: true } },
    { what: "shows", screen: 5 },
    after(1_500),
  ]),
  fc.constant<readonly Moment[]>([{ what: "result", outcome: { sent: true } }, after(500)]),
)
const anything: fc.Arbitrary<Moment> = fc.oneof(
  { weight: 5, arbitrary: fc.nat(screens.length - 1).map((screen): Moment => ({ what: "shows", screen })) },
  { weight: 3, arbitrary: decided.map((decision): Moment => ({ what: "decides", decision })) },
  { weight: 4, arbitrary: outcome.map((one): Moment => ({ what: "result", outcome: one })) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(50, 600, 1_500, 5_000, 31_000).map(after),
  },
  { weight: 1, arbitrary: fc.constant<Moment>({ what: "delivered" }) },
  { weight: 1, arbitrary: fc.constantFrom(1_000, 700_000).map((ms): Moment => ({ what: "restarts", ms })) },
)

const refused: SendOutcome = { sent: false, why: "changed" }

const moments = fc
  .array(fc.oneof({ weight: 2, arbitrary: anything.map((one) => [one]) }, { weight: 1, arbitrary: course }), {
    maxLength: 20,
  })
  .map((parts) => parts.flat())

/** A life, and what the performer would have pressed at what. */
class Life {
  readonly stage = new Stage(rules)
  shown: (typeof screens)[number] = ["", mycli]
  /** Keys that were asked for and have no result yet. */
  waiting: SendEffect[] = []
  #taken = 0

  take(): void {
    for (const effect of this.stage.effects.slice(this.#taken)) if (effect.kind === "send") this.waiting.push(effect)
    this.#taken = this.stage.effects.length
  }

  show(index: number): void {
    this.shown = screens[index] ?? this.shown
    this.stage.shows(...this.shown)
  }

  /** Whatever keys wait are refused: the performer always says what became of them. */
  refuse(): void {
    this.take()
    for (let one = this.waiting.shift(); one !== undefined; one = this.waiting.shift()) {
      const { id: effect, origin } = one
      this.stage.observe({ kind: "result", at: this.stage.now, pane: origin.pane, effect, outcome: refused })
      this.take()
    }
  }

  /** What the performer does: it looks again, and asks the guard. */
  wouldPress(effect: SendEffect): boolean {
    const rule = rules.rules.find(({ name }) => name === effect.origin.rule)
    if (rule === undefined) throw new Error(`no rule ${effect.origin.rule}`)
    const [screen, changes] = this.shown
    const situation = {
      ruleSet: rules,
      rule,
      frame: frame(screen, changes),
      now: this.stage.now,
      sight: this.stage.agent,
    }
    return stillHolds(effect.guard, situation)
  }
}

function play(life: Life, happenings: readonly Moment[]): void {
  const { stage } = life
  for (const one of happenings) {
    switch (one.what) {
      case "shows":
        life.show(one.screen)
        break
      case "decides": {
        const last = stage.effects.findLast(({ kind }) => kind === "ask")
        if (last !== undefined) stage.decides(one.decision, last.id)
        break
      }
      case "result": {
        const effect = life.waiting.shift()
        if (effect === undefined) break
        const isPressed = one.outcome.sent === true && life.wouldPress(effect)
        if (isPressed) meets(life, effect)
        const said: SendOutcome =
          one.outcome.sent === true && !isPressed ? { sent: false, why: "changed" } : one.outcome
        stage.observe({ kind: "result", at: stage.now, pane: effect.origin.pane, effect: effect.id, outcome: said })
        break
      }
      case "after":
        stage.after(one.ms)
        break
      case "delivered":
        if (stage.effects.some(({ kind }) => kind === "ask")) stage.delivered()
        break
      case "restarts":
        stage.restarts(one.ms)
        life.waiting = []
        break
      default:
        one satisfies never
    }
    life.take()
  }
}

/** The key meets what it was meant for. */
function meets(life: Life, effect: SendEffect): void {
  const [screen] = life.shown
  const keys = effect.keys.map(inWords).join(" ")
  const isApproval = screen.includes("Do you want to")
  switch (keys) {
    case '"1"':
      if (effect.origin.rule === "question") break
      expect(isApproval).toBe(true)
      if (effect.origin.rule === "harmless") expect(screen).toContain("git")
      else expect(screen.split("\n")[1]).toBe(asked(life.stage.effects).at(-1))
      break
    case "Escape":
      expect(isApproval).toBe(true)
      break
    case "Enter":
      // Behind a typed text; never into a dialog, where it would say yes.
      expect(isApproval).toBe(false)
      break
    default:
      break
  }
}

test("keys meet only what they were meant for, and each ask comes to one end", () => {
  fc.assert(
    fc.property(moments, (happenings) => {
      const life = new Life()
      play(life, happenings)
      const { effects } = life.stage
      const ids = effects.filter(({ kind }) => kind !== "settle").map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      for (const { kind, id } of effects) {
        if (kind !== "ask") continue
        const ends = effects.flatMap((one) => (one.kind === "settle" && one.ask === id ? [one.how] : []))
        // Decisions about what is gone are each told.
        const told = ends.filter((how) => how !== "changed")
        expect(told.filter((how) => how === "decided").length).toBeLessThanOrEqual(1)
        expect(told.filter((how) => how !== "decided").length).toBeLessThanOrEqual(1)
      }
    }),
    { numRuns: runs },
  )
}, 120_000)

test("every approval that stands long enough is asked about, unless it was answered for", () => {
  fc.assert(
    fc.property(moments, fc.constantFrom(1, 2), (happenings, index) => {
      const life = new Life()
      play(life, happenings)
      life.refuse()
      life.show(4)
      life.stage.after(1_000)
      life.refuse()
      const before = asked(life.stage.effects).length
      life.show(index)
      life.stage.after(700_000)
      expect(asked(life.stage.effects).length).toBe(before + 1)
    }),
    { numRuns: runs },
  )
})

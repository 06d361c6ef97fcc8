import { describe, expect, test } from "bun:test"
import { askAgainMs } from "../../src/engine/block/block.ts"
import { answeredMs } from "../../src/engine/block/waiting.ts"
import type { Effect } from "../../src/engine/effect.ts"
import { approvalOf, busy, idle, mycli, question, sampleAgent } from "./sample-agent.ts"
import { asked, pressed, Stage, settled, told } from "./stage.ts"

const asking = `
rule approval {
  severity high
  when agent is approval
  do ask phone {
    title "{agent.what}"
    body  "{agent.detail|lines 1}"
    approve "ok" { answer approve }
    deny    "no" { answer deny }
    reply        { answer deny; wait until idle within 10s; answer reply $text }
    timeout 30m  { escalate }
  }
}`

function stageAsking(rules = asking): Stage {
  const stage = new Stage(`${sampleAgent}\n${rules}`)
  stage.shows(approvalOf("npm test"), mycli)
  return stage
}

const guards = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.kind === "send" ? [effect.guard.kind] : []))

describe("an ask", () => {
  test("is asked once, with what can be decided", () => {
    const stage = stageAsking()
    expect(asked(stage.effects)).toEqual(["Bash command: npm test"])
    expect(stage.effects[0]).toMatchObject({
      receiver: "phone",
      severity: "high",
      offers: [
        { what: "approve", label: "ok" },
        { what: "deny", label: "no" },
        { what: "reply", label: undefined },
      ],
    })
    expect(asked(stage.after(3_600_000))).toEqual([])
  })

  test("approved presses the agent's keys, once, and is done when the dialog is gone", () => {
    const stage = stageAsking()
    const decided = stage.decides({ what: "approve" })
    expect(settled(decided)).toEqual(["decided"])
    expect(pressed(decided)).toEqual(['"1"'])
    expect(guards(decided)).toEqual(["rule"])
    expect(settled(stage.keys({ sent: true }))).toEqual([])
    expect(settled(stage.shows(busy, mycli))).toEqual(["done"])
    expect(pressed(stage.decides({ what: "approve" }, "another"))).toEqual([])
    expect(pressed(stage.after(3_600_000))).toEqual([])
  })

  test("is done as well when another dialog takes the place at once", () => {
    const stage = stageAsking()
    stage.decides({ what: "approve" })
    // The screen changes before the performer's word comes.
    expect(asked(stage.shows(approvalOf("two"), mycli))).toEqual([])
    const after = stage.keys({ sent: true })
    expect(settled(after)).toEqual(["done"])
    expect(asked(after)).toEqual(["Bash command: two"])
  })

  test("answered at the keyboard is withdrawn, and no block runs", () => {
    const stage = stageAsking()
    expect(settled(stage.shows(busy, mycli))).toEqual(["elsewhere"])
    const late = stage.decides({ what: "approve" })
    expect(settled(late)).toEqual(["changed"])
    expect(pressed(late)).toEqual([])
  })

  test("is withdrawn when another one replaces it, which is asked in its turn", () => {
    const stage = stageAsking()
    const first = stage.ask
    const shown = stage.shows(approvalOf("rm -rf /"), mycli)
    expect(settled(shown)).toEqual(["elsewhere"])
    expect(asked(shown)).toEqual(["Bash command: rm -rf /"])
    const late = stage.decides({ what: "approve" }, first)
    expect(settled(late)).toEqual(["changed"])
    expect(pressed(late)).toEqual([])
  })

  test("whose pane is closed is withdrawn", () => {
    const stage = stageAsking()
    expect(settled(stage.observe({ kind: "gone", at: stage.now, pane: "local/1-1/%1" }))).toEqual(["elsewhere"])
  })

  test("offers its keys again when the screen only looked changed, then says so and asks anew", () => {
    const stage = stageAsking()
    stage.decides({ what: "approve" })
    for (const _ of [1, 2, 3]) {
      expect(settled(stage.keys({ sent: false, why: "changed" }))).toEqual([])
      expect(pressed(stage.after(1_000))).toEqual(['"1"'])
    }
    const first = stage.ask
    const last = stage.keys({ sent: false, why: "changed" })
    expect(settled(last)).toEqual(["changed"])
    expect(asked(last)).toEqual(["Bash command: npm test"])
    expect(stage.ask).not.toBe(first)
    expect(pressed(stage.decides({ what: "deny" }))).toEqual(["Escape"])
  })

  test("says so when its keys had no effect, or nobody knows", () => {
    const stage = stageAsking()
    stage.decides({ what: "approve" })
    stage.keys({ sent: true })
    expect(settled(stage.after(answeredMs - 1))).toEqual([])
    expect(settled(stage.after(1))).toEqual(["failed"])
    expect(asked(stage.after(askAgainMs - 1))).toEqual([])
    // It still waits for somebody.
    expect(asked(stage.after(1))).toHaveLength(1)
    const other = stageAsking()
    other.decides({ what: "approve" })
    expect(settled(other.keys({ sent: "unknown" }))).toEqual(["failed"])
  })

  test("offers its keys again while somebody types, and drops them when the dialog goes", () => {
    const stage = stageAsking()
    stage.decides({ what: "approve" })
    stage.keys({ sent: false, why: "typing" })
    expect(pressed(stage.after(1_000))).toEqual(['"1"'])
    stage.keys({ sent: false, why: "typing" })
    stage.shows(busy, mycli)
    expect(settled(stage.after(1_000))).toEqual(["changed"])
    expect(pressed(stage.after(60_000))).toEqual([])
  })

  test("answered with words denies, waits for the prompt, and types them", () => {
    const stage = stageAsking()
    expect(pressed(stage.decides({ what: "reply", text: "use pnpm\nplease" }))).toEqual(["Escape"])
    stage.keys({ sent: true })
    stage.shows(idle, mycli)
    const typed = stage.after(1_500)
    expect(pressed(typed)).toEqual(['paste "use pnpm\nplease"'])
    expect(guards(typed)).toEqual(["state"])
    stage.keys({ sent: true })
    const entered = stage.after(500)
    expect(pressed(entered)).toEqual(["Enter"])
    expect(guards(entered)).toEqual(["agent"])
    stage.keys({ sent: true })
    expect(settled(stage.shows(busy, mycli))).toEqual(["done"])
  })

  test("types nothing when the prompt does not come", () => {
    const stage = stageAsking()
    stage.decides({ what: "reply", text: "hello" })
    stage.keys({ sent: true })
    stage.shows(busy, mycli)
    const waited = stage.after(10_000)
    expect(pressed(waited)).toEqual([])
    expect(settled(waited)).toEqual(["changed"])
  })

  test("presses Enter once more when the text stays in the composer", () => {
    const stage = stageAsking(`rule q { when agent is idle; do ask { reply { answer reply $text } } }`)
    stage.shows(idle, mycli)
    stage.after(1_500)
    stage.decides({ what: "reply", text: "go on" })
    stage.keys({ sent: true })
    stage.after(500)
    stage.keys({ sent: true })
    const again = stage.after(3_000)
    expect(pressed(again)).toEqual(["Enter"])
    expect(guards(again)).toEqual(["rule"])
    expect(settled(stage.keys({ sent: true }))).toEqual(["done"])
  })

  test("counts its timeout from the first delivery, escalates once, and can still be answered", () => {
    const stage = stageAsking()
    expect(told(stage.after(3_600_000))).toEqual([])
    stage.delivered()
    expect(told(stage.after(1_799_999))).toEqual([])
    const louder = stage.after(1)
    expect(louder).toMatchObject([{ kind: "notify", severity: "crit", receiver: undefined, repeats: stage.ask }])
    expect(told(louder)).toEqual(["Bash command: npm test"])
    expect(told(stage.after(7_200_000))).toEqual([])
    expect(pressed(stage.decides({ what: "deny" }))).toEqual(["Escape"])
  })

  test("without decisions offers what the dialog can be answered with", () => {
    const plain = `rule q { when agent is approval | question; do ask phone "{agent.state}" {} }`
    const stage = stageAsking(plain.replace(' "{agent.state}" {}', ""))
    expect(stage.effects).toMatchObject([
      { kind: "ask", offers: [{ what: "approve" }, { what: "deny" }, { what: "reply" }] },
    ])
    const shown = stage.shows(question, mycli).filter(({ kind }) => kind === "ask")
    expect(shown).toMatchObject([{ offers: [{ what: "choose" }, { what: "reply" }] }])
    expect(pressed(stage.decides({ what: "choose", choice: 2 }))).toEqual(['"2"'])
  })

  test("takes a decision once, and only what it offers", () => {
    const stage = stageAsking()
    expect(stage.decides({ what: "option", label: "other" })).toEqual([])
    stage.decides({ what: "approve" })
    expect(stage.decides({ what: "deny" })).toEqual([])
  })

  test("survives a restart that is short, with the time that it had", () => {
    const stage = stageAsking()
    stage.delivered()
    stage.after(1_000_000)
    stage.restarts(60_000)
    expect(stage.shows(approvalOf("npm test"), mycli)).toEqual([])
    expect(told(stage.after(1_800_000 - 1_060_000 - 1))).toEqual([])
    expect(told(stage.after(1))).toEqual(["Bash command: npm test"])
    expect(pressed(stage.decides({ what: "approve" }))).toEqual(['"1"'])
  })

  test("answered while the service was away is withdrawn when the pane is seen", () => {
    const stage = stageAsking()
    stage.restarts(60_000)
    expect(settled(stage.shows(busy, mycli))).toEqual(["elsewhere"])
  })

  test("of an instant goes with the dialog that it was about", () => {
    const stage = new Stage(
      `${sampleAgent}\nrule e { when event "permission" and agent is approval; do ask { approve "ok" } }`,
    )
    stage.shows(approvalOf("one"), mycli)
    expect(asked(stage.emits("permission"))).toHaveLength(1)
    const decided = stage.decides({ what: "approve" })
    expect(pressed(decided)).toEqual(['"1"'])
    expect(guards(decided)).toEqual(["wait"])
    stage.keys({ sent: true })
    expect(settled(stage.shows(busy, mycli))).toEqual(["done"])
    stage.shows(approvalOf("one"), mycli)
    stage.emits("permission")
    expect(settled(stage.shows(busy, mycli))).toEqual(["elsewhere"])
  })

  test("cannot agree to what cannot be read to its beginning", () => {
    const stage = new Stage(`${sampleAgent}\n${asking}`)
    const cut = approvalOf("npm test").split("\n").slice(2).join("\n")
    stage.shows(cut, mycli)
    const decided = stage.decides({ what: "approve" })
    expect(pressed(decided)).toEqual([])
    expect(settled(decided)).toEqual(["decided", "failed"])
  })
})

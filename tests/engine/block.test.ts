import { describe, expect, test } from "bun:test"
import { maxOffers, offerAgainMs } from "../../src/engine/block/waiting.ts"
import type { Refusal } from "../../src/engine/effect.ts"
import { pressed, Stage, told } from "./stage.ts"

const press = (steps: string) =>
  `rule r {\non shell\nwhen screen last line has "Press Enter<what>"\nstable 1s\ncooldown 1m\ndo { ${steps} }\n}`
const shell = { facts: { shell: true } }

function opened(steps: string): Stage {
  const stage = new Stage(press(steps))
  stage.shows("Press Enter to go on", shell)
  stage.after(1_000)
  return stage
}
const sent = { sent: true } as const
const refused = (why: Refusal) => ({ sent: false, why }) as const

describe("keys", () => {
  test("are asked for with what the performer must find again", () => {
    const stage = opened('send "y" Enter')
    expect(stage.effects).toMatchObject([
      {
        kind: "send",
        pid: 100,
        keys: [
          { kind: "text", text: "y" },
          { kind: "named", name: "Enter" },
        ],
        guard: { kind: "rule", identity: "Press Enter to go on", agent: undefined },
        origin: { rule: "r", pane: "local/1-1/%1", host: "box", session: "work", window: "build" },
      },
    ])
  })

  test("are asked for once, and the next step waits for what became of them", () => {
    const stage = opened('send Enter; notify "sent"')
    stage.after(600_000)
    stage.shows("Press Enter to go on", shell)
    expect([pressed(stage.effects), told(stage.effects)]).toEqual([["Enter"], []])
    expect(told(stage.keys(sent))).toEqual(["sent"])
    expect(stage.keys(sent)).toEqual([])
  })

  test("of another effect's result are no business of this one", () => {
    const stage = opened('send Enter; notify "sent"')
    const other = { kind: "result", at: stage.now, pane: "local/1-1/%1", effect: "other", outcome: sent } as const
    expect(stage.observe(other)).toEqual([])
  })

  test.each<Refusal>(["copy-mode", "typing", "unreachable"])(
    "refused for %s are offered again after a while",
    (why) => {
      const stage = opened('send Enter; notify "sent"')
      expect(stage.keys(refused(why))).toEqual([])
      expect(pressed(stage.after(offerAgainMs - 1))).toEqual([])
      expect(pressed(stage.after(1))).toEqual(["Enter"])
      expect(new Set(stage.effects.map(({ id }) => id)).size).toBe(2)
      expect(told(stage.keys(sent))).toEqual(["sent"])
    },
  )

  test.each<Refusal>(["changed", "gone", "other-process"])(
    "refused for %s end the block, and are never offered again",
    (why) => {
      const stage = opened('send Enter; notify "sent"')
      stage.keys(refused(why))
      expect(stage.after(600_000)).toEqual([])
      expect(stage.wakeAt).toBeUndefined()
    },
  )

  test("are not offered again when what they were for is gone", () => {
    const stage = opened("send Enter")
    stage.keys(refused("copy-mode"))
    stage.shows("$", shell)
    expect(pressed(stage.after(60_000))).toEqual([])
  })

  test("wait for the end of copy mode as long as it takes, not for ever", () => {
    const stage = opened("send Enter")
    stage.keys(refused("copy-mode"))
    stage.shows("", { ...shell, unreadable: "copy-mode" })
    expect(stage.after(60_000)).toEqual([])
    expect(pressed(stage.shows("Press Enter to go on", shell))).toEqual(["Enter"])

    const refusing = opened("send Enter")
    for (let count = 0; count < 2 * maxOffers; count += 1) {
      refusing.keys(refused("typing"))
      refusing.after(offerAgainMs)
    }
    expect(pressed(refusing.effects)).toHaveLength(maxOffers)
  })

  test("that were under way when the service stopped are not asked for again", () => {
    const stage = opened('send Enter; notify "sent"')
    stage.restarts(1_000)
    stage.shows("Press Enter to go on", shell)
    expect(stage.after(60_000)).toEqual([])
    expect(stage.keys(sent)).toEqual([])
  })
})

describe("verify gone", () => {
  const steps = 'send Enter; verify gone within 5s else notify "still there"; notify "done"'

  test("goes on as soon as the condition is gone", () => {
    const stage = opened(steps)
    stage.keys(sent)
    stage.after(2_000)
    expect(told(stage.shows("$", shell))).toEqual(["done"])
    expect(told(stage.after(60_000))).toEqual([])
  })

  test("runs `else` when it is not gone in time, and what follows no more: it counted on it", () => {
    const stage = opened(steps)
    stage.keys(sent)
    expect(told(stage.after(4_999))).toEqual([])
    expect(told(stage.after(1))).toEqual(["still there"])
    expect(told(stage.after(60_000))).toEqual([])
  })

  test("without `else` ends its block when it is not gone in time", () => {
    const stage = opened("send Enter; verify gone within 5s; send Escape")
    stage.keys(sent)
    expect(stage.after(60_000)).toEqual([])
  })

  test("counts from when the keys were pressed, not from when they were asked for", () => {
    const stage = opened(steps)
    stage.after(60_000)
    stage.keys(sent)
    expect(told(stage.after(4_999))).toEqual([])
  })

  test("is not fooled by a screen that cannot be read", () => {
    const stage = opened(steps)
    stage.keys(sent)
    stage.after(1_000)
    expect(told(stage.shows("", { ...shell, unreadable: "gap" }))).toEqual([])
    expect(told(stage.after(60_000))).toEqual([])
    // Seen again it has the four seconds that were left.
    stage.shows("Press Enter to go on", shell)
    expect(told(stage.after(3_999))).toEqual([])
    expect(told(stage.after(1))).toEqual(["still there"])
  })

  test("may stand in an `else`, as deep as needed, each ending its own block", () => {
    const stage = opened(
      'send "1"; verify gone within 1s else { send "2"; verify gone within 1s else { notify "inner"; wait 1s; notify "after inner" }; notify "middle" }; notify "outer"',
    )
    stage.keys(sent)
    expect(pressed(stage.after(1_000))).toEqual(['"2"'])
    stage.keys(sent)
    expect(told(stage.after(1_000))).toEqual(["inner"])
    expect(told(stage.after(1_000))).toEqual(["after inner"])
    expect(stage.wakeAt).toBeUndefined()
    expect(new Set(stage.effects.map(({ id }) => id)).size).toBe(stage.effects.length)
  })

  test("keeps the appearance until its block ends: no second one beside it", () => {
    const stage = opened("send Enter; verify gone within 5s; wait 10s; send Escape")
    stage.keys(sent)
    stage.shows("$", shell)
    stage.after(9_000)
    stage.shows("Press Enter to go on", shell)
    stage.after(2_000)
    expect(pressed(stage.effects)).toEqual(["Enter", "Escape"])
  })
})

describe("wait", () => {
  test("pauses between steps", () => {
    const stage = new Stage('rule r { when attached; do { notify "a"; wait 500ms; notify "b" } }')
    expect(told(stage.shows("", { facts: { attached: true } }))).toEqual(["a"])
    expect(told(stage.after(499))).toEqual([])
    expect(told(stage.after(1))).toEqual(["b"])
  })

  test("messages say what was there when it opened", () => {
    const stage = new Stage('rule r { when screen has "at <n>"; do { wait 1s; notify "{n} {matches}" } }')
    stage.shows("at 1")
    stage.shows("at 2")
    expect(told(stage.after(1_000))).toEqual(["1 at 1"])
  })
})

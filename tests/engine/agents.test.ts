import { describe, expect, test } from "bun:test"
import { keptMs, unrecognisedMs } from "../../src/engine/agents.ts"
import { approvalOf, busy, failing, idle, mycli, question, sampleAgent } from "./sample-agent.ts"
import { Stage, told } from "./stage.ts"

const watching = (rules = ""): Stage => new Stage(`${sampleAgent}\n${rules}`)

describe("a pane's agent", () => {
  test("is read by the first clause that holds", () => {
    const stage = watching()
    for (const [screen, state] of [
      [approvalOf("npm test"), "approval"],
      [question, "question"],
      [busy, "busy"],
      [failing, "error"],
    ] as const) {
      stage.shows(screen, mycli)
      expect(stage.agent?.state).toBe(state)
    }
    expect(stage.agent?.captures).toEqual({ code: "529" })
    expect(stage.agent?.was).toBe("busy")
  })

  test("is none where its program does not run", () => {
    const stage = watching()
    stage.shows(busy, { facts: { program: "bash" } })
    expect(stage.agent).toBeUndefined()
  })

  test("stays what it was until a clause with `for` has held long enough", () => {
    const stage = watching()
    stage.shows(busy, mycli)
    stage.after(5_000)
    stage.shows(idle, mycli)
    stage.after(1_499)
    expect(stage.agent?.state).toBe("busy")
    stage.after(1)
    expect(stage.agent).toMatchObject({ state: "idle", was: "busy", wasForMs: 6_500 })
  })

  test("is never taken for idle when nothing is recognised", () => {
    const stage = watching()
    stage.shows(busy, mycli)
    stage.shows("something else", mycli)
    stage.after(unrecognisedMs - 1)
    expect(stage.agent?.state).toBe("busy")
    stage.after(1)
    expect(stage.agent?.state).toBe("none")
  })

  test("keeps its state under a viewer and in copy mode, but not for ever", () => {
    const stage = watching()
    stage.shows(busy, mycli)
    stage.shows("transcript viewer", mycli)
    stage.after(keptMs - 1)
    expect(stage.agent?.state).toBe("busy")
    stage.after(1)
    expect(stage.agent?.state).toBe("none")

    stage.shows(busy, mycli)
    stage.shows("", { ...mycli, unreadable: "copy-mode" })
    stage.after(60_000)
    expect(stage.agent?.state).toBe("busy")
    stage.shows(idle, mycli)
    stage.after(1_500)
    expect(stage.agent).toMatchObject({ state: "idle", was: "busy" })
  })

  test("tells two asks apart, even such as look the same", () => {
    const stage = watching()
    stage.shows(approvalOf("npm test"), mycli)
    const first = stage.agent?.identity
    stage.shows(approvalOf("npm test"), { ...mycli, columns: 81 })
    expect(stage.agent?.identity).toBe(first ?? "")
    stage.shows(approvalOf("rm -rf /"), mycli)
    const second = stage.agent?.identity
    expect(second).not.toBe(first)
    stage.shows(busy, mycli)
    stage.shows(approvalOf("rm -rf /"), mycli)
    expect(stage.agent?.identity).not.toBe(second)
    expect(stage.agent?.detail).toContain("rm -rf /")
  })

  test("begins anew with another process", () => {
    const stage = watching()
    stage.shows(busy, mycli)
    stage.shows(idle, { ...mycli, pid: 200 })
    stage.after(1_500)
    expect(stage.agent).toMatchObject({ state: "idle", was: undefined })
  })
})

describe("conditions on agents", () => {
  test("`busy -> idle` holds when the one follows the other, not on the first look", () => {
    const stage = watching(
      `rule finished { when agent busy -> idle; do notify "{agent} {agent.was} {agent.was_for|default '?'}" }`,
    )
    stage.shows(idle, mycli)
    expect(told(stage.after(10_000))).toEqual([])
    stage.shows(busy, mycli)
    stage.after(60_000)
    stage.shows(idle, mycli)
    expect(told(stage.after(1_500))).toEqual(["mycli busy 1m 1s"])
    expect(told(stage.after(60_000))).toEqual([])
    stage.shows(busy, mycli)
    stage.shows(failing, mycli)
    stage.shows(idle, mycli)
    expect(told(stage.after(10_000))).toEqual([])
  })

  test("`any -> idle` takes every state that was seen before", () => {
    const stage = watching(`rule finished { when agent any -> idle; do notify "idle" }`)
    stage.shows(idle, mycli)
    expect(told(stage.after(10_000))).toEqual([])
    stage.shows(failing, mycli)
    stage.shows(idle, mycli)
    expect(told(stage.after(10_000))).toEqual(["idle"])
  })

  test("each ask is an appearance of its own, and the last one's is over", () => {
    const stage = watching(
      `rule approval { when agent is approval; stable 600ms; do notify "{agent.what} {agent.detail|lines 1}" }`,
    )
    stage.shows(approvalOf("one"), mycli)
    expect(told(stage.after(600))).toEqual(["proceed Bash command: one"])
    stage.shows(approvalOf("two"), mycli)
    expect(told(stage.after(600))).toEqual(["proceed Bash command: two"])
    stage.shows(busy, mycli)
    stage.shows(approvalOf("two"), mycli)
    expect(told(stage.after(600))).toEqual(["proceed Bash command: two"])
    expect(told(stage.after(60_000))).toEqual([])
  })

  test("a limit counts over all of them", () => {
    const stage = watching(`rule approval { when agent is approval; limit 2 per 1h; do notify "{agent.what}" }`)
    const all = ["one", "two", "three"].flatMap((command) => told(stage.shows(approvalOf(command), mycli)))
    expect(all).toHaveLength(2)
  })

  test("are unknown while the screen cannot be read: timers stand still", () => {
    const stage = watching(`rule approval { when agent is approval; stable 2s; do notify "asks" }`)
    stage.shows(approvalOf("one"), mycli)
    stage.after(1_000)
    stage.shows("", { ...mycli, unreadable: "copy-mode" })
    expect(told(stage.after(60_000))).toEqual([])
    stage.shows(approvalOf("one"), mycli)
    expect(told(stage.after(999))).toEqual([])
    expect(told(stage.after(1))).toEqual(["asks"])
  })

  test("look at what is asked, and capture from it", () => {
    const stage = watching(
      `rule tests { when agent is approval and agent.detail has "command: <cmd>" and agent.what == "proceed"; do notify "{cmd}" }`,
    )
    expect(told(stage.shows(approvalOf("npm test"), mycli))).toEqual(["npm test"])
  })

  test("say nothing of a capture that is not there", () => {
    const stage = watching(
      `rule r { when agent is error | busy and agent.code == "529"; do notify "overloaded" }
       rule s { when agent is error | busy and not agent.code == "529"; do notify "other" }`,
    )
    expect(told(stage.shows(busy, mycli))).toEqual([])
    expect(told(stage.shows(failing, mycli))).toEqual(["overloaded"])
  })
})

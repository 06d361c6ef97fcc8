import { describe, expect, test } from "bun:test"
import type { Channel, Receipt } from "../../src/delivery/channel.ts"
import { choose, follow, type Gate, type Progress } from "../../src/delivery/plan.ts"
import { phrase } from "../../src/locale/phrase.ts"
import { meaningOf } from "../../src/wecom/errors.ts"

function channel(name: string, duplicateCheckMs = 0): Channel {
  const send = () => Promise.reject(new Error("not in this test"))
  return { name, fingerprint: "f", bucket: name, limits: [], duplicateCheckMs, send }
}
const app = channel("app", 4 * 3_600_000)
const robot = channel("robot")
const chain = [app, robot]
const now = 1_000_000
const open = () => undefined
const down = (fallback: Gate["fallback"]) => (each: Channel) =>
  each === app ? { until: now + 500, fallback } : undefined

function refused(code: number): Receipt {
  const { meaning, cure, remedy } = meaningOf(code)
  return { outcome: "refused", code, reason: meaning, cure, exitIp: undefined, remedy }
}
const lost: Receipt = {
  outcome: "unknown",
  reason: phrase("wecom.network.timeout"),
  cure: phrase("wecom.cure.network"),
}

function after(receipt: Receipt, progress: Progress = {}, more: { failures?: number; random?: number } = {}) {
  const { failures = 0, random = 0 } = more
  return follow({ channel: "app", receipt, progress, failures, urgent: false, now, random: () => random })
}

describe("the next channel", () => {
  test("is the first that is open", () => {
    expect(choose(chain, {}, open, false, now)).toMatchObject({ kind: "send", channel: app })
  })

  test("is another one when the first is down, for all or for urgent messages", () => {
    expect(choose(chain, {}, down("always"), false, now)).toMatchObject({ channel: robot })
    expect(choose(chain, {}, down("if-urgent"), true, now)).toMatchObject({ channel: robot })
    expect(choose(chain, {}, down("if-urgent"), false, now)).toEqual({ kind: "wait", until: now + 500 })
  })

  test("is none while the message is being repeated on its channel", () => {
    const { progress } = after(refused(-1))
    expect(choose(chain, progress, open, true, now)).toEqual({ kind: "wait", until: now + 1000 })
  })

  test("is the robot once the repeats are used up, and the app again later", () => {
    let progress: Progress = {}
    for (let n = 0; n < 4; n++) progress = after(refused(-1), progress).progress
    expect(choose(chain, progress, open, false, now)).toMatchObject({ channel: robot })
    expect(choose([app], progress, open, false, now)).toEqual({ kind: "wait", until: now + 60_000 })
  })

  test("does not exist when all refused the message itself", () => {
    const { progress } = after(refused(81013))
    expect(choose(chain, progress, open, false, now)).toMatchObject({ channel: robot })
    expect(choose([app], progress, open, false, now)).toEqual({ kind: "dead" })
  })
})

describe("after an attempt", () => {
  test("repeats come after 1, 2 and 4 seconds, up to a quarter later", () => {
    let progress: Progress = {}
    const waits: number[] = []
    for (let n = 0; n < 3; n++) {
      progress = after(lost, progress).progress
      waits.push((progress["app"]?.notBefore ?? 0) - now)
    }
    expect(waits).toEqual([1000, 2000, 4000])
    expect((after(lost, {}, { random: 0.999 }).progress["app"]?.notBefore ?? 0) - now).toBe(1250)
  })

  test("then the channel is down for everybody, twice as long after each probe, up to ten minutes", () => {
    const tried = {
      app: {
        tries: 3,
        rounds: 0,
        notBefore: 0,
        holding: true,
        closed: false,
        shorter: false,
        trustedOnly: false,
        unknownAt: 1,
      },
    }
    expect(after(lost, tried).gate).toEqual({ until: now + 15_000, fallback: "always" })
    const untils = [1, 2, 3, 20].map((failures) => (after(lost, {}, { failures }).gate?.until ?? 0) - now)
    expect(untils).toEqual([30_000, 60_000, 120_000, 600_000])
  })

  test("a wrong secret stays an hour however often it was seen", () => {
    expect(after(refused(40001), {}, { failures: 9 }).gate?.until).toBe(now + 3_600_000)
  })

  test("too long: shorter, once", () => {
    const first = after(refused(45002))
    expect(choose([app], first.progress, open, false, now)).toMatchObject({ kind: "send", shorter: true })
    const second = after(refused(45002), first.progress)
    expect(choose([app], second.progress, open, false, now)).toMatchObject({ shorter: true, trustedOnly: true })
    expect(choose([app], after(refused(45002), second.progress).progress, open, false, now)).toEqual({ kind: "dead" })
  })

  test("its words refused: once without those of the pane, then the next channel, with all of them", () => {
    const first = after(refused(85002))
    expect(choose(chain, first.progress, open, false, now)).toMatchObject({ channel: app, trustedOnly: true })
    const second = after(refused(85002), first.progress)
    expect(choose(chain, second.progress, open, false, now)).toMatchObject({ channel: robot, trustedOnly: false })
  })
})

describe("a message may be doubled", () => {
  const { progress } = after(lost)
  const later = now + 5000
  test("by a channel without a check, or by another channel", () => {
    expect(choose([robot], progress, open, false, later)).toMatchObject({ doubled: true })
    expect(choose([robot], { robot: progress["app"] ?? never() }, open, false, later)).toMatchObject({ doubled: true })
  })
  test("not by the same one within its duplicate check", () => {
    expect(choose([app], progress, open, false, later)).toMatchObject({ doubled: false })
  })
  test("by the same one within it, when its words are others now: the check does not know them", () => {
    const changed = after(refused(85002), progress).progress
    expect(choose([app], changed, open, false, later)).toMatchObject({ trustedOnly: true, doubled: true })
  })
  test("by the same one after it", () => {
    expect(choose([app], progress, open, false, now + 5 * 3_600_000)).toMatchObject({ doubled: true })
  })
})

function never(): never {
  throw new Error("no progress")
}

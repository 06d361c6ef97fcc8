import { describe, expect, test } from "bun:test"
import fc from "fast-check"
import { digestItemsMost, digestMostBytes, digestOf } from "../../src/delivery/digest.ts"
import { entriesOf, priorityOf } from "../../src/delivery/message.ts"
import { render } from "../../src/delivery/render.ts"
import { timeOfDay } from "../../src/locale/stamp.ts"
import { valueIn } from "../store/state-folder.ts"
import { simulated, TestClock } from "../wecom/company-at-hand.ts"
import { PostOffice } from "./post-office.ts"
import { fromPane, sample, trusted } from "./samples.ts"

const at = 1_800_000_000_000
const options = { dialect: "text", limitBytes: 2048, locale: "en", stamp: "T", ref: "#1" } as const

test("a digest is a line for each message and one for its beginning, with when and where", () => {
  const items = [
    sample({
      at,
      severity: "warn",
      title: [trusted("build failed")],
      body: [fromPane("\n\nerror[E1]: no\nmore", "code")],
    }),
    sample({ at: at + 60_000, severity: "info", title: [trusted("done in "), fromPane("a\nb")], body: [] }),
  ]
  const digest = digestOf(items, 2, at, "en")
  expect(digest).toMatchObject({ severity: "warn", origin: undefined })
  expect(render(digest, options)).toBe(
    `2 messages from quiet hours
${timeOfDay(at).slice(0, 5)} devbox · proj:codex · build failed
  error[E1]: no
${timeOfDay(at + 60_000).slice(0, 5)} devbox · proj:codex · done in a
T · #1`,
  )
})

test("what does not fit is counted, and the whole fits into WeCom's markdown", () => {
  const items = Array.from({ length: 60 }, (_, n) =>
    sample({ at, title: [trusted(`第 ${n} 条消息`)], body: [fromPane("一二三四五六七八九十".repeat(30))] }),
  )
  const digest = digestOf(items, 1_000, at, "zh-CN")
  const text = render(digest, { ...options, dialect: "markdown", locale: "zh-CN" })
  const shown = (text.match(/条消息\n/g) ?? []).length
  expect(shown).toBeGreaterThan(2)
  expect(text).toContain(`……还有 ${1_000 - shown} 条\n`)
  expect(text).toContain("共有 1000 条消息")
  expect(text).not.toContain("内容过长")
  expect(digestItemsMost).toBeGreaterThan(shown)
})

test("half a secret is a secret too: it is blotted out before its line is cut", () => {
  const key = `sk-ant-${"x7".repeat(30)}`
  for (let blanks = 0; blanks < 110; blanks += 1) {
    const body = [fromPane(`${"-".repeat(blanks)} ${key}`)]
    const text = render(digestOf([sample({ body })], 1, at, "en"), options)
    expect(text).not.toContain("x7x7")
  }
})

test("nothing that a pane shows makes a digest longer than its bytes, or gives it a line of its own", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary", maxLength: 300 }), { minLength: 1, maxLength: 40 }), (texts) => {
      const items = texts.map((text) => sample({ title: [fromPane(text)], body: [fromPane(text)] }))
      const { body } = digestOf(items, items.length, at, "en")
      const bytes = Buffer.byteLength(body.map(({ text }) => text).join(""))
      expect(bytes).toBeLessThan(digestMostBytes + 1_000)
      expect(body.filter(({ trusted }) => !trusted).every(({ text }) => !text.includes("\n"))).toBe(true)
    }),
  )
})

describe("messages of a quiet hour", () => {
  test("come as one, at its end, and never again", async () => {
    const clock = new TestClock()
    const simulator = await simulated({ now: clock.now })
    const post = new PostOffice(simulator, clock)
    const until = clock.at + 9 * 3_600_000
    const put = (effect: string) => {
      const item = { receiver: "phone", until, effect, priority: priorityOf("low"), message: JSON.stringify(sample()) }
      valueIn(post.store.commit({ at: clock.at, digest: [item] }))
    }
    for (const effect of ["a", "b", "a"]) put(effect)
    await post.run(8 * 3_600_000)
    expect(simulator.inbox).toEqual([])
    await post.run()
    expect(clock.at).toBe(until)
    expect(simulator.inbox.map(({ content }) => /(\d+) messages from quiet hours/.exec(content)?.[1])).toEqual(["2"])
    expect(valueIn(post.store.messageCounts(clock.at))).toMatchObject({ waiting: 0, held: 0 })
    // Committed late, for want of room on the disk: a message of its own.
    clock.at += 5_000
    put("late")
    await post.run()
    expect(simulator.inbox).toHaveLength(2)
  })
})

test("a message that is held goes at its moment, and lives a day from then", async () => {
  const clock = new TestClock()
  const simulator = await simulated({ now: clock.now })
  const post = new PostOffice(simulator, clock)
  const until = clock.at + 30 * 3_600_000
  const notifications = entriesOf("n", sample({ at: clock.at }), ["phone"], { heldUntil: until })
  valueIn(post.store.commit({ at: clock.at, notifications }))
  await post.run(29 * 3_600_000)
  expect(simulator.inbox).toEqual([])
  await post.run()
  expect(simulator.inbox).toHaveLength(1)
  expect(clock.at).toBe(until)
})

import { describe, expect, test } from "bun:test"
import { WecomRobot } from "../../src/wecom/robot.ts"
import { transports } from "../support/wecom/faults.ts"
import { appOf, callsOf, connectionTo, simulated, TestClock } from "./company-at-hand.ts"

describe("an app message", () => {
  test("reaches everyone in the visible range when nobody is named", async () => {
    const simulator = await simulated()
    const sent = await appOf(simulator, new TestClock()).send("markdown", "**hello**")
    expect(sent).toEqual({ outcome: "taken", msgid: "msg-1", partly: [] })
    expect(simulator.inbox).toMatchObject([
      { via: "app", to: ["zhangsan", "lisi"], msgtype: "markdown", content: "**hello**" },
    ])
  })

  test("that reaches only some says who got nothing", async () => {
    const simulator = await simulated()
    const sent = await appOf(simulator, new TestClock(), { toUser: "zhangsan|nobody" }).send("text", "hello")
    expect(sent).toMatchObject({
      outcome: "taken",
      partly: [{ id: "wecom.partly.users", values: { names: "nobody" } }],
    })
  })

  test("that reaches nobody is refused", async () => {
    const simulator = await simulated()
    const sent = await appOf(simulator, new TestClock(), { toUser: "wangwu" }).send("text", "hello")
    expect(sent).toMatchObject({ outcome: "refused", errcode: 81013 })
  })

  test("from an address that is not trusted names the address", async () => {
    const simulator = await simulated()
    simulator.trust({ ips: ["198.51.100.9"], exitIp: "203.0.113.7" })
    const app = appOf(simulator, new TestClock())
    expect(await app.send("text", "hello")).toMatchObject({ errcode: 60020, exitIp: "203.0.113.7" })
    simulator.trust({ ips: ["198.51.100.9"], exitIp: "203.0.113.7", wording: "old" })
    expect(await app.send("text", "hello")).toMatchObject({ errcode: 60020, exitIp: undefined })
  })

  test("the same again is shown once", async () => {
    const simulator = await simulated()
    const app = appOf(simulator, new TestClock())
    await app.send("text", "hello")
    await app.send("text", "hello")
    await app.send("text", "hello again")
    expect(simulator.inbox.map(({ content }) => content)).toEqual(["hello", "hello again"])
  })

  for (const code of [40014, 42001, 41001, 40001]) {
    test(`${code}: one new token, one more try`, async () => {
      const simulator = await simulated()
      simulator.fail({ path: "message/send", code, times: 1 })
      expect(await appOf(simulator, new TestClock()).send("text", "hello")).toMatchObject({ outcome: "taken" })
      expect([callsOf(simulator, "gettoken"), callsOf(simulator, "message/send")]).toEqual([2, 2])
    })
  }

  test("a token that is refused for ever is tried twice, not more", async () => {
    const simulator = await simulated()
    simulator.fail({ path: "message/send", code: 40014 })
    const sent = await appOf(simulator, new TestClock()).send("text", "hello")
    expect(sent).toMatchObject({ outcome: "refused", errcode: 40014 })
    expect(callsOf(simulator, "message/send")).toBe(2)
  })

  test("a revoked token is replaced without anybody noticing", async () => {
    const simulator = await simulated()
    const app = appOf(simulator, new TestClock())
    await app.send("text", "one")
    simulator.revokeTokens()
    expect(await app.send("text", "two")).toMatchObject({ outcome: "taken" })
    expect(simulator.inbox).toHaveLength(2)
  })
})

describe("a look at the app", () => {
  test("says its name and who can get messages, and sends none", async () => {
    const simulator = await simulated()
    expect(await appOf(simulator, new TestClock()).inspect()).toEqual({
      outcome: "seen",
      name: "fleetai",
      closed: false,
      users: ["zhangsan", "lisi"],
      parties: 0,
      tags: 0,
    })
    expect(simulator.inbox).toEqual([])
  })

  test("finds what a message would find: the address, the agent id, the secret", async () => {
    const simulator = await simulated()
    const inspect = (options: Parameters<typeof appOf>[2]) => appOf(simulator, new TestClock(), options).inspect()
    expect(await inspect({ agentId: 1 })).toMatchObject({ outcome: "refused", errcode: 301002 })
    expect(await inspect({ secret: "wrong" })).toMatchObject({ outcome: "refused", errcode: 40001 })
    simulator.trust({ ips: [], exitIp: "203.0.113.7" })
    expect(await inspect({})).toMatchObject({ outcome: "refused", errcode: 60020, exitIp: "203.0.113.7" })
  })
})

/** What a sender can know after each fault of the wire. */
const known = {
  "http-500": "unknown",
  "http-502": "unknown",
  empty: "unknown",
  half: "unknown",
  slow: "unknown",
  drip: "unknown",
  reset: "unknown",
  html: "unknown",
} as const satisfies Record<(typeof transports)[number], string>

describe("a fault of the network", () => {
  for (const transport of transports) {
    test(`${transport} leaves the outcome ${known[transport]}, and is no exception`, async () => {
      const simulator = await simulated()
      simulator.fail({ path: "message/send", transport, delayMs: 500 })
      simulator.fail({ path: "webhook/send", transport, delayMs: 500 })
      const app = appOf(simulator, new TestClock(), { timeoutMs: 200 })
      expect((await app.send("text", "hello")).outcome).toBe(known[transport])
      const robot = new WecomRobot(simulator.webhook, connectionTo(simulator, 200))
      expect((await robot.send("text", "hello")).outcome).toBe(known[transport])
    })

    test(`${transport} while asking for a token means that nothing was sent`, async () => {
      const simulator = await simulated()
      simulator.fail({ path: "gettoken", transport, delayMs: 500 })
      const app = appOf(simulator, new TestClock(), { timeoutMs: 200 })
      expect((await app.send("text", "hello")).outcome).toBe("unsent")
      expect(callsOf(simulator, "message/send")).toBe(0)
    })
  }

  test("a refused connection means that nothing was sent", async () => {
    const simulator = await simulated()
    const app = appOf(simulator, new TestClock())
    await app.send("text", "fills the token cache")
    await simulator.goDown()
    expect(await app.send("text", "hello")).toMatchObject({
      outcome: "unsent",
      reason: { id: "wecom.network.refused" },
    })
    await simulator.comeBack()
    expect(await app.send("text", "hello")).toMatchObject({ outcome: "taken" })
  })

  test("an unknown outcome repeated shows the message once", async () => {
    const simulator = await simulated()
    simulator.fail({ path: "message/send", transport: "reset", times: 1 })
    const app = appOf(simulator, new TestClock())
    expect((await app.send("text", "hello")).outcome).toBe("unknown")
    expect((await app.send("text", "hello")).outcome).toBe("taken")
    expect(simulator.inbox).toHaveLength(1)
  })
})

describe("a robot", () => {
  test("takes its whole address, or the key alone with the API base", async () => {
    const simulator = await simulated()
    const connection = connectionTo(simulator)
    for (const webhook of [simulator.webhook, ` ${simulator.company.robotKeys[0]}\n`]) {
      expect(await new WecomRobot(webhook, connection).send("markdown", "hello")).toMatchObject({ outcome: "taken" })
    }
    expect(simulator.inbox).toHaveLength(2)
  })

  test("with an unknown key is refused", async () => {
    const simulator = await simulated()
    const sent = await new WecomRobot("nonsense", connectionTo(simulator)).send("text", "hello")
    expect(sent).toMatchObject({ outcome: "refused", errcode: 93000 })
  })
})

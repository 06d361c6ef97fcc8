import { expect, test } from "bun:test"
import { join } from "node:path"
import { MemoryTokens, tokenKey } from "../../src/wecom/token.ts"
import { opened, stateFolder } from "../store/state-folder.ts"
import { callsOf, simulated, TestClock, tokensOf } from "./company-at-hand.ts"

const minuteMs = 60_000

test("ten that want a token at once make one request", async () => {
  const simulator = await simulated()
  const tokens = tokensOf(simulator, new TestClock())
  const got = await Promise.all(Array.from({ length: 10 }, () => tokens.get()))
  expect(new Set(got.map((each) => (each.outcome === "token" ? each.token : each.outcome))).size).toBe(1)
  expect(callsOf(simulator, "gettoken")).toBe(1)
})

test("it is kept until five minutes before its end", async () => {
  const clock = new TestClock()
  const simulator = await simulated({ now: clock.now })
  const tokens = tokensOf(simulator, clock)
  await tokens.get()
  clock.at += 114 * minuteMs
  await tokens.get()
  expect(callsOf(simulator, "gettoken")).toBe(1)
  clock.at += 2 * minuteMs
  await tokens.get()
  expect(callsOf(simulator, "gettoken")).toBe(2)
})

test("it survives a restart, in the state database", async () => {
  const simulator = await simulated()
  const path = join(stateFolder(), "fleetai.db")
  for (const holder of ["first", "second"]) {
    const store = opened(path)
    const got = await tokensOf(simulator, new TestClock(), { tokens: store.tokens, holder }).get()
    expect(got.outcome).toBe("token")
    store.close()
  }
  expect(callsOf(simulator, "gettoken")).toBe(1)
})

test("two processes that share a state folder make one request", async () => {
  const simulator = await simulated()
  simulator.fail({ path: "gettoken", transport: "slow", delayMs: 100, times: 1 })
  const path = join(stateFolder(), "fleetai.db")
  const clock = new TestClock()
  const sources = ["one", "two"].map((holder) => tokensOf(simulator, clock, { tokens: opened(path).tokens, holder }))
  // The clock of this test moves with every look at the lease: slow it down to less than the lease.
  clock.sleep = async (ms) => {
    clock.at += 1
    await Bun.sleep(ms / 20)
  }
  const got = await Promise.all(sources.map((source) => source.get()))
  expect(got.map(({ outcome }) => outcome)).toEqual(["token", "token"])
  expect(callsOf(simulator, "gettoken")).toBe(1)
})

test("a lease whose holder died runs out", async () => {
  const simulator = await simulated()
  const clock = new TestClock()
  const memory = new MemoryTokens()
  const credentials = { corpId: simulator.company.corpId, secret: simulator.company.apps[0]?.secret ?? "" }
  memory.lease(tokenKey(credentials, simulator.api), "the dead", clock.at, clock.at + 15_000)
  const got = await tokensOf(simulator, clock, { tokens: memory }).get()
  expect(got.outcome).toBe("token")
})

for (const [what, options, errcode] of [
  ["a wrong secret", { secret: "wrong" }, 40001],
  ["a wrong corp ID", { corpId: "ww-wrong" }, 40013],
] as const) {
  test(`after ${what} WeCom is left alone for an hour, also by the next process`, async () => {
    const clock = new TestClock()
    const simulator = await simulated({ now: clock.now })
    const memory = new MemoryTokens()
    const ask = () => tokensOf(simulator, clock, { ...options, tokens: memory }).get()
    expect(await ask()).toMatchObject({ outcome: "refused", errcode, heldOff: false })
    clock.at += 59 * minuteMs
    expect(await ask()).toMatchObject({ outcome: "refused", errcode, heldOff: true })
    expect(callsOf(simulator, "gettoken")).toBe(1)
    clock.at += 2 * minuteMs
    await ask()
    expect(callsOf(simulator, "gettoken")).toBe(2)
  })
}

test("another secret is not held off", async () => {
  const simulator = await simulated()
  const memory = new MemoryTokens()
  await tokensOf(simulator, new TestClock(), { secret: "wrong", tokens: memory }).get()
  expect((await tokensOf(simulator, new TestClock(), { tokens: memory }).get()).outcome).toBe("token")
})

test("the key names the credentials without holding the secret", () => {
  const key = tokenKey({ corpId: "ww1", secret: "s3cret" }, "https://a")
  expect(key).not.toContain("s3cret")
  expect(key).not.toBe(tokenKey({ corpId: "ww1", secret: "s3creu" }, "https://a"))
  expect(key).not.toBe(tokenKey({ corpId: "ww1", secret: "s3cret" }, "https://b"))
})

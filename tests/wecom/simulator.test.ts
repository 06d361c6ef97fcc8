/** What the simulator promises to those who test with it, in WeCom's own terms (page numbers are WeCom's). */
import { describe, expect, test } from "bun:test"
import { join } from "node:path"
import type { WecomSimulator } from "../support/wecom/simulator.ts"
import { simulated, TestClock } from "./company-at-hand.ts"

type Answer = Record<string, unknown>

async function tokenOf(simulator: WecomSimulator, over: Record<string, string> = {}): Promise<Answer> {
  const { WECOM_CORP_ID, WECOM_APP_SECRET } = simulator.env
  const query = new URLSearchParams({ corpid: WECOM_CORP_ID ?? "", corpsecret: WECOM_APP_SECRET ?? "", ...over })
  return (await (await fetch(`${simulator.api}/cgi-bin/gettoken?${query}`, direct)).json()) as Answer
}

async function post(url: string, body: unknown): Promise<Answer> {
  return (await (await fetch(url, { ...direct, method: "POST", body: JSON.stringify(body) })).json()) as Answer
}
const direct = { proxy: false as unknown as string }

async function send(simulator: WecomSimulator, over: Answer = {}, token?: string): Promise<Answer> {
  const { access_token } = await tokenOf(simulator)
  const message = { touser: "@all", msgtype: "text", agentid: 1000002, text: { content: "hello" }, ...over }
  return post(`${simulator.api}/cgi-bin/message/send?access_token=${token ?? access_token}`, message)
}

const many = (name: string, count: number) => Array.from({ length: count }, (_, n) => `${name}${n}`).join("|")

describe("gettoken (D91039)", () => {
  test("gives the same token while it is good, at most 512 bytes, for 7200 s", async () => {
    const simulator = await simulated()
    const first = await tokenOf(simulator)
    expect(first).toMatchObject({ errcode: 0, expires_in: 7200 })
    expect(String(first["access_token"]).length).toBeLessThanOrEqual(512)
    expect((await tokenOf(simulator))["access_token"]).toBe(first["access_token"])
  })

  test("says what is wrong with the credentials", async () => {
    const simulator = await simulated()
    const code = async (over: Record<string, string>) => (await tokenOf(simulator, over))["errcode"]
    expect([
      await code({ corpid: "" }),
      await code({ corpsecret: "" }),
      await code({ corpid: "x" }),
      await code({ corpsecret: "x" }),
    ]).toEqual([41002, 41004, 40013, 40001])
  })

  test("bans who keeps guessing", async () => {
    const simulator = await simulated({ limits: { wrongSecrets: 3 } })
    for (let n = 0; n < 3; n++) await tokenOf(simulator, { corpsecret: "x" })
    expect(await tokenOf(simulator)).toMatchObject({ errcode: 45009 })
  })
})

describe("message/send (D90236)", () => {
  for (const [what, over, errcode] of [
    ["an unknown msgtype", { msgtype: "telegram" }, 40008],
    ["no agentid", { agentid: undefined }, 41011],
    ["a wrong agentid", { agentid: 1 }, 40056],
    ["another app's agentid", { agentid: 1000003 }, 301002],
    ["no recipients", { touser: "" }, 82001],
    ["too many users", { touser: many("u", 1001) }, 40032],
    ["too many parties", { toparty: many("1", 101) }, 82002],
    ["too many tags", { totag: many("1", 101) }, 82003],
    ["nobody in the visible range", { touser: "wangwu" }, 81013],
    ["no content", { text: { content: "" } }, 44004],
    ["markdown beyond 2048 bytes", { msgtype: "markdown", markdown: { content: "字".repeat(683) } }, 45002],
  ] as const) {
    test(`${what}: ${errcode}`, async () => {
      const simulator = await simulated()
      expect(await send(simulator, over)).toMatchObject({ errcode })
      expect(simulator.inbox).toEqual([])
    })
  }

  test("cuts text beyond 2048 bytes, at a character", async () => {
    const simulator = await simulated()
    await send(simulator, { text: { content: "字".repeat(1000) } })
    expect(simulator.inbox[0]?.content).toBe("字".repeat(682))
  })

  test("tokens: missing, invented, expired", async () => {
    const clock = new TestClock()
    const simulator = await simulated({ now: clock.now })
    const old = String((await tokenOf(simulator))["access_token"])
    expect(await send(simulator, {}, "")).toMatchObject({ errcode: 41001 })
    expect(await send(simulator, {}, "invented")).toMatchObject({ errcode: 40014 })
    clock.at += 7200_000
    expect(await send(simulator, {}, old)).toMatchObject({ errcode: 42001 })
  })

  test("parties and tags reach their visible members; the lists name the rest", async () => {
    const simulator = await simulated()
    const answer = await send(simulator, { touser: "nobody", toparty: "1|2", totag: "7|8" })
    expect(answer).toMatchObject({ errcode: 0, invaliduser: "nobody", invalidparty: "2", invalidtag: "8" })
    expect(simulator.inbox[0]?.to).toEqual(["zhangsan", "lisi"])
  })

  test("the duplicate check: identical JSON, only when asked for, only within the interval", async () => {
    const clock = new TestClock()
    const simulator = await simulated({ now: clock.now })
    const checked = { enable_duplicate_check: 1, duplicate_check_interval: 60 }
    await send(simulator, checked)
    expect(await send(simulator, checked)).toMatchObject({ errcode: 0 })
    expect(simulator.inbox).toHaveLength(1)
    await send(simulator, { duplicate_check_interval: 60 })
    await send(simulator, { duplicate_check_interval: 60 })
    expect(simulator.inbox).toHaveLength(3)
    clock.at += 60_000
    await send(simulator, checked)
    expect(simulator.inbox).toHaveLength(4)
  })

  test("more than 30 a minute to one member: answered with success, shown to nobody (D90454)", async () => {
    const simulator = await simulated({ limits: { memberPerMinute: 3 } })
    for (let n = 0; n < 5; n++)
      expect(await send(simulator, { text: { content: `${n}` } })).toMatchObject({ errcode: 0 })
    expect([simulator.inbox.length, simulator.silentlyDropped]).toEqual([3, 4])
  })
})

describe("webhook/send (D91770)", () => {
  const markdown = (content: string) => ({ msgtype: "markdown", markdown: { content } })
  test("knows its key, its limits and nothing of trusted addresses", async () => {
    const simulator = await simulated({ limits: { robotPerMinute: 2 } })
    simulator.trust({ ips: [] })
    expect(await post(`${simulator.api}/cgi-bin/webhook/send?key=x`, markdown("a"))).toMatchObject({ errcode: 93000 })
    expect(await post(simulator.webhook, markdown("a"))).toMatchObject({ errcode: 0 })
    expect(await post(simulator.webhook, markdown("a".repeat(4097)))).toMatchObject({ errcode: 40058 })
    expect(await post(simulator.webhook, markdown("a"))).toMatchObject({ errcode: 45009 })
    expect(simulator.inbox).toHaveLength(1)
  })
})

test("by hand: it prints the settings, shows messages and takes orders", async () => {
  const script = join(import.meta.dir, "../../scripts/wecom-sim.ts")
  const command = [process.execPath, script, "--corp-id", "wwtest", "--secret", "s3", "--agent-id", "7", "--user", "me"]
  const child = Bun.spawn(command, { stdout: "pipe", stderr: "ignore" })
  try {
    let out = ""
    const reader = child.stdout.getReader()
    const read = async (wanted: RegExp): Promise<RegExpExecArray> => {
      for (;;) {
        const found = wanted.exec(out)
        if (found !== null) return found
        const { value, done } = await reader.read()
        if (done) throw new Error(`it ended, having said ${out}`)
        out += new TextDecoder().decode(value)
      }
    }
    const api = (await read(/# api = "(.+)"/))[1] ?? ""
    const webhook = (await read(/WECOM_WEBHOOK='(.+)'/))[1] ?? ""
    expect(out).toContain("WECOM_CORP_ID='wwtest'")
    await post(webhook, { msgtype: "text", text: { content: "hello by hand" } })
    await read(/robot text → .*\n {2}\| hello by hand/)
    expect(await post(`${api}/sim/fail`, { path: "webhook/send", code: 93004, times: 1 })).toEqual({ ok: true })
    expect(await post(webhook, { msgtype: "text", text: { content: "x" } })).toMatchObject({ errcode: 93004 })
    expect(await post(`${api}/sim/fail`, { code: 1, transport: "reset" })).toMatchObject({ ok: false })
    const inbox: unknown = await (await fetch(`${api}/sim/inbox`, direct)).json()
    expect(inbox).toMatchObject([{ content: "hello by hand" }])
    expect(await post(`${api}/sim/down`, { forMs: 200 })).toEqual({ ok: true })
  } finally {
    child.kill()
    await child.exited
  }
})

import { afterEach, beforeEach, describe, expect, test } from "bun:test"
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { WecomSimulator } from "../support/wecom/simulator.ts"
import { Home } from "./program.ts"

let home: Home
let wecom: WecomSimulator
let config: string

beforeEach(async () => {
  home = new Home()
  wecom = await WecomSimulator.start()
  config = home.write("config.toml", `[wecom]\napi = "${wecom.api}"\n[receiver.ops]\nchannels = ["wecom.robot"]\n`)
})
afterEach(async () => {
  await wecom.stop()
  home[Symbol.dispose]()
})

const notify = (args: readonly string[], input = "") =>
  home.run(["notify", "--config", config, ...args], wecom.env, input)
const shown = () => wecom.inbox.map(({ via, content }) => `${via}: ${content.replaceAll(/<[^>]*>/g, "")}`)

for (const args of [["notify", "hello"], ["doctor"], ["run", "--once"]]) {
  test(`no secret is printed by ${args[0]}, whatever Bun is told to print`, async () => {
    const env = { ...wecom.env, BUN_CONFIG_VERBOSE_FETCH: "curl" }
    const { out, err } = await home.run([...args, "--config", config], env)
    expect(wecom.calls.length > 0).toBe(args[0] !== "run")
    expect(out + err).toContain("started again without BUN_CONFIG_VERBOSE_FETCH")
    const secrets = [wecom.company.apps[0]?.secret, ...wecom.company.robotKeys]
    for (const secret of secrets) expect(out + err).not.toContain(secret ?? "?")
  })
}

describe("a message", () => {
  test("reaches the phone, and the exit code says so", async () => {
    expect(await notify(["--title", "Build", "all green"])).toEqual({
      code: 0,
      out: "",
      err: "phone: delivered by wecom.app\n",
    })
    expect(shown()).toEqual([expect.stringMatching(/^app: \*\*Build\*\*\nall green\n/)])
  })

  test("comes from standard input with -", async () => {
    expect((await notify(["-"], "第一行\nsecond\n")).code).toBe(0)
    expect(shown()[0]).toContain("第一行\nsecond")
  })

  test("goes to the receiver that --to names", async () => {
    expect((await notify(["--to", "ops", "hello"])).err).toBe("ops: delivered by wecom.robot\n")
    expect(wecom.inbox.map(({ via }) => via)).toEqual(["robot"])
  })

  test("goes on to the next channel when the first refuses, with the cure", async () => {
    wecom.trust({ ips: ["198.51.100.9"], exitIp: "203.0.113.7" })
    const { code, err } = await notify(["hello"])
    expect(code).toBe(0)
    expect(err).toContain("203.0.113.7")
    expect(err).toContain("企业可信IP")
    expect(err).toContain("phone: delivered by wecom.robot")
    expect(wecom.inbox.map(({ via }) => via)).toEqual(["robot"])
  })

  test("that no channel takes ends with exit code 3", async () => {
    wecom.fail({ path: "webhook/send", code: 93000 })
    const { code, err } = await notify(["--to", "ops", "hello"])
    expect(code).toBe(3)
    expect(err).toContain("wecom.robot: the robot's webhook is wrong")
    expect(wecom.inbox).toEqual([])
  })

  test("is sent although the database cannot be used, and that is said", async () => {
    const state = join(home.path, "state")
    mkdirSync(state)
    writeFileSync(join(state, "state.db"), "this is no database, and longer than a header".repeat(10))
    home.write("config.toml", `state = "state"\n[wecom]\napi = "${wecom.api}"\n`)
    const { code, err } = await notify(["hello"])
    expect(code).toBe(0)
    expect(err).toContain("the state database cannot be used, so the message goes directly")
    expect(wecom.inbox.map(({ via }) => via)).toEqual(["app"])
  })

  test("goes to the terminal when nothing is configured", async () => {
    const { code, out } = await home.run(["notify", "hello"])
    expect(code).toBe(0)
    expect(out).toContain("hello\n")
  })

  test("never shows a secret, whatever goes wrong", async () => {
    wecom.fail({ code: 40001 })
    const { out, err } = await notify(["hello"])
    const { WECOM_APP_SECRET = "", WECOM_WEBHOOK = "" } = wecom.env
    for (const secret of [WECOM_APP_SECRET, WECOM_WEBHOOK, WECOM_WEBHOOK.split("key=")[1] ?? ""]) {
      expect(out + err).not.toContain(secret)
    }
  })
})

describe("wrong usage", () => {
  test.each([
    [["--to", "opps", "x"], 'fleetai: there is no receiver "opps"\n  did you mean "ops"?\n'],
    [
      ["--severity", "urgent", "x"],
      'fleetai: "urgent" is no value for --severity\n  one of: info, low, warn, high, crit\n',
    ],
    [[], "fleetai: there is nothing to send\n  see: fleetai notify --help\n"],
    [["-"], "fleetai: there is nothing to send\n  see: fleetai notify --help\n"],
    [["a", "b"], "fleetai: too many arguments: 1 at most\n  see: fleetai notify --help\n"],
  ])("%j", async (args, words) => {
    expect(await notify(args)).toEqual({ code: 2, out: "", err: words })
  })

  test("a broken configuration is exit code 2, with the place", async () => {
    home.write("config.toml", "locael = 1")
    const { code, err } = await notify(["x"])
    expect(code).toBe(2)
    expect(err).toMatch(/error: unknown key "locael"\n +--> .*config\.toml:1:1/)
  })
})

test("a severity that no route takes reaches nobody, and says so", async () => {
  home.write("config.toml", `[wecom]\napi = "${wecom.api}"\n[[route]]\nseverity = "high"\nreceivers = ["phone"]\n`)
  const { code, err } = await notify(["--severity", "info", "x"])
  expect(code).toBe(3)
  expect(err).toContain("no route takes a message of severity info")
})

import { afterEach, beforeEach, describe, expect, test } from "bun:test"
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs"
import { hostname } from "node:os"
import { join } from "node:path"
import { checkEnvironment, checkSystemPreload } from "../../src/cli/doctor/check-environment.ts"
import { checkState } from "../../src/cli/doctor/check-state.ts"
import { checkWecom } from "../../src/cli/doctor/check-wecom.ts"
import type { Finding, Patient } from "../../src/cli/doctor/finding.ts"
import { surroundingsOf } from "../../src/config/disk.ts"
import { loadConfig } from "../../src/config/load.ts"
import type { Environment } from "../../src/config/surroundings.ts"
import { say } from "../../src/locale/phrase.ts"
import { storeFault } from "../../src/store/fault.ts"
import { MemoryTokens } from "../../src/wecom/token.ts"
import { type PrivateTmux, privateTmux } from "../support/tmux.ts"
import { WecomSimulator } from "../support/wecom/simulator.ts"
import { Home } from "./program.ts"

let home: Home
let wecom: WecomSimulator

beforeEach(async () => {
  home = new Home()
  wecom = await WecomSimulator.start()
})
afterEach(async () => {
  await wecom.stop()
  home[Symbol.dispose]()
})

function settings(more = ""): string {
  return home.write("config.toml", `state = "state"\n${more}\n[wecom]\napi = "${wecom.api}"\n`)
}

/** What differs between machines and runs, named. */
function normal(text: string): string {
  return text
    .replaceAll(home.path, "~")
    .replaceAll(hostname(), "HOST")
    .replace(/embedded rules \(\d+\)/, "embedded rules (N)")
    .replace(/\/tmux-\d+\//g, "/tmux-UID/")
    .replace(/tmux (next-)?\d[\w.-]* ?([(（])[^)）]*([)）])/g, "tmux VERSION $2PATH$3")
    .replace(/\d\d:\d\d:\d\d · #[0-9a-f]{6}/g, "TIME · #REF")
}

/** Runs doctor with the simulator's credentials. */
function doctor(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return home.run(["doctor", "--config", join(home.path, "config.toml"), ...args], { ...wecom.env, ...env })
}

describe("doctor", () => {
  let tmux: PrivateTmux
  beforeEach(() => {
    tmux = privateTmux()
    tmux.session("proj")
  })
  afterEach(() => tmux.stop())

  test("of a setup in order finds nothing, and --send delivers by every channel", async () => {
    settings('[[host]]\nname = "local"\nsocket = "test"')
    const { code, out, err } = await doctor(["--send"], { TMUX_TMPDIR: tmux.home, WECOM_TOUSER: "zhangsan" })
    expect({ code, err }).toEqual({ code: 0, err: "" })
    expect(normal(out).replaceAll(tmux.home, "TMUX")).toMatchSnapshot()
    expect(wecom.inbox.map(({ via, to }) => [via, ...to])).toEqual([
      ["app", "zhangsan"],
      ["robot", wecom.company.robotKeys[0] ?? ""],
    ])
  })

  test("sends nothing without --send", async () => {
    settings()
    await doctor([])
    expect(wecom.inbox).toEqual([])
  })

  test("counts people's sessions alone, not those that any fleetai made for itself", async () => {
    for (const own of ["_fleetai", "_fleetai-2", "renamed"]) {
      tmux.session(own)
      tmux.run("set-option", "-p", "-t", own, "@fleetai", "x")
    }
    tmux.run("split-window", "-t", "proj", "cat")
    settings('[[host]]\nsocket = "test"\nsessions = ["^other"]')
    expect((await doctor([], { TMUX_TMPDIR: tmux.home })).out).toContain("none of the 1 sessions")
  })

  test("says that the tmux server it is started in is not watched", async () => {
    settings()
    const { out } = await doctor([], { TMUX: `${tmux.home}/tmux-0/test,1,0` })
    expect(out).toContain("which is not watched")
  })

  test("says that no session matches", async () => {
    settings('[[host]]\nsocket = "test"\nsessions = ["^other"]')
    const { out } = await doctor([], { TMUX_TMPDIR: tmux.home })
    expect(out).toContain("none of the 1 sessions")
  })
})

describe("doctor of a setup with everything wrong", () => {
  const broken = async (LANG: string) => {
    settings('rules = ["own.rules"]')
    home.write("own.rules", 'rule r { when screen has "x" }\nrule r {}\n')
    mkdirSync(join(home.path, "state"))
    chmodSync(join(home.path, "state"), 0o755)
    writeFileSync(join(home.path, "state/state.db"), "no database at all".repeat(100))
    wecom.trust({ ips: ["198.51.100.9"], exitIp: "203.0.113.7" })
    const proxies = { HTTPS_PROXY: "http://u:hunter2@dead:1", all_proxy: "socks5://dead:1" }
    const ended = await doctor(["--send"], { ...proxies, LANG })
    return { ...ended, out: normal(ended.out).replace(/(errors|规则文件中有)[^\n]*\d+[^\n]*/, "$1 N") }
  }

  test.each(["C.UTF-8", "zh_CN.UTF-8"])("names each with its cure (%s)", async (LANG) => {
    const { code, out } = await broken(LANG)
    expect(code).toBe(1)
    expect(out).not.toContain("hunter2")
    expect(out).toMatchSnapshot()
  })

  test("a broken configuration is the one thing it looks at", async () => {
    home.write("config.toml", "locael = 1\n[wecom.bot]\n")
    const { code, out } = await doctor([])
    expect(code).toBe(1)
    expect(normal(out)).toMatchSnapshot()
  })

  test("without tmux it says how to get it", async () => {
    settings()
    const { code, out } = await doctor([], { PATH: "/nowhere" })
    expect(code).toBe(1)
    expect(out).toContain("apt-get install tmux")
  })
})

test("--json has stable keys, and null for no cure", async () => {
  settings()
  const { code, out } = await doctor(["--json"])
  const told = JSON.parse(out)
  expect(Object.keys(told)).toEqual(["problems", "warnings", "findings"])
  for (const finding of told.findings) expect(Object.keys(finding)).toEqual(["topic", "level", "text", "cure"])
  expect(told.findings.find(({ level }: { level: string }) => level === "ok").cure).toBeNull()
  expect(told.warnings).toBe(told.findings.filter(({ level }: { level: string }) => level === "warning").length)
  expect(code).toBe(told.problems > 0 ? 1 : 0)
})

function patient(more: string, env: Environment = {}, now = Date.now): Patient {
  const path = home.write("patient.toml", more)
  const loaded = loadConfig(path, surroundingsOf({ HOME: home.path, ...wecom.env, ...env }))
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
  return { config: loaded.config, env, locale: "en", store: undefined, tokens: new MemoryTokens(), now, show: () => {} }
}

test("a database that cannot be opened is told by what opened it, not opened again", () => {
  const fault = storeFault("corrupt", "p", "")
  mkdirSync(join(home.path, "state"), { mode: 0o700 })
  const sick = { ...patient(`state = "${home.path}/state"`), store: { ok: false, fault } as const }
  expect(checkState(sick).map(({ level }) => level)).toEqual(["ok", "problem"])
  expect(existsSync(join(home.path, "state/state.db"))).toBe(false)
})

const lines = (findings: readonly Finding[]) => findings.map(({ level, text }) => `${level}: ${say("en", text)}`)

describe("WeCom", () => {
  const api = () => `[wecom]\napi = "${wecom.api}"\n`

  test.each([
    [120, "problem: this clock is 120 s ahead of WeCom's"],
    [-3600, "problem: this clock is 3600 s behind WeCom's"],
    [3, "ok: this clock and WeCom's agree"],
  ])("a clock that is %d s off", async (seconds, words) => {
    const now = () => Date.now() + seconds * 1000
    // The answer's Date header knows whole seconds only.
    const [clock = ""] = lines(await checkWecom(patient(api(), {}, now)))
    expect(
      clock.replace(/\d+(?= s )/, (found) =>
        String(Math.abs(Number(found) - Math.abs(seconds)) <= 1 ? Math.abs(seconds) : found),
      ),
    ).toBe(words)
  })

  test("a recipient outside of the visible range is a problem", async () => {
    const found = lines(await checkWecom(patient(`${api()}[wecom.app]\nto_user = "zhangsan|wangwu"\n`)))
    expect(found).toContain("problem: outside of the app's visible range, and not reached: wangwu")
  })

  test("@all is a warning that says how many that are", async () => {
    const found = lines(await checkWecom(patient(api())))
    expect(found).toContain(
      "warning: recipients @all: everyone in the app's visible range gets each message (members 2, departments 0, tags 0)",
    )
  })

  test("a wrong secret is asked for once, then held off", async () => {
    const sick = patient(api(), { WECOM_APP_SECRET: "wrong-secret" })
    expect(lines(await checkWecom(sick)).join()).toContain("problem: the secret is wrong")
    expect(lines(await checkWecom(sick)).join()).toContain("WeCom was not asked again")
    expect(wecom.calls.filter(({ path }) => path === "gettoken").length).toBe(1)
  })

  test("nothing listening is a problem of the network", async () => {
    await wecom.goDown()
    expect(lines(await checkWecom(patient(api()))).join()).toContain(
      "problem: WeCom cannot be reached: the connection was refused",
    )
    await wecom.comeBack()
  })

  test("an unencrypted relay on another machine is a warning", async () => {
    const env = { WECOM_CORP_ID: "", WECOM_APP_SECRET: "" }
    const found = lines(await checkWecom(patient('[wecom]\napi = "http://relay.example"\n', env)))
    expect(found).toContain("warning: secrets go to http://relay.example unencrypted")
  })
})

describe("the environment", () => {
  const proxies = { HTTP_PROXY: "http://p:1", https_proxy: "socks5://p:1" }
  test.each([
    ["direct", proxies, ["ok: HTTP_PROXY, https_proxy set, and bypassed: WeCom is reached directly"]],
    ["direct", {}, ["ok: no proxy in the environment"]],
    [
      "system",
      proxies,
      [
        'ok: WeCom is reached by HTTP_PROXY, https_proxy, because of connect = "system"',
        "warning: https_proxy: SOCKS proxies cannot be used",
      ],
    ],
    [
      "http://own:1",
      proxies,
      ["ok: WeCom is reached by the proxy that connect names; those of the environment are not used"],
    ],
    [
      "system",
      { LD_PRELOAD: "p.so" },
      ["ok: no proxy in the environment", 'warning: LD_PRELOAD=p.so stays, because of connect = "system"'],
    ],
    [
      "direct",
      { FLEETAI_SHED: "LD_PRELOAD=p.so" },
      [
        "ok: no proxy in the environment",
        "ok: started again without LD_PRELOAD=p.so: connections to WeCom are direct, and no request is shown to anybody",
      ],
    ],
  ])("connect = %j with %j", (connect, env, found) => {
    const told = lines(checkEnvironment(patient(`[wecom]\nconnect = "${connect}"\n`, env)))
    expect(told.filter((line) => !line.includes("/etc/ld.so.preload"))).toEqual(found)
  })

  test("a library that the system loads into everything is named", () => {
    const path = home.write("ld.so.preload", "# comment\n/usr/lib/libproxychains4.so\n")
    expect(lines(checkSystemPreload(path))).toEqual([
      `warning: ${path} loads /usr/lib/libproxychains4.so into every program`,
    ])
    expect(checkSystemPreload(home.write("empty", "\n"))).toEqual([])
    expect(checkSystemPreload(join(home.path, "absent"))).toEqual([])
  })
})

import { describe, expect, test } from "bun:test"
import { loadConfig } from "../../src/config/load.ts"
import { say } from "../../src/locale/phrase.ts"
import { configOf, configPath, load, machine, problemLines } from "./machine.ts"

const wecomVariables = {
  WECOM_CORP_ID: "ww1",
  WECOM_AGENT_ID: "1000002",
  WECOM_APP_SECRET: "s3cret",
  WECOM_WEBHOOK: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k-1",
}

describe("without a file", () => {
  test("this machine's default tmux server is watched and everything goes to the terminal", () => {
    const loaded = loadConfig(undefined, machine({}))
    expect(loaded).toMatchObject({ ok: true, path: undefined, remarks: [] })
    expect(configOf(loaded)).toEqual({
      rules: [],
      state: "/home/li/.local/state/fleetai",
      locale: undefined,
      hosts: [{ name: "local", socket: { by: "name", name: "default" }, ssh: undefined, sessions: [], panes: [] }],
      approvals: { dir: "/home/li/.local/state/fleetai/approvals", timeoutMs: undefined },
      wecom: { connect: { by: "direct" }, api: "https://qyapi.weixin.qq.com", app: undefined, robot: undefined },
      receivers: [
        { name: "phone", format: "markdown", channels: ["terminal"] },
        { name: "desk", format: "markdown", channels: ["terminal"] },
      ],
      routes: [{ severity: "info", receivers: ["phone"] }],
    })
  })

  test("WECOM_* in the environment set up the app and the robot, and phone uses them", () => {
    const { wecom, receivers } = configOf(loadConfig(undefined, machine({ env: wecomVariables })))
    expect(wecom.app).toMatchObject({ corpId: "ww1", agentId: 1000002, to: { user: "@all" } })
    expect(wecom.app?.secret.reveal()).toBe("s3cret")
    expect(wecom.robot?.webhook.reveal()).toBe(wecomVariables.WECOM_WEBHOOK)
    expect(receivers[0]).toEqual({ name: "phone", format: "markdown", channels: ["wecom.app", "wecom.robot"] })
  })

  test("WECOM_TOUSER, WECOM_TOPARTY and WECOM_TOTAG choose the recipients", () => {
    const env = { ...wecomVariables, WECOM_TOUSER: "li|wang", WECOM_TOTAG: "3" }
    const { app } = configOf(loadConfig(undefined, machine({ env }))).wecom
    expect(app?.to).toEqual({ user: "li|wang", party: undefined, tag: "3" })
  })

  test.each([
    [{ WECOM_CORP_ID: "ww1" }, "WECOM_CORP_ID is set in the environment, but not WECOM_AGENT_ID, WECOM_APP_SECRET"],
    [{ ...wecomVariables, WECOM_AGENT_ID: "agent" }, "WECOM_AGENT_ID is not a whole number above 0"],
    [{ WECOM_WEBHOOK: "not a key" }, "WECOM_WEBHOOK is neither a robot's address nor its key"],
  ])("an unusable environment is remarked on, not obeyed: %j", (env, remark) => {
    const loaded = loadConfig(undefined, machine({ env }))
    expect(loaded.ok && loaded.remarks.map((each) => say("en", each))).toEqual([expect.stringContaining(remark)])
  })
})

describe("the file is looked for", () => {
  const places = ["/asked.toml", "/by/env.toml", "/xdg/fleetai/config.toml", configPath]
  const env = { FLEETAI_CONFIG: "/by/env.toml", XDG_CONFIG_HOME: "/xdg" }
  const files = Object.fromEntries(places.map((path) => [path, `state = "${path}.state"`]))

  test.each([
    ["--config", "/asked.toml", env, "/asked.toml"],
    ["$FLEETAI_CONFIG", undefined, env, "/by/env.toml"],
    ["$XDG_CONFIG_HOME", undefined, { XDG_CONFIG_HOME: "/xdg" }, "/xdg/fleetai/config.toml"],
    ["~/.config", undefined, {}, configPath],
  ])("at %s", (_, asked, variables, path) => {
    const loaded = loadConfig(asked, machine({ env: variables, files }))
    expect(loaded).toMatchObject({ ok: true, path })
    expect(configOf(loaded).state).toBe(`${path}.state`)
  })

  test("a relative --config begins at the working folder", () => {
    expect(loadConfig("a/../b.toml", machine({ files: { "/projects/b.toml": "" } }))).toMatchObject({
      path: "/projects/b.toml",
    })
  })

  test("one that was asked for and is not there is a problem, not a reason for defaults", () => {
    expect(problemLines(loadConfig("/gone.toml", machine({ files })))).toEqual([
      expect.stringContaining("there is no configuration file /gone.toml"),
    ])
    expect(loadConfig(undefined, machine({ env: { FLEETAI_CONFIG: "/gone" }, files })).ok).toBe(false)
  })
})

describe("the file says", () => {
  test("everything that cli.md's example says and that runs", () => {
    const text = `
      rules  = ["rules", "~/more.rules", "/etc/x.rules"]
      state  = "~/state"
      locale = "zh-CN"
      [[host]]
      name     = "local"
      sessions = ["^proj:"]
      panes    = ["^codex", "^claude"]
      [[host]]
      name   = "other"
      socket = "/tmp/tmux-0/x"
      [[host]]
      name   = "nas"
      ssh    = "li@nas"
      socket = "/tmp/./tmux-0/x"
      [wecom]
      connect = "http://proxy:3128"
      api     = "http://relay/"
      [wecom.app]
      corp_id  = "ww1"
      agent_id = 7
      secret   = "file:app.secret"
      to_party = "2"
      [wecom.robot]
      webhook  = "k-1"
      [receiver.phone]
      format   = "text"
      channels = ["wecom.robot"]
      [receiver.desk]
      channels = ["terminal"]
      [receiver.ops]
      [[route]]
      severity  = "high"
      receivers = ["phone", "ops"]
      [[route]]
      severity  = "low"
      receivers = ["desk"]`
    const files = { "/home/li/.config/fleetai/app.secret": "s3cret\n" }
    const config = configOf(load(text, { files }))
    expect(config).toMatchObject({
      rules: ["/home/li/.config/fleetai/rules", "/home/li/more.rules", "/etc/x.rules"],
      state: "/home/li/state",
      locale: "zh-CN",
      hosts: [
        { name: "local", socket: { by: "name", name: "default" }, sessions: ["^proj:"] },
        { name: "other", socket: { by: "path", path: "/tmp/tmux-0/x" }, ssh: undefined, panes: [] },
        { name: "nas", socket: { by: "path", path: "/tmp/./tmux-0/x" }, ssh: "li@nas" },
      ],
      wecom: {
        connect: { by: "proxy" },
        api: "http://relay",
        app: { agentId: 7, to: { user: undefined, party: "2" } },
      },
      receivers: [
        { name: "phone", format: "text", channels: ["wecom.robot"] },
        { name: "desk", format: "markdown", channels: ["terminal"] },
        { name: "ops", format: "markdown", channels: ["wecom.app", "wecom.robot"] },
      ],
      routes: [
        { severity: "low", receivers: ["desk"] },
        { severity: "high", receivers: ["phone", "ops"] },
      ],
    })
    expect(config.wecom.app?.secret.reveal()).toBe("s3cret")
  })

  test("nothing of WeCom: the environment still does", () => {
    const { receivers } = configOf(load('locale = "en"', { env: wecomVariables }))
    expect(receivers[0]?.channels).toEqual(["wecom.app", "wecom.robot"])
  })

  test("a part of the app: the environment fills in the rest", () => {
    const { app } = configOf(load('[wecom.app]\nto_user = "li"', { env: wecomVariables })).wecom
    expect(app).toMatchObject({ corpId: "ww1", agentId: 1000002, to: { user: "li" } })
  })
})

describe("one tmux server named twice", () => {
  test.each([
    ["without a socket, twice", "", ""],
    ["by the default's name and without one", "", 'socket = "default"'],
    ["by name and by path", 'socket = "work"', 'socket = "/tmp/tmux-1000/work"'],
    ["by two paths, one through a link", 'socket = "/private/tmp/x"', 'socket = "/tmp/./x"'],
    ["by a path in the home folder", 'socket = "~/s"', 'socket = "/home/li/s"'],
  ])("%s: its keys would be pressed twice, so both places are named", (_, one, two) => {
    const [problem = "", ...more] = problemLines(load(`[[host]]\n${one}\n[[host]]\nname = "b"\n${two}\n`))
    expect(more).toEqual([])
    expect(problem).toMatch(two === "" ? /^3:/ : /^5:/)
    expect(problem).toContain("two hosts are the same tmux server")
    expect(problem).toContain(one === "" ? "the first is on line 1" : "the first is on line 2")
  })

  test("two servers are two servers, and so are the same on two machines", () => {
    expect(problemLines(load('[[host]]\n[[host]]\nname = "b"\nsocket = "work"\n'))).toEqual([])
    const machines = ["nas", "li@nas"].map(
      (ssh) => `[[host]]\nname = "${ssh.slice(-1)}${ssh.length}"\nssh = "${ssh}"\n`,
    )
    expect(problemLines(load(`[[host]]\n${machines.join("")}`))).toEqual([])
  })

  test("also on another machine", () => {
    const [problem, ...more] = problemLines(
      load('[[host]]\nssh = "nas"\n[[host]]\nname = "b"\nssh = "nas"\nsocket = "default"\n'),
    )
    expect(more).toEqual([])
    expect(problem).toContain("two hosts are the same tmux server (nas default)")
  })
})

describe("another machine", () => {
  test.each(["nas", "li@nas", "ssh://li@nas:2222", "fd00::2", "li@公司"])("%p is one", (ssh) => {
    expect(configOf(load(`[[host]]\nssh = ${JSON.stringify(ssh)}`)).hosts[0]?.ssh).toBe(ssh)
  })

  test.each(["-oProxyCommand=id", "nas uptime", "nas\nid", "\u0007nas"])("%p is none", (ssh) => {
    expect(problemLines(load(`[[host]]\nssh = ${JSON.stringify(ssh)}`))).toHaveLength(1)
  })

  test.each(["~/tmux", "tmux/work", "./work", "~"])("a path there is written in full: not %p", (socket) => {
    const [problem, ...more] = problemLines(load(`[[host]]\nssh = "nas"\nsocket = "${socket}"`))
    expect(more).toEqual([])
    expect(problem).toContain("a path on the other machine")
  })
})

test("all problems are found in one pass, in the order of the file, each with its place and its cure", () => {
  const text = `rules = "x"
locael = "en"
locale = "xx"
[[host]]
name = "a"
sessions = ["(?=x)", '^ok']
ssh = "-oProxyCommand=x"
wake = "attach"
[[host]]
name = "a"
panes = [3]
[wecom]
connect = "socks5://localhost:1080"
api = "ftp://x"
[wecom.app]
corp_id = "env:NOPE"
agent_id = "x"
secrett = "abcdef"
[wecom.bot]
bot_id = "b"
[receiver.phone]
channels = ["wecom.ap", "wecom.robot", "wecom.bot"]
format = 3
[receiver."1st one"]
channels = []
[[route]]
receivers = ["phon"]
[approvals]
timeout = "30"
dirr = "x"
`
  expect(problemLines(load(text))).toMatchSnapshot()
})

describe("approvals", () => {
  const approvals = (text: string) => configOf(load(text)).approvals

  test("have their folder in the state folder, and no timeout of their own", () => {
    expect(approvals('state = "/s"')).toEqual({ dir: "/s/approvals", timeoutMs: undefined })
    expect(approvals('[approvals]\ndir = "~/asks"\ntimeout = "1h30m"')).toEqual({
      dir: "/home/li/asks",
      timeoutMs: 5_400_000,
    })
  })

  test.each(["30", "0m", "59s", "8d", "-1h", "1 h", "1e3m"])("%j is no timeout", (timeout) => {
    expect(problemLines(load(`[approvals]\ntimeout = "${timeout}"`))).toHaveLength(1)
  })
})

describe("a broken line", () => {
  test("does not hide the problems of the others", () => {
    const text = 'rules = [1]\nstate = no quotes\nlocale = "fr"\nlocale = "en"\n'
    expect(problemLines(load(text)).map((line) => line.split(":").slice(0, 2).join(":"))).toEqual([
      "1:10 rules[0]",
      "2:9 ",
      "3:10 locale",
      "4:1 ",
    ])
  })

  test("whose end cannot be told ends the reading, without guesses about the rest", () => {
    expect(problemLines(load('locael = 1\nrules = [\n"a"\nstate = "x"\n')).length).toBe(1)
  })

  test.each([
    ['state = "x', "a text in quotes is not closed"],
    ["state = x", "not a value; a text needs quotes"],
    ["state", "a key without = and a value"],
    ['state = "a" "b"', "the line must end here"],
    ["rules = ['a' 'b']", "a comma is missing here"],
    ["[a]\n[a]", "this was already set above"],
    ['state = "\\q"', "unknown escape"],
  ])("%j is explained", (text, words) => {
    expect(problemLines(load(text))[0]).toContain(words)
  })
})

describe("a secret", () => {
  const app = (secret: string) => `[wecom.app]\ncorp_id = "ww1"\nagent_id = 1\nsecret = "${secret}"`
  const secretOf = (secret: string, given: Parameters<typeof load>[1]) =>
    configOf(load(app(secret), given)).wecom.app?.secret.reveal()

  test("comes from the environment, a file of mode 0600, a systemd credential, or stands there", () => {
    expect(secretOf("env:S", { env: { S: " v " } })).toBe("v")
    expect(secretOf("file:~/s", { files: { "/home/li/s": "v\n" } })).toBe("v")
    const credential = { env: { CREDENTIALS_DIRECTORY: "/run/c" }, files: { "/run/c/s": { text: "v", mode: 0o440 } } }
    expect(secretOf("credential:s", credential)).toBe("v")
    expect(secretOf("v", {})).toBe("v")
  })

  test.each([
    ["env:S", {}, "the environment has no variable S"],
    ["env:S", { env: { S: "" } }, "the environment has no variable S"],
    ["file:/s", {}, "there is no file /s"],
    ["file:/s", { files: { "/s": { text: "v", mode: 0o640 } } }, "others may read /s (mode 0640); run: chmod 600 /s"],
    ["file:/s", { files: { "/s": "\n" } }, "/s is empty"],
    ["credential:s", {}, "no systemd credentials here"],
    ["credential:../s", { env: { CREDENTIALS_DIRECTORY: "/c" } }, "cannot be the name of a credential"],
  ])("%s that cannot be read (%j) is a problem at its line", (secret, given, words) => {
    const [only, ...others] = problemLines(load(app(secret), given))
    expect(only).toStartWith("4:10 wecom.app.secret: ")
    expect(only).toContain(words)
    expect(others).toEqual([])
  })

  test("that is missing altogether names the key and the variable", () => {
    expect(problemLines(load('[wecom.app]\ncorp_id = "ww1"\nagent_id = 1'))).toEqual([
      '1:8 wecom.app.secret: wecom.app.secret is not set, and the environment has no WECOM_APP_SECRET; write it like this: secret = "env:WECOM_APP_SECRET"',
    ])
  })

  test("that stands in a file which others may read is remarked on", () => {
    const files = { [configPath]: { text: app("v"), mode: 0o644 } }
    const loaded = loadConfig(undefined, machine({ files }))
    expect(loaded.ok && loaded.remarks.map((remark) => say("en", remark))).toEqual([
      `${configPath} holds a secret and others may read it (mode 0644); run: chmod 600 ${configPath}`,
    ])
  })

  test("is never quoted with a problem", () => {
    const hidden = "hunter2hunter2"
    const texts = [
      `[wecom.app]\nsecret = "${hidden}"\nsecret = "${hidden}"`,
      `[wecom.app]\nsecrett = "${hidden}"`,
      `[wecom.app]\nsecret = ["${hidden}"]`,
      `[wecom.app]\nsecret = "${hidden}`,
      `[wecom.app]\nsecret = ${hidden}`,
      `wecom = { app = { secret = "${hidden}", x = 1 } }`,
      `[wecom.robot]\nwebhook = "https://x/send?kee=${hidden}"`,
      `[wecom.robot]\nurl = "https://x/send?key=${hidden}"`,
      `[wecom]\nconnect = "socks5://u:${hidden}@h:1"`,
      `[wecom]\napi = "ftp://u:${hidden}@h:1"`,
    ]
    for (const text of texts) {
      const loaded = load(text)
      expect(loaded.ok, text).toBe(false)
      expect(JSON.stringify(loaded)).not.toContain(hidden)
      expect(problemLines(loaded).join()).not.toContain(hidden)
    }
  })
})

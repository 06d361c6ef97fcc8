import { describe, expect, test } from "bun:test"
import { configured } from "../../src/cli/configured.ts"
import { Home } from "./program.ts"
import { recordedTerminal } from "./recorded-terminal.ts"

const broken = `locael = "en"
[wecom.app]
secret = "literal-secret"
agent_id = "机器人"
\tcorp_id = 7
state = ~/x
`

describe("a broken configuration", () => {
  test.each(["en", "zh-CN"] as const)("is printed as compilers do, in %s", (locale) => {
    using home = new Home()
    const configPath = home.write("config.toml", broken)
    const { terminal, err, out } = recordedTerminal({ HOME: home.path }, locale)
    expect(configured({ terminal, args: [], options: {}, configPath })).toBeUndefined()
    expect(out()).toBe("")
    expect(err().replaceAll(home.path, "~")).toMatchSnapshot()
  })
})

test("remarks are talk, and the configuration is used", () => {
  using home = new Home()
  const { terminal, err } = recordedTerminal({ HOME: home.path, WECOM_CORP_ID: "ww1" })
  expect(configured({ terminal, args: [], options: {}, configPath: undefined })?.config.wecom.app).toBeUndefined()
  expect(err()).toStartWith("! WECOM_CORP_ID is set in the environment, but not")
})

import { describe, expect, test } from "bun:test"
import { mkdirSync, readFileSync, symlinkSync } from "node:fs"
import { join } from "node:path"
import { writeTest } from "../../src/cli/record-test.ts"
import { Home } from "./program.ts"
import { recordedTerminal } from "./recorded-terminal.ts"

const rules = `agent mycli {
  on program == "mycli"
  approval when screen bottom 8 has "Allow <what>?" { approve send "1" }
  busy     when screen bottom 4 has "working hard"
  idle     when screen bottom 3 has "ready" for 1500ms
}
rule asks { when agent is approval; stable 600ms; do ask phone { body "run \\"<{agent.what}>\\"?"; approve } }
rule finished { when agent busy -> idle; for 10s; do notify "done" }
rule never { when screen has "nowhere at all"; do notify "never" }
`
function prepared(): Home {
  const home = new Home()
  mkdirSync(join(home.path, "screens"))
  home.write("my.rules", rules)
  home.write("screens/ask.screen", "# program: mycli\n---\nAllow npm test?\n")
  const lines = [
    { fleetai: "recording", version: 1, started: "2026-03-04T10:00:00Z" },
    { t: 0, kind: "frame", facts: { program: "mycli" }, screen: "working hard" },
    { t: 2_345, kind: "frame", screen: "ready" },
    { t: 5_000, kind: "end" },
  ]
  home.write("screens/run.jsonl", lines.map((line) => JSON.stringify(line)).join("\n"))
  return home
}

/** The path and the text of the test; what was said. */
async function written(
  home: Home,
  recorded: string,
  locale: "en" | "zh-CN" = "en",
  rulesPath = join(home.path, "my.rules"),
) {
  const env = { HOME: home.path, FLEETAI_CONFIG: "" }
  const { terminal, err } = recordedTerminal(env, locale)
  const call = { terminal, args: [], options: { rules: rulesPath }, configPath: undefined }
  const path = await writeTest(call, join(home.path, recorded))
  return { path, text: path === undefined ? "" : readFileSync(path, "utf8"), err: err() }
}

describe("the test beside what was recorded", () => {
  test("of a screen says what the rules do with it now, and passes", async () => {
    using home = prepared()
    const { path, text } = await written(home, "screens/ask.screen")
    expect(path).toBe(join(home.path, "screens/ask.test.rules"))
    expect(text).toBe(`use "../my.rules"

# What the rules do now: correct it where they should do otherwise.
test "ask" of asks {
  at 0s screen file "ask.screen"
  at 0s expect agent is approval
  at 600ms expect ask phone has "run \\"\\<npm test>\\"?"
  at 1m expect nothing
}
`)
    const { code, out } = await home.run(["test", "screens/ask.test.rules"])
    expect({ code, out }).toEqual({ code: 0, out: "✓ ask  screens/ask.test.rules:4\n" })
  })

  test("of a recording follows its states and what comes of them, and passes", async () => {
    using home = prepared()
    const { text } = await written(home, "screens/run.jsonl", "zh-CN")
    expect(text).toContain("# 规则现在的反应")
    expect(text.split("\n").slice(3)).toEqual([
      'test "run" of finished {',
      '  at 0s screen file "run.jsonl"',
      "  at 0s expect agent is busy",
      "  at 3s845ms expect agent is idle",
      '  at 13s845ms expect notify has "done"',
      "  at 1m2s345ms expect nothing",
      "}",
      "",
    ])
    expect((await home.run(["test", "screens/run.test.rules"])).code).toBe(0)
  })

  test("where nothing happens expects that of all rules", async () => {
    using home = prepared()
    home.write("screens/none.screen", "# program: vim\n---\nx\n")
    const { text } = await written(home, "screens/none.screen")
    expect(text).toContain('test "none" of all {\n  at 0s screen file "none.screen"\n  at 1m expect nothing\n}')
    expect((await home.run(["test", "screens/none.test.rules"])).code).toBe(0)
  })

  test("inside the folder of the rules is one of them, and a set of its own", async () => {
    using home = prepared()
    const { text } = await written(home, "screens/ask.screen", "en", home.path)
    expect(text).toStartWith('use ".."\n')
    expect((await home.run(["test", "."])).out).toContain("✓ ask  screens/ask.test.rules:4")
    expect((await home.run(["test", "screens/ask.test.rules"])).code).toBe(0)
  })

  test("names the rules by real paths, wherever a link to the folder stands", async () => {
    using home = prepared()
    using other = new Home()
    symlinkSync(home.path, join(other.path, "linked"))
    const { text } = await written(home, "screens/ask.screen", "en", join(other.path, "linked/my.rules"))
    expect(text).toStartWith('use "../my.rules"\n')
  })

  test("never takes the place of a file that is there", async () => {
    using home = prepared()
    home.write("screens/ask.test.rules", "# mine\n")
    const { path, err } = await written(home, "screens/ask.screen")
    expect(path).toBeUndefined()
    expect(err).toContain("cannot be written: it is there already")
    expect(readFileSync(join(home.path, "screens/ask.test.rules"), "utf8")).toBe("# mine\n")
  })

  test("is not written for rules that do not compile, and that is said", async () => {
    using home = prepared()
    home.write("my.rules", "rule r { wehn x }")
    const { path, err } = await written(home, "screens/ask.screen")
    expect(path).toBeUndefined()
    expect(err).toContain("did you mean `when`?")
    expect(err).toContain("no test was written")
  })
})

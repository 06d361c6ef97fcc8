import { describe, expect, test } from "bun:test"
import { claudeDialog } from "../support/screens.ts"
import { Home } from "./program.ts"

const rules = `rule asks {
  on program == "claude"
  when screen bottom 12 has "Do you want to <what>?" and not screen has "Trust me"
  stable 600ms
  do notify "{what}"
}
rule other { when screen has "Press Enter"; do notify "x" }`

function prepared(): Home {
  const home = new Home()
  home.write("a.rules", rules)
  home.write("dialog.screen", `# program: claude\n---\n${claudeDialog("npm test")}`)
  return home
}

describe("fleetai explain --screen", () => {
  test("without a rule is a line per rule, with what decides", async () => {
    using home = prepared()
    const { code, out, err } = await home.run(["explain", "--screen", "dialog.screen", "--rules", "a.rules"])
    expect({ code, err }).toEqual({ code: 0, err: "" })
    expect(out).toBe('✓ asks  fires after: stable 600ms\n✗ other  when screen has "Press Enter" does not hold\n')
  })

  test("of a rule shows every condition, in both languages", async () => {
    using home = prepared()
    const explain = async (LANG: string, ...more: string[]) =>
      (await home.run(["explain", "asks", "--screen", "dialog.screen", "--rules", "a.rules", ...more], { LANG })).out
    expect(await explain("C.UTF-8")).toMatchSnapshot()
    expect(await explain("zh_CN.UTF-8", "--fact", "program=codex")).toMatchSnapshot()
  })

  test("as JSON has stable keys", async () => {
    using home = prepared()
    const { out } = await home.run(["explain", "--json", "--screen", "dialog.screen", "--rules", "a.rules"])
    const said = JSON.parse(out)
    expect(Object.keys(said)).toEqual(["agent", "state", "captures", "rules"])
    expect(said).toMatchObject({ agent: null, state: null, captures: {} })
    const [asks, other] = said.rules
    expect([asks.name, asks.fired, other.name, other.fired]).toEqual(["asks", true, "other", false])
    expect(asks.captures).toEqual({ what: "proceed" })
    expect(asks.conditions.map((one: { condition: string; value: boolean }) => [one.condition, one.value])).toEqual([
      ['program == "claude"', true],
      ['screen bottom 12 has "Do you want to <what>?"', true],
      ['not screen has "Trust me"', true],
    ])
  })

  test("reads a screen from standard input, and needs neither configuration nor tmux", async () => {
    using home = new Home()
    const args = ["explain", "claude-permission", "--screen", "-", "--fact", "program=claude", "--json"]
    const { code, out } = await home.run(args, {}, claudeDialog("npm test"))
    expect(code).toBe(0)
    expect(JSON.parse(out).rules).toMatchObject([{ name: "claude-permission", fired: true }])
  })

  test("says of a condition on new output that a screen cannot answer it", async () => {
    using home = prepared()
    home.write("o.rules", 'rule o { when output has "error"; do notify "x" }')
    const { out } = await home.run(["explain", "o", "--screen", "dialog.screen", "--rules", "o.rules"])
    expect(out).toContain("an instant: judged when new lines come; see: fleetai replay")
  })

  test("lets no pane text steer the terminal", async () => {
    using home = prepared()
    home.write("evil.screen", "Do you want to \u001b[31m\u202eevil\u0007?\n")
    const { out } = await home.run(["explain", "asks", "--screen", "evil.screen", "--rules", "a.rules"])
    expect(out).toContain("evil")
    expect(out).not.toMatch(/[\u001b\u0007\u202e]/)
  })

  test.each([
    [["explain"], "name a pane, or a screen with --screen FILE"],
    [
      ["explain", "aks", "--screen", "dialog.screen", "--rules", "a.rules"],
      'there is no rule "aks"\n  did you mean "asks"?',
    ],
    [["explain", "asks", "%1", "--screen", "dialog.screen"], "a pane and --screen cannot go together"],
    [["explain", "--screen", "dialog.screen", "--fact", "x"], '"x" is no fact'],
  ])("%j is wrong usage", async (args, words) => {
    using home = prepared()
    const { code, err } = await home.run(args)
    expect(code).toBe(2)
    expect(err).toContain(words)
  })

  test("of a file that cannot be read, or says nonsense, names the place", async () => {
    using home = prepared()
    home.write("odd.screen", "# program: a\n# quiet: long\n---\n")
    expect(await home.run(["explain", "--screen", "odd.screen"])).toMatchObject({ code: 1, out: "" })
    expect((await home.run(["explain", "--screen", "odd.screen"])).err).toContain("odd.screen:2:")
    expect((await home.run(["explain", "--screen", "none.screen"])).err).toContain("it cannot be read")
  })
})

import { describe, expect, test } from "bun:test"
import { mkdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { Home } from "./program.ts"

const rules = `agent mycli {
  on program == "mycli"
  approval when screen bottom 8 has "Allow <what>?" { approve send "1"; deny send Escape }
  busy     when screen bottom 4 has "working"
  idle     when screen bottom 4 has "ready" for 1500ms
}
rule asks {
  severity high
  when     agent is approval
  stable   600ms
  do ask phone { title "may it?"; body "{agent.what}"; approve "yes"; deny "no" }
}
rule finished { when agent busy -> idle; for 10s; do notify desk "finished" }
`
const passing = `test "asks" of asks {
  pane program="mycli"
  at 0s screen "Allow npm test?"
  at 1s expect ask phone has "npm test"
}
`
const failing = `test "tells that it is done" of finished {
  pane program="mycli"
  at 0s  screen "working"
  at 5s  screen "ready"
  at 10s expect notify desk has "done"
}
test "asks for rm" of asks {
  pane program="mycli"
  at 0s screen "Allow npm test?"
  at 1s expect ask phone has "rm" with severity="crit"
}
test "asks once" of asks {
  pane program="mycli"
  at 0s screen "Allow npm test?"
  at 9s expect nothing
}
test "waits" of asks {
  pane program="mycli"
  at 0s screen """
    Allow npm?
    ready
    """
  at 2s expect agent is idle
}
test "is denied too late" of asks {
  pane program="mycli"
  at 0s screen "Allow npm test?"
  at 1s expect ask
  at 2s screen "working"
  at 9s deny
}
`
/** How long it took is another time each time. */
const timeless = (text: string) => text.replace(/\d+\.\d s\)|\d+\.\d 秒）/g, "N)").replace(/time="[\d.]+"/g, 'time="N"')

function prepared(tests: string): Home {
  const home = new Home()
  home.write("my.rules", rules + tests)
  return home
}

describe("fleetai test", () => {
  test("says of each test whether it passed, and ends with 0 when all did", async () => {
    using home = prepared(passing)
    const { code, out, err } = await home.run(["test", "my.rules"])
    expect({ code, out, err: timeless(err) }).toEqual({
      code: 0,
      out: "✓ asks  my.rules:14\n",
      err: "passed 1, failed 0 (N)\n",
    })
  })

  test("of one that fails shows what was expected, what came nearest, and all that happened", async () => {
    using home = prepared(passing + failing)
    const english = await home.run(["test", "my.rules"])
    expect(english.code).toBe(1)
    expect(timeless(english.err)).toBe("passed 1, failed 5 (N)\n")
    expect(english.out).toMatchSnapshot()
    expect((await home.run(["test", "my.rules"], { LANG: "zh_CN.UTF-8" })).out).toMatchSnapshot()
  })

  test("takes folders, and the rules of the configuration; needs neither a configuration nor tmux", async () => {
    using home = prepared(passing)
    expect((await home.run(["test", "."])).out).toContain("✓ asks")
    home.write("c.toml", 'rules = ["my.rules"]\n')
    expect((await home.run(["test", "--config", join(home.path, "c.toml")])).out).toContain("✓ asks")
  })

  test("shows screens and recordings relative to the rule file, wherever it is run", async () => {
    using home = new Home()
    mkdirSync(join(home.path, "rules/screens"), { recursive: true })
    home.write("rules/screens/a.screen", "# program: mycli\n---\nAllow npm?\n")
    const cast = [{ version: 2, width: 40, height: 5 }, [1, "o", "working"], [4, "o", "\u001b[2J\u001b[HAllow rm?"]]
    home.write("rules/screens/a.cast", cast.map((line) => JSON.stringify(line)).join("\n"))
    home.write(
      "rules/my.rules",
      `${rules}test "a screen" of asks { at 0s screen file "screens/a.screen"; at 1s expect ask has "npm" }
      test "a recording" of asks {
        pane program=mycli
        at 0s screen file "screens/a.cast"
        at 2s expect agent is busy
        at 9s expect ask has "rm"
      }`,
    )
    const { code, out } = await home.run(["test", "rules"])
    expect({ code, out }).toEqual({ code: 0, out: "✓ a screen  rules/my.rules:14\n✓ a recording  rules/my.rules:15\n" })
  })

  test("restarts as the service does: with what its database keeps", async () => {
    const more = `rule slow { when agent is busy; for 1m; cooldown 1h; do notify desk "slow" }
      test "an ask goes on" of asks {
        pane program=mycli
        at 0s screen "Allow it?"; at 1s expect ask; at 2s restart; at 3s expect nothing; at 4s approve; at 4s expect send "1"
      }
      test "so do long timers and cooldowns" of slow {
        pane program=mycli
        at 0s screen "working"; at 30s restart; at 59s expect nothing; at 61s expect notify
        at 2m screen "x"; at 3m restart; at 4m screen "working"; at 10m expect nothing
      }
      test "steps under way have ended" of presses {
        pane program=make
        at 0s screen "Press Enter"; at 2s restart; at 1m expect no send
      }
      rule presses { on program == "make"; when screen last line has "Press Enter"; stable 1s; limit 5 per 1h; do { wait 5s; send Enter } }`
    using home = prepared(more)
    const { out } = await home.run(["test", "my.rules"])
    expect(out.match(/^✓/gm)).toHaveLength(3)
  })

  test("names the file of a screen that cannot be read", async () => {
    using home = prepared('test "t" of asks { at 0s screen file "none.screen"; at 1s expect ask }')
    const { code, out } = await home.run(["test", "my.rules"])
    expect(code).toBe(1)
    expect(out).toContain("none.screen:1: it cannot be read: there is no such file")
  })

  test("--filter takes those whose title has the text", async () => {
    using home = prepared(passing + failing)
    const { code, err } = await home.run(["test", "my.rules", "--filter", "ASKS FOR"])
    expect({ code, err: timeless(err) }).toEqual({ code: 1, err: "passed 0, failed 1 (N)\n" })
    expect(await home.run(["test", "my.rules", "--filter", "no such"])).toMatchObject({ code: 1, out: "" })
  })

  test("without any test ends with 1, and shows how one is written", async () => {
    using home = prepared("")
    const { code, out, err } = await home.run(["test", "my.rules"])
    expect({ code, out }).toEqual({ code: 1, out: "" })
    expect(err).toContain('at 0s screen "Press Enter"; at 5s expect notify')
  })

  test("does not run with broken rules: it shows what is wrong with them", async () => {
    using home = prepared(`${passing}test "t" of ask { at 1s expect ask }`)
    const { code, out, err } = await home.run(["test", "my.rules"])
    expect({ code, out }).toEqual({ code: 1, out: "" })
    expect(err).toContain("error[E205]")
    expect(err).toContain("did you mean `asks`?")
  })

  test.each([
    [["test", "none.rules"], "none.rules cannot be read (ENOENT)"],
    [["test", "--fliter", "x"], "there is no option --fliter"],
    [["test", "my.rules", "--filter"], "--filter needs a value"],
  ])("%j is wrong usage", async (args, words) => {
    using home = prepared(passing)
    const { code, err } = await home.run(args)
    expect(code).toBe(2)
    expect(err).toContain(words)
  })

  test("lets no pane text steer the terminal", async () => {
    using home = prepared(
      'test "t" of asks { pane program=mycli\n at 0s screen "Allow \\u{1b}[31m\\u{202e}evil\\u{7}?"\n at 1s expect nothing }',
    )
    const { out } = await home.run(["test", "my.rules"])
    expect(out).toContain("evil")
    expect(out).not.toMatch(/[\u001b\u0007\u202e]/)
  })
})

describe("fleetai test --coverage", () => {
  test("counts rules and branches, and names what no test went through", async () => {
    using home = prepared(passing)
    const { out } = await home.run(["test", "my.rules", "--coverage"])
    expect(out).toBe(`✓ asks  my.rules:14

covered: rules 1/2, branches 1/5
  · asks (my.rules:7): approve "yes"
  · asks (my.rules:7): deny "no"
  · finished (my.rules:13): never opened
  · mycli (my.rules:1): busy when screen bottom 4 has "working"
  · mycli (my.rules:1): idle when screen bottom 4 has "ready"
`)
  })
})

describe("fleetai test --json", () => {
  test("is one object of stable keys", async () => {
    using home = prepared(passing + failing)
    const { code, out } = await home.run(["test", "my.rules", "--json"])
    const said = JSON.parse(out)
    expect(code).toBe(1)
    expect(Object.keys(said)).toEqual(["passed", "failed", "tests", "coverage"])
    expect(said).toMatchObject({ passed: 1, failed: 5, coverage: { rules: { taken: 1, of: 2 } } })
    const [asks, done, rm, once] = said.tests
    expect(asks).toMatchObject({ title: "asks", place: "my.rules:14", passed: true })
    expect(done.failure).toMatchObject({
      place: "my.rules:23",
      step: 'at 10s expect notify desk has "done"',
      t: 10_000,
      why: "missing",
      closest: { kind: "later", afterMs: 6_500, told: { rule: "finished", effect: { body: "finished" } } },
    })
    expect(done.timeline[0]).toEqual({ t: 0, kind: "step", source: 'at 0s  screen "working"', place: "my.rules:21" })
    expect(rm.failure.closest).toMatchObject({
      kind: "other",
      told: { t: 600 },
      differences: [{ kind: "text" }, { kind: "field", name: "severity", wanted: "crit", seen: "high" }],
    })
    expect(once.failure).toMatchObject({
      why: "happened",
      effects: [{ t: 600, rule: "asks", effect: { kind: "ask" } }],
    })
  })
})

describe("fleetai test --junit", () => {
  /** The names of all elements, and every attribute; throws where the text is no XML. */
  function parsed(xml: string) {
    const open: string[] = []
    const elements: { name: string; attributes: Record<string, string> }[] = []
    const [declaration = ""] = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n/.exec(xml) ?? []
    expect(declaration).not.toBe("")
    expect(xml).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u)
    for (const [piece] of xml.slice(declaration.length).matchAll(/<[^>]*>|[^<]+/g)) {
      const [, end, name = "", inside = "", alone] = /^<(\/?)([a-z]+)((?: [a-z]+="[^"<>]*")*)(\/?)>$/.exec(piece) ?? []
      if (name === "") expect(piece).toMatch(/^(?:[^<>&]|&(?:lt|gt|amp|quot|#\d+);)+$/)
      else if (end === "/") expect(open.pop()).toBe(name)
      else {
        elements.push({
          name,
          attributes: Object.fromEntries(
            [...inside.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]),
          ),
        })
        if (alone !== "/") open.push(name)
      }
    }
    expect(open).toEqual([])
    return elements
  }

  test("writes what CI servers read: suites by file, cases by test", async () => {
    using home = prepared(passing + failing)
    home.write(
      "other.rules",
      'rule o { when attached; do notify "x" }\ntest "<o> & \\"co\\"" of o { at 0s set attached=yes; at 1s expect notify }',
    )
    await home.run(["test", ".", "--junit", "out.xml"])
    const elements = parsed(readFileSync(join(home.path, "out.xml"), "utf8"))
    const of = (name: string) => elements.filter((one) => one.name === name).map(({ attributes }) => attributes)
    expect(of("testsuites")).toMatchObject([{ tests: "7", failures: "5", errors: "0" }])
    expect(of("testsuite")).toMatchObject([
      { name: "my.rules", tests: "6", failures: "5" },
      { name: "other.rules", tests: "1", failures: "0" },
    ])
    expect(of("testcase")[0]).toMatchObject({ name: "asks", classname: "my.rules", file: "my.rules", line: "14" })
    expect(of("testcase").at(-1)).toMatchObject({ name: "&lt;o&gt; &amp; &quot;co&quot;" })
    expect(of("failure")).toHaveLength(5)
    expect(of("failure")[0]).toMatchObject({ type: "missing", message: expect.stringContaining("my.rules:23") })
  })

  test("leaves out characters that XML does not know", async () => {
    using home = prepared(
      'test "t" of asks { pane program=mycli\n at 0s screen "Allow \\u{1b}[31m\\u{0}\\u{fffe}\\u{d800}evil?"\n at 1s expect nothing }',
    )
    const { code } = await home.run(["test", "my.rules", "--junit", "out.xml"])
    expect(code).toBe(1)
    parsed(readFileSync(join(home.path, "out.xml"), "utf8"))
  })

  test("that cannot be written is said, and no success", async () => {
    using home = prepared(passing)
    const { code, err } = await home.run(["test", "my.rules", "--junit", "no/such/folder.xml"])
    expect(code).toBe(1)
    expect(err).toContain("no/such/folder.xml cannot be written")
  })
})

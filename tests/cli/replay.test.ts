import { describe, expect, test } from "bun:test"
import { Home } from "./program.ts"

const rule = (text: string, stable = "600ms") =>
  `rule r { when screen has "${text}"; stable ${stable}; do notify phone "saw it: {matches}" }`
const cast = (...events: unknown[][]) =>
  [{ version: 2, width: 40, height: 5 }, ...events].map((one) => JSON.stringify(one)).join("\n")
const asks = cast([1, "o", "Press Enter"], [4, "o", "\r\ndone"], [9, "o", "\r\n"])

describe("fleetai replay", () => {
  test("shows when which rule fired, and what it would have done", async () => {
    using home = new Home()
    home.write("a.rules", rule("Press Enter"))
    home.write("a.cast", asks)
    const { code, out, err } = await home.run(["replay", "a.cast", "--rules", "a.rules"])
    expect({ code, err }).toEqual({ code: 0, err: "fired 1 times, silent 0 times (rules: 1, recordings: 1)\n" })
    expect(out).toBe("  0:01.600  r\n            notify phone: local · screen:screen — saw it: Press Enter\n")
  })

  test("as JSON is one object a line", async () => {
    using home = new Home()
    home.write("a.rules", rule("Press Enter"))
    home.write("a.cast", asks)
    const { out } = await home.run(["replay", "--json", "--rules", "a.rules", "a.cast"])
    const title = "local · screen:screen"
    expect(
      out
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual([
      {
        t: 1600,
        kind: "fired",
        rule: "r",
        effects: [{ kind: "notify", receiver: "phone", severity: "info", title, body: "saw it: Press Enter" }],
        recording: "a.cast",
      },
    ])
  })

  test("takes facts, and lets the last screen stand", async () => {
    using home = new Home()
    home.write("a.rules", `rule r { on program == "claude"; when screen has "done"; for 10s; do notify "x" }`)
    home.write("a.cast", asks)
    const count = async (...more: string[]) =>
      (await home.run(["replay", "a.cast", "--rules", "a.rules", "--json", ...more])).out.split("\n").length - 1
    expect(await count("--hold", "20s")).toBe(0)
    expect(await count("--fact", "program=claude")).toBe(0)
    expect(await count("--fact", "program=claude", "--hold", "20s")).toBe(1)
  })

  test("of a .screen file lets the screen stand for a minute", async () => {
    using home = new Home()
    home.write("a.rules", rule("Press Enter", "30s"))
    home.write("a.screen", "# program: make\n---\nPress Enter\n")
    expect((await home.run(["replay", "a.screen", "--rules", "a.rules"])).out).toStartWith("  0:30.000  r\n")
  })

  test("without rules uses the embedded ones, without a configuration and without tmux", async () => {
    using home = new Home()
    home.write("a.screen", "# program: make\n---\nPress Enter to continue\n")
    expect((await home.run(["replay", "a.screen"])).out).toContain("press-enter-waits")
  })

  test("names the file, the line and the reason of a recording that breaks off, and goes on with the next", async () => {
    using home = new Home()
    home.write("a.rules", rule("Press Enter"))
    home.write("bad.cast", `${asks}\n[1,"o"`)
    home.write("good.cast", asks)
    const { code, out, err } = await home.run(["replay", "bad.cast", "good.cast", "--rules", "a.rules"])
    expect(code).toBe(1)
    expect(err).toContain("bad.cast:5: this line is no event: [time, code, text]\n")
    expect(out.match(/ {2}r\n/g)).toHaveLength(2)
  })

  test.each([
    [["replay"], "no recording was named"],
    [["replay", "a.cast", "--fact", "mood=x"], 'there is no fact "mood"'],
    [["replay", "a.cast", "--hold", "soon"], '"soon" is no value for --hold'],
    [["replay", "a.cast", "--diff", "a.rules"], "--diff takes two rule files or folders"],
    [["replay", "a.cast", "--rules", "none.rules"], "none.rules cannot be read (ENOENT)"],
    [["replay", "none.cast"], "none.cast:1: it cannot be read: there is no such file or folder\n"],
    [["replay", "."], ".:1: it cannot be read: it is a folder\n"],
  ])("%j is wrong usage", async (args, words) => {
    using home = new Home()
    const { code, err } = await home.run(args)
    expect(code).toBe(2)
    expect(err).toContain(words)
  })

  test("does not run with broken rules: it shows what is wrong with them", async () => {
    using home = new Home()
    home.write("a.rules", "rule r { wehn x }")
    home.write("a.cast", asks)
    const { code, err } = await home.run(["replay", "a.cast", "--rules", "a.rules"])
    expect(code).toBe(1)
    expect(err).toContain("did you mean `when`?")
  })
})

describe("fleetai replay --diff OLD NEW", () => {
  test("lists what is gained, lost and moved, and ends with 1", async () => {
    using home = new Home()
    home.write("old.rules", `${rule("Press Enter")}\nrule gone { when screen has "done"; do notify "x" }`)
    home.write("new.rules", `${rule("Press Enter", "1s")}\nrule came { when screen has "done"; do notify "x" }`)
    home.write("a.cast", asks)
    const { code, out, err } = await home.run(["replay", "--diff", "old.rules", "new.rules", "a.cast"])
    expect(code).toBe(1)
    expect(out.split("\n").toSorted().filter(Boolean)).toEqual([
      "+ a.cast   0:04.000  came",
      "- a.cast   0:04.000  gone",
      "~ a.cast   0:02.000  r  moved from 0:01.600",
    ])
    expect(err).toBe("gained 1, lost 1, moved 1, the same 0\n")
  })

  test("ends with 0 when nothing changed, wherever the recordings stand", async () => {
    using home = new Home()
    home.write("a.rules", rule("Press Enter"))
    home.write("a.cast", asks)
    const { code, out, err } = await home.run(["replay", "a.cast", "--diff", "a.rules", "a.rules"])
    expect({ code, out, err }).toEqual({ code: 0, out: "", err: "gained 0, lost 0, moved 0, the same 1\n" })
  })

  test("as JSON is one object a line", async () => {
    using home = new Home()
    home.write("old.rules", rule("Press Enter"))
    home.write("new.rules", rule("Press Enter", "1s"))
    home.write("a.cast", asks)
    const { out } = await home.run(["replay", "a.cast", "--json", "--diff", "old.rules", "new.rules"])
    expect(JSON.parse(out)).toMatchObject({ t: 2000, kind: "moved", from: 1600, rule: "r", recording: "a.cast" })
  })
})

describe("fleetai replay of an agent", () => {
  const agents = `agent mycli {
  on program == "mycli"
  approval when screen has "Allow <what>?" { approve send "y" }
  busy when screen has "working hard"
}
rule asks { when agent is approval; do ask phone { title "may it?"; body "{agent.what}"; approve "yes"; timeout 1m { escalate } } }
rule tried { when agent is approval; shadow; do notify "tried" }`
  const prepared = (rules = agents): Home => {
    const home = new Home()
    home.write("a.rules", rules)
    home.write("a.cast", cast([1, "o", "working hard"], [4, "o", "\r\nAllow npm?"], [9, "o", "\u001b[2J\u001b[H$ "]))
    return home
  }
  const replayed = ["replay", "a.cast", "--rules", "a.rules", "--fact", "program=mycli"]

  test("tells each change of its state, and what people are asked", async () => {
    using home = prepared()
    const { out } = await home.run([...replayed, "--hold", "5s"])
    expect(out).toBe(`  0:01.000  mycli: busy
  0:04.000  mycli: approval  what=“npm”
  0:04.000  asks
            ask phone: may it? — npm [approve "yes"]
  0:04.000  tried
            shadow: notify info: local · screen:screen — tried
  0:10.000  mycli: none
  0:12.000  asks …
            ask: elsewhere
`)
  })

  test("as JSON is one object a line, with stable keys", async () => {
    using home = prepared()
    const lines = (await home.run([...replayed, "--json", "--hold", "5s"])).out.trim().split("\n")
    const said = lines.map((line) => JSON.parse(line))
    expect(said[0]).toEqual({
      t: 1000,
      kind: "state",
      agent: "mycli",
      state: "busy",
      captures: {},
      recording: "a.cast",
    })
    expect(said[1]).toMatchObject({ kind: "state", state: "approval", captures: { what: "npm" } })
    expect(said[2]).toMatchObject({
      ...{ t: 4000, kind: "fired", rule: "asks" },
      effects: [
        { kind: "ask", receiver: "phone", title: "may it?", body: "npm", offers: ['approve "yes"'], timeoutMs: 60_000 },
      ],
    })
    expect(said[3]).toMatchObject({
      rule: "tried",
      effects: [{ kind: "shadow", of: { kind: "notify", body: "tried" } }],
    })
    expect(said[4]).toMatchObject({ t: 10_000, kind: "state", state: "none" })
    expect(said[5]).toMatchObject({ t: 12_000, kind: "went-on", effects: [{ kind: "settle", how: "elsewhere" }] })
  })

  test("--diff lists states that are gained, lost and moved", async () => {
    using home = prepared()
    home.write(
      "new.rules",
      agents.replace("working hard", "working harder").replace('"Allow <what>?"', '"Allow <what>?" for 2s'),
    )
    const { code, out, err } = await home.run([
      "replay",
      "a.cast",
      "--fact",
      "program=mycli",
      "--diff",
      "a.rules",
      "new.rules",
    ])
    expect(code).toBe(1)
    expect(out.split("\n").filter(Boolean)).toEqual([
      "+ a.cast   0:01.000  mycli: none",
      "- a.cast   0:01.000  mycli: busy",
      "~ a.cast   0:06.000  mycli: approval  moved from 0:04.000",
      "~ a.cast   0:06.000  asks  moved from 0:04.000",
      "~ a.cast   0:06.000  tried  moved from 0:04.000",
    ])
    expect(err).toBe("agent states: gained 1, lost 1, moved 1\ngained 0, lost 0, moved 2, the same 0\n")
  })
})

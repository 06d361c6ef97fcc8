import { describe, expect, test } from "bun:test"
import { commands } from "../../src/cli/commands.ts"
import { Home } from "./program.ts"

describe("help", () => {
  test.each([
    ["English", "C.UTF-8"],
    ["Chinese", "zh_CN.UTF-8"],
  ])("lists the commands, in %s where the environment says so", async (_, LANG) => {
    using home = new Home()
    const { code, out, err } = await home.run(["--help"], { LANG })
    expect({ code, err }).toEqual({ code: 0, err: "" })
    expect(out).toMatchSnapshot()
  })

  test("of a command shows its arguments and options", async () => {
    using home = new Home()
    const asked = await home.run(["version", "--help"])
    expect(asked).toMatchObject({ code: 0, err: "" })
    expect(asked.out).toMatchSnapshot()
    expect((await home.run(["help", "version"])).out).toBe(asked.out)
  })

  test("speaks the language of the configuration, whatever the environment says", async () => {
    using home = new Home()
    const config = home.write("c.toml", 'locale = "zh-CN"\nbroken')
    expect((await home.run(["--config", config, "--help"])).out).toContain("用法：")
    expect((await home.run([`--config=${config}`, "vers"])).err).toContain("没有“vers”这个命令")
  })

  test("is what no command at all gets, as wrong usage", async () => {
    using home = new Home()
    const { code, out, err } = await home.run([])
    expect({ code, out }).toEqual({ code: 2, out: "" })
    expect(err).toContain("Usage: fleetai")
  })
})

describe("wrong usage is one line and a hint, with exit code 2", () => {
  test.each([
    [["chekc"], 'fleetai: there is no command "chekc"\n  did you mean "check"?\n'],
    [["--verbose", "version"], "fleetai: there is no option --verbose\n  see: fleetai version --help\n"],
    [["version", "--jsno"], 'fleetai: there is no option --jsno\n  did you mean "--json"?\n'],
    [["version", "a"], "fleetai: too many arguments: 0 at most\n  see: fleetai version --help\n"],
    [["version", "--config"], "fleetai: --config needs a value\n  see: fleetai version --help\n"],
  ])("%j", async (args, words) => {
    using home = new Home()
    expect(await home.run(args)).toEqual({ code: 2, out: "", err: words })
  })

  test("a word that is nothing like a command gets the list", async () => {
    using home = new Home()
    expect((await home.run(["frobnicate"])).err).toContain("commands: run, check")
  })
})

describe("version", () => {
  test("is one line of data", async () => {
    using home = new Home()
    const { code, out, err } = await home.run(["version"])
    expect({ code, err }).toEqual({ code: 0, err: "" })
    expect(out).toMatch(/^fleetai \d+\.\d+\.\d+\S* \(bun [\d.]+, [a-z]+-\w+\)\n$/)
  })

  test("as JSON has stable keys", async () => {
    using home = new Home()
    const { out } = await home.run(["version", "--json"])
    expect(Object.keys(JSON.parse(out))).toEqual(["version", "bun", "platform"])
  })

  test.each(["--version", "-V"])("is also %s", async (option) => {
    using home = new Home()
    expect((await home.run([option])).out).toStartWith("fleetai ")
  })
})

describe("the help of every command", () => {
  for (const { name } of commands) {
    for (const LANG of ["en_US.UTF-8", "zh_CN.UTF-8"]) {
      test(`${name} in ${LANG}`, async () => {
        using home = new Home()
        const { code, out, err } = await home.run([name, "--help"], { LANG })
        expect({ code, err }).toEqual({ code: 0, err: "" })
        expect(out).toMatchSnapshot()
      })
    }
  }
})

import { afterEach, beforeEach, describe, expect, test } from "bun:test"
import { lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { replaceFile } from "../../src/cli/replace-file.ts"
import { Home } from "./program.ts"

const loose = "list   a = ['x' ]\n".replaceAll("'", '"')
const tidy = 'list a = ["x"]\n'
const broken = "lst a = []\n"

let home: Home
beforeEach(() => {
  home = new Home()
})
afterEach(() => home[Symbol.dispose]())
const read = (name: string) => readFileSync(join(home.path, name), "utf8")

describe("files", () => {
  test("are written anew, the rest of the folder stays as it is", async () => {
    mkdirSync(join(home.path, "rules"))
    home.write("rules/a.rules", loose, 0o640)
    home.write("rules/b.rules", tidy)
    home.write("rules/notes.txt", loose)
    expect(await home.run(["fmt", "rules"])).toEqual({
      code: 0,
      out: "",
      err: "rules/a.rules: formatted\nformatted files: 2\n",
    })
    expect([read("rules/a.rules"), read("rules/b.rules"), read("rules/notes.txt")]).toEqual([tidy, tidy, loose])
    expect(statSync(join(home.path, "rules/a.rules")).mode & 0o777).toBe(0o640)
    expect(readdirSync(join(home.path, "rules")).toSorted()).toEqual(["a.rules", "b.rules", "notes.txt"])
  })

  test("behind a link are written, the link stays one", async () => {
    home.write("real.rules", loose)
    symlinkSync("real.rules", join(home.path, "link.rules"))
    expect((await home.run(["fmt", "link.rules"])).code).toBe(0)
    expect(lstatSync(join(home.path, "link.rules")).isSymbolicLink()).toBe(true)
    expect(read("real.rules")).toBe(tidy)
  })

  test("that do not parse are left alone with what is wrong, the others are written", async () => {
    home.write("a.rules", broken)
    home.write("b.rules", loose)
    const { code, out, err } = await home.run(["fmt", "a.rules", "b.rules"])
    expect({ code, out }).toEqual({ code: 1, out: "" })
    expect(err).toContain("error[E102]: unknown word `lst`\n   --> a.rules:1:1")
    expect(err).toContain("a.rules is not changed: it does not parse")
    expect([read("a.rules"), read("b.rules")]).toEqual([broken, tidy])
  })

  test("that are not UTF-8 are left alone, the others are written", async () => {
    mkdirSync(join(home.path, "rules"))
    writeFileSync(join(home.path, "rules/a.rules"), Uint8Array.from([0x23, 0xd6, 0x0a]))
    home.write("rules/b.rules", loose)
    const { code, err } = await home.run(["fmt", "rules"])
    expect(code).toBe(1)
    expect(err).toContain("error[E116]")
    expect(read("rules/b.rules")).toBe(tidy)
  })

  test("with CRLF and a byte order mark lose both", async () => {
    home.write("a.rules", `\ufeff${tidy.replace("\n", "\r\n")}`)
    expect((await home.run(["fmt", "--check", "a.rules"])).code).toBe(1)
    expect((await home.run(["fmt", "a.rules"])).code).toBe(0)
    expect(read("a.rules")).toBe(tidy)
  })

  test("that cannot be written are said, with the system's word for it", () => {
    expect(replaceFile(join(home.path, "gone.rules"), tidy)).toEqual({ ok: false, code: "ENOENT" })
    expect(readdirSync(home.path)).toEqual([])
  })

  test("are those of the configuration when none is named", async () => {
    home.write("a.rules", loose)
    const config = home.write("c.toml", 'rules = ["a.rules"]')
    expect((await home.run(["fmt", "--config", config])).code).toBe(0)
    expect(read("a.rules")).toBe(tidy)
  })
})

describe("--check and --diff change nothing", () => {
  test("--check names the files that would change", async () => {
    home.write("a.rules", loose)
    home.write("b.rules", tidy)
    expect(await home.run(["fmt", "--check", "a.rules", "b.rules"])).toEqual({
      code: 1,
      out: "a.rules\n",
      err: "formatted files: 1\nfiles that would change: 1\n",
    })
    expect(read("a.rules")).toBe(loose)
    expect(await home.run(["fmt", "--check", "b.rules"])).toEqual({ code: 0, out: "", err: "formatted files: 1\n" })
  })

  test.each([[["--diff"]], [["--check", "--diff"]]])("%j shows what would change", async (options) => {
    home.write("a.rules", `# top\n${loose}`)
    const { code, out } = await home.run(["fmt", ...options, "a.rules"])
    expect(code).toBe(1)
    expect(out).toBe(`--- a.rules\n+++ a.rules\n@@ -1,2 +1,2 @@\n # top\n-${loose}+${tidy}`)
    expect(read("a.rules")).toBe(`# top\n${loose}`)
  })
})

describe("standard input", () => {
  test("goes formatted to standard output", async () => {
    expect(await home.run(["fmt", "-"], {}, loose)).toEqual({ code: 0, out: tidy, err: "" })
    expect(await home.run(["fmt", "-"], {}, "")).toEqual({ code: 0, out: "", err: "" })
  })

  test("that does not parse gives no output at all", async () => {
    const { code, out, err } = await home.run(["fmt", "-"], {}, broken)
    expect({ code, out }).toEqual({ code: 1, out: "" })
    expect(err).toContain("--> stdin:1:1")
  })

  test("is compared with --check and --diff", async () => {
    expect(await home.run(["fmt", "--check", "-"], {}, loose)).toMatchObject({ code: 1, out: "stdin\n" })
    expect(await home.run(["fmt", "--diff", "-"], {}, tidy)).toEqual({ code: 0, out: "", err: "" })
  })
})

describe("wrong usage", () => {
  test.each([
    [["-", "a.rules"], "fleetai: - cannot go together with other paths\n  see: fleetai fmt --help\n"],
    [[], "fleetai: there are no rule files to format\n  see: fleetai fmt --help\n"],
  ])("%j", async (args, err) => {
    expect(await home.run(["fmt", ...args])).toEqual({ code: 2, out: "", err })
  })

  test("a path that is not there", async () => {
    expect((await home.run(["fmt", "nowhere.rules"])).code).toBe(2)
  })
})

import { afterEach, beforeEach, describe, expect, test } from "bun:test"
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { maxRuleFiles, readNamedRuleFiles, readRuleFiles } from "../../src/daemon/rule-files.ts"
import { printDiagnostics } from "../../src/language/print.ts"
import { say } from "../../src/locale/phrase.ts"

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "fleetai-rules-"))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(name: string, content: string | Uint8Array = `# ${name}\n`): string {
  const path = join(folder, name)
  mkdirSync(join(path, ".."), { recursive: true })
  writeFileSync(path, content)
  return path
}
const read = (...paths: string[]) => readRuleFiles(paths.length > 0 ? paths : [join(folder, "rules")], folder)
const names = (...paths: string[]) => read(...paths).sources.map(({ path }) => path)
function problems(...paths: string[]): string[] {
  const files = read(...paths)
  return files.ok ? [] : files.problems.map((problem) => say("en", problem))
}

describe("a folder", () => {
  test("stands for its .rules files and those below, by name", () => {
    for (const name of ["rules/b.rules", "rules/a.rules", "rules/sub/c.rules", "rules/notes.txt"]) write(name)
    expect(names()).toEqual(["rules/a.rules", "rules/b.rules", "rules/sub/c.rules"])
  })

  test("of a link to a file what the file uses stands beside the file", () => {
    mkdirSync(join(folder, "rules"))
    write("store/used.rules")
    symlinkSync(write("store/x.rules", 'use "used.rules"\n'), join(folder, "rules/x.rules"))
    expect(names()).toEqual(["rules/x.rules", "store/used.rules"])
  })

  test("follows links to files and to folders, as stow and Nix make them", () => {
    mkdirSync(join(folder, "rules"))
    symlinkSync(write("store/x.rules"), join(folder, "rules/x.rules"))
    write("more/y.rules")
    symlinkSync(join(folder, "more"), join(folder, "rules/more"))
    symlinkSync(join(folder, "rules"), join(folder, "all"))
    expect(names()).toEqual(["rules/more/y.rules", "rules/x.rules"])
    expect(names(join(folder, "all"))).toEqual(["all/more/y.rules", "all/x.rules"])
  })

  test("with links in a circle ends, each file once", () => {
    write("rules/sub/a.rules")
    symlinkSync(join(folder, "rules"), join(folder, "rules/sub/up"))
    symlinkSync(join(folder, "rules/sub"), join(folder, "rules/sub/self"))
    expect(names()).toEqual(["rules/sub/a.rules"])
    expect(problems()).toEqual([])
  })

  test("with a link that leads nowhere says so, and reads the rest", () => {
    write("rules/a.rules")
    symlinkSync(join(folder, "gone.rules"), join(folder, "rules/b.rules"))
    symlinkSync("c.rules", join(folder, "rules/c.rules"))
    symlinkSync(join(folder, "gone"), join(folder, "rules/unrelated"))
    expect(problems()).toEqual(["rules/b.rules cannot be read (ENOENT)", "rules/c.rules cannot be read (ELOOP)"])
    expect(names()).toEqual(["rules/a.rules"])
  })

  test("without rules, or that is not there, is wrong as a path", () => {
    mkdirSync(join(folder, "rules"))
    expect(read()).toMatchObject({ ok: false, pathless: true })
    expect(problems()).toEqual(["rules holds no .rules files"])
    expect(problems(join(folder, "gone"))).toEqual(["gone cannot be read (ENOENT)"])
  })

  test("with too many files is refused", () => {
    for (let n = 0; n <= maxRuleFiles; n++) write(`rules/${n}.rules`)
    expect(problems()).toEqual([`more than ${maxRuleFiles} rule files`])
  })
})

describe("a file", () => {
  test("with CRLF and a BOM reads as any other", () => {
    write("rules/a.rules", "\ufeffrule a {\r\n}\r\n")
    expect(read()).toEqual({ ok: true, sources: [{ path: "rules/a.rules", text: "rule a {\n}\n" }] })
  })

  // The byte counts, not the character that it might have begun.
  test.each([
    ["GBK", [...Buffer.from("# ok\r\n# "), 0xd6, 0xd0], "2:3", "0xd6"],
    ["after a BOM", [0xef, 0xbb, 0xbf, ...Buffer.from("# "), 0xff], "1:3", "0xff"],
    ["a character that was cut off", [...Buffer.from("中"), 0xe4, 0xb8], "1:2", "0xe4"],
    ["cut off in the middle of the file", [...Buffer.from("中"), 0xef, 0xbf, 0x0a, 0x41], "1:2", "0xef"],
    ["half a surrogate", [0x61, 0xed, 0xa0, 0x80], "1:2", "0xed"],
  ])("that is not UTF-8 (%s) is told with the first wrong byte's place", (_, bytes, place, byte) => {
    write("rules/a.rules", Uint8Array.from(bytes))
    write("rules/b.rules", "rule b")
    const files = read()
    if (files.ok) throw new Error("it was taken")
    expect(files.pathless).toBe(false)
    expect(files.problems.map((problem) => say("en", problem))).toEqual([`rules/a.rules:${place}: not UTF-8`])
    const told = printDiagnostics(files.diagnostics, "en")
    expect(told).toContain(`error[E116]: the byte ${byte} is not UTF-8`)
    expect(told).toContain(`rules/a.rules:${place}`)
    // The other's mistakes are found in it.
    expect(files.sources.map(({ path }) => path)).toEqual(["rules/a.rules", "rules/b.rules"])
  })

  test("with a replacement character of its own is UTF-8", () => {
    write("rules/a.rules", "# \ufffd\n")
    expect(read().ok).toBe(true)
  })

  test.skipIf(process.getuid?.() === 0)("that may not be read is told, beside the rest", () => {
    chmodSync(write("rules/a.rules"), 0)
    write("rules/b.rules")
    expect(problems()).toEqual(["rules/a.rules cannot be read (EACCES)"])
    expect(names()).toEqual(["rules/b.rules"])
  })
})

describe("`use`", () => {
  /** Each file with how many `use`s lead to it. */
  const found = (...paths: string[]) => read(...paths).sources.map(({ path, used }) => [path, used])

  test("of a path brings in what stands there, from the folder of the file that says it", () => {
    write("rules/mine.rules", 'use "../shared/team.rules"\n')
    write("shared/team.rules", 'use "deep/more.rules"\n')
    write("shared/deep/more.rules")
    expect(problems()).toEqual([])
    expect(found()).toEqual([
      ["rules/mine.rules", undefined],
      ["shared/team.rules", 1],
      ["shared/deep/more.rules", 2],
    ])
  })

  test("of a folder brings in all rule files below, by name", () => {
    write("rules/mine.rules", 'use "../shared"')
    for (const name of ["shared/b.rules", "shared/a/c.rules", "shared/notes.txt"]) write(name)
    expect(found()).toEqual([
      ["rules/mine.rules", undefined],
      ["shared/a/c.rules", 1],
      ["shared/b.rules", 1],
    ])
  })

  test("of an embedded name reads no file, even of one of that name", () => {
    write("rules/mine.rules", 'use "agents"; use "default"')
    write("rules/agents")
    expect(problems()).toEqual([])
    expect(names()).toEqual(["rules/mine.rules"])
  })

  test("in a circle ends, and what is reached twice is read once, as near as it is", () => {
    write("rules/a.rules", 'use "b.rules"; use "../far.rules"; use "a.rules"; use "../near.rules"')
    write("rules/b.rules", 'use "a.rules"')
    write("far.rules", 'use "near.rules"')
    write("near.rules", 'use "far.rules"; use "rules/b.rules"')
    symlinkSync(join(folder, "far.rules"), join(folder, "link.rules"))
    write("rules/c.rules", 'use "../link.rules"')
    expect(found()).toEqual([
      ["rules/a.rules", undefined],
      ["rules/b.rules", undefined],
      ["rules/c.rules", undefined],
      ["far.rules", 1],
      ["near.rules", 1],
    ])
  })

  test("is nothing in a comment or a string", () => {
    write("rules/a.rules", '# use "gone.rules"\nlist a = ["use"]\n')
    expect(problems()).toEqual([])
  })

  test("of what is not there is told at the `use`, and the rest is read", () => {
    mkdirSync(join(folder, "empty"))
    write("rules/a.rules", 'use "agnts"\nuse "../empty"\nuse "../b.rules"\nuse "../../dev/null"')
    write("b.rules", "rule b")
    const files = read()
    if (files.ok) throw new Error("it was taken")
    expect(files.pathless).toBe(false)
    expect(files.problems.map((problem) => say("en", problem)).slice(0, 2)).toEqual([
      "rules/a.rules:1: there is nothing to use at agnts (ENOENT)",
      "rules/a.rules:2: there is nothing to use at ../empty (ENOENT)",
    ])
    const told = printDiagnostics(files.diagnostics, "en")
    expect(told).toContain("error[E115]: there is nothing to use at `agnts` (ENOENT)\n   --> rules/a.rules:1:5")
    expect(told).toContain("did you mean `agents`?")
    expect(names()).toEqual(["rules/a.rules", "b.rules"])
  })

  test("of a device is refused: it could be read for ever", () => {
    write("rules/a.rules", 'use "/dev/zero"')
    expect(problems()).toEqual(["rules/a.rules:1: there is nothing to use at /dev/zero (ENOTSUP)"])
  })

  test("counts among the files of a set", () => {
    write("rules/a.rules", 'use "../shared"')
    for (let n = 0; n < maxRuleFiles; n++) write(`shared/${n}.rules`)
    expect(problems()).toEqual([`more than ${maxRuleFiles} rule files`])
  })

  test("is not followed by whoever only wants the named files", () => {
    write("rules/a.rules", 'use "../gone.rules"; use "../b.rules"')
    write("b.rules")
    const files = readNamedRuleFiles([join(folder, "rules")], folder)
    expect(files.ok && files.sources.map(({ path }) => path)).toEqual(["rules/a.rules"])
  })
})

test("a file that is named twice is read once", () => {
  const path = write("a.rules")
  expect(names(path, path, folder)).toEqual(["a.rules"])
})

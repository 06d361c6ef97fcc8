import { afterEach, beforeEach, describe, expect, test } from "bun:test"
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { Home } from "./program.ts"

let home: Home
beforeEach(() => {
  home = new Home()
  mkdirSync(join(home.path, "rules"))
})
afterEach(() => home[Symbol.dispose]())

const good = `rule a { when screen has "x"; do notify ops "x" }\n`
const config = (text: string) => home.write("config.toml", text)
const check = (...args: string[]) => home.run(["check", "--config", join(home.path, "config.toml"), ...args])

describe("files that cannot be read as text", () => {
  beforeEach(() => {
    config("[receiver.ops]\n")
    writeFileSync(join(home.path, "rules/a.rules"), Uint8Array.from([0x23, 0xd6, 0xd0, 0x0a]))
    home.write("rules/b.rules", "rule b { do }")
  })

  test("hide nobody's mistakes: all are told, each with its place, and the answer is 1", async () => {
    const { code, out } = await check("rules")
    expect(code).toBe(1)
    expect(out).toContain("error[E116]: the byte 0xd6 is not UTF-8")
    expect(out).toContain("rules/a.rules:1:2")
    expect(out).toContain("rules/b.rules:1:")
  })

  test("are in the JSON too", async () => {
    const { code, out } = await check("--format", "json", "rules")
    expect(code).toBe(1)
    const found = JSON.parse(out) as { code: string; file: string; line: number; column: number }[]
    expect(found[0]).toMatchObject({ code: "E116", file: "rules/a.rules", line: 1, column: 2 })
    expect(found.some(({ file }) => file === "rules/b.rules")).toBe(true)
  })
})

describe("a broken config.toml", () => {
  beforeEach(() => {
    config('[receiver.ops]\nchannels = ["terminal"]\nformat = 3\n')
    home.write("rules/a.rules", good)
  })

  test("is told, not passed over for the embedded rules", async () => {
    const { code, err } = await check()
    expect(code).toBe(2)
    expect(err).toContain("config.toml:3:10")
    expect(err).not.toContain("no problems")
  })

  test("leaves the receivers unknown: a file that names them is not blamed for it", async () => {
    const { code, out, err } = await check("rules")
    expect([code, out]).toEqual([0, ""])
    expect(err).toContain("config.toml is broken: receivers are not checked")
  })
})

test("a receiver that no valid configuration names is an error", async () => {
  config("")
  home.write("rules/a.rules", good)
  const { code, out } = await check("rules")
  expect(code).toBe(1)
  expect(out).toContain("E205")
})

test("a path that is not there is wrong usage", async () => {
  config("")
  expect(await check("gone")).toEqual({ code: 2, out: "", err: "gone cannot be read (ENOENT)\n" })
})

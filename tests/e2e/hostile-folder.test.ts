import { afterAll, beforeAll, expect, test } from "bun:test"
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

const binary = join(import.meta.dir, "../../dist/fleetai")

/** A folder as a stranger may leave it: settings that any Bun program in it would obey. */
let folder: string
const mark = () => join(folder, "preload-ran")

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fleetai-hostile-"))
  mkdirSync(join(folder, "home"))
  writeFileSync(join(folder, ".env"), "FLEETAI_CONFIG=/hostile/config.toml\nLANG=zh_CN.UTF-8\n")
  writeFileSync(join(folder, "preload.ts"), `require("node:fs").writeFileSync(${JSON.stringify(mark())}, "")\n`)
  writeFileSync(join(folder, "bunfig.toml"), 'preload = ["./preload.ts"]\n[run]\npreload = ["./preload.ts"]\n')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function start(command: readonly string[]) {
  const env = { HOME: join(folder, "home"), PATH: process.env["PATH"] ?? "" }
  const { exitCode, stdout, stderr } = Bun.spawnSync([...command], { cwd: folder, env })
  return { exitCode, out: stdout.toString(), err: stderr.toString() }
}

test("the folder is hostile indeed: plain bun obeys it", () => {
  const script = join(folder, "script.ts")
  writeFileSync(script, "console.log(process.env.FLEETAI_CONFIG)")
  expect(start([process.execPath, script]).out).toBe("/hostile/config.toml\n")
  expect(existsSync(mark())).toBe(true)
  rmSync(mark())
})

test("the binary runs no preload of the folder's bunfig.toml", () => {
  expect(start([binary, "version"])).toMatchObject({ exitCode: 0, err: "" })
  expect(existsSync(mark())).toBe(false)
})

test("the binary takes nothing from the folder's .env", () => {
  // With the .env it would look for /hostile/config.toml, and speak Chinese.
  const { exitCode, err } = start([binary, "notify"])
  expect(exitCode).not.toBe(70)
  expect(err).not.toContain("/hostile/")
  expect(start([binary, "--help"]).out).toContain("Usage: fleetai")
})

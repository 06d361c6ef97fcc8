import { expect, test } from "bun:test"
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

const script = join(import.meta.dir, "../../scripts/demo.ts")

/** Everything that is running for the demo names its folder: tmux, the agent, fleetai. */
function processesNaming(folder: string): string[] {
  const { stdout } = Bun.spawnSync(["ps", "-eo", "args"])
  return stdout
    .toString()
    .split("\n")
    .filter((line) => line.includes(folder))
}

function startDemo() {
  const temporary = mkdtempSync(join(tmpdir(), "fleetai-demo-test-"))
  const child = Bun.spawn([process.execPath, script], {
    env: { PATH: process.env["PATH"] ?? "", TMPDIR: temporary, LANG: "C.UTF-8" },
    stdout: "pipe",
    stderr: "pipe",
  })
  return { child, temporary }
}

test("the demo shows the agent's dialog and the message on the phone, and leaves nothing behind", async () => {
  const { child, temporary } = startDemo()
  const [out, code] = await Promise.all([child.stdout.text(), child.exited])
  expect(out).toContain("Do you want to proceed?")
  expect(out).toMatch(/WeCom on the phone of zhangsan, lisi[\s\S]*npm test -- checkout/)
  expect(code).toBe(0)
  expect(readdirSync(temporary)).toEqual([])
  expect(processesNaming(temporary)).toEqual([])
  rmSync(temporary, { recursive: true })
})

test("interrupted in the middle, the demo leaves nothing behind either", async () => {
  const { child, temporary } = startDemo()
  let out = ""
  for await (const bytes of child.stdout) {
    out += new TextDecoder().decode(bytes)
    if (out.includes("fleetai │")) child.kill("SIGINT")
  }
  expect(await child.exited).toBe(130)
  expect(existsSync(temporary) && readdirSync(temporary)).toEqual([])
  expect(processesNaming(temporary)).toEqual([])
  rmSync(temporary, { recursive: true })
})

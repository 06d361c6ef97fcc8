/** What happens when whoever reads the program's output goes away. Real pipes. */
import { afterEach, beforeEach, expect, test } from "bun:test"
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { openTerminal } from "../../src/cli/terminal.ts"
import { openStore } from "../../src/store/open.ts"
import { valueIn } from "../store/state-folder.ts"
import { Home } from "./program.ts"

const main = join(import.meta.dir, "../../src/main.ts")
let home: Home
beforeEach(() => {
  home = new Home()
  mkdirSync(join(home.path, "rules"))
  home.write("config.toml", 'rules = ["rules"]\nstate = "state"\n')
})
afterEach(() => home[Symbol.dispose]())

/** In a shell, so that real pipes join them; the last word of its output counts. */
async function piped(command: string): Promise<string> {
  const fleetai = `"$BUN" "$MAIN"`
  const child = Bun.spawn(["bash", "-c", command.replaceAll("fleetai", fleetai)], {
    cwd: home.path,
    env: {
      HOME: home.path,
      PATH: process.env["PATH"] ?? "",
      TMUX_TMPDIR: home.path,
      FLEETAI_CONFIG: join(home.path, "config.toml"),
      BUN: process.execPath,
      MAIN: main,
    },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
    timeout: 30_000,
  })
  const out = await child.stdout.text()
  await child.exited
  return out.trim()
}

test("a command whose reader has enough ends well", async () => {
  expect(await piped("{ fleetai --help; echo $? >code; } | head -n 1 >/dev/null; cat code")).toBe("0")
})

const good = `rule a { when screen has "x"; do notify "x" }\n`

test("the service whose messages nobody reads any more stops in order, says so, and loses nothing", async () => {
  home.write("rules/a.rules", good)
  await home.run(["run", "--once", "--config", "config.toml"])
  // Now it has a message at once: its rules are broken, it runs with the last good ones.
  home.write("rules/a.rules", "rule a {")
  expect(await piped("{ fleetai run 2>log; echo $? >code; } | true; cat code")).toBe("3")
  expect(await Bun.file(join(home.path, "log")).text()).toContain("stopping")
  const store = valueIn(openStore(join(home.path, "state/state.db")))
  const [message] = valueIn(store.messages(1))
  store.close()
  expect(message?.status).toBe("waiting")
})

test("the service whose log nobody reads any more stops in order", async () => {
  home.write("rules/a.rules", good)
  expect(await piped("{ { fleetai run; echo $? >code; } 2>&1 >out; } | true; cat code")).toBe("3")
  expect(await piped("fleetai run --once >/dev/null 2>/dev/null; echo $?")).toBe("3")
})

test("what is shown is shown once it is written, and a full disk is no end of the service", async () => {
  let fail: ((error: Error) => void) | undefined
  let write: ((error?: Error) => void) | undefined
  const stdout = {
    write: (_: string, written?: (error?: Error | null) => void) => {
      write = written
    },
    on: (_: "error", call: (error: Error) => void) => {
      fail = call
    },
  }
  const terminal = openTerminal({}, "en", stdout, { write: () => {} })
  const full = Object.assign(new Error("no space"), { code: "ENOSPC" })
  expect(() => fail?.(full)).toThrow()
  void terminal.outliveReader()
  expect(() => fail?.(full)).not.toThrow()
  let settled = false
  const shown = terminal.show("x").finally(() => {
    settled = true
  })
  await Promise.resolve()
  expect(settled).toBe(false)
  write?.(full)
  await expect(shown).rejects.toThrow("no space")
})

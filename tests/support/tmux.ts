/** Real tmux servers of our own for tests: private sockets, private home, ended by pid. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { ServerAddress } from "../../src/tmux/address.ts"

export interface PrivateTmux {
  readonly address: ServerAddress
  /** The folder that is HOME and TMUX_TMPDIR of everything started here. */
  readonly home: string
  readonly env: Record<string, string>
  /** Runs `tmux …`; throws with its message when it fails. */
  run(...words: string[]): string
  /** The same, with success as a value. */
  tryRun(...words: string[]): { readonly ok: boolean; readonly output: string }
  /** Starts a detached session whose one pane runs `argv`. */
  session(name: string, ...argv: string[]): void
  /** pid of the server; undefined when there is none. */
  pid(): number | undefined
  /** Ends the server (if any) and removes its folder. */
  stop(): Promise<void>
}

/** A place for a tmux server that does not exist yet; `session` starts it. */
export function privateTmux(socket = "test"): PrivateTmux {
  const home = mkdtempSync(join(tmpdir(), "fleetai-tmux-"))
  const env = {
    PATH: process.env["PATH"] ?? "",
    HOME: home,
    TMUX_TMPDIR: home,
    LANG: "C.UTF-8",
    TERM: "xterm-256color",
    SHELL: "/bin/sh",
  }
  const address: ServerAddress = { socket, tmux: "tmux", env, uid: process.getuid?.() ?? 0 }
  const tryRun = (...words: string[]) => {
    const ran = Bun.spawnSync(["tmux", "-u", "-f", "/dev/null", "-L", socket, ...words], { env, stdin: "ignore" })
    return { ok: ran.success, output: ran.success ? ran.stdout.toString() : ran.stderr.toString() }
  }
  const run = (...words: string[]): string => {
    const { ok, output } = tryRun(...words)
    if (!ok) throw new Error(`tmux ${words.join(" ")}: ${output}`)
    return output.trimEnd()
  }
  const pid = () => {
    const { ok, output } = tryRun("-N", "display-message", "-p", "#{pid}")
    return ok ? Number(output) : undefined
  }
  return {
    address,
    home,
    env,
    run,
    tryRun,
    session: (name, ...argv) => {
      run(
        "new-session",
        "-d",
        "-s",
        name,
        "-c",
        home,
        "-x",
        "100",
        "-y",
        "30",
        "--",
        ...(argv.length === 0 ? ["cat"] : argv),
      )
    },
    pid,
    async stop() {
      const server = pid()
      if (server !== undefined) {
        process.kill(server, "SIGTERM")
        await eventually("the tmux server ends", () => !isAlive(server))
      }
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** Runs still; a process that ended and was not collected by its parent yet (a zombie) does not. */
export function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z /s.test(readFileSync(`/proc/${pid}/stat`, "utf8"))
  } catch {
    return false
  }
}

/** Waits until `holds` gives something true and returns it; throws with `promise` in the message when it never does. */
export async function eventually<T>(promise: string, holds: () => T | Promise<T>, withinMs = 5000): Promise<T> {
  const giveUpAt = performance.now() + withinMs
  for (;;) {
    const value = await holds()
    if (value) return value
    if (performance.now() > giveUpAt) throw new Error(`did not happen within ${withinMs} ms: ${promise}`)
    await Bun.sleep(10)
  }
}

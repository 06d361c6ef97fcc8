/** fleetai as a person starts it, from the sources, in a home folder of its own. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

const main = join(import.meta.dir, "../../src/main.ts")

export interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

export class Home {
  readonly path = mkdtempSync(join(tmpdir(), "fleetai-home-"))

  write(name: string, text: string, mode = 0o600): string {
    const path = join(this.path, name)
    writeFileSync(path, text, { mode })
    return path
  }

  /** Runs to the end. The environment is the home and `env` alone. */
  async run(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    input: string | Blob = "",
  ): Promise<Ended> {
    const child = Bun.spawn([process.execPath, main, ...args], {
      cwd: this.path,
      env: { HOME: this.path, PATH: process.env["PATH"] ?? "", TMUX_TMPDIR: this.path, LANG: "C.UTF-8", ...env },
      stdin: new Blob([input]),
      stdout: "pipe",
      stderr: "pipe",
    })
    const [out, err, code] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited])
    return { code, out, err }
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true })
  }
}

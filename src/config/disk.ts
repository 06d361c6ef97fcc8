/** The machine's real files and environment. */
import { readFileSync, realpathSync, statSync } from "node:fs"
import { homedir } from "node:os"
import { folderOf, join } from "./paths.ts"
import type { Environment, FileReading, Surroundings } from "./surroundings.ts"

export function surroundingsOf(env: Environment): Surroundings {
  const socketFolder = join(env["TMUX_TMPDIR"] || "/tmp", `tmux-${process.getuid?.() ?? 0}`)
  return { env, home: env["HOME"] || homedir(), cwd: process.cwd(), readFile, socketFolder, realPath }
}

/** Without symbolic links, as far as it is there. */
export function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    // Not there yet: its folder may be.
    return path === "/" ? path : join(realPath(folderOf(path)), path.slice(path.lastIndexOf("/") + 1))
  }
}

function readFile(path: string): FileReading {
  try {
    const mode = statSync(path).mode & 0o777
    return { ok: true, text: readFileSync(path, "utf8"), mode }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error)
    return { ok: false, missing: code === "ENOENT" || code === "ENOTDIR", detail: code }
  }
}

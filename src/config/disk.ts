/** The machine's real files and environment. */
import { readFileSync, statSync } from "node:fs"
import { homedir } from "node:os"
import type { Environment, FileReading, Surroundings } from "./surroundings.ts"

export function surroundingsOf(env: Environment): Surroundings {
  return { env, home: env["HOME"] || homedir(), cwd: process.cwd(), readFile }
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

/** A made-up machine: files, environment, home. */
import { type LoadedConfig, loadConfig } from "../../src/config/load.ts"
import type { Environment, FileReading, Surroundings } from "../../src/config/surroundings.ts"
import { say } from "../../src/locale/phrase.ts"

export const configPath = "/home/li/.config/fleetai/config.toml"

interface MadeFile {
  readonly text: string
  readonly mode: number
}

export interface Machine {
  readonly env?: Environment
  readonly files?: Readonly<Record<string, string | MadeFile>>
}

export function machine({ env = {}, files = {} }: Machine): Surroundings {
  const readFile = (path: string): FileReading => {
    const file = files[path]
    if (file === undefined) return { ok: false, missing: true, detail: "ENOENT" }
    return { ok: true, ...(typeof file === "string" ? { text: file, mode: 0o600 } : file) }
  }
  // On this machine /tmp is a link, as on macOS.
  const realPath = (path: string) => path.replace(/^\/tmp\//, "/private/tmp/")
  return { env, home: "/home/li", cwd: "/projects", readFile, socketFolder: "/tmp/tmux-1000", realPath }
}

/** Loads `text` as the person's config.toml. */
export function load(text: string, { env, files }: Machine = {}): LoadedConfig {
  return loadConfig(undefined, machine({ ...(env ? { env } : {}), files: { ...files, [configPath]: text } }))
}

export function configOf(loaded: LoadedConfig) {
  if (!loaded.ok) throw new Error(problemLines(loaded).join("\n"))
  return loaded.config
}

/** `line:column key: message; help`, in English. */
export function problemLines(loaded: LoadedConfig): string[] {
  if (loaded.ok) return []
  return loaded.problems.map(({ line, column, key, message, help }) => {
    return `${line}:${column} ${key}: ${say("en", message)}; ${say("en", help)}`
  })
}

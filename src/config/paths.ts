/** Where the configuration and the state live, and how paths in the configuration are meant. */
import type { Environment, Surroundings } from "./surroundings.ts"

const configName = "fleetai/config.toml"
const stateName = "fleetai"

/** A place to look for `config.toml`; a `demanded` one must be there. */
export interface Candidate {
  readonly path: string
  readonly demanded: boolean
}

/** In order: `--config`, `$FLEETAI_CONFIG`, `$XDG_CONFIG_HOME`, `~/.config`. The first that is there wins. */
export function configCandidates(asked: string | undefined, { env, home, cwd }: Surroundings): Candidate[] {
  const demanded = asked ?? (env["FLEETAI_CONFIG"] || undefined)
  if (demanded !== undefined) return [{ path: absolute(demanded, cwd, home), demanded: true }]
  const folders = [xdg(env, "XDG_CONFIG_HOME"), join(home, ".config")]
  return folders
    .filter((folder) => folder !== undefined)
    .map((folder) => ({ path: join(folder, configName), demanded: false }))
}

export function defaultState({ env, home }: Surroundings): string {
  return join(xdg(env, "XDG_STATE_HOME") ?? join(home, ".local/state"), stateName)
}

/** `~` is the home folder, a relative path begins at `base`. */
export function absolute(path: string, base: string, home: string): string {
  if (path === "~") return home
  if (path.startsWith("~/")) return join(home, path.slice(2))
  return normal(path.startsWith("/") ? path : `${base}/${path}`)
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf("/")))
}

export function join(folder: string, name: string): string {
  return normal(`${folder}/${name}`)
}

/** Relative values of XDG variables are to be ignored (XDG Base Directory Specification). */
function xdg(env: Environment, variable: string): string | undefined {
  const folder = env[variable]
  return folder?.startsWith("/") ? folder : undefined
}

/** Without `.`, `..`, doubled and closing slashes. */
function normal(path: string): string {
  const parts: string[] = []
  for (const part of path.split("/")) {
    if (part === "..") parts.pop()
    else if (part !== "" && part !== ".") parts.push(part)
  }
  return `/${parts.join("/")}`
}

/** Which tmux server, and how its `tmux` command is started. */
import { isAbsolute, join } from "node:path"

/** `socket` as in config.toml: a name is `tmux -L`, an absolute path `tmux -S`, undefined tmux's own choice ("default"). */
export interface ServerAddress {
  readonly socket: string | undefined
  /** The tmux program: a name on PATH or a path. */
  readonly tmux: string
  /** The environment fleetai runs in; only what `tmuxEnvironment` lets through reaches tmux. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly uid: number
}

/** This process's own user and environment. */
export function localServer(socket: string | undefined): ServerAddress {
  return { socket, tmux: "tmux", env: process.env, uid: process.getuid?.() ?? 0 }
}

/**
 * The beginning of every tmux command line. `-N` never starts a server; `-u` because without UTF-8 tmux writes `_` for
 * every character it thinks we cannot show; `-f` so that nothing of a person's configuration could ever be run.
 */
export function tmuxArguments({ tmux, socket }: Pick<ServerAddress, "tmux" | "socket">): string[] {
  const where = socket === undefined ? [] : isAbsolute(socket) ? ["-S", socket] : ["-L", socket]
  return [tmux, "-u", "-N", "-f", "/dev/null", ...where]
}

/** A tmux client hands its whole environment to the server, where others can see parts of it: it gets no secrets. */
const passed = ["PATH", "HOME", "USER", "LOGNAME", "SHELL", "TMUX_TMPDIR", "TMPDIR", "LANG", "LC_ALL", "LC_CTYPE"]

/** What tmux needs to find its socket, and nothing else: no `TMUX` (nesting), no tokens. */
export function tmuxEnvironment(address: ServerAddress): Record<string, string> {
  const env: Record<string, string> = {}
  for (const name of passed) {
    const value = address.env[name]
    if (value !== undefined) env[name] = value
  }
  // What our session runs must be found: tmux 3.3a crashes when that ends before the session is all there.
  return { ...env, PATH: [...(env["PATH"] ? [env["PATH"]] : []), "/usr/bin:/bin"].join(":") }
}

/** Where tmux(1) puts the socket: `TMUX_TMPDIR`, else /tmp, in a folder per user. */
export function socketPath(address: ServerAddress): string {
  const socket = address.socket ?? "default"
  if (isAbsolute(socket)) return socket
  return join(address.env["TMUX_TMPDIR"] || "/tmp", `tmux-${address.uid}`, socket)
}

/** A watcher of a tmux server on another machine (sshd.ts). */
import { RemoteProcesses } from "../../src/process/remote.ts"
import { Link } from "../../src/ssh/link.ts"
import { RemoteReach } from "../../src/tmux/remote-reach.ts"
import { systemTimers } from "../../src/tmux/timers.ts"
import { far, type PrivateSshd } from "./sshd.ts"
import type { PrivateTmux } from "./tmux.ts"
import { type Watching, type WatchingOptions, watching } from "./watching.ts"

const secret = (): string => crypto.randomUUID()

/** `patienceMs`: as in LinkOptions. */
export function farLink({ ssh, folder }: PrivateSshd, patienceMs = 5_000): Link {
  const env = { PATH: process.env["PATH"] ?? "", HOME: folder, XDG_RUNTIME_DIR: folder }
  return new Link({ destination: far, ssh, env, after: systemTimers.after, secret, patienceMs })
}

/** `socket`: as in ServerAddress; that of `tmux`, where it is not given. */
export function farWatching(
  tmux: PrivateTmux,
  machine: PrivateSshd,
  options: WatchingOptions & { readonly socket?: string; readonly patienceMs?: number } = {},
): Watching {
  const link = farLink(machine, options.patienceMs)
  const run = async (script: string): Promise<string | undefined> => {
    const answer = await link.ask(script)
    return answer.ok ? answer.output : undefined
  }
  return watching(tmux, {
    host: "far",
    reach: new RemoteReach(link, options.socket ?? tmux.address.socket),
    processes: new RemoteProcesses({ run, now: Date.now, secret }),
    ...options,
  })
}

/** The control socket: HTTP over a Unix socket in the state folder (0700), for the other commands of this host. */
import { rmSync } from "node:fs"
import { join } from "node:path"
import type { Status } from "./status.ts"

/** A command does not wait longer for a service that hangs. */
const askTimeoutMs = 2_000

const socketOf = (stateFolder: string): string => join(stateFolder, "fleetai.sock")

export type Opened =
  | { readonly ok: true; readonly close: () => void }
  | { readonly ok: false; readonly path: string; readonly code: string }

/** Answers `status`. The lock is held already, so a socket that is still there belongs to nobody. */
export function openControl(stateFolder: string, status: () => Status): Opened {
  const path = socketOf(stateFolder)
  try {
    rmSync(path, { force: true })
    const server = Bun.serve({
      unix: path,
      fetch: (request) =>
        new URL(request.url).pathname === "/status" && request.method === "GET"
          ? Response.json(status())
          : new Response(null, { status: 404 }),
    })
    return {
      ok: true,
      close: () => {
        void server.stop(true)
        rmSync(path, { force: true })
      },
    }
  } catch (error) {
    return { ok: false, path, code: error instanceof Error && "code" in error ? String(error.code) : String(error) }
  }
}

/** The running service's status; undefined: none answers. */
export async function askStatus(stateFolder: string): Promise<Status | undefined> {
  try {
    const answer = await fetch("http://fleetai/status", {
      unix: socketOf(stateFolder),
      proxy: false,
      signal: AbortSignal.timeout(askTimeoutMs),
    })
    return answer.ok ? ((await answer.json()) as Status) : undefined
  } catch {
    // Nobody listens: that is the answer.
    return undefined
  }
}

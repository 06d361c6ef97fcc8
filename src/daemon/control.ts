/** The control socket: HTTP over a Unix socket in the state folder (0700), for the other commands of this host. */
import { rmSync } from "node:fs"
import { join } from "node:path"
import type { KnownPane } from "./known-panes.ts"
import type { Status } from "./status.ts"

/** A command does not wait longer for a service that hangs. */
const askTimeoutMs = 2_000

const socketOf = (stateFolder: string): string => join(stateFolder, "fleetai.sock")

export type Opened =
  | { readonly ok: true; readonly close: () => void }
  | { readonly ok: false; readonly path: string; readonly code: string }

/** What the service answers. */
export interface Answers {
  readonly status: () => Status
  readonly panes: () => readonly KnownPane[]
}

/** The lock is held already, so a socket that is still there belongs to nobody. */
export function openControl(stateFolder: string, { status, panes }: Answers): Opened {
  const path = socketOf(stateFolder)
  try {
    rmSync(path, { force: true })
    const server = Bun.serve({
      unix: path,
      fetch: ({ url, method }) => {
        const { pathname } = new URL(url)
        if (method === "GET" && pathname === "/status") return Response.json(status())
        if (method === "GET" && pathname === "/panes") return Response.json(panes())
        return new Response(null, { status: 404 })
      },
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
export const askStatus = (stateFolder: string): Promise<Status | undefined> => ask<Status>(stateFolder, "status")

/** The panes that the running service sees, and what it remembers of them; undefined: none answers. */
export const askPanes = (stateFolder: string): Promise<readonly KnownPane[] | undefined> =>
  ask<readonly KnownPane[]>(stateFolder, "panes")

/** The service is this very program: its answers are taken at their word. */
async function ask<Answer>(stateFolder: string, what: keyof Answers): Promise<Answer | undefined> {
  try {
    const answer = await fetch(`http://fleetai/${what}`, {
      unix: socketOf(stateFolder),
      proxy: false,
      signal: AbortSignal.timeout(askTimeoutMs),
    })
    return answer.ok ? ((await answer.json()) as Answer) : undefined
  } catch {
    // Nobody listens: that is the answer.
    return undefined
  }
}

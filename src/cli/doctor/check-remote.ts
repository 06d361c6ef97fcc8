/** A tmux server on another machine: the way to it, tmux there, and its sessions. */
import type { Host } from "../../config/config.ts"
import { remoteWay, serverName } from "../../daemon/watching.ts"
import { phrase } from "../../locale/phrase.ts"
import { type Found, find } from "../../tmux/finding.ts"
import { causePhrases } from "../../tmux/server-state.ts"
import { systemTimers } from "../../tmux/timers.ts"
import { type Finding, type Patient, problem, warning } from "./finding.ts"
import { sessionsFinding } from "./sessions-finding.ts"

export async function checkRemote(host: Host, destination: string, { env }: Patient): Promise<Finding> {
  const { reach } = remoteWay(host, destination, systemTimers, env)
  try {
    return findingOf(host, await find(reach))
  } finally {
    await reach.close()
  }
}

function findingOf(host: Host, found: Found): Finding {
  const server = serverName(host)
  const about = { host: host.name, socket: server }
  switch (found.kind) {
    case "there": {
      const theirs = found.places.filter(({ mark }) => mark === "").map(({ session }) => session)
      return sessionsFinding(host, server, [...new Set(theirs)])
    }
    case "absent":
      return warning("tmux", phrase("doctor.tmux-absent", about), phrase("doctor.tmux-absent-cure"))
    case "lost": {
      if (found.cause === undefined) {
        const text = phrase("doctor.tmux-hindered", { ...about, what: found.why })
        return problem("tmux", text, phrase("doctor.tmux-hindered-cure"))
      }
      const { what, cure } = causePhrases(found.cause)
      return problem("tmux", phrase("doctor.tmux-hindered", { ...about, what: [what, found.why] }), cure)
    }
    default:
      return found satisfies never
  }
}

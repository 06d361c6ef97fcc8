/** Of a server that answers: whether some session there is watched. */
import { RE2JS } from "re2js"
import type { Host } from "../../config/config.ts"
import { phrase } from "../../locale/phrase.ts"
import { type Finding, ok, warning } from "./finding.ts"

/** `sessions`: the names of those in which people have a pane. */
export function sessionsFinding(host: Host, socket: string, sessions: readonly string[]): Finding {
  const about = { host: host.name, socket }
  const patterns = host.sessions.map((pattern) => RE2JS.compile(pattern))
  const watched = sessions.filter((name) => patterns.length === 0 || patterns.some((each) => each.matcher(name).find()))
  if (watched.length === 0 && sessions.length > 0) {
    const text = phrase("doctor.tmux-no-session", { ...about, sessions: sessions.length })
    return warning("tmux", text, phrase("doctor.tmux-no-session-cure"))
  }
  return ok("tmux", phrase("doctor.tmux-server", { ...about, watched: watched.length, sessions: sessions.length }))
}

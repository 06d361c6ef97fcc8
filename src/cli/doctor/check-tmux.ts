/** The tmux program and every configured server: there, ours to use, with sessions that are watched. */
import { RE2JS } from "re2js"
import type { Host } from "../../config/config.ts"
import { addressOf } from "../../daemon/watching.ts"
import { phrase } from "../../locale/phrase.ts"
import { socketPath, tmuxArguments, tmuxEnvironment } from "../../tmux/address.ts"
import { markOption } from "../../tmux/own-session.ts"
import { type Finding, ok, type Patient, problem, warning } from "./finding.ts"

/** Older ones lack what the watcher relies on. */
const oldestVersion = [3, 2] as const
/** A healthy server answers within milliseconds. */
const answerTimeoutMs = 3_000

export function checkTmux(patient: Patient): Finding[] {
  const program = checkProgram(patient)
  if (program.level === "problem") return [program]
  const servers = patient.config.hosts.flatMap((host) => checkServer(host, patient))
  return [program, ...servers, ...checkUnwatched(patient)]
}

function checkProgram({ env }: Patient): Finding {
  const path = Bun.which("tmux", { PATH: env["PATH"] ?? "" })
  if (path === null) return problem("tmux", phrase("doctor.tmux-missing"), phrase("doctor.tmux-missing-cure"))
  const said = Bun.spawnSync([path, "-V"], { timeout: answerTimeoutMs }).stdout.toString().trim()
  const [, major, minor] = /(\d+)\.(\d+)/.exec(said) ?? []
  const text = phrase("doctor.tmux-program", { version: said.replace(/^tmux /, ""), path })
  // A build from the repository calls itself "tmux master" or "next-3.8".
  if (major === undefined) return ok("tmux", text)
  const isOld =
    Number(major) < oldestVersion[0] || (Number(major) === oldestVersion[0] && Number(minor) < oldestVersion[1])
  if (!isOld) return ok("tmux", text)
  return warning("tmux", phrase("doctor.tmux-old", { version: said }), phrase("doctor.tmux-old-cure"))
}

function checkServer(host: Host, patient: Patient): Finding[] {
  const address = { ...addressOf(host), env: patient.env }
  const words = [...tmuxArguments(address), "list-panes", "-a", "-F", `#{${markOption}} #{session_name}`]
  const asked = Bun.spawnSync(words, { env: tmuxEnvironment(address), stdin: "ignore", timeout: answerTimeoutMs })
  const socket = socketPath(address)
  const about = { host: host.name, socket }
  if (asked.exitedDueToTimeout) {
    return [problem("tmux", phrase("doctor.tmux-silent", about), phrase("doctor.tmux-silent-cure"))]
  }
  const complaint = asked.stderr.toString()
  if (/permission denied|access not allowed/i.test(complaint)) {
    return [problem("tmux", phrase("doctor.tmux-denied", about), phrase("doctor.tmux-denied-cure"))]
  }
  if (!asked.success) return [warning("tmux", phrase("doctor.tmux-absent", about), phrase("doctor.tmux-absent-cure"))]
  const sessions = sessionsIn(asked.stdout.toString())
  const patterns = host.sessions.map((pattern) => RE2JS.compile(pattern))
  const watched = sessions.filter((name) => patterns.length === 0 || patterns.some((each) => each.matcher(name).find()))
  if (watched.length === 0 && sessions.length > 0) {
    const text = phrase("doctor.tmux-no-session", { ...about, sessions: sessions.length })
    return [warning("tmux", text, phrase("doctor.tmux-no-session-cure"))]
  }
  return [ok("tmux", phrase("doctor.tmux-server", { ...about, watched: watched.length, sessions: sessions.length }))]
}

/** Lines of a mark and a session's name, one per pane: the sessions in which people have a pane. */
function sessionsIn(panes: string): string[] {
  const theirs = panes.split("\n").filter((line) => line.startsWith(" "))
  return [...new Set(theirs.map((line) => line.slice(1)))]
}

/** The server that doctor is started in should be one of those that are watched. */
function checkUnwatched(patient: Patient): Finding[] {
  const socket = (patient.env["TMUX"] ?? "").split(",")[0] ?? ""
  const watched = patient.config.hosts.map((host) => socketPath({ ...addressOf(host), env: patient.env }))
  if (socket === "" || watched.includes(socket)) return []
  return [
    warning("tmux", phrase("doctor.tmux-unwatched", { socket }), phrase("doctor.tmux-unwatched-cure", { socket })),
  ]
}

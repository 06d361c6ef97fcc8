/** The tmux program and every configured server: there, ours to use, with sessions that are watched. */
import type { Host } from "../../config/config.ts"
import { addressOf } from "../../daemon/watching.ts"
import { phrase } from "../../locale/phrase.ts"
import { socketPath, tmuxArguments, tmuxEnvironment } from "../../tmux/address.ts"
import { markOption } from "../../tmux/own-session.ts"
import { checkRemote } from "./check-remote.ts"
import { type Finding, ok, type Patient, problem, warning } from "./finding.ts"
import { sessionsFinding } from "./sessions-finding.ts"

/** Older ones lack what the watcher relies on. */
const oldestVersion = [3, 2] as const
/** A healthy server answers within milliseconds. */
const answerTimeoutMs = 3_000

export async function checkTmux(patient: Patient): Promise<Finding[]> {
  const { hosts } = patient.config
  const own = hosts.filter(({ ssh }) => ssh === undefined)
  const others = await Promise.all(
    hosts.flatMap((host) => (host.ssh === undefined ? [] : [checkRemote(host, host.ssh, patient)])),
  )
  if (own.length === 0) return others
  const program = checkProgram(patient)
  if (program.level === "problem") return [program, ...others]
  const servers = own.map((host) => checkServer(host, patient))
  return [program, ...servers, ...others, ...checkUnwatched(own, patient)]
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

function checkServer(host: Host, patient: Patient): Finding {
  const address = { ...addressOf(host), env: patient.env }
  const words = [...tmuxArguments(address), "list-panes", "-a", "-F", `#{${markOption}} #{session_name}`]
  const asked = Bun.spawnSync(words, { env: tmuxEnvironment(address), stdin: "ignore", timeout: answerTimeoutMs })
  const socket = socketPath(address)
  const about = { host: host.name, socket }
  if (asked.exitedDueToTimeout) {
    return problem("tmux", phrase("doctor.tmux-silent", about), phrase("doctor.tmux-silent-cure"))
  }
  const complaint = asked.stderr.toString()
  if (/permission denied|access not allowed/i.test(complaint)) {
    return problem("tmux", phrase("doctor.tmux-denied", about), phrase("doctor.tmux-denied-cure"))
  }
  if (!asked.success) return warning("tmux", phrase("doctor.tmux-absent", about), phrase("doctor.tmux-absent-cure"))
  return sessionsFinding(host, socket, sessionsIn(asked.stdout.toString()))
}

/** Lines of a mark and a session's name, one per pane: the sessions in which people have a pane. */
function sessionsIn(panes: string): string[] {
  const theirs = panes.split("\n").filter((line) => line.startsWith(" "))
  return [...new Set(theirs.map((line) => line.slice(1)))]
}

/** The server that doctor is started in should be one of those that are watched. */
function checkUnwatched(own: readonly Host[], patient: Patient): Finding[] {
  const socket = (patient.env["TMUX"] ?? "").split(",")[0] ?? ""
  const watched = own.map((host) => socketPath({ ...addressOf(host), env: patient.env }))
  if (socket === "" || watched.includes(socket)) return []
  return [
    warning("tmux", phrase("doctor.tmux-unwatched", { socket }), phrase("doctor.tmux-unwatched-cure", { socket })),
  ]
}

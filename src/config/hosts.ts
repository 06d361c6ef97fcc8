/** `[[host]]`: the tmux servers to watch; without any, this machine's default one. */
import { phrase } from "../locale/phrase.ts"
import type { Host, TmuxSocket } from "./config.ts"
import { placeOf } from "./locate.ts"
import { absolute } from "./paths.ts"
import type { Reading } from "./reading.ts"
import type { FileSettings } from "./schema.ts"

const defaultName = "local"
/** tmux(1): the socket's name when no `-L` is given. */
const defaultSocket = { by: "name", name: "default" } as const

export function hosts(settings: FileSettings, base: string, home: string): Host[] {
  const written = settings.host ?? []
  if (written.length === 0)
    return [{ name: defaultName, socket: defaultSocket, ssh: undefined, sessions: [], panes: [] }]
  return written.map(({ name, socket, ssh, sessions, panes }) => ({
    name: name ?? defaultName,
    socket: ssh === undefined ? socketOf(socket, base, home) : remoteSocketOf(socket),
    ssh,
    sessions: sessions ?? [],
    panes: panes ?? [],
  }))
}

function socketOf(socket: string | undefined, base: string, home: string): TmuxSocket {
  if (socket === undefined) return defaultSocket
  if (socket.includes("/") || socket === "~") return { by: "path", path: absolute(socket, base, home) }
  return { by: "name", name: socket }
}

/** A path over there is as it is written; `checkHosts` takes no other than absolute ones. */
function remoteSocketOf(socket: string | undefined): TmuxSocket {
  if (socket === undefined) return defaultSocket
  return socket.includes("/") ? { by: "path", path: socket } : { by: "name", name: socket }
}

/** What tells one server from another, for people too. */
function serverOf(reading: Reading, index: number): string {
  const { base, around } = reading
  const written = reading.text(["host", index, "socket"])
  const ssh = reading.text(["host", index, "ssh"])
  if (ssh !== undefined) return `${ssh} ${written ?? defaultSocket.name}`
  const socket = socketOf(written, base, around.home)
  return around.realPath(socket.by === "path" ? socket.path : `${around.socketFolder}/${socket.name}`)
}

/**
 * Reports names that two hosts share, since status and messages could not tell them apart, and servers: every key would
 * be pressed twice.
 */
export function checkHosts(reading: Reading): void {
  const servers = reading.list(["host"]).map((_, index) => serverOf(reading, index))
  const names = servers.map((_, index) => reading.text(["host", index, "name"]) ?? defaultName)
  servers.forEach((server, index) => {
    const namesake = names.indexOf(names[index] ?? "")
    if (namesake < index) {
      const help = phrase("config.duplicate-host-help", { line: lineOf(reading, namesake, "name") })
      const message = phrase("config.duplicate-host", { name: names[index] ?? "" })
      reading.problem(["host", index, "name"], "value", message, help)
    }
    const first = servers.indexOf(server)
    if (first < index) {
      const help = phrase("config.duplicate-server-help", { line: lineOf(reading, first, "socket") })
      const message = phrase("config.duplicate-server", { socket: server })
      reading.problem(["host", index, "socket"], "value", message, help)
    }
    const path = reading.text(["host", index, "socket"]) ?? ""
    if (reading.at(["host", index, "ssh"]) !== undefined && /^(?!\/)(.*\/|~$)/.test(path)) {
      const message = phrase("config.remote-socket", { path })
      reading.problem(["host", index, "socket"], "value", message, phrase("config.remote-socket-help"))
    }
  })
}

function lineOf({ document }: Reading, index: number, key: "name" | "socket"): number {
  if (document === undefined) return 0
  const place = placeOf(document.places, ["host", index, key])
  return document.text.slice(0, (place?.key ?? place?.value)?.start ?? 0).split("\n").length
}

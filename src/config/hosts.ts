/** `[[host]]`: the tmux servers to watch; without any, this machine's default one. */
import { phrase } from "../locale/phrase.ts"
import type { Host, TmuxSocket } from "./config.ts"
import { placeOf } from "./locate.ts"
import { absolute } from "./paths.ts"
import type { Reading } from "./reading.ts"
import type { FileSettings } from "./schema.ts"

const defaultName = "local"
/** tmux(1): the socket's name when no `-L` is given. */
const defaultSocket: TmuxSocket = { by: "name", name: "default" }

export function hosts(settings: FileSettings, base: string, home: string): Host[] {
  const written = settings.host ?? []
  if (written.length === 0) return [{ name: defaultName, socket: defaultSocket, sessions: [], panes: [] }]
  return written.map(({ name, socket, sessions, panes }) => ({
    name: name ?? defaultName,
    socket: socketOf(socket, base, home),
    sessions: sessions ?? [],
    panes: panes ?? [],
  }))
}

function socketOf(socket: string | undefined, base: string, home: string): TmuxSocket {
  if (socket === undefined) return defaultSocket
  if (socket.includes("/") || socket === "~") return { by: "path", path: absolute(socket, base, home) }
  return { by: "name", name: socket }
}

/** Reports names that two hosts share: status and messages could not tell them apart. */
export function checkHosts(reading: Reading): void {
  const first = new Map<string, number>()
  reading.list(["host"]).forEach((_, index) => {
    const name = reading.text(["host", index, "name"]) ?? defaultName
    const earlier = first.get(name)
    if (earlier === undefined) {
      first.set(name, index)
      return
    }
    const help = phrase("config.duplicate-host-help", { line: lineOf(reading, earlier) })
    reading.problem(["host", index, "name"], "value", phrase("config.duplicate-host", { name }), help)
  })
}

function lineOf({ document }: Reading, index: number): number {
  if (document === undefined) return 0
  const place = placeOf(document.places, ["host", index, "name"])
  return document.text.slice(0, place?.key?.start ?? 0).split("\n").length
}

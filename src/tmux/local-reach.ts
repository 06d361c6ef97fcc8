/** The way to a tmux server on this machine: its own socket, and `tmux` as a child of ours. */
import { stat } from "node:fs/promises"
import { type NotStarted, openPipe, type Pipe, type PipeEvents, type Ran, runToEnd } from "../process/pipe.ts"
import { type ServerAddress, socketPath, tmuxArguments, tmuxEnvironment } from "./address.ts"
import { userName } from "./owner.ts"
import type { Reach, SocketSight } from "./reach.ts"

export class LocalReach implements Reach {
  readonly isLocal = true
  readonly patienceMs = 5000
  readonly #address: ServerAddress
  /** Ends what is forked, when we stop. */
  readonly #abort = new AbortController()

  constructor(address: ServerAddress) {
    this.#address = address
  }

  open(): Promise<undefined> {
    return Promise.resolve(undefined)
  }

  async socket(): Promise<SocketSight> {
    try {
      const { ino, uid } = await stat(socketPath(this.#address))
      return { kind: "there", id: String(ino), owner: userName(uid) }
    } catch (problem) {
      const code = String((problem as { code?: unknown }).code)
      if (code === "EACCES") return { kind: "denied" }
      return { kind: code === "ENOENT" || code === "ENOTDIR" ? "away" : "unknown" }
    }
  }

  run(words: readonly string[]): Promise<Ran> {
    return runToEnd(this.#start(words), this.#abort.signal)
  }

  pipe(words: readonly string[], events: PipeEvents): Pipe | NotStarted {
    return openPipe(this.#start(words), events)
  }

  close(): Promise<void> {
    this.#abort.abort()
    return Promise.resolve()
  }

  #start(words: readonly string[]) {
    return { argv: [...tmuxArguments(this.#address), ...words], env: tmuxEnvironment(this.#address) }
  }
}

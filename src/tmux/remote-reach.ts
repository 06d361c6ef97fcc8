/** The way to a tmux server on another machine: a shell there, and a control client as a session of the same connection. */
import type { NotStarted, Pipe, PipeEvents, Ran } from "../process/pipe.ts"
import type { Link } from "../ssh/link.ts"
import { shellWords } from "../ssh/quote.ts"
import type { ShellAnswer } from "../ssh/shell.ts"
import { tmuxArguments } from "./address.ts"
import type { Hindrance, Reach, SocketSight } from "./reach.ts"
import { findTmux, socketLine, socketSight } from "./remote-scripts.ts"

/** The exit status of a command that was ended because its time was over: 128 + SIGKILL; timeout(1) without a signal. */
const timedOut: readonly number[] = [137, 124]

export class RemoteReach implements Reach {
  readonly isLocal = false
  readonly patienceMs: number
  readonly #link: Link
  readonly #socket: string | undefined
  /** Where tmux is, on the connection of that number. */
  #tmux: { readonly path: string; readonly life: number } | undefined

  /** `socket` as in ServerAddress. */
  constructor(link: Link, socket: string | undefined) {
    this.#link = link
    this.patienceMs = link.patienceMs
    this.#socket = socket
  }

  async open(): Promise<Hindrance | undefined> {
    const trouble = await this.#link.open()
    if (trouble !== undefined) return trouble
    if (this.#tmux?.life === this.#link.lives) return undefined
    const found = await this.#link.ask(findTmux)
    if (!found.ok) return { cause: undefined, why: found.why }
    const [path] = found.output.split("\n").filter((line) => line.startsWith("/"))
    if (found.status !== 0 || path === undefined) return { cause: "no-tmux", why: lastLine(found.output) }
    this.#tmux = { path, life: this.#link.lives }
    return undefined
  }

  async socket(): Promise<SocketSight> {
    const answer = await this.#link.ask(socketLine(this.#socket))
    return answer.ok ? socketSight(answer.output) : { kind: "unknown" }
  }

  async run(words: readonly string[]): Promise<Ran> {
    const answer = await this.#link.ask(`bounded ${this.#command(words)}`)
    return ranOf(answer)
  }

  pipe(words: readonly string[], events: PipeEvents): Pipe | NotStarted {
    return this.#link.session(this.#command(words), events)
  }

  close(): Promise<void> {
    return this.#link.close()
  }

  #command(words: readonly string[]): string {
    const tmux = this.#tmux?.path ?? "tmux"
    return shellWords([...tmuxArguments({ tmux, socket: this.#socket }), ...words])
  }
}

function ranOf(answer: ShellAnswer): Ran {
  if (!answer.ok) return { ok: false, error: answer.why }
  if (answer.status === 0) return { ok: true, output: answer.output }
  if (timedOut.includes(answer.status)) return { ok: false, error: "no answer in time" }
  return { ok: false, error: answer.output.trim() || `tmux ended with ${answer.status}` }
}

const lastLine = (text: string): string => text.trimEnd().split("\n").at(-1) ?? ""

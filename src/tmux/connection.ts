/**
 * One control-mode client: questions go in as lines, answers come out as blocks.
 *
 * After each question's lines goes a guard, a command that prints a secret and the question's number. All blocks up to
 * the guard are the answer, however many blocks a command makes. A pane that prints a forged `%end` shifts the blocks
 * of its answer; what follows then does not begin with the secret, and the connection is dropped instead of believed.
 */
import { type Command, command, commandLine } from "./command.ts"
import { type Block, ControlParser } from "./protocol.ts"
import type { Timers } from "./timers.ts"

export type Answer =
  | { readonly ok: true; readonly blocks: readonly Block[] }
  /** `written`: the server may have run the commands all the same. */
  | { readonly ok: false; readonly why: "lost" | "timeout"; readonly written: boolean }

export interface Notification {
  readonly name: string
  readonly rest: string
}

export interface ConnectionEvents {
  onNotification(notification: Notification): void
  /** Once, whatever the reason; every open question has been answered with "lost" before. */
  onClosed(why: string): void
}

export interface Wire {
  write(text: string): void
  end(): void
  kill(): void
}

/** More open questions are "lost" at once. */
const maxOpenQuestions = 64

interface Question {
  readonly number: number
  readonly blocks: Block[]
  readonly settle: (answer: Answer) => void
  readonly forget: () => void
}

export class Connection {
  readonly #wire: Wire
  readonly #timers: Timers
  readonly #events: ConnectionEvents
  readonly #secret: string
  readonly #patienceMs: number
  readonly #parser = new ControlParser()
  readonly #open: Question[] = []
  #asked = 0
  #closed: string | undefined

  /**
   * `secret`: a printable word nobody can guess; new for every connection. No answer within `patienceMs` closes the
   * connection.
   */
  constructor(wire: Wire, secret: string, timers: Timers, events: ConnectionEvents, patienceMs: number) {
    this.#wire = wire
    this.#secret = secret
    this.#timers = timers
    this.#events = events
    this.#patienceMs = patienceMs
  }

  /** Each line is a group of commands run in one go; the first that fails ends its line, not the question. */
  ask(lines: readonly (readonly Command[])[]): Promise<Answer> {
    if (this.#closed !== undefined || this.#open.length >= maxOpenQuestions) {
      return Promise.resolve({ ok: false, why: "lost", written: false })
    }
    const number = ++this.#asked
    const guard = command("display-message", "-p", `${this.#secret} ${number}`)
    const text = `${lines.map(commandLine).join("\n")}\n${commandLine([guard])}\n`
    return new Promise((settle) => {
      const forget = this.#timers.after(this.#patienceMs, () => this.#fail("timeout", "no answer in time"))
      this.#open.push({ number, blocks: [], settle, forget })
      this.#wire.write(text)
    })
  }

  /** Bytes from the pipe. */
  receive(bytes: Uint8Array): void {
    for (const event of this.#parser.push(bytes)) {
      if (this.#closed !== undefined) return
      switch (event.kind) {
        case "block":
          if (event.block.ours) this.#take(event.block)
          break
        case "notification":
          this.#events.onNotification(event)
          break
        case "exit":
          this.#fail("lost", event.reason === "" ? "%exit" : `%exit ${event.reason}`)
          break
        case "broken":
          this.#fail("lost", event.why)
          break
        case "stray":
        case "output":
          // Asked for with no-output; a pane of ours prints nothing worth reading.
          break
        default:
          event satisfies never
      }
    }
  }

  /** The pipe's end. */
  ended(lastWords: string): void {
    this.#fail("lost", lastWords === "" ? "the client ended" : lastWords)
  }

  /** Leaves: the session of our own goes with the client. */
  close(): void {
    this.#fail("lost", "closed")
  }

  #take(block: Block): void {
    const question = this.#open[0]
    if (question === undefined) {
      this.#fail("lost", "an answer to no question")
      return
    }
    if (block.lines.at(-1) !== `${this.#secret} ${question.number}`) {
      question.blocks.push(block)
      return
    }
    if (block.lines.length > 1) {
      this.#fail("lost", "a pane's text came between the answers")
      return
    }
    this.#open.shift()
    question.forget()
    question.settle({ ok: true, blocks: question.blocks })
  }

  #fail(why: "lost" | "timeout", reason: string): void {
    if (this.#closed !== undefined) return
    this.#closed = reason
    for (const question of this.#open.splice(0)) {
      question.forget()
      question.settle({ ok: false, why, written: true })
    }
    if (reason === "closed") this.#wire.end()
    else this.#wire.kill()
    this.#events.onClosed(reason)
  }
}

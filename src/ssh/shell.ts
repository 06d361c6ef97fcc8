/**
 * One POSIX sh on another machine, asked again and again: scripts go in, output and exit status come out, in order. A
 * question costs a round trip and nothing else: no ssh and no login shell is started for it.
 *
 * After each script the sh prints a secret, the question's number and the status. Output is hostile (a pane's text), but it
 * cannot know the secret.
 */

/** The other side's sh: a pipe to its input. */
export interface ShellWire {
  write(text: string): void
}

/** Calls `run` once after `delayMs`; gives a function that prevents it. */
export type After = (delayMs: number, run: () => void) => () => void

export type ShellAnswer =
  /** `output`: what was printed, errors too. */
  | { readonly ok: true; readonly status: number; readonly output: string }
  /** The connection is gone, or of no more use. */
  | { readonly ok: false; readonly why: string }

export interface ShellOptions {
  readonly wire: ShellWire
  /** A printable word nobody can guess, of letters, digits and `-`. */
  readonly secret: string
  readonly after: After
  /** Once: there will be no more answers. */
  readonly onFailed: (why: string) => void
}

/** What happens at them: the sh is given up. */
export const shellLimits = {
  /** Of any question. A command over there that may take longer has a shorter limit of its own. */
  answerMs: 10_000,
  /** UTF-16 units not yet read as an answer. */
  maxOutput: 32 * 1024 * 1024,
} as const

/** The characters of the secret's line besides the secret: two numbers, blanks, line breaks. */
const numbersMost = 32

/** More open questions are refused. */
const maxOpen = 64

interface Question {
  readonly number: number
  readonly settle: (answer: ShellAnswer) => void
  readonly forget: () => void
}

export class RemoteShell {
  readonly #options: ShellOptions
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true })
  readonly #open: Question[] = []
  #asked = 0
  #text = ""
  #failed: string | undefined

  constructor(options: ShellOptions) {
    this.#options = options
  }

  /** Whether it can be asked. */
  get isAlive(): boolean {
    return this.#failed === undefined
  }

  /** Runs `script`, which must be complete; its input is empty, and variables and functions stay for the next one. */
  ask(script: string, patienceMs: number = shellLimits.answerMs): Promise<ShellAnswer> {
    if (this.#failed !== undefined) return Promise.resolve({ ok: false, why: this.#failed })
    if (this.#open.length >= maxOpen) return Promise.resolve({ ok: false, why: "too many questions" })
    const number = ++this.#asked
    const { wire, after, secret } = this.#options
    return new Promise((settle) => {
      const forget = after(patienceMs, () => this.fail("no answer in time"))
      this.#open.push({ number, settle, forget })
      wire.write(`{ ${script}\n} </dev/null 2>&1\nprintf '\\n%s %d %d\\n' '${secret}' ${number} "$?"\n`)
    })
  }

  /** Bytes that it printed. */
  receive(bytes: Uint8Array): void {
    const from = Math.max(0, this.#text.length - this.#options.secret.length - numbersMost)
    this.#text += this.#decoder.decode(bytes, { stream: true })
    this.#take(from)
    if (this.#text.length > shellLimits.maxOutput) this.fail("too much output")
  }

  /** Answers all that is open with "no"; nothing is asked any more. */
  fail(why: string): void {
    if (this.#failed !== undefined) return
    this.#failed = why
    for (const { settle, forget } of this.#open.splice(0)) {
      forget()
      settle({ ok: false, why })
    }
    this.#options.onFailed(why)
  }

  #take(from: number): void {
    const { secret } = this.#options
    for (let start = from; ; start = 0) {
      const [question] = this.#open
      const mark = this.#text.indexOf(`\n${secret} `, start)
      const end = this.#text.indexOf("\n", mark + 1)
      if (question === undefined || mark < 0 || end < 0) return
      const [number, status] = this.#text.slice(mark + secret.length + 2, end).split(" ")
      const output = this.#text.slice(0, mark)
      this.#text = this.#text.slice(end + 1)
      if (Number(number) !== question.number) {
        this.fail("an answer to no question")
        return
      }
      this.#open.shift()
      question.forget()
      question.settle({ ok: true, status: Number(status), output })
    }
  }
}

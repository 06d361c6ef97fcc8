/** Where a command speaks: data to stdout, talk to stderr, in one language, with colour where a person looks. */

import type { Environment } from "../config/surroundings.ts"
import type { Paint as FindingPaint } from "../language/print.ts"
import { type Locale, type Phrase, say } from "../locale/phrase.ts"

export type Colour = "red" | "yellow" | "green" | "cyan" | "bold" | "dim"

const codes: Readonly<Record<Colour, readonly [number, number]>> = {
  red: [31, 39],
  yellow: [33, 39],
  green: [32, 39],
  cyan: [36, 39],
  bold: [1, 22],
  dim: [2, 22],
}

export type Paint = (colour: Colour, text: string) => string

/** The colours of a finding in a file. */
export const painterOf =
  (paint: Paint): FindingPaint =>
  (text, role) =>
    paint(findingColours[role], text)
const findingColours = { error: "red", warning: "yellow", place: "cyan", help: "bold" } as const

export interface Terminal {
  readonly env: Environment
  readonly locale: Locale
  /** Columns of stdout; 80 where that is unknown. */
  readonly columns: number
  readonly say: (phrase: Phrase) => string
  /** Data: one line, or several. */
  readonly out: (line: string) => void
  /** Talk: progress, warnings, errors. */
  readonly err: (line: string) => void
  /** Data, as `out`; resolves when it is written, rejects with the stream's error. */
  readonly show: (line: string) => Promise<void>
  /** From now on the program does not end with its reader: resolves when nobody reads stdout or stderr any more. */
  readonly outliveReader: () => Promise<void>
  readonly paintOut: Paint
  readonly paintErr: Paint
}

interface Stream {
  readonly isTTY?: boolean
  readonly columns?: number
  readonly write: (text: string, written?: (error?: Error | null) => void) => unknown
  readonly on?: (event: "error", call: (error: Error) => void) => unknown
}

const unknownColumns = 80

/** `leave`: ends the program when whoever reads its data has enough (`fleetai --help | head -1`); that is no fault. */
export function openTerminal(
  env: Environment,
  locale: Locale,
  stdout: Stream,
  stderr: Stream,
  leave: () => void = () => {},
): Terminal {
  let outlived: (() => void) | undefined
  stdout.on?.("error", (error) => {
    if (isGone(error)) (outlived ?? leave)()
    // A service goes on without it: what was not written is told where it was shown.
    else if (outlived === undefined) throw error
  })
  stderr.on?.("error", (error) => {
    if (isGone(error)) outlived?.()
    else if (outlived === undefined) throw error
  })
  return {
    env,
    locale,
    columns: stdout.columns || unknownColumns,
    say: (phrase) => say(locale, phrase),
    out: (line) => void stdout.write(`${line}\n`),
    err: (line) => void stderr.write(`${line}\n`),
    show: (line) =>
      new Promise((resolve, reject) => {
        stdout.write(`${line}\n`, (error) => (error ? reject(error) : resolve()))
      }),
    outliveReader: () =>
      new Promise((resolve) => {
        outlived = resolve
      }),
    paintOut: painter(env, stdout),
    paintErr: painter(env, stderr),
  }
}

/** The reader of a pipe ended, or the terminal was closed. */
function isGone(error: Error): boolean {
  return "code" in error && (error.code === "EPIPE" || error.code === "EIO")
}

/** NO_COLOR (no-color.org): any value but the empty one means no colour. */
function painter(env: Environment, { isTTY }: Stream): Paint {
  const plain = isTTY !== true || (env["NO_COLOR"] ?? "") !== "" || env["TERM"] === "dumb"
  if (plain) return (_, text) => text
  return (colour, text) => `\u001b[${codes[colour][0]}m${text}\u001b[${codes[colour][1]}m`
}

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
  readonly paintOut: Paint
  readonly paintErr: Paint
}

interface Stream {
  readonly isTTY?: boolean
  readonly columns?: number
  readonly write: (text: string) => unknown
}

const unknownColumns = 80

export function openTerminal(env: Environment, locale: Locale, stdout: Stream, stderr: Stream): Terminal {
  return {
    env,
    locale,
    columns: stdout.columns || unknownColumns,
    say: (phrase) => say(locale, phrase),
    out: (line) => void stdout.write(`${line}\n`),
    err: (line) => void stderr.write(`${line}\n`),
    paintOut: painter(env, stdout),
    paintErr: painter(env, stderr),
  }
}

/** NO_COLOR (no-color.org): any value but the empty one means no colour. */
function painter(env: Environment, { isTTY }: Stream): Paint {
  const plain = isTTY !== true || (env["NO_COLOR"] ?? "") !== "" || env["TERM"] === "dumb"
  if (plain) return (_, text) => text
  return (colour, text) => `\u001b[${codes[colour][0]}m${text}\u001b[${codes[colour][1]}m`
}

/** What is wrong with a configuration, and where. Data: `language/print.ts` prints it. */
import type { Phrase } from "../locale/phrase.ts"

export interface ConfigProblem {
  /** The file as the person named it. */
  readonly file: string
  /** 1-based; 0 when the problem has no place in the text (a missing file). */
  readonly line: number
  /** 1-based, in code points. */
  readonly column: number
  /** Width of the marked text, in code points, at least 1. */
  readonly length: number
  /** Dotted key, as in `wecom.app.secret`; empty when it is the whole file. */
  readonly key: string
  readonly message: Phrase
  /** The cure. */
  readonly help: Phrase
  /** The line of the file, with literal secrets blotted out. */
  readonly source: string
}

/** A terminal that keeps what it is told. */
import { openTerminal, type Terminal } from "../../src/cli/terminal.ts"
import type { Environment } from "../../src/config/surroundings.ts"
import type { Locale } from "../../src/locale/phrase.ts"

export interface RecordedTerminal {
  readonly terminal: Terminal
  readonly out: () => string
  readonly err: () => string
}

export function recordedTerminal(env: Environment = {}, locale: Locale = "en", isTTY = false): RecordedTerminal {
  const written = { out: "", err: "" }
  const stdout = { isTTY, write: (text: string) => (written.out += text) }
  const stderr = { isTTY, write: (text: string) => (written.err += text) }
  const terminal = openTerminal(env, locale, stdout, stderr)
  return { terminal, out: () => written.out, err: () => written.err }
}

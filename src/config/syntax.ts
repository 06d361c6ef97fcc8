/** smol-toml's words for a syntax error, as phrases. */
import { type Phrase, type PhraseId, phrase } from "../locale/phrase.ts"

/** The beginning of the library's sentence → ours. An unknown sentence is shown as it is: it names no values. */
const known = {
  "control characters are not allowed in strings": "config.syntax-open-text",
  "unfinished string": "config.syntax-open-text",
  "unfinished array": "config.syntax-open-list",
  "unfinished table": "config.syntax-open-table",
  "expected comma": "config.syntax-comma",
  "each key-value declaration must be followed by an end-of-line": "config.syntax-line-end",
  "illegal character in key": "config.syntax-key",
  "illegal empty bare key": "config.syntax-key",
  "unexpected end of key": "config.syntax-key",
  "incomplete key-value": "config.syntax-no-equals",
  "trying to redefine": "config.syntax-twice",
  "invalid value": "config.syntax-value",
  "illegal character in numeric literal": "config.syntax-value",
  "unfinished numeric value": "config.syntax-value",
  "unrecognised escape sequence": "config.syntax-escape",
  "invalid escape": "config.syntax-escape",
  "invalid non-hex character in unicode escape": "config.syntax-escape",
  "invalid unicode escape": "config.syntax-escape",
} as const satisfies Record<string, PhraseId>

/** `message`: of a TomlError; only its first line is used, the others quote the file. */
export function syntaxPhrase(message: string): Phrase {
  const sentence = (message.split("\n")[0] ?? "").replace(/^Invalid TOML document: /, "")
  for (const [beginning, id] of Object.entries(known)) {
    if (sentence.startsWith(beginning)) return phrase(id)
  }
  return phrase("config.syntax-other", { detail: sentence.replace(/: .*/, "") })
}

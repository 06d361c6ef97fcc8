/** What a reader sees of a syntax error: the place, what was expected there, the way the statement is written. */

import { nearest } from "../locale/nearest.ts"
import { type Phrase, type PhraseValue, phrase } from "../locale/phrase.ts"
import type { Mark, Span, Stray, WideSemicolon } from "./ast.ts"
import type { Findings, Source } from "./diagnostics.ts"

/** Full-width punctuation that input methods produce, and what the language wants instead. */
const halfWidth: Readonly<Record<string, string>> = {
  "“": '"',
  "”": '"',
  "「": '"',
  "」": '"',
  "＂": '"',
  "｛": "{",
  "｝": "}",
  "（": "(",
  "）": ")",
  "［": "[",
  "］": "]",
  "【": "[",
  "】": "]",
  "；": ";",
  "：": ":",
  "，": ",",
  "、": ",",
  "＝": "=",
  "＜": "<",
  "＞": ">",
  "／": "/",
  "＃": "#",
  "＠": "@",
  "｜": "|",
}

/** Alternatives named in one message. */
const maxExpected = 6

export interface ParseProblem {
  /** Null: the statement ended. */
  readonly found: string | null
  /** Names of tokens and quoted literals. */
  readonly expected: readonly string[]
  readonly span: Span
}

export function reportParseError(
  problem: ParseProblem,
  usage: string | undefined,
  source: Source,
  findings: Findings,
): void {
  const { found, span } = problem
  const near =
    found === null
      ? undefined
      : nearest(
          found,
          problem.expected.flatMap((one) => /^'(.+)'$/.exec(one)?.[1] ?? []),
        )
  const hint =
    near === undefined
      ? usage !== undefined && phrase("language.usage", { usage })
      : phrase("language.did-you-mean", { word: near })
  const help = hint === false ? {} : { help: hint }
  const ascii = found !== null && Object.hasOwn(halfWidth, found) ? halfWidth[found] : undefined
  if (found !== null && ascii !== undefined) {
    findings.add("E106", source, span, phrase("language.wide", { found, ascii }), help)
    return
  }
  const expected = [...new Set(problem.expected)].filter((one) => !unsaid.has(one)).slice(0, maxExpected)
  const names = expected.map((one) => tokenNames[one] ?? one)
  const place = found === null ? { start: Math.max(0, span.start - 1), end: span.start } : span
  findings.add("E101", source, place, syntaxMessage(found, names), help)
}

/** Blanks and comments are always possible between words: naming them says nothing. */
const unsaid: ReadonlySet<string> = new Set(["a space", "'#'"])

/** The grammar's token names, for people. */
const tokenNames: Readonly<Record<string, PhraseValue>> = {
  "a name": phrase("language.token-name"),
  "a word": phrase("language.token-word"),
  "a string": phrase("language.token-string"),
  "a regex": phrase("language.token-regex"),
  "@name": phrase("language.token-reference"),
  "a duration": phrase("language.token-duration"),
  "a number": phrase("language.token-number"),
  "a percentage": phrase("language.token-percent"),
  "a time of day": phrase("language.token-clock"),
  "a comparison (== != < <= > >=)": phrase("language.token-operator"),
  "a key name": phrase("language.token-key"),
  "a value": phrase("language.token-value"),
}

function syntaxMessage(found: string | null, expected: readonly PhraseValue[]): Phrase {
  if (found === null) {
    return expected.length === 0 ? phrase("language.incomplete") : phrase("language.incomplete-expected", { expected })
  }
  const shown = found === "\n" ? phrase("language.end-of-line") : `'${found}'`
  return expected.length === 0
    ? phrase("language.unexpected", { found: shown })
    : phrase("language.unexpected-expected", { expected, found: shown })
}

export function reportMark(mark: Mark, source: Source, findings: Findings): void {
  const opening = { start: mark.start, end: mark.start + 1 }
  switch (mark.what) {
    case "string":
      findings.add("E103", source, opening, phrase("language.string-open"), {
        help: phrase("language.string-open.help"),
      })
      return
    case "regex":
      findings.add("E104", source, opening, phrase("language.regex-open"), { help: phrase("language.regex-open.help") })
      return
    case "group":
      findings.add("E105", source, opening, phrase("language.group-open"))
      return
    case "wide-quote":
      findings.add("E106", source, mark, phrase("language.wide", { found: "“ ”", ascii: '"' }))
      return
    default:
      mark.what satisfies never
  }
}

export function reportStray(piece: Stray | WideSemicolon, source: Source, findings: Findings): void {
  if (piece.kind === "wide-semicolon") {
    findings.add("E106", source, piece, phrase("language.wide", { found: "；", ascii: ";" }))
  } else findings.add("E105", source, piece, phrase("language.stray", { mark: piece.mark }))
}

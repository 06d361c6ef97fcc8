/**
 * Source text → statements. First the whole text is split (any input is accepted), then each statement is parsed by
 * the start rule of its first word, so that one broken statement never hides the next.
 */

import { nearest } from "../locale/nearest.ts"
import { phrase } from "../locale/phrase.ts"
import type { HeadNode, RawBlock, RawPiece, RawStatement, Span, Statement } from "./ast.ts"
import { blockNeed } from "./block-need.ts"
import type { Findings, Source } from "./diagnostics.ts"
import { SyntaxError as ParseError, parse, type StartRuleNames } from "./grammar.gen.js"
import { type Context, type Keyword, keywords } from "./keywords.ts"
import { reportMark, reportParseError, reportStray } from "./syntax-errors.ts"

export type StartRule = Exclude<StartRuleNames, "File" | "Condition">

/** UTF-16 units a rules file may have. */
export const maxSourceLength = 2_000_000

/** Parses one file; what was not understood is reported and left out. */
export function parseSource(source: Source, findings: Findings): readonly Statement[] {
  if (source.text.length > maxSourceLength) {
    const span = { start: 0, end: 1 }
    findings.add("E109", source, span, phrase("language.too-long", { limit: maxSourceLength }))
    return []
  }
  const pieces = split(source, findings)
  return pieces === undefined ? [] : new Reader(source, findings).read(pieces, "file")
}

/** Of a file, only the statements that begin with the word; what is wrong with the others is not told. */
export function parseOnly(word: string, source: Source, findings: Findings): readonly Statement[] {
  if (source.text.length > maxSourceLength) return []
  const begins = new RegExp(`^${word}(?![\\p{L}\\p{N}_-])`, "u")
  const pieces = split(source, findings) ?? []
  const some = pieces.filter((piece) => piece.kind === "statement" && begins.test(piece.head.text))
  return new Reader(source, findings).read(some, "file")
}

/** Whoever follows what a file uses reads it before it is compiled. */
const splitBefore = new WeakMap<Source, readonly RawPiece[]>()

function split(source: Source, findings: Findings): readonly RawPiece[] | undefined {
  const known = splitBefore.get(source)
  if (known !== undefined) return known
  try {
    const pieces = parse(source.text, { startRule: "File", peg$silentFails })
    splitBefore.set(source, pieces)
    return pieces
  } catch (error) {
    // The splitter accepts everything but too deep a nesting.
    if (!(error instanceof ParseError)) throw error
    findings.add("E108", source, before(error.location.end.offset), phrase("language.too-deep"))
    return undefined
  }
}

/** The parser need not note what it expected where: half of its work, and of use only to an error's message. */
const peg$silentFails = 1

/** The one character that was too much: the parser stands behind it. */
const before = (end: number): Span => ({ start: Math.max(0, end - 1), end })

class Reader {
  readonly #source: Source
  readonly #findings: Findings

  constructor(source: Source, findings: Findings) {
    this.#source = source
    this.#findings = findings
  }

  /** The statements that were understood. */
  read(pieces: readonly RawPiece[], context: Context): readonly Statement[] {
    return this.#body(pieces, context).body
  }

  #body(pieces: readonly RawPiece[], context: Context): { body: readonly Statement[]; broken: boolean } {
    let broken = false
    const statements: Statement[] = []
    for (const piece of context === "agent" ? joinFor(pieces, this.#source.text) : pieces) {
      const statement = piece.kind === "statement" ? this.#statement(piece, context) : undefined
      if (piece.kind !== "statement") reportStray(piece, this.#source, this.#findings)
      if (statement === undefined || statement.block?.broken) broken = true
      if (statement !== undefined) statements.push(statement)
      else if (piece.kind === "statement") this.#miss(piece, context)
    }
    return { body: statements, broken }
  }

  #miss({ head }: RawStatement, context: Context): void {
    this.#findings.miss()
    if (context !== "file" && context !== "test") return
    const words = firstWords(head.text)
    for (const word of words) this.#findings.lose(word)
    // It has no name of its own, or brought in who knows what.
    if (context === "file" && (words.length < 2 || words[0] === "use")) this.#findings.lose(undefined)
  }

  #statement(raw: RawStatement, context: Context): Statement | undefined {
    const [mark] = raw.head.marks
    if (mark !== undefined) {
      reportMark(mark, this.#source, this.#findings)
      return undefined
    }
    const head = this.#head(raw, context)
    if (head === undefined) return undefined
    const need = blockNeed(head)
    const block = raw.block
    const span = { start: raw.head.start, end: block?.end ?? raw.head.end }
    if (block === null) {
      if (!need?.must) return { head, block: null, ...span }
      this.#findings.add("E112", this.#source, raw.head, phrase("language.block-missing"), {
        help: phrase("language.block-missing.help"),
      })
      return undefined
    }
    if (need === undefined) {
      const brace = { start: block.start, end: block.start + 1 }
      this.#findings.add("E112", this.#source, brace, phrase("language.block-unexpected"))
      return undefined
    }
    this.#braces(block)
    if (block.body.length === 0 && block.closed && saysNothing(head, need.context)) {
      this.#findings.add("E112", this.#source, block, phrase("language.block-empty"))
      return undefined
    }
    const { body, broken } = this.#body(block.body, need.context)
    return { head, block: { body, broken: broken || !block.closed, start: block.start, end: block.end }, ...span }
  }

  #head(raw: RawStatement, context: Context): HeadNode | undefined {
    const { text, start } = raw.head
    if (context === "conditions") return this.#parse(text, "Condition", start, undefined)
    const word = /^[\p{L}_][\p{L}\p{N}_]*(?:-[\p{L}\p{N}_]+)*/u.exec(text)?.[0]
    if (word === undefined) {
      const span = { start, end: start + Math.max(1, [...text][0]?.length ?? 1) }
      if (text === "") this.#findings.add("E112", this.#source, span, phrase("language.block-stray"))
      else
        reportParseError(
          { found: [...text][0] ?? null, expected: ["a word"], span },
          undefined,
          this.#source,
          this.#findings,
        )
      return undefined
    }
    const known = keywords[context]
    const keyword = Object.hasOwn(known, word) ? known[word] : undefined
    if (keyword === undefined) {
      this.#unknownWord(word, start, context)
      return undefined
    }
    return this.#parse(text, keyword.start, start, keyword)
  }

  #parse(text: string, start: StartRuleNames, base: number, keyword: Keyword | undefined): HeadNode | undefined {
    try {
      return parse(text, { startRule: start, base, peg$silentFails }) as HeadNode
    } catch (error) {
      if (!(error instanceof ParseError)) throw error
      return this.#parseAloud(text, start, base, keyword)
    }
  }

  /** Parses once more what does not parse, for the sake of the message. */
  #parseAloud(text: string, start: StartRuleNames, base: number, keyword: Keyword | undefined): HeadNode | undefined {
    try {
      return parse(text, { startRule: start, base }) as HeadNode
    } catch (error) {
      if (!(error instanceof ParseError)) throw error
      // Only the bound on nesting is no matter of what was expected.
      if (!error.expected) {
        const place = before(base + error.location.end.offset)
        this.#findings.add("E108", this.#source, place, phrase("language.too-deep"))
        return undefined
      }
      const offset = skipBlanks(text, error.location.start.offset)
      const rest = text.slice(offset)
      const found = /^[\p{L}_][\p{L}\p{N}_-]*/u.exec(rest)?.[0] ?? [...rest.slice(0, 2)][0] ?? null
      const expected = error.expected.flatMap((one) => {
        if (one.type === "other") return [one.description]
        return one.type === "literal" && one.text.trim() !== "" ? [`'${one.text}'`] : []
      })
      const span = { start: base + offset, end: base + offset + (found?.length ?? 0) }
      reportParseError({ found, expected, span }, keyword?.usage, this.#source, this.#findings)
      return undefined
    }
  }

  #unknownWord(word: string, start: number, context: Context): void {
    const span = { start, end: start + word.length }
    const known = Object.keys(keywords[context])
    const near = nearest(word, known)
    this.#findings.add("E102", this.#source, span, phrase("language.unknown-word", { word }), {
      help:
        near === undefined
          ? phrase("language.words-here", { words: known.join(", ") })
          : phrase("language.did-you-mean", { word: near }),
    })
  }

  #braces(block: RawBlock): void {
    const brace = { start: block.start, end: block.start + 1 }
    if (block.wide) {
      this.#findings.add("E106", this.#source, brace, phrase("language.wide", { found: "｛ ｝", ascii: "{ }" }))
    }
    if (!block.closed) {
      this.#findings.add("E105", this.#source, brace, phrase("language.brace-open"))
    }
  }
}

/** Its first words: one of them is what an item, or a test's pane, seems to define, whatever else is wrong with it. */
const firstWords = (head: string): readonly string[] =>
  [...(/^[^"[]*/.exec(head)?.[0].matchAll(/[\p{L}_][\p{L}\p{N}_]*(?:-[\p{L}\p{N}_]+)*/gu) ?? [])]
    .slice(0, 4)
    .map(([word]) => word)

/** Where the next word on the line begins; `from` itself when the line ends before. */
function skipBlanks(text: string, from: number): number {
  const blanks = /^[ \t\u00a0]*/.exec(text.slice(from))?.[0].length ?? 0
  const at = text[from + blanks]
  return at === undefined || at === "\n" ? from : from + blanks
}

/** Whether an empty block would make something that always holds, or does nothing. */
const saysNothing = (head: HeadNode, context: Context): boolean =>
  context === "conditions" || context === "template" || head.kind === "do"

/** In an agent, where `for` begins no clause, a line that begins with it goes on with the line before. */
function joinFor(pieces: readonly RawPiece[], text: string): readonly RawPiece[] {
  const joined: RawPiece[] = []
  for (const piece of pieces) {
    const before = joined.at(-1)
    if (
      piece.kind === "statement" &&
      /^for\s/.test(piece.head.text) &&
      before?.kind === "statement" &&
      before.block === null
    ) {
      const head = {
        text: text.slice(before.head.start, piece.head.end),
        marks: [...before.head.marks, ...piece.head.marks],
        start: before.head.start,
        end: piece.head.end,
      }
      joined[joined.length - 1] = { ...piece, head, start: before.start }
    } else joined.push(piece)
  }
  return joined
}

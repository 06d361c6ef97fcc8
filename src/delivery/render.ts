/**
 * A message in a channel's words: WeCom's markdown, WeCom's plain text, a terminal's text. What is not trusted is
 * redacted and made harmless; what does not fit is cut at a character's border, never in the middle of a mark. Pure.
 */
import type { Segment } from "../engine/effect.ts"
import { type Locale, type Phrase, phrase, say } from "../locale/phrase.ts"
import { redact, redactLiterals } from "../screen/redact.ts"
import { compact } from "./compact.ts"
import { escapeCode, escapeMarkdown, escapeText, tidy } from "./escape.ts"
import { isUrgent, type Message } from "./message.ts"

export type Dialect = "markdown" | "text" | "terminal"

export interface RenderOptions {
  readonly dialect: Dialect
  /** Bytes of UTF-8, the whole message. */
  readonly limitBytes: number
  readonly locale: Locale
  /** The time of day, in words. */
  readonly stamp: string
  /** Makes every message unlike every other: WeCom drops a repeat of an identical one. */
  readonly ref: string
  /** The text was refused: nothing of it that a pane printed, only that it was, and where to look. */
  readonly trustedOnly?: boolean
  /** Secrets of the configuration: shown nowhere, whoever wrote them. */
  readonly literals?: readonly string[]
  /** The program's own remark. */
  readonly note?: Phrase | undefined
}

/** Longer text is not looked at: it cannot be shown anyway. */
const segmentMostCharacters = 64 * 1024
const titleMostBytes = 384
const ellipsis = "…"

/** Text between two marks; only the text may be cut. */
interface Span {
  readonly open: string
  readonly text: string
  readonly close: string
}
type Line = readonly Span[]

export function render(whole: Message, options: RenderOptions): string {
  const { dialect, limitBytes } = options
  const message = options.trustedOnly === true ? trustedParts(whole, options.locale) : whole
  const frame = dialect === "markdown" ? markdownFrame(message) : { open: "", close: "" }
  const titleLine = linesOf(message.title, options, " ")[0] ?? []
  const title = written(cut(titleLine, Math.min(titleMostBytes, limitBytes >> 2)))
  const head = title === "" ? "" : frame.open + title + frame.close
  const how = fit(linesOf(message.foot ?? [], options, "\n"), limitBytes >> 1, ellipsis)
  const foot = [remark(options), how, footer(message, options)].filter((part) => part !== "").join("\n")
  const spareBytes = limitBytes - bytesOf(head) - bytesOf(foot) - 2
  const body = fit(linesOf(message.body, options, "\n"), spareBytes, say(options.locale, phrase("delivery.cut")))
  return [head, body, foot].filter((part) => part !== "").join("\n")
}

/** The window's name goes too: a program may have given it. Its pane is named instead. */
function trustedParts({ title, origin, ...rest }: Message, locale: Locale): Message {
  const where = origin && { ...origin, window: origin.pane.slice(origin.pane.lastIndexOf("/") + 1) }
  const text = say(locale, phrase(origin === undefined ? "delivery.text-refused-own" : "delivery.text-refused"))
  const body = [{ text, trusted: true, style: "plain", revealed: false }] as const
  return { ...rest, origin: where, title: title.filter(({ trusted }) => trusted), body }
}

function markdownFrame({ severity }: Message): { readonly open: string; readonly close: string } {
  return isUrgent(severity) ? { open: '<font color="warning">', close: "</font>" } : { open: "**", close: "**" }
}

function remark({ note, locale, dialect }: RenderOptions): string {
  if (note === undefined) return ""
  const text = cutText(say(locale, note), remarkMostBytes)
  return dialect === "markdown" ? `> ${text}` : text
}
const remarkMostBytes = 300

function footer({ origin }: Message, { dialect, stamp, ref, literals = [] }: RenderOptions): string {
  const names = origin === undefined ? [] : [origin.host, `${origin.session}:${origin.window}`, origin.rule]
  // A program may name its window: the names are as little trusted as its output.
  const safe = names.map((name) => harmless(redactLiterals(tidy(name), literals).replace(/\n/g, " "), dialect))
  const text = [...safe.map((name) => cutText(name, footerNameMostBytes)), stamp, ref].join(" · ")
  return dialect === "markdown" ? `<font color="comment">${text}</font>` : text
}
const footerNameMostBytes = 80

/** Segments as lines; `lineBreak` " " makes one line of them. */
function linesOf(segments: readonly Segment[], { dialect, literals }: RenderOptions, lineBreak: "\n" | " "): Line[] {
  const lines: Span[][] = [[]]
  for (const segment of segments) {
    const text = cleaned(segment, literals)
    const parts = lineBreak === "\n" ? text.split("\n") : [text.replace(/\s*\n\s*/g, " ")]
    for (const [index, part] of parts.entries()) {
      if (index > 0) lines.push([])
      const line = lines[lines.length - 1]
      if (part !== "") line?.push(span(part, segment, dialect, line.length === 0))
    }
  }
  while (lines.length > 0 && lines[lines.length - 1]?.length === 0) lines.pop()
  return lines
}

function cleaned({ text, trusted, revealed }: Segment, literals: readonly string[] = []): string {
  const shown = redactLiterals(tidy(text.slice(0, segmentMostCharacters)), literals)
  return trusted ? shown : compact(revealed ? shown : redact(shown))
}

function span(part: string, { trusted, style }: Segment, dialect: Dialect, first: boolean): Span {
  if (dialect !== "markdown") return { open: "", text: trusted ? part : harmless(part, dialect), close: "" }
  switch (style) {
    case "code":
      return { open: "`", text: trusted ? part.replace(/`/g, "ˋ") : escapeCode(part), close: "`" }
    case "quote":
      return { open: first ? "> " : "", text: trusted ? part : escapeMarkdown(part), close: "" }
    case "plain":
      return { open: "", text: trusted ? part : escapeMarkdown(part), close: "" }
    default:
      return style satisfies never
  }
}

function harmless(text: string, dialect: Dialect): string {
  if (dialect === "terminal") return text
  return dialect === "text" ? escapeText(text) : escapeMarkdown(text)
}

/** As many lines as fit; the note stands for the rest. */
function fit(lines: readonly Line[], limitBytes: number, note: string): string {
  const whole = lines.map(written).join("\n")
  if (bytesOf(whole) <= limitBytes) return whole
  let spare = limitBytes - bytesOf(note) - 1
  const kept: string[] = []
  for (const line of lines) {
    const text = written(line)
    const needed = bytesOf(text) + 1
    if (needed > spare) {
      const part = written(cut(line, spare - 1))
      if (part !== "") kept.push(part)
      break
    }
    kept.push(text)
    spare -= needed
  }
  return [...kept, note].join("\n")
}

function written(line: Line): string {
  return line.map(({ open, text, close }) => open + text + close).join("")
}

/** The beginning of a line in at most `limitBytes`, its marks closed. */
function cut(line: Line, limitBytes: number): Line {
  if (bytesOf(written(line)) <= limitBytes) return line
  const kept: Span[] = []
  let spare = limitBytes - bytesOf(ellipsis)
  for (const { open, text, close } of line) {
    const room = spare - bytesOf(open) - bytesOf(close)
    if (room <= 0) break
    const part = firstBytes(text, room)
    kept.push({ open, text: part, close })
    spare -= bytesOf(open) + bytesOf(part) + bytesOf(close)
    if (part !== text) break
  }
  return kept.length === 0 ? [] : [...kept, { open: "", text: ellipsis, close: "" }]
}

function cutText(text: string, limitBytes: number): string {
  return written(cut([{ open: "", text, close: "" }], limitBytes))
}

/** The longest beginning of at most `limitBytes` that ends at a character's border. */
function firstBytes(text: string, limitBytes: number): string {
  let bytes = 0
  let end = 0
  for (const character of text) {
    bytes += bytesOf(character)
    if (bytes > limitBytes) break
    end += character.length
  }
  return text.slice(0, end)
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text)
}

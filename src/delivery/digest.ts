/** What quiet hours have gathered, as one message. Pure. */
import type { Segment } from "../engine/effect.ts"
import { type Locale, phrase, say } from "../locale/phrase.ts"
import { timeOfDay } from "../locale/stamp.ts"
import { redact } from "../screen/redact.ts"
import { type Message, ownText } from "./message.ts"

/** Messages that are named; the rest is counted. */
export const digestItemsMost = 25
/** Bytes of UTF-8 for all of them: WeCom takes 2048, the title and the last line included. */
export const digestMostBytes = 1_600
const titleMostCharacters = 60
const bodyMostCharacters = 60

/** `items`: the most important first; `came`: how many there were. */
export function digestOf(items: readonly Message[], came: number, at: number, locale: Locale): Message {
  const body: Segment[] = []
  let spare = digestMostBytes
  let shown = 0
  for (const item of items.slice(0, digestItemsMost)) {
    const lines = itemOf(item)
    spare -= Buffer.byteLength(lines.map(({ text }) => text).join(""))
    if (spare < 0 && shown > 0) break
    body.push(...lines)
    shown += 1
  }
  if (came > shown) body.push(ownText(say(locale, phrase("delivery.digest-more", { count: came - shown }))))
  return {
    severity: items[0]?.severity ?? "info",
    origin: undefined,
    at,
    title: [ownText(say(locale, phrase("delivery.digest", { count: came })))],
    body,
  }
}

function itemOf({ at, origin, title, body }: Message): Segment[] {
  const where = origin === undefined ? "" : `${origin.host} · ${origin.session}:${origin.window} · `
  return [
    ownText(`${timeOfDay(at).slice(0, "09:05".length)} `),
    { text: oneLine(where), trusted: false, style: "plain", revealed: false },
    ...beginning(title, titleMostCharacters),
    ownText("\n"),
    ...indented(beginning(body, bodyMostCharacters)),
  ]
}

const indented = (line: readonly Segment[]): Segment[] =>
  line.length === 0 ? [] : [ownText("  "), ...line, ownText("\n")]

/** The first line that says something. Secrets go before anything is cut: half of one is not recognised any more. */
function beginning(segments: readonly Segment[], mostCharacters: number): Segment[] {
  const line: Segment[] = []
  let spare = mostCharacters
  for (const segment of segments) {
    const clean = segment.trusted || segment.revealed ? segment.text : redact(segment.text)
    const text = line.length === 0 ? clean.trimStart() : clean
    const end = text.indexOf("\n")
    const characters = [...oneLine(end === -1 ? text : text.slice(0, end))]
    if (characters.length > 0) {
      const isCut = characters.length > spare
      line.push({ ...segment, text: `${characters.slice(0, spare).join("")}${isCut ? "…" : ""}` })
      spare -= characters.length
    }
    if ((end !== -1 && line.length > 0) || spare <= 0) break
  }
  return line
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ")

/** How an ask is answered, in its message: below the text, never cut with it. Pure. */
import type { Offer, Segment } from "../engine/effect.ts"
import { type Locale, type Phrase, phrase, say } from "../locale/phrase.ts"
import { type Way, waysOf } from "./wish.ts"

/** Ways that are named; a message has 2 KB for all it says. */
const maxWays = 6

/** Trusted text: the ways are our own words, the labels the rule's author's. */
export function footOf(id: string, offers: readonly Offer[], locale: Locale): readonly Segment[] {
  if (offers.length === 0) return [plain(say(locale, phrase("approvals.foot-none")))]
  const ways = waysOf(offers)
  const more = ways.length - maxWays
  return [
    plain(say(locale, phrase("approvals.foot"))),
    ...ways.slice(0, maxWays).flatMap((way) => line(id, way, locale)),
    ...(more > 0 ? [plain(`\n${say(locale, phrase("approvals.foot-more", { count: more }))}`)] : []),
  ]
}

function line(id: string, { words, what, label }: Way, locale: Locale): Segment[] {
  const [verb = "", ...rest] = words.split(" ")
  const typed = [verb, id, ...rest, ...(what === "reply" ? ['"…"'] : [])].join(" ")
  const name = label ?? (what === "option" ? words : say(locale, names[what]()))
  return [plain(`\n${name.replace(/\s+/g, " ")}${locale === "en" ? ": " : "："}`), code(`fleetai ${typed}`)]
}

export const names: Readonly<Record<Exclude<Offer["what"], "option">, () => Phrase>> = {
  approve: () => phrase("approvals.offer-approve"),
  deny: () => phrase("approvals.offer-deny"),
  choose: () => phrase("approvals.offer-choose"),
  reply: () => phrase("approvals.offer-reply"),
}

const plain = (text: string): Segment => ({ text, trusted: true, style: "plain", revealed: false })
const code = (text: string): Segment => ({ text, trusted: true, style: "code", revealed: false })

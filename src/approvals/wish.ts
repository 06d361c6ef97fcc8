/** What a person says to an ask, held against what it offers. Pure. */
import { maxChoice, type Offer } from "../engine/effect.ts"
import { nearest } from "../locale/nearest.ts"
import { type Phrase, phrase } from "../locale/phrase.ts"

/** As it comes in, by whatever way. `choice` counts from 1. */
export type Wish =
  | { readonly what: "approve" | "deny" }
  | { readonly what: "choose"; readonly choice: number }
  | { readonly what: "choose"; readonly label: string }
  | { readonly what: "reply"; readonly text: string }

/** What follows is the engine's: its `Decided`. */
export type Decision =
  | { readonly what: "approve" | "deny" }
  | { readonly what: "choose"; readonly choice: number }
  | { readonly what: "option"; readonly label: string }
  | { readonly what: "reply"; readonly text: string }

export type Matched =
  | { readonly ok: true; readonly decision: Decision }
  | { readonly ok: false; readonly why: Phrase; readonly hint: Phrase }

/** UTF-16 units of a reply; longer ones are refused, never cut. */
export const maxReplyLength = 16_000

/** The decision that the wish stands for; or why there is none, and what there is. */
export function match(wish: Wish, offers: readonly Offer[]): Matched {
  switch (wish.what) {
    case "approve":
    case "deny":
      return offers.some(({ what }) => what === wish.what) ? taken({ what: wish.what }) : notOffered(wish.what, offers)
    case "choose":
      return "label" in wish ? byLabel(wish.label, offers) : byNumber(wish.choice, offers)
    case "reply":
      return offers.some(({ what }) => what === "reply") ? byText(wish.text, offers) : notOffered("reply", offers)
    default:
      return wish satisfies never
  }
}

function byNumber(choice: number, offers: readonly Offer[]): Matched {
  const options = offers.filter(({ what }) => what === "option").length
  const most = options > 0 ? options : offers.some(({ what }) => what === "choose") ? maxChoice : 0
  if (most === 0) return notOffered("choose", offers)
  if (Number.isInteger(choice) && choice >= 1 && choice <= most) return taken({ what: "choose", choice })
  return refused(phrase("approvals.no-such-choice", { choice: String(choice), most }), offers)
}

/** A label stands for what it is on: of an `approve`, too. */
function byLabel(label: string, offers: readonly Offer[]): Matched {
  const wanted = folded(label)
  const offer = offers.find((each) => each.label !== undefined && folded(each.label) === wanted)
  if (offer?.what === "approve" || offer?.what === "deny") return taken({ what: offer.what })
  if (offer?.what === "option") return taken({ what: "option", label: offer.label ?? "" })
  const near = nearest(
    label,
    offers.flatMap((each) => each.label ?? []),
  )
  const why = phrase("approvals.no-such-label", { label })
  return near === undefined
    ? refused(why, offers)
    : { ok: false, why, hint: phrase("approvals.did-you-mean", { word: near }) }
}

const folded = (label: string): string => label.normalize("NFC").trim().toLowerCase()

/** Several lines are one paste; no other control character is typed for anybody. */
function byText(written: string, offers: readonly Offer[]): Matched {
  const text = written.toWellFormed().replace(/\r\n?/g, "\n").trim()
  if (text === "") return refused(phrase("approvals.reply-empty"), offers)
  if (text.length > maxReplyLength) return refused(phrase("approvals.reply-long", { most: maxReplyLength }), offers)
  const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/.exec(text)?.[0]
  if (control === undefined) return taken({ what: "reply", text })
  const code = `U+${(control.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`
  return refused(phrase("approvals.reply-control", { code }), offers)
}

const taken = (decision: Decision): Matched => ({ ok: true, decision })

const notOffered = (what: Wish["what"], offers: readonly Offer[]): Matched =>
  refused(phrase("approvals.not-offered", { what }), offers)

const refused = (why: Phrase, offers: readonly Offer[]): Matched => ({
  ok: false,
  why,
  hint: phrase("approvals.offered", { offers: offers.length === 0 ? phrase("approvals.nothing") : offerWords(offers) }),
})

/** Each offer as one says it: `approve (Allow)`, `choose 2 (Later)`. */
export function offerWords(offers: readonly Offer[]): string[] {
  return waysOf(offers).map(({ words, label }) => (label === undefined ? words : `${words} (${label})`))
}

export interface Way {
  /** As a command or a file takes it: `approve`, `choose 2`, `reply`. */
  readonly words: string
  readonly what: Offer["what"]
  readonly label: string | undefined
}

/** How each offer is taken. */
export function waysOf(offers: readonly Offer[]): readonly Way[] {
  let options = 0
  return offers.map(({ what, label }): Way => {
    if (what === "option") return { words: `choose ${++options}`, what, label }
    return { words: what === "choose" ? "choose N" : what, what, label }
  })
}

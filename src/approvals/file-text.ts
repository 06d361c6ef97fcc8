/** The file of an ask as text: what stands in it for a person to read, and what they wrote into it. Pure. */
import { type Locale, phrase, say } from "../locale/phrase.ts"
import type { Ask } from "../store/asks.ts"
import { offersOf, stateOf } from "./approvals.ts"
import { names } from "./foot.ts"
import { type Wish, waysOf } from "./wish.ts"

/** Lines of the question that are shown. */
const maxBodyLines = 60

/** Every line is a comment: what is not one was written by somebody else. */
export function headOf(ask: Ask, locale: Locale): string {
  const ways = waysOf(offersOf(ask)).map(({ words, what, label }) => {
    if (what === "reply") return say(locale, phrase("approvals.file-reply"))
    const name = label ?? (what === "option" ? "" : say(locale, names[what]()))
    return `${words.padEnd(widest)} ${name}`.trimEnd()
  })
  const lines = [
    ...[title(ask), ...text(ask)],
    ...(ways.length === 0 ? [] : ["", say(locale, phrase("approvals.file-how"))]),
    ...(ways.length === 0 ? ["", say(locale, phrase("approvals.foot-none"))] : ways.map((way) => `  ${way}`)),
  ]
  return comment(lines)
}
const widest = "choose 10".length

/** After the decision, or when there is nothing more to decide. */
export const endOf = (ask: Ask, locale: Locale): string => comment([title(ask), say(locale, stateOf(ask))])

/** The same file once more, with what was wrong with what somebody wrote. */
export const againOf = (ask: Ask, locale: Locale, problem: string): string =>
  `${headOf(ask, locale)}${comment(["", `! ${problem}`])}`

const title = ({ id, host, session, window, rule }: Ask): string => `${id} · ${host} · ${session}:${window} · ${rule}`

const text = ({ title: asked, body }: Ask): string[] =>
  [asked, ...body.split("\n").slice(0, maxBodyLines)].map((line) => line.trimEnd()).filter((line) => line !== "")

/** No line of a pane's text can become an answer. */
const comment = (lines: readonly string[]): string =>
  lines
    .map((line) => `# ${line.replace(/[\p{Cc}\u2028\u2029]+/gu, " ")}`.trimEnd())
    .join("\n")
    .concat("\n")

export type Written =
  | { readonly kind: "nothing" }
  | { readonly kind: "wish"; readonly wish: Wish }
  | { readonly kind: "unclear"; readonly line: string }

/** Characters of a line that is quoted back. */
const maxQuoted = 80

/** The first line that is neither empty nor a comment is the answer; what follows a `reply:` belongs to it. */
export function answerIn(text: string): Written {
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|[\r\n]/)
  const at = lines.findIndex((line) => line.trim() !== "" && !line.startsWith("#"))
  const line = lines[at]?.trim()
  if (line === undefined) return { kind: "nothing" }
  const [, word = "", rest = ""] = /^(\p{L}+)\s*[:：]?\s*(.*)$/su.exec(line) ?? []
  switch (word.toLowerCase()) {
    case "approve":
    case "deny":
      return rest === "" ? wished({ what: word.toLowerCase() as "approve" | "deny" }) : unclear(line)
    case "choose":
      if (/^\d{1,3}$/.test(rest)) return wished({ what: "choose", choice: Number(rest) })
      return rest === "" ? unclear(line) : wished({ what: "choose", label: rest })
    case "reply":
      // Comments that stood below the answer were there before it.
      return wished({ what: "reply", text: [rest, ...withoutHead(lines.slice(at + 1))].join("\n") })
    default:
      return unclear(line)
  }
}

/** Somebody may have written above the head: it is no part of a reply. */
function withoutHead(lines: readonly string[]): readonly string[] {
  const head = lines.findIndex((line) => /^# [a-z0-9]{4,8} · /.test(line))
  return head === -1 ? lines : lines.slice(0, head)
}

const wished = (wish: Wish): Written => ({ kind: "wish", wish })
const unclear = (line: string): Written => ({ kind: "unclear", line: [...line].slice(0, maxQuoted).join("") })

/** The file of an ask as text: what stands in it for a person to read, and what they wrote into it. Pure. */
import { type Locale, locales, phrase, say } from "../locale/phrase.ts"
import { withoutSteering } from "../screen/steering.ts"
import type { Ask } from "../store/asks.ts"
import { offersOf, stateOf } from "./approvals.ts"
import { names } from "./foot.ts"
import { type Way, type Wish, waysOf } from "./wish.ts"

/** Lines of the question that are shown. */
const maxBodyLines = 60

/** Every line is a comment: what is not one was written by somebody else. */
export function headOf(ask: Ask, locale: Locale): string {
  const ways = waysOf(offersOf(ask)).map((way) =>
    way.what === "reply"
      ? say(locale, phrase("approvals.file-reply"))
      : `${way.words.padEnd(widest)} ${nameOf(way, locale)}`.trimEnd(),
  )
  const lines = [
    ...[title(ask), ...text(ask)],
    ...(ways.length === 0 ? [] : ["", say(locale, phrase("approvals.file-how"))]),
    ...(ways.length === 0 ? ["", say(locale, phrase("approvals.foot-none"))] : ways.map((way) => `  ${way}`)),
  ]
  return comment(lines)
}
const widest = "choose 10".length

const nameOf = ({ what, label }: Way, locale: Locale): string =>
  label ?? (what === "option" ? "" : say(locale, names[what]()))

/** After the decision, or when there is nothing more to decide; `late`: the beginning of what came too late. */
export const endOf = (ask: Ask, locale: Locale, late?: string): string =>
  comment([
    ...[title(ask), say(locale, stateOf(ask))],
    ...(late === undefined ? [] : ["", `! ${say(locale, phrase("approvals.file-late", { line: late }))}`]),
  ])

/** The same file once more, with what was wrong with what somebody wrote. */
export const againOf = (ask: Ask, locale: Locale, problem: string): string =>
  `${headOf(ask, locale)}${comment(["", `! ${problem}`])}`

const title = ({ id, host, session, window, rule }: Ask): string => `${id} · ${host} · ${session}:${window} · ${rule}`

const text = ({ title: asked, body }: Ask): string[] =>
  [asked, ...body.split("\n").slice(0, maxBodyLines)].map((line) => line.trimEnd()).filter((line) => line !== "")

/** No line of a pane's text can become an answer, or show something else than it says. */
const comment = (lines: readonly string[]): string =>
  lines
    .map((line) => `# ${withoutSteering(line.replace(/[\p{Cc}\u2028\u2029]+/gu, " "))}`.trimEnd())
    .join("\n")
    .concat("\n")

export type Written =
  | { readonly kind: "nothing" }
  | { readonly kind: "wish"; readonly wish: Wish; readonly line: string }
  | { readonly kind: "unclear"; readonly line: string }
  /** A reply that stands above lines of ours, with others behind them: where it ends is not known. */
  | { readonly kind: "torn"; readonly line: string }

/** Characters of a line that is quoted back. */
const maxQuoted = 80

/**
 * The first line that is neither empty nor a comment is the answer; what follows a `reply:` belongs to it. `ours`: what we
 * wrote into the file last; undefined: an earlier run did.
 */
export function answerIn(text: string, ask: Ask, ours?: string): Written {
  const lines = linesOf(text.replace(/^\ufeff/, ""))
  const at = lines.findIndex((line) => line.trim() !== "" && !line.startsWith("#"))
  const line = lines[at]?.trim()
  if (line === undefined) return { kind: "nothing" }
  const quoted = [...line].slice(0, maxQuoted).join("")
  const wished = (wish: Wish): Written => ({ kind: "wish", wish, line: quoted })
  const unclear: Written = { kind: "unclear", line: quoted }
  const [, word = "", rest = ""] = /^(\p{L}+)\s*[:：]?\s*(.*)$/su.exec(line) ?? []
  const what = word.toLowerCase()
  switch (what) {
    case "approve":
    case "deny":
      return rest === "" || isShown(ask, what, rest) ? wished({ what }) : unclear
    case "choose": {
      const [, digits = "", name = ""] = /^(\d{1,3})(?:\s+(.*))?$/s.exec(rest) ?? []
      if (digits !== "" && (name === "" || isShown(ask, `choose ${digits}`, name)))
        return wished({ what: "choose", choice: Number(digits) })
      return rest === "" ? unclear : wished({ what: "choose", label: rest })
    }
    case "reply": {
      if (locales.some((locale) => line === say(locale, phrase("approvals.file-reply")))) return unclear
      const more = ownLines(lines.slice(0, at), lines.slice(at + 1), ask, ours)
      return more === undefined ? { kind: "torn", line: quoted } : wished({ what, text: [rest, ...more].join("\n") })
    }
    default:
      return unclear
  }
}

const linesOf = (text: string): string[] => text.split(/\r\n|[\r\n]/)

/** Somebody has taken the `#` away from a line that we offered. */
function isShown(ask: Ask, words: string, name: string): boolean {
  const way = waysOf(offersOf(ask)).find((one) => one.words === words)
  const bare = (text: string): string => withoutSteering(text.replace(/\s+/g, " ")).trim().toLowerCase()
  return way !== undefined && locales.some((locale) => bare(nameOf(way, locale)) === bare(name))
}

/**
 * The lines below a `reply:` that are no lines of ours: the pane's text stands in those. Which of ours stand above it, and
 * were not moved below, is known by counting. Undefined: others stand behind ours.
 */
function ownLines(
  above: readonly string[],
  below: readonly string[],
  ask: Ask,
  ours: string | undefined,
): readonly string[] | undefined {
  const left = new Map<string, number>()
  const heads = ours === undefined ? locales.map((locale) => headOf(ask, locale)) : [ours]
  for (const head of heads) {
    const counts = new Map<string, number>()
    for (const line of linesOf(head).filter((one) => one !== "")) counts.set(line, (counts.get(line) ?? 0) + 1)
    for (const [line, count] of counts) left.set(line, Math.max(left.get(line) ?? 0, count))
  }
  for (const line of above) left.set(line.trimEnd(), (left.get(line.trimEnd()) ?? 0) - 1)
  const isOurs = (line: string): boolean => (left.get(line.trimEnd()) ?? 0) > 0 || looksLikeOurs.test(line)
  const isBlank = (line: string): boolean => /^#?\s*$/.test(line)
  const end = below.findIndex((line) => !isBlank(line) && isOurs(line))
  if (end === -1) return below
  if (!below.slice(end).every((line) => isBlank(line) || isOurs(line))) return undefined
  return below.slice(0, below.slice(0, end).findLastIndex((line) => !isBlank(line)) + 1)
}

/** The first line of any ask's file, and what we say about an answer. */
const looksLikeOurs = /^# (?:[a-z0-9]{4,8} · |! )/

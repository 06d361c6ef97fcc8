/**
 * Texts for people, as data: a phrase is an id of the catalogue plus its values; only the outermost layer
 * (a command, a message about to be sent) turns it into words with `say`.
 */
import { catalogue } from "./catalogue.ts"

export const locales = ["en", "zh-CN"] as const
export type Locale = (typeof locales)[number]

/** One text in every language; `{name}` is a placeholder. */
export interface Entry {
  readonly en: string
  readonly "zh-CN": string
}

export type PhraseId = keyof typeof catalogue

/** A text for people that is not yet in any language. Values may be phrases themselves, and lists of values. */
export interface Phrase {
  readonly id: PhraseId
  readonly values: Readonly<Record<string, PhraseValue>>
}
export type PhraseValue = string | number | Phrase | readonly PhraseValue[]

/** The placeholder names in a text: `Placeholders<"a {x} b {y}">` is `"x" | "y"`; braces around anything else are text. */
type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${string}${NoName}${string}` ? never : Name) | Placeholders<Rest>
  : never
type NoName = " " | "|" | "…" | "`" | "." | "{"

type Values<Id extends PhraseId> = { readonly [Name in Placeholders<(typeof catalogue)[Id]["en"]>]: PhraseValue }

type Arguments<Id extends PhraseId> = keyof Values<Id> extends never ? [] : [values: Values<Id>]

/** Makes a phrase; the compiler knows which values its text needs. */
export function phrase<Id extends PhraseId>(id: Id, ...values: Arguments<Id>): Phrase {
  return { id, values: values[0] ?? {} }
}

/** The phrase in words. A value is put in as it is: it is never read for placeholders again. */
export function say(locale: Locale, { id, values }: Phrase): string {
  const entry: Entry = catalogue[id]
  return entry[locale].replace(/\{([a-zA-Z][a-zA-Z0-9]*)\}/g, (whole, name: string) => {
    const value = values[name]
    return value === undefined ? whole : inWords(locale, value)
  })
}

function inWords(locale: Locale, value: PhraseValue): string {
  if (typeof value !== "object") return String(value)
  if ("id" in value) return say(locale, value)
  return value.map((one) => inWords(locale, one)).join(locale === "en" ? ", " : "、")
}

/**
 * The language to speak: `wanted` (the configuration) wins, else the environment as in locale(7).
 * Anything Chinese is `zh-CN`, everything else `en`.
 */
export function chooseLocale(wanted: string | undefined, env: Readonly<Record<string, string | undefined>>): Locale {
  const named = wanted ?? (env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "en")
  return /^zh/i.test(named) ? "zh-CN" : "en"
}

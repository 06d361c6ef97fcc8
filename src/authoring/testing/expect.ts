/** Whether what is expected has happened. Pure. */
import type { Effect, Key, MessageEffect, Severity } from "../../engine/effect.ts"
import type { ExpectedField } from "../../language/compile/test-steps.ts"
import type { Expectation } from "../../language/ruletest.ts"
import { find } from "../../screen/pattern.ts"
import { offerText, textOf } from "../play/plain.ts"

/** An effect of the test so far. */
export interface Told {
  /** Milliseconds of the virtual clock. */
  readonly at: number
  /** The name of the pane. */
  readonly pane: string
  readonly effect: Effect
  /** Keys or a program that were not let through: why. */
  refused: string | null
  /** An expectation was about it. */
  isExpected: boolean
}

export type EffectExpectation = Exclude<Expectation, { readonly kind: "agent" }>

/** Who is told when a rule names nobody. */
export type ReceiversOf = (severity: Severity) => readonly string[]

/** Undefined: as expected, and the effects that it was about are marked so; else the effects that should not be there. */
export function unmet(
  expectation: EffectExpectation,
  span: readonly Told[],
  receiversOf: ReceiversOf,
): readonly Told[] | undefined {
  const open = span.filter((told) => !told.isExpected && counts(told))
  switch (expectation.kind) {
    case "nothing":
      return open.length === 0 ? undefined : open
    case "no-send": {
      const sent = open.filter(({ effect }) => effect.kind === "send")
      return sent.length === 0 ? undefined : sent
    }
    case "send":
      return expected(pressed(expectation.keys, open))
    case "message":
      return expected(open.filter(({ effect }) => isMeant(expectation, effect, receiversOf)).slice(0, 1))
    default:
      return expectation satisfies never
  }
}

function expected(found: readonly Told[]): readonly Told[] | undefined {
  if (found.length === 0) return []
  for (const told of found) told.isExpected = true
  return undefined
}

/** What became of an ask is no effect of its own, and what a shadow would do is none; keys that were not let through were not pressed. */
export const counts = ({ effect, refused }: Told): boolean =>
  effect.kind !== "settle" && effect.kind !== "shadow" && refused === null

/** What was pressed and nobody expected, though it could be written. */
export const unexpectedKeys = (span: readonly Told[]): readonly Told[] =>
  span.filter((told) => {
    const { effect, isExpected } = told
    return effect.kind === "send" && effect.keys.every(isWritable) && !isExpected && counts(told)
  })

/** Pasted lines have no way to stand in an `expect send` (E107). */
const isWritable = (key: Key): boolean => key.kind !== "paste" || !/\p{Cc}/u.test(key.text)

/** The first pressings in one pane, one behind the other, that make up the keys: nothing else was pressed before them. */
function pressed(keys: readonly Key[], open: readonly Told[]): readonly Told[] {
  const sends = unexpectedKeys(open)
  for (const pane of new Set(sends.map((told) => told.pane))) {
    const taken = beginningOf(
      sends.filter((told) => told.pane === pane),
      keys,
    )
    if (taken !== undefined) return taken
  }
  return []
}

/** The pressings at the beginning that make up the keys. */
function beginningOf(sends: readonly Told[], keys: readonly Key[]): readonly Told[] | undefined {
  let left = keys
  for (const [index, { effect }] of sends.entries()) {
    const own = effect.kind === "send" ? effect.keys : []
    if (own.length > left.length || !own.every((key, at) => sameKey(key, left[at]))) return undefined
    left = left.slice(own.length)
    if (left.length === 0) return sends.slice(0, index + 1)
  }
  return undefined
}

/** A text is the same whether it is typed or pasted. */
function sameKey(key: Key, other: Key | undefined): boolean {
  if (key.kind === "choice" || other === undefined || other.kind === "choice") return key.kind === other?.kind
  if (key.kind === "named" || other.kind === "named") {
    return key.kind === "named" && other.kind === "named" && key.name === other.name
  }
  return key.text === other.text
}

type MessageExpectation = Extract<Expectation, { kind: "message" }>

export function isMeant(expectation: MessageExpectation, effect: Effect, receiversOf: ReceiversOf): boolean {
  if (effect.kind !== expectation.what) return false
  const { receiver, has } = expectation
  return (
    (receiver === undefined || reaches(effect, receiver, receiversOf)) &&
    (has === undefined || find(has, messageText(effect)) !== undefined) &&
    otherFields(expectation, effect).length === 0
  )
}

export const reaches = ({ receiver, severity }: MessageEffect, wanted: string, receiversOf: ReceiversOf): boolean =>
  receiver === undefined ? receiversOf(severity).includes(wanted) : receiver === wanted

/** Title and body, as `has` sees them. */
export const messageText = ({ title, body }: MessageEffect): string => `${textOf(title)}\n${textOf(body)}`

/** The fields of `with` that are not as expected, with what they are. */
export function otherFields(
  { fields }: MessageExpectation,
  effect: MessageEffect,
): readonly { readonly name: string; readonly wanted: string; readonly seen: string }[] {
  return Object.entries(fields)
    .map(([name, wanted]) => ({ name, wanted, seen: isField(name) ? readField[name](effect) : "" }))
    .filter(({ wanted, seen }) => wanted !== seen)
}

const isField = (name: string): name is ExpectedField => Object.hasOwn(readField, name)

const readField: Readonly<Record<ExpectedField, (effect: MessageEffect) => string>> = {
  title: ({ title }) => textOf(title),
  body: ({ body }) => textOf(body),
  severity: ({ severity }) => severity,
  rule: ({ origin }) => origin.rule,
  offers: (effect) => (effect.kind === "ask" ? effect.offers.map(offerText).join(" ") : ""),
  later: ({ later }) => later?.how ?? "",
  host: ({ origin }) => origin.host,
  session: ({ origin }) => origin.session,
  window: ({ origin }) => origin.window,
}

/** `quiet` → hours in which messages wait. */
import { phrase } from "../../locale/phrase.ts"
import type { ClockNode, StringNode, WordNode } from "../ast.ts"
import { position } from "../diagnostics.ts"
import { hint, hintOf } from "../hint.ts"
import type { Definition } from "../program.ts"
import type { Quiet } from "../ruleset.ts"
import { plainString } from "../values.ts"
import { severityOf } from "./clauses.ts"
import { compileReceiver } from "./messages.ts"
import type { Scope } from "./scope.ts"

/** 0 is Sunday. */
const dayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const
const dayNumbers: ReadonlyMap<string, number> = new Map(dayNames.map((name, day) => [name, day]))
const ways = ["digest", "drop", "hold"] as const
const dayMinutes = 24 * 60

/** What is wrong is reported and gives undefined. */
export function compileQuiet({ head, source }: Definition<"quiet">, scope: Scope): Quiet | undefined {
  const { findings } = scope
  const days = daysOf(head.days, scope)
  const fromMinute = minuteOf(head.from, scope)
  const toMinute = minuteOf(head.to, scope)
  const zone = zoneOf(head.zone, scope)
  const allow = head.allow === null ? undefined : severityOf(head.allow, scope)
  const otherwise = head.otherwise === null ? "digest" : wayOf(head.otherwise, scope)
  const receiver = compileReceiver(head.receiver, scope)
  if (head.receiver !== null && otherwise === "drop") {
    findings.add("E117", source, head.receiver, phrase("language.quiet-drop-to"))
  }
  if (fromMinute !== undefined && fromMinute === toMinute) {
    findings.add("E113", source, head.to, phrase("language.quiet-empty"), { help: phrase("language.quiet-empty.help") })
  }
  const isWrong = [days, fromMinute, toMinute, zone, otherwise].includes(undefined)
  if (isWrong || days === undefined || fromMinute === undefined || toMinute === undefined) return undefined
  if (zone === undefined || otherwise === undefined) return undefined
  const place = `${source.path}:${position(source, head.start).line}`
  return { days, fromMinute, toMinute, zone, allow, otherwise, receiver, place }
}

/** `fri-mon` goes over the weekend. */
function daysOf(words: readonly WordNode[], scope: Scope): readonly number[] | undefined {
  const numbers = words.map((word) => dayOf(word, scope))
  const [from, to = from] = numbers
  if (numbers.includes(undefined)) return undefined
  if (from === undefined || to === undefined) return []
  const count = ((to - from + dayNames.length) % dayNames.length) + 1
  return Array.from({ length: count }, (_, index) => (from + index) % dayNames.length)
}

function dayOf(word: WordNode, { source, findings }: Scope): number | undefined {
  const day = dayNumbers.get(word.value)
  if (day !== undefined) return day
  const message = phrase("language.unknown-word", { word: word.value })
  findings.add("E102", source, word, message, hintOf(word.value, dayNames))
  return undefined
}

/** 24:00 is the end of a day. */
function minuteOf(node: ClockNode, { source, findings }: Scope): number | undefined {
  const [hours = 0, minutes = 0] = node.text.split(":").map(Number)
  const minute = hours * 60 + minutes
  if (minutes < 60 && minute <= dayMinutes) return minute
  findings.add("E113", source, node, phrase("language.clock"))
  return undefined
}

function zoneOf(node: StringNode, { source, findings }: Scope): string | undefined {
  const zone = plainString(node, source, findings)
  if (isZone(zone)) return zone
  const message = phrase("language.unknown-zone", { zone })
  findings.add("E102", source, node, message, hint(zone, Intl.supportedValuesOf("timeZone"), phrase("language.zones")))
  return undefined
}

/** Names only: an offset such as `+08:00` would be wrong for half of the year in most places. */
function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone })
    return true
  } catch {
    // That is the answer.
    return false
  }
}

function wayOf(word: WordNode, { source, findings }: Scope): Quiet["otherwise"] | undefined {
  const way = ways.find((one) => one === word.value)
  if (way !== undefined) return way
  const message = phrase("language.unknown-word", { word: word.value })
  findings.add("E102", source, word, message, hintOf(word.value, ways))
  return undefined
}

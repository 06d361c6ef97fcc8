/** `quiet`: hours in which messages wait or are not sent. Times of day are those of the zone, summer time included. */
import type { Quiet } from "../language/ruleset.ts"
import { type Severity, severities } from "../language/vocabulary.ts"

export interface QuietNow {
  readonly how: Quiet["otherwise"]
  /** When the hours end, milliseconds since the epoch. */
  readonly until: number
  readonly receiver: string | undefined
}

/** The first `quiet` in whose hours `now` lies and that does not let the severity through; undefined: none. */
export function quietNow(quiets: readonly Quiet[], severity: Severity, now: number): QuietNow | undefined {
  for (const quiet of quiets) {
    if (quiet.allow !== undefined && severities.indexOf(severity) >= severities.indexOf(quiet.allow)) continue
    const until = endOf(quiet, now)
    if (until !== undefined) return { how: quiet.otherwise, until, receiver: quiet.receiver }
  }
  return undefined
}

const minuteMs = 60_000
const dayMinutes = 1_440

/** When the hours end that `now` lies in; undefined: it lies in none. */
export function endOf(quiet: Quiet, now: number): number | undefined {
  const { day, minute } = timeOfDay(quiet.zone, now)
  const { fromMinute, toMinute } = quiet
  const isOn = (one: number): boolean => quiet.days.length === 0 || quiet.days.includes((one + 7) % 7)
  let leftMinutes: number | undefined
  if (fromMinute < toMinute) {
    if (minute >= fromMinute && minute < toMinute && isOn(day)) leftMinutes = toMinute - minute
  } else if (minute >= fromMinute && isOn(day)) leftMinutes = dayMinutes - minute + toMinute
  else if (minute < toMinute && isOn(day - 1)) leftMinutes = toMinute - minute
  if (leftMinutes === undefined) return undefined
  const end = now - (now % minuteMs) + leftMinutes * minuteMs
  // The clock may be set for summer time in between: the end is where the zone's own clock says so.
  const shown = timeOfDay(quiet.zone, end).minute
  const off = ((toMinute - shown + dayMinutes + dayMinutes / 2) % dayMinutes) - dayMinutes / 2
  return Math.max(now + 1, end + off * minuteMs)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function timeOfDay(zone: string, at: number): { readonly day: number; readonly minute: number } {
  let format = formats.get(zone)
  if (format === undefined) {
    const parts = { weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const
    format = new Intl.DateTimeFormat("en-US", { ...parts, timeZone: zone })
    formats.set(zone, format)
  }
  const seen = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  const day = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"].indexOf(seen.weekday ?? "")
  return { day, minute: Number(seen.hour) * 60 + Number(seen.minute) }
}

/** A moment as people write it: `14:05`, `14:05:30`, `-10m`, or in ISO 8601. */
import { durationMs } from "../language/values.ts"

const dayMs = 24 * 3_600_000

/** Milliseconds since the epoch; a time of day is the last one at or before `now`, in the machine's zone. Undefined: it is none. */
export function readMoment(text: string, now: number): number | undefined {
  const ago = /^-((?:\d{1,9}(?:ms|[smhd]))+)$/.exec(text)?.[1]
  if (ago !== undefined) return now - durationMs(ago)
  const clock = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text)
  if (clock !== null) {
    const [hours, minutes, seconds] = clock.slice(1).map((digits) => Number(digits ?? 0))
    return timeOfDay([hours ?? 0, minutes ?? 0, seconds ?? 0], now)
  }
  if (!/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/.test(text))
    return undefined
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : at
}

function timeOfDay([hours, minutes, seconds]: readonly [number, number, number], now: number): number | undefined {
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined
  const today = new Date(now).setHours(hours, minutes, seconds, 0)
  return today <= now ? today : new Date(today - dayMs).setHours(hours, minutes, seconds, 0)
}

/** In the machine's zone: `14:05:12`, with the day where it is another one. */
export function showMoment(at: number, now: number): string {
  const [date, time] = new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().split(/[T.]/)
  const isToday = new Date(at).toDateString() === new Date(now).toDateString()
  return isToday ? `${time}` : `${date} ${time}`
}

/** Marker lines: `### FLEET {"name":"done","file":"a.ts"}` in the output is an event, of whoever printed it. */
import type { SeenEvent } from "./evaluate.ts"

/** Fields of one event, and characters of each. */
export const maxEventFields = 20
export const maxEventFieldLength = 2_000

const marker = /^\s*### (?:FLEET|SENTRY) (\{.*\})\s*$/

/** The event that a line tells of; undefined: it is no marker, or not well-formed. */
export function markerEvent(line: string): SeenEvent | undefined {
  const json = marker.exec(line)?.[1]
  if (json === undefined) return undefined
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    // Looks like a marker and is none: a line like any other.
    return undefined
  }
  if (typeof value !== "object" || value === null || !("name" in value) || typeof value.name !== "string")
    return undefined
  const { name, ...rest } = value
  const fields = Object.entries(rest)
    .filter((entry): entry is [string, string | number | boolean] => /^(string|number|boolean)$/.test(typeof entry[1]))
    .slice(0, maxEventFields)
    .map(([key, field]) => [key, String(field).slice(0, maxEventFieldLength)] as const)
  return { name: name.slice(0, maxEventFieldLength), fields: Object.fromEntries(fields), trusted: false }
}

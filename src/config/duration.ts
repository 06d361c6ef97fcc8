/** A span of time as rules write it: `500ms`, `30s`, `5m`, `2h`, `1d`, `1h30m`. */

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Milliseconds; undefined: it is no span of time. */
export function durationIn(text: string): number | undefined {
  if (!/^(?:\d{1,9}(?:ms|[smhd]))+$/.test(text)) return undefined
  const parts = [...text.matchAll(/(\d+)(ms|[smhd])/g)]
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ""] ?? 0), 0)
}

import { describe, expect, test } from "bun:test"
import fc from "fast-check"
import { endOf, quietNow } from "../../src/engine/quiet-hours.ts"
import type { Quiet } from "../../src/language/ruleset.ts"

const night: Quiet = {
  days: [],
  fromMinute: 23 * 60,
  toMinute: 8 * 60,
  zone: "Asia/Shanghai",
  allow: "high",
  otherwise: "digest",
  receiver: undefined,
  place: "r:1",
}
const at = (text: string): number => Date.parse(text)
const shown = (moment: number | undefined): string | undefined =>
  moment === undefined ? undefined : new Date(moment).toISOString()

describe("quiet hours", () => {
  test("reach over midnight, in the zone's own time", () => {
    // 23:30 in Shanghai is 15:30 UTC.
    expect(shown(endOf(night, at("2026-11-22T15:30:00Z")))).toBe("2026-11-23T00:00:00.000Z")
    expect(shown(endOf(night, at("2026-11-22T20:00:30Z")))).toBe("2026-11-23T00:00:00.000Z")
    expect(endOf(night, at("2026-11-22T14:59:59Z"))).toBeUndefined()
    expect(endOf(night, at("2026-11-23T00:00:00Z"))).toBeUndefined()
  })

  test("let through what is severe enough", () => {
    const now = at("2026-11-22T18:00:00Z")
    expect(quietNow([night], "warn", now)?.how).toBe("digest")
    expect(quietNow([night], "high", now)).toBeUndefined()
    expect(quietNow([{ ...night, allow: undefined }], "crit", now)?.how).toBe("digest")
  })

  test("belong to the day on which they begin", () => {
    const sundays = { ...night, days: [0] }
    // 2026-11-22 is a Sunday; its night ends on Monday morning.
    expect(endOf(sundays, at("2026-11-22T15:30:00Z"))).toBeDefined()
    expect(endOf(sundays, at("2026-11-22T23:30:00Z"))).toBeDefined()
    expect(endOf(sundays, at("2026-11-21T15:30:00Z"))).toBeUndefined()
    expect(endOf(sundays, at("2026-11-21T20:00:00Z"))).toBeUndefined()
    expect(endOf(sundays, at("2026-11-23T15:30:00Z"))).toBeUndefined()
  })

  test("end by the zone's clock on the night when it is changed", () => {
    const berlin: Quiet = { ...night, zone: "Europe/Berlin", fromMinute: 22 * 60, toMinute: 7 * 60 }
    // Summer time begins on 2026-03-29 at 02:00: 07:00 is 05:00 UTC then, and was 06:00 UTC the day before.
    expect(shown(endOf(berlin, at("2026-03-28T22:00:00Z")))).toBe("2026-03-29T05:00:00.000Z")
    expect(shown(endOf(berlin, at("2026-10-24T21:00:00Z")))).toBe("2026-10-25T06:00:00.000Z")
  })

  test("end in the future, at the minute they name, whatever the moment", () => {
    const minute = fc.integer({ min: 0, max: 1439 })
    const zone = fc.constantFrom("UTC", "Asia/Shanghai", "Asia/Kolkata", "America/St_Johns")
    fc.assert(
      fc.property(minute, minute, zone, fc.integer({ min: 0, max: 4e12 }), (fromMinute, toMinute, name, now) => {
        const end = endOf({ ...night, fromMinute, toMinute, zone: name }, now)
        if (end === undefined) return
        expect(end).toBeGreaterThan(now)
        expect(end - now).toBeLessThanOrEqual(26 * 3_600_000)
        const ended = endOf({ ...night, fromMinute, toMinute, zone: name }, end)
        if (fromMinute !== toMinute) expect(ended).toBeUndefined()
      }),
      { numRuns: 300 },
    )
  })
})

import { describe, expect, test } from "bun:test"
import { readMoment, showMoment } from "../../src/cli/moment.ts"

const local = (year: number, month: number, day: number, ...time: number[]) =>
  new Date(year, month - 1, day, ...(time as [number, number, number])).getTime()
const now = local(2026, 3, 4, 15, 0, 0)

describe("a moment", () => {
  test.each([
    ["14:05", local(2026, 3, 4, 14, 5, 0)],
    ["9:05:30", local(2026, 3, 4, 9, 5, 30)],
    ["15:00", now],
    ["15:01", local(2026, 3, 3, 15, 1, 0)],
    ["-10m", now - 600_000],
    ["-1h30m", now - 5_400_000],
    ["2026-03-04T14:05:30", local(2026, 3, 4, 14, 5, 30)],
    ["2026-03-04T14:05:30.250Z", Date.UTC(2026, 2, 4, 14, 5, 30, 250)],
    ["2026-03-04T14:05+08:00", Date.UTC(2026, 2, 4, 6, 5)],
  ])("%s is read", (text, at) => {
    expect(readMoment(text, now)).toBe(at)
  })

  test.each(["", "14", "24:00", "12:60", "10m", "-10", "-", "14:05:", "2026-13-01T00:00", "now", "-10m ago"])(
    "%j is none",
    (text) => {
      expect(readMoment(text, now)).toBeUndefined()
    },
  )

  test("is shown in the machine's zone, with the day where it is another one", () => {
    expect(showMoment(local(2026, 3, 4, 14, 5, 30), now)).toBe("14:05:30")
    expect(showMoment(local(2026, 3, 3, 14, 5, 30), now)).toBe("2026-03-03 14:05:30")
  })
})

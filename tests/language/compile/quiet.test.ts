import { describe, expect, test } from "bun:test"
import { partsOf, soundParts } from "./parts.ts"

const quietOf = (text: string) => soundParts(text).quiets[0]

describe("`quiet`", () => {
  test("says when, who goes through, and what becomes of the rest", () => {
    expect(quietOf('quiet 23:00-08:00 "Asia/Shanghai" allow severity >= high else hold to desk')).toEqual({
      days: [],
      fromMinute: 1_380,
      toMinute: 480,
      zone: "Asia/Shanghai",
      allow: "high",
      otherwise: "hold",
      receiver: "desk",
      place: "my.rules:1",
    })
  })

  test("gathers, and lets nothing through, unless it says so", () => {
    expect(quietOf('quiet 9:30-17:00 "UTC"')).toMatchObject({
      allow: undefined,
      otherwise: "digest",
      receiver: undefined,
    })
  })

  test.each([
    ["mon-fri", [1, 2, 3, 4, 5]],
    ["sat", [6]],
    ["sat-sun", [6, 0]],
    ["fri-mon", [5, 6, 0, 1]],
    ["sun-sat", [0, 1, 2, 3, 4, 5, 6]],
    ["tue-tue", [2]],
  ])("may be about some days: %s", (days, numbers) => {
    expect(quietOf(`quiet ${days} 9:00-17:00 "UTC"`)?.days).toEqual(numbers)
  })

  test("may be about the whole day", () => {
    expect(quietOf('quiet sun 0:00-24:00 "Europe/Berlin" else drop')).toMatchObject({ fromMinute: 0, toMinute: 1_440 })
  })

  test.each([
    ['quiet monday 9:00-17:00 "UTC"', ['E102 "monday"']],
    ['quiet mon-fry 9:00-17:00 "UTC"', ['E102 "fry"']],
    ['quiet 9:00-24:01 "UTC"', ['E113 "24:01"']],
    ['quiet 9:60-17:00 "UTC"', ['E113 "9:60"']],
    ['quiet 9:00-9:00 "UTC"', ['E113 "9:00"']],
    ['quiet 9:00-17:00 "Asia/Shangai"', ['E102 "\\"Asia/Shangai\\""']],
    ['quiet 9:00-17:00 "+08:00"', ['E102 "\\"+08:00\\""']],
    ['quiet 9:00-17:00 ""', ['E102 "\\"\\""']],
    ['quiet 9:00-17:00 "UTC" allow severity >= hgh', ['E102 "hgh"']],
    ['quiet 9:00-17:00 "UTC" else digst', ['E102 "digst"']],
    ['quiet 9:00-17:00 "UTC" else hold to nobody', ['E205 "nobody"']],
    ['quiet 9:00-17:00 "UTC" else drop to desk', ['E117 "desk"']],
  ])("is wrong: %s", (text, found) => {
    expect(partsOf(text).found).toEqual(found)
  })
})

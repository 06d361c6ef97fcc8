import { describe, expect, test } from "bun:test"
import { beganAt, type FactName, factTypes, factValue } from "../../src/screen/facts.ts"
import { facts } from "./sample.ts"

describe("facts", () => {
  test("a duration is the time since it began", () => {
    const known = facts({ printedAt: 1_000, runningSince: 4_000, clientActiveAt: 0 })
    expect(factValue(known, "quiet", 5_000)).toBe(4_000)
    expect(factValue(known, "running", 5_000)).toBe(1_000)
    expect(factValue(known, "client-idle", 5_000)).toBe(5_000)
    expect(beganAt(known, "running")).toBe(4_000)
  })

  test("a duration is never negative, even when the clock was set back", () => {
    expect(factValue(facts({ printedAt: 9_000 }), "quiet", 5_000)).toBe(0)
  })

  test("what is not known is unknown, not zero and not no", () => {
    for (const name of ["program", "running", "client-idle", "cpu", "exit"] as const) {
      expect(factValue(facts({ program: undefined }), name, 1)).toBeUndefined()
    }
  })

  test("texts, numbers and flags are given as they are", () => {
    const known = facts({ host: "box", cpu: 12.5, exit: 0, zoomed: true })
    expect(factValue(known, "host", 0)).toBe("box")
    expect(factValue(known, "cpu", 0)).toBe(12.5)
    expect(factValue(known, "exit", 0)).toBe(0)
    expect(factValue(known, "zoomed", 0)).toBe(true)
    expect(factValue(known, "bell", 0)).toBe(false)
  })

  test("every fact that rules can name has a value of its type", () => {
    const known = facts({ program: "p", runningSince: 1, clientActiveAt: 1, cpu: 1, exit: 1 })
    const made: Record<string, string> = {
      text: "string",
      duration: "number",
      percent: "number",
      int: "number",
      flag: "boolean",
    }
    for (const name of Object.keys(factTypes) as FactName[]) {
      expect(`${name}: ${typeof factValue(known, name, 10)}`).toBe(`${name}: ${made[factTypes[name]]}`)
    }
  })
})

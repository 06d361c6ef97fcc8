import { describe, expect, test } from "bun:test"
import { Agenda, type Bustle } from "../../src/tmux/agenda.ts"
import { cadence } from "../../src/tmux/cadence.ts"

const still: Bustle = { printing: false, recent: false, subscribed: true }
const printing: Bustle = { ...still, printing: true }
const recent: Bustle = { ...still, recent: true }

/** An agenda right after its first sweep, which takes in everything, at 0. */
function begun(): Agenda {
  const agenda = new Agenda(cadence)
  agenda.swept(0, 1, "dear-facts")
  return agenda
}

test("the first sweep is due at once and takes in everything", () => {
  const agenda = new Agenda(cadence)
  expect(agenda.sweepDueAt(still)).toBe(Number.NEGATIVE_INFINITY)
  expect(agenda.scope(0, still)).toBe("dear-facts")
})

describe("sweeps", () => {
  test("come at the quiet pace, faster where something printed a moment ago", () => {
    expect(begun().sweepDueAt(still)).toBe(cadence.sweepMs)
    expect(begun().sweepDueAt(recent)).toBe(cadence.activeMs)
  })

  test("rest while panes print, where the server tells who else begins to; not in the fallback", () => {
    expect(begun().sweepDueAt(printing)).toBe(cadence.subscribedFactsMs)
    expect(begun().sweepDueAt({ ...printing, subscribed: false })).toBe(cadence.sweepMs)
  })

  test("of a server with very many windows come less often", () => {
    const agenda = begun()
    for (let count = 0; count < 50; count++) agenda.swept(0, 100, "windows")
    expect(agenda.sweepDueAt(recent)).toBe(cadence.maxRestMs)
  })

  test("are not put off by one slow answer", () => {
    const agenda = begun()
    agenda.swept(0, 80, "windows")
    expect(agenda.sweepDueAt(still)).toBe(cadence.sweepMs)
  })
})

describe("facts", () => {
  test("are asked for seldom where the server tells of changes, often where it does not", () => {
    const agenda = begun()
    expect(agenda.scope(cadence.factsMs, { ...still, subscribed: false })).toBe("facts")
    expect(agenda.scope(cadence.factsMs, still)).toBe("windows")
    agenda.swept(cadence.dearFactsMs - 1, 1, "facts")
    expect(agenda.scope(cadence.dearFactsMs, still)).toBe("dear-facts")
  })

  test("come soon after a hint, once for a burst of them", () => {
    const agenda = begun()
    for (const at of [100, 110, 120]) agenda.hurry(at)
    expect(agenda.sweepDueAt(printing)).toBe(100 + cadence.hintMs)
    expect(agenda.scope(100 + cadence.hintMs, printing)).toBe("facts")
    agenda.swept(130, 1, "facts")
    expect(agenda.sweepDueAt(still)).toBe(130 + cadence.sweepMs)
  })

  test("that change all the time are asked for at their own pace", () => {
    const agenda = begun()
    agenda.hearOfFacts(10)
    expect(agenda.sweepDueAt(printing)).toBe(cadence.factsMs)
    const later = begun()
    later.hearOfFacts(cadence.factsMs + 500)
    expect(later.sweepDueAt(printing)).toBe(cadence.factsMs + 500)
  })
})

describe("looks", () => {
  test("are never due while nothing prints", () => {
    expect(begun().looksDueAt(still)).toBe(Number.POSITIVE_INFINITY)
  })

  test("begin at once, and then keep their pace", () => {
    const agenda = begun()
    expect(agenda.looksDueAt(printing)).toBe(Number.NEGATIVE_INFINITY)
    agenda.looked(1000, 5)
    expect(agenda.looksDueAt(printing)).toBe(1000 + cadence.activeMs)
  })

  test("at very many panes come less often", () => {
    const agenda = begun()
    for (let count = 0; count < 50; count++) agenda.looked(0, 100)
    expect(agenda.looksDueAt(printing)).toBeGreaterThan(90 * cadence.lookRestFactor)
  })
})

import { expect, test } from "bun:test"
import { Distance } from "../../src/tmux/distance.ts"

/** Answers of a server whose clock is `ahead` milliseconds before ours, one a second. */
function heard(distance: Distance, ahead: number, tookMs: readonly number[]): Distance {
  tookMs.forEach((took, index) => {
    const now = 1_000_000 + index * 1337
    distance.takeAnswer(took, Math.floor((now - took / 2 + ahead) / 1000), now)
  })
  return distance
}

test("a clock that goes as ours is taken to be ours", () => {
  for (const ahead of [-900, 0, 900]) expect(heard(new Distance(), ahead, [80, 90, 85, 80]).skewMs).toBe(0)
})

test("a clock that goes wrong is set right, within a second, and does not wander", () => {
  for (const ahead of [-3_600_000, -5_300, 4_700, 86_400_000]) {
    const distance = new Distance()
    const told = Array.from({ length: 30 }, () => heard(distance, ahead, [80]).skewMs)
    expect(new Set(told.slice(1)).size).toBe(1)
    expect(Math.abs(distance.skewMs + ahead)).toBeLessThanOrEqual(1500)
  }
})

test("an answer that was held up says nothing about the clock", () => {
  expect(heard(new Distance(), 0, [80, 9_000, 80, 20_000]).skewMs).toBe(0)
})

test("the way takes as long as the quickest answer; a longer way is believed by and by", () => {
  expect(heard(new Distance(), 0, [120, 80, 400, 95]).roundTripMs).toBeLessThan(100)
  expect(heard(new Distance(), 0, [20, ...Array<number>(40).fill(300)]).roundTripMs).toBe(300)
})

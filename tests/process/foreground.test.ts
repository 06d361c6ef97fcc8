import { expect, test } from "bun:test"
import { ForegroundMemory, type Sample } from "../../src/process/foreground.ts"

const sample = (at: number, cpuMs: number, pid = 1): Sample => ({
  pid,
  at,
  cpuMs,
  program: { name: "claude", shell: false },
  startedAt: 5,
})

test("CPU is counted between two looks at the same process", () => {
  const memory = new ForegroundMemory()
  expect(memory.take(10, sample(0, 100))).toEqual({ program: "claude", shell: false, runningSince: 5, cpu: undefined })
  expect(memory.take(10, sample(2000, 600)).cpu).toBe(25)
  expect(memory.take(10, sample(4000, 600)).cpu).toBe(0)
  expect(memory.take(10, sample(6000, 610)).cpu).toBe(0.5)
})

test("looks that are close together keep the figure, and lose no CPU", () => {
  const memory = new ForegroundMemory()
  memory.take(10, sample(0, 0))
  memory.take(10, sample(1000, 100))
  expect(memory.take(10, sample(1100, 1000)).cpu).toBe(10)
  expect(memory.take(10, sample(2000, 1100)).cpu).toBe(100)
})

test("another process starts from nothing, and children that ended never make it negative", () => {
  const memory = new ForegroundMemory()
  memory.take(10, sample(0, 100))
  expect(memory.take(10, sample(1000, 5000, 2)).cpu).toBeUndefined()
  expect(memory.take(10, sample(2000, 10, 2)).cpu).toBe(0)
})

test("panes that are gone are forgotten", () => {
  const memory = new ForegroundMemory()
  memory.take(10, sample(0, 100))
  memory.forget(10)
  expect(memory.take(10, sample(1000, 200)).cpu).toBeUndefined()
})

import { expect, test } from "bun:test"
import { parseBootTime, parseCommandLine, parseStat } from "../../src/process/stat.ts"

const stat = (comm: string) =>
  `4711 (${comm}) S 4000 4711 4000 34816 4712 4194304 1 2 0 0 150 50 7 3 20 0 1 0 123456 1 1 1 1 1 1 1 1 1 1 1 1 1\n`

test("the fields of /proc/PID/stat", () => {
  expect(parseStat(stat("bash"))).toEqual({
    pid: 4711,
    comm: "bash",
    parent: 4000,
    group: 4711,
    foreground: 4712,
    cpuTicks: 210,
    startTicks: 123_456,
  })
})

test("a name may hold spaces, parentheses and line breaks", () => {
  for (const comm of ["a b", ") R 1 1", "((x)", "a\nb"])
    expect(parseStat(stat(comm))).toMatchObject({ comm, parent: 4000 })
})

test("a process without a terminal has no foreground group", () => {
  expect(parseStat(stat("cron").replace("34816 4712", "0 -1"))?.foreground).toBeUndefined()
})

test("what is no such line is nothing", () => {
  for (const text of ["", "1", "1 (x", "1 (x) S", "x (x) S 1 1 1 1 1 1"]) expect(parseStat(text)).toBeUndefined()
})

test("the arguments end in NUL and may be empty", () => {
  expect(parseCommandLine("node\0/x/claude\0--flag\0")).toEqual(["node", "/x/claude", "--flag"])
  expect(parseCommandLine("sh\0-c\0\0x\0")).toEqual(["sh", "-c", "", "x"])
  expect(parseCommandLine("")).toEqual([])
})

test("the machine's start", () => {
  expect(parseBootTime("cpu 1 2\nbtime 1732276800\nprocesses 1\n")).toBe(1_732_276_800_000)
  expect(parseBootTime("cpu 1 2\n")).toBeUndefined()
})

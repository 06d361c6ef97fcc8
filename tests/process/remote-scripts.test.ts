import { expect, test } from "bun:test"
import { parseArguments, parseStats } from "../../src/process/remote-scripts.ts"
import { parseStat } from "../../src/process/stat.ts"

const stat = (pid: number, comm: string, parent: number, tpgid: number): string =>
  `${pid} (${comm}) S ${parent} ${pid} ${parent} 34816 ${tpgid} 4194304 1 2 3 4 5 6 7 8 20 0 1 0 4242 0 0`

test("stat lines, after how long the machine has been up", () => {
  const answer = parseStats(`up 1234.56\n${stat(10, "sh", 1, 11)}\n${stat(11, "claude (x)", 10, 11)}\n\n`)
  expect(answer?.uptimeMs).toBe(1_234_560)
  expect([...(answer?.stats.keys() ?? [])].toSorted()).toEqual([10, 11])
  expect(answer?.stats.get(11)).toEqual(parseStat(stat(11, "claude (x)", 10, 11)) ?? ({} as never))
})

test("a process that is told twice is as it was told first; what is no stat line is nothing", () => {
  const answer = parseStats(
    `up 1.0\n${stat(10, "sh", 1, 10)}\n7 (cut off\n${stat(10, "forged", 1, 10)}\nsh: 3: x: not found\n`,
  )
  expect([...(answer?.stats.values() ?? [])].map(({ comm }) => comm)).toEqual(["sh"])
})

test("no answer is not an empty machine", () => {
  expect(parseStats("")).toBeUndefined()
  expect(parseStats("sh: syntax error\n")).toBeUndefined()
  expect(parseStats("up 5\n")?.stats.size).toBe(0)
})

test("arguments by pid, each ended as in /proc, and none that can pass for another's", () => {
  const output = "\nWORD 10\nsh\n-c\nsleep 1\n\nWORD 11\nclaude\n--x\n\nWORD 12\n\nWORD 13\nevil SECRETS 10\nclaude\n"
  expect(parseArguments(output, "WORD")).toEqual(
    new Map([
      [10, "sh\0-c\0sleep 1\0"],
      [11, "claude\0--x\0"],
      [12, ""],
      [13, "evil SECRETS 10\0claude\0"],
    ]),
  )
})

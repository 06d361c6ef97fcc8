import { afterEach, beforeEach, describe, expect, test } from "bun:test"
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { maxOutputBytes, type RunRequest, runProgram } from "../../src/process/run.ts"
import { atOnceMost, Runner, waitingMost } from "../../src/process/runner.ts"
import { eventually, isAlive } from "../support/tmux.ts"

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "fleetai-run-"))
})
afterEach(() => rmSync(folder, { recursive: true }))

const env = { PATH: process.env["PATH"] ?? "" }
const never = new AbortController().signal

function run(argv: readonly string[], over: Partial<RunRequest> = {}) {
  return runProgram({ argv, stdin: "", cwd: folder, env, timeoutMs: 10_000, signal: never, ...over })
}

const shell = (script: string, over?: Partial<RunRequest>) => run(["sh", "-c", script], over)

describe("a program", () => {
  test("gets its words as they are, its input, its folder, and no other environment", async () => {
    const program =
      "console.log(JSON.stringify([process.argv.slice(1), await Bun.stdin.text(), process.cwd(), Object.keys(process.env)]))"
    const given = ["a b", "$HOME; rm -rf /", "*"]
    const ended = await run([process.execPath, "-e", program, ...given], { stdin: '{"rule":"r"}' })
    if (ended.kind !== "exited") throw new Error(ended.kind)
    const [words, input, cwd, names] = JSON.parse(ended.output) as [string[], string, string, string[]]
    expect({ code: ended.code, words, input, cwd }).toEqual({
      ...{ code: 0, words: given, input: '{"rule":"r"}', cwd: folder },
    })
    expect(names).toEqual(["PATH"])
  })

  test("that does not read its input ends as well, however much there is", async () => {
    expect(await shell("exit 3", { stdin: "x".repeat(1_000_000) })).toEqual({ kind: "exited", code: 3, output: "" })
  })

  test("says how it ended, with what it said on both streams", async () => {
    const ended = await shell("echo out; echo err >&2; exit 4")
    expect(ended).toMatchObject({ kind: "exited", code: 4 })
    expect("output" in ended && ended.output.split("\n").toSorted()).toEqual(["", "err", "out"])
    expect(await shell("kill -SEGV $$")).toMatchObject({ kind: "killed", by: "SIGSEGV" })
  })

  test("that is not there, or cannot be run, is not started", async () => {
    expect(await run(["/nowhere/at/all"])).toEqual({ kind: "not-started", code: "ENOENT" })
    expect(await run([folder])).toMatchObject({ kind: "not-started" })
  })

  test("that says a lot is read to the end, and the end is kept", async () => {
    const ended = await shell('i=0; while [ $i -lt 30000 ]; do echo "line $i 一二三"; i=$((i+1)); done')
    if (ended.kind !== "exited") throw new Error(ended.kind)
    expect(Buffer.byteLength(ended.output)).toBeLessThanOrEqual(maxOutputBytes)
    expect(ended.output).toEndWith("line 29999 一二三\n")
    expect(ended.output).not.toContain("\ufffd")
  })

  test("that leaves something running in the background has ended all the same", async () => {
    const began = performance.now()
    const ended = await shell("sleep 60 & echo $! ; exit 0")
    expect(ended).toMatchObject({ kind: "exited", code: 0 })
    expect(performance.now() - began).toBeLessThan(10_000)
    const pid = Number("output" in ended && ended.output)
    expect(isAlive(pid)).toBe(true)
    process.kill(pid)
  })
})

describe("when its time is over", () => {
  test("all that it started ends with it, also what does not listen to SIGTERM", async () => {
    const script = `trap '' TERM; sh -c 'trap "" TERM; echo $$ > ${folder}/child; while :; do sleep 0.1; done' & wait; sleep 60`
    const ended = await shell(script, { timeoutMs: 500 })
    expect(ended).toMatchObject({ kind: "stopped", why: "timeout" })
    const child = Number(readFileSync(join(folder, "child"), "utf8"))
    await eventually("the child ends", () => !isAlive(child))
  })

  test("it may say its last words", async () => {
    const ended = await shell("trap 'echo bye; exit 0' TERM; sleep 60 & wait", { timeoutMs: 300 })
    expect(ended).toEqual({ kind: "stopped", why: "timeout", output: "bye\n" })
  })
})

describe("several programs", () => {
  test("run a few at a time, in order, and each has its own time", async () => {
    const runner = new Runner()
    const script = (n: number) => `echo > ${folder}/begun-${n}; until [ -e ${folder}/go ]; do sleep 0.02; done`
    const request = { stdin: "", cwd: folder, env, timeoutMs: 20_000 }
    const begun = () => Array.from({ length: 7 }, (_, n) => n).filter((n) => existsSync(join(folder, `begun-${n}`)))
    const ends = Array.from({ length: 7 }, (_, n) => runner.run({ ...request, argv: ["sh", "-c", script(n)] }))
    await eventually("the first ones have begun", () => begun().length >= atOnceMost)
    await Bun.sleep(100)
    expect(begun()).toEqual([0, 1, 2, 3])
    await Bun.write(join(folder, "go"), "")
    expect((await Promise.all(ends)).every((ended) => ended.kind === "exited")).toBe(true)
    expect(begun()).toHaveLength(7)
  })

  test("beyond the limit are refused; a stop ends those that run and those that wait", async () => {
    const runner = new Runner()
    const argv = ["sleep", "60"]
    const request = { argv, stdin: "", cwd: folder, env, timeoutMs: 60_000 }
    const ends = Array.from({ length: atOnceMost + waitingMost + 3 }, () => runner.run(request))
    await Bun.sleep(50)
    runner.stop()
    const kinds = (await Promise.all(ends)).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === "crowded")).toHaveLength(3)
    expect(kinds.filter((kind) => kind === "stopped")).toHaveLength(atOnceMost + waitingMost)
    expect(await runner.run(request)).toMatchObject({ kind: "stopped", why: "stopping" })
  })
})

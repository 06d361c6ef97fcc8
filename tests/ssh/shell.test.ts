import { expect, test } from "bun:test"
import fc from "fast-check"
import { RemoteShell, shellLimits } from "../../src/ssh/shell.ts"
import { HeldTimers } from "../support/held-timers.ts"

function shell() {
  const timers = new HeldTimers()
  const written: string[] = []
  const failed: string[] = []
  const sh = new RemoteShell({
    wire: { write: (text) => written.push(text) },
    secret: "SECRET",
    after: (ms, run) => timers.after(ms, run),
    onFailed: (why) => failed.push(why),
  })
  const says = (text: string) => sh.receive(new TextEncoder().encode(text))
  return { timers, written, failed, sh, says }
}

test("an answer is what came before the sign of its number, cut anywhere", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.string({ unit: "binary" }), fc.nat(255)), { minLength: 1, maxLength: 5 }),
      fc.array(fc.nat(60), { maxLength: 20 }),
      async (answers, cuts) => {
        const { sh } = shell()
        const asked = answers.map(() => sh.ask("x"))
        const all = new TextEncoder().encode(
          answers.map(([output, status], index) => `${output}\nSECRET ${index + 1} ${status}\n`).join(""),
        )
        let at = 0
        for (const length of [...cuts, all.length]) {
          sh.receive(all.subarray(at, at + length))
          at += length
        }
        expect(await Promise.all(asked)).toEqual(
          answers.map(([output, status]) => ({
            ok: true,
            status,
            output: new TextDecoder("utf-8", { ignoreBOM: true }).decode(new TextEncoder().encode(output)),
          })),
        )
      },
    ),
  )
})

test("a script is closed off: its input is empty, its errors are output, its status is told", () => {
  const { sh, written } = shell()
  void sh.ask("false")
  expect(written).toEqual([`{ false\n} </dev/null 2>&1\nprintf '\\n%s %d %d\\n' 'SECRET' 1 "$?"\n`])
})

test("no answer in time gives the shell up, once, and every question is answered", async () => {
  const { sh, timers, failed } = shell()
  const [first, second] = [sh.ask("a"), sh.ask("b")]
  await timers.pass(shellLimits.answerMs)
  for (const asked of [first, second]) expect(await asked).toEqual({ ok: false, why: "no answer in time" })
  expect(await sh.ask("c")).toMatchObject({ ok: false })
  expect(failed).toEqual(["no answer in time"])
  expect(sh.isAlive).toBe(false)
})

test("an answer to another question than the next one is no answer", async () => {
  const { sh, says, failed } = shell()
  const asked = sh.ask("a")
  says("x\nSECRET 2 0\n")
  expect(await asked).toMatchObject({ ok: false })
  expect(failed).toHaveLength(1)
})

test("what nobody asked for is not kept without end", () => {
  const { says, failed } = shell()
  const mega = "x".repeat(1024 * 1024)
  for (let index = 0; index <= 33; index++) says(mega)
  expect(failed).toEqual(["too much output"])
})

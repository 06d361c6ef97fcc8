/** What the service asks of its state folder before it begins. */
import { expect, test } from "bun:test"
import { chmodSync, existsSync } from "node:fs"
import { join } from "node:path"
import { startService } from "../../src/daemon/service.ts"
import { type Phrase, say } from "../../src/locale/phrase.ts"
import { configOf, load } from "../config/machine.ts"
import { ruleSetOf } from "../engine/stage.ts"
import { stateFolder } from "../store/state-folder.ts"
import { HeldTimers } from "../support/held-timers.ts"

function started(mode: number) {
  const state = stateFolder()
  chmodSync(state, mode)
  const logged: string[] = []
  const note = (words: Phrase): void => void logged.push(say("en", words))
  const begun = startService({
    config: configOf(load(`state = ${JSON.stringify(state)}\n`)),
    ...{
      ruleSet: ruleSetOf('rule r { when screen has "x"; do notify phone "x" }'),
      locale: "en",
      timers: new HeldTimers(),
    },
    log: { info: note, warn: note, error: note },
    ...{ show: () => {}, dryRun: false, version: "1", notice: undefined },
  })
  return { begun, logged, state }
}

test("where others could write, nothing is started", () => {
  for (const mode of [0o770, 0o702]) {
    const { begun, state } = started(mode)
    expect(begun.ok ? "" : say("en", begun.problem)).toContain(`Run: chmod 700 ${state}`)
    expect(existsSync(join(state, "state.db"))).toBe(false)
  }
})

test("where others could look, it is said", async () => {
  const open = started(0o755)
  expect(open.logged).toEqual([expect.stringContaining(`OTHERS CAN ENTER the state folder ${open.state}`)])
  const own = started(0o700)
  expect(own.logged).toEqual([])
  for (const { begun } of [open, own]) if (begun.ok) await begun.service.stop()
})

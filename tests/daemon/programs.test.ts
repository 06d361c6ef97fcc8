import { expect, test } from "bun:test"
import { join } from "node:path"
import { Programs } from "../../src/daemon/programs.ts"
import type { RunEffect } from "../../src/engine/effect.ts"
import { type Phrase, say } from "../../src/locale/phrase.ts"
import { stateFolder } from "../store/state-folder.ts"

const event = {
  rule: "r",
  severity: "high",
  at: "",
  host: "",
  session: "",
  window: "",
  pane: "",
  program: null,
} as const
const effect: Omit<RunEffect, "argv"> = {
  ...{ kind: "run", id: "r", at: 1, timeoutMs: 5_000 },
  origin: { rule: "r", pane: "%1", host: "", session: "", window: "" },
  event: { ...event, agent: null, state: null, matches: "", captures: {}, tries: 0 },
}

test("a home folder that is missing is told from a program that is", async () => {
  const home = stateFolder()
  const said = async (folder: string, program: string): Promise<string[]> => {
    const logged: string[] = []
    const note = (words: Phrase): void => void logged.push(say("en", words))
    const log = { info: note, warn: note, error: note }
    const programs = new Programs({ log, env: { PATH: process.env["PATH"] }, home: folder, literals: [] })
    await programs.run({ ...effect, argv: [program] })
    return logged
  }
  expect(await said(home, "true")).toEqual(["r: true ended well"])
  expect(await said(home, "no-such-program")).toEqual([expect.stringContaining("could not be started (ENOENT)")])
  const gone = join(home, "gone")
  expect(await said(gone, "true")).toEqual([expect.stringContaining(`there is no home folder ${gone}`)])
})

/** The test that `fleetai record` writes beside what it recorded: what the rules do with it now, for its author to correct. */
import { writeFileSync } from "node:fs"
import { basename, dirname, join, relative, resolve } from "node:path"
import { fileReason } from "../authoring/recording/file-reason.ts"
import { readShown } from "../authoring/testing/files.ts"
import { stubText } from "../authoring/testing/stub.ts"
import { phrase } from "../locale/phrase.ts"
import { type Call, textOption } from "./command.ts"
import { givenRules } from "./given-rules.ts"

/** The file that was written; undefined: none was, and it is said why. */
export async function writeTest(call: Call, recorded: string): Promise<string | undefined> {
  const { terminal } = call
  const path = join(dirname(recorded), `${basename(recorded).replace(/\.(?:screen|jsonl|json|txt)$/, "")}.test.rules`)
  const rules = givenRules(call, textOption(call, "rules"))
  const shown = await readShown(resolve(recorded))
  if (!rules.ok || shown.kind === "fault") {
    terminal.err(terminal.say(phrase("authoring.record-no-test", { path })))
    return undefined
  }
  const text = stubText(
    {
      uses: usesFor(path, rules.paths),
      title: basename(path, ".test.rules"),
      file: basename(recorded),
      shown,
      remark: terminal.say(phrase("authoring.record-test-remark")),
    },
    rules.ruleSet,
  )
  try {
    writeFileSync(path, text, { flag: "wx", mode: 0o600 })
    return path
  } catch (error) {
    const reason = fileReason(error)
    terminal.err(terminal.say(phrase("authoring.record-unwritable", { path, reason })))
    return undefined
  }
}

/** What makes the file a set of its own. Inside a folder of the rules it is one of them already. */
function usesFor(path: string, rules: readonly string[]): readonly string[] {
  if (rules.length === 0) return ["default"]
  const folder = dirname(resolve(path))
  const isInside = rules.some((one) => !relative(one, folder).startsWith("..") && !one.endsWith(".rules"))
  return isInside
    ? []
    : rules.map((one) => relative(folder, one)).map((one) => (one.startsWith(".") ? one : `./${one}`))
}

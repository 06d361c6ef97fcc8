/** The test that `fleetai record` writes beside what it recorded: what the rules do with it now, for its author to correct. */
import { realpathSync, writeFileSync } from "node:fs"
import { basename, dirname, join, relative, resolve } from "node:path"
import { fileReason } from "../authoring/recording/file-reason.ts"
import { readShown } from "../authoring/testing/files.ts"
import { stubText } from "../authoring/testing/stub.ts"
import { phrase } from "../locale/phrase.ts"
import { type Call, textOption } from "./command.ts"
import { givenRules } from "./given-rules.ts"
import { oneLine } from "./shown.ts"

/** The file that was written; undefined: none was, and it is said why. */
export async function writeTest(call: Call, recorded: string): Promise<string | undefined> {
  const { terminal } = call
  const path = join(dirname(recorded), `${basename(recorded).replace(/\.(?:screen|jsonl|json|txt)$/, "")}.test.rules`)
  const rules = givenRules(call, textOption(call, "rules"))
  const shown = await readShown(resolve(recorded))
  if (!rules.ok || shown.kind === "fault") {
    terminal.err(oneLine(terminal.say(phrase("authoring.record-no-test", { path }))))
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
    terminal.err(oneLine(terminal.say(phrase("authoring.record-unwritable", { path, reason }))))
    return undefined
  }
}

/** What makes the file a set of its own, also inside a folder of the rules. By real paths: a link may lead far away. */
function usesFor(path: string, rules: readonly string[]): readonly string[] {
  if (rules.length === 0) return ["default"]
  const folder = realpathSync(dirname(resolve(path)))
  return rules
    .map((one) => relative(folder, realpathSync(one)))
    .map((one) => (one === "" ? "." : one.startsWith("..") ? one : `./${one}`))
}

/** A test that is written from a recording passes, whatever was recorded. */
import { describe, expect, test } from "bun:test"
import { existsSync } from "node:fs"
import { join } from "node:path"
import fc from "fast-check"
import { readShown, type ShownFile } from "../../../src/authoring/testing/files.ts"
import { runTest } from "../../../src/authoring/testing/run.ts"
import { stubText } from "../../../src/authoring/testing/stub.ts"
import { compileRules } from "../../../src/daemon/rules.ts"
import { printDiagnostics } from "../../../src/language/print.ts"
import { toLines } from "../../../src/screen/frame.ts"

/** Why the test of what was shown fails; null: it passes. */
function failure(rules: string, shown: Exclude<ShownFile, { kind: "fault" }>, title = "t"): string | null {
  const receivers = new Set(["phone", "desk"])
  const { ruleSet } = compileRules([{ path: "a.rules", text: rules }], receivers)
  if (ruleSet === undefined) throw new Error("the rules do not compile")
  const text = stubText({ uses: [], title, file: "a.screen", shown, remark: "x" }, ruleSet)
  const whole = compileRules([{ path: "a.rules", text: `${rules}\n${text}` }], receivers)
  const [own] = whole.tests
  if (whole.ruleSet === undefined || own === undefined) return printDiagnostics(whole.diagnostics, "en")
  const run = runTest(own, whole.ruleSet, {
    files: new Map([["a.screen", shown]]),
    receiversOf: () => ["phone"],
    kept: (state) => state,
  })
  return run.failure === undefined ? null : `${run.failure.step.source} in\n${text}`
}

test("any text that a message shows is expected as it is", () => {
  const rules = 'rule r { severity low; when screen has /(?<all>.+)/; do notify desk "said: {all}" }'
  const line = fc.stringMatching(/^[ -~\u00e9\u4e2d\u2502"\\<>{}]{1,60}$/)
  fc.assert(
    fc.property(line, line, (screen, title) => {
      const facts = { program: "vim" }
      const shown = {
        kind: "screen",
        screen: { facts, size: undefined, unreadable: undefined, lines: toLines(screen) },
      } as const
      expect(failure(rules, shown, title)).toBeNull()
    }),
    { numRuns: 200 },
  )
})

test("keys are expected, typed and pasted, whatever is in them", () => {
  const of = 'on program == "make"; when screen last line has "x"; stable 1s; limit 5 per 1h'
  const rules = (pasted: string) => `rule r { ${of}; do { send "y" Enter; wait 1s; paste "${pasted}"; send Enter } }`
  const screen = { facts: { program: "make" }, size: undefined, unreadable: undefined, lines: ["x"] }
  expect(failure(rules('a \\"word\\" 中 {{x'), { kind: "screen", screen })).toBeNull()
  expect(failure(rules("two\\nlines"), { kind: "screen", screen })).toBeNull()
})

const folder = process.env["FLEETAI_RECORDINGS"] ?? join(import.meta.dir, "../../../../shared/recordings")
const isThere = existsSync(join(folder, "claude"))
/** Some of them: every state and every CLI occurs. */
const recordings = isThere
  ? [...new Bun.Glob("*/*-100x30.jsonl.gz").scanSync(folder)].toSorted().filter((_, index) => index % 3 === 0)
  : []

const stock = `use "agents"
rule approval { severity high; when agent is approval; stable 600ms; do ask phone { title "may it?"; body "{agent.detail|default '?'|lines 6|code}" } }
rule question { severity high; when agent is question; stable 600ms; do notify phone "{agent} asks" }
rule finished { when agent busy -> idle; for 3s; do notify desk "{agent} finished after {agent.was_for|duration}" }
rule failed { severity warn; when agent is error | limited; for 3s; do notify desk "{agent} is {agent.state}" }`

// Recordings are not part of this repository: without them (FLEETAI_RECORDINGS, or the folder beside the checkout) this is skipped.
describe.skipIf(!isThere)("a test of a recording of a real CLI passes", () => {
  test.each(recordings)("%s", async (path) => {
    const shown = await readShown(join(folder, path))
    if (shown.kind === "fault") throw new Error(JSON.stringify(shown))
    expect(failure(stock, shown)).toBeNull()
  })
})

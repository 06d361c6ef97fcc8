/** Rules with tests in them → what became of the tests. */
import type { ShownFile } from "../../../src/authoring/testing/files.ts"
import { runTest, type TestOptions, type TestRun } from "../../../src/authoring/testing/run.ts"
import { compile } from "../../../src/language/compile.ts"
import { printDiagnostics } from "../../../src/language/print.ts"

/** An agent, and a rule that asks about it. */
export const asking = `agent mycli {
  on program == "mycli"
  keep     when screen bottom 2 has "ctrl+o to toggle"
  approval when screen bottom 8 has "Allow <what>?" { approve send "1"; deny send Escape; choose N send N }
  busy     when screen bottom 4 has "working"
  idle     when screen bottom 4 has "ready" for 1500ms
  reply    { paste $text; wait 500ms; send Enter }
}
rule asks {
  severity high
  when     agent is approval
  stable   600ms
  do ask phone {
    title "may it?"
    body  "{agent.what}"
    approve "yes" { answer approve }
    deny    "no"  { answer deny }
    option  "both" { answer deny; notify desk "denied {agent.what}" }
    reply         { answer deny; wait until idle within 10s; answer reply $text }
    timeout 30m   { escalate }
  }
}
rule finished { when agent busy -> idle; for 10s; do notify desk "done after {agent.was_for|duration}" }
`

export const aTest = (of: string, ...steps: string[]): string => `test "t" of ${of} {\n${steps.join("\n")}\n}\n`

export function triedAll(text: string, more: Partial<TestOptions> = {}): readonly TestRun[] {
  const receivers = new Set(["phone", "desk"])
  const { ruleSet, tests, diagnostics } = compile({ own: [{ path: "my.rules", text }], stock: [], receivers })
  if (ruleSet === undefined) throw new Error(printDiagnostics(diagnostics, "en"))
  const options = {
    files: new Map<string, ShownFile>(),
    receiversOf: () => ["phone"],
    kept: (state: never) => state,
    ...more,
  }
  return tests.map((test) => runTest(test, ruleSet, options as TestOptions))
}

/** The one test of a text. */
export function tried(text: string, more: Partial<TestOptions> = {}): TestRun {
  const [run, ...others] = triedAll(text, more)
  if (run === undefined || others.length > 0) throw new Error("not one test")
  return run
}

/** Null: it passed. */
export const outcome = (text: string, more: Partial<TestOptions> = {}): string | null => {
  const { failure } = tried(text, more)
  return failure === undefined ? null : `${failure.why.kind} at ${failure.t}: ${failure.step.source}`
}

/** What was done, in the words of `effectLine`: `600 ask phone: …`. */
export { effectLine } from "../../../src/authoring/play/plain.ts"

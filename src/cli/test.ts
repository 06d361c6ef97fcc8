/** `fleetai test [PATH…]`: runs the tests in rule files through the service's own engine on a virtual clock. Needs neither a config nor tmux. */
import { writeFileSync } from "node:fs"
import { dirname, resolve } from "node:path"
import { fileReason } from "../authoring/recording/file-reason.ts"
import { branchesOf } from "../authoring/testing/coverage.ts"
import { readShown, type ShownFile } from "../authoring/testing/files.ts"
import { runTest, type TestOptions } from "../authoring/testing/run.ts"
import { surroundingsOf } from "../config/disk.ts"
import { loadConfig } from "../config/load.ts"
import { fromRows, toRow } from "../daemon/engine-rows.ts"
import { compileRules, isEmbedded, readRuleFiles } from "../daemon/rules.ts"
import { receiversOf } from "../delivery/routes.ts"
import { printDiagnostics } from "../language/print.ts"
import type { RuleSet } from "../language/ruleset.ts"
import type { RuleTest } from "../language/ruletest.ts"
import { phrase } from "../locale/phrase.ts"
import { type Call, type CommandFile, type ExitCode, exit, isGiven, textOption } from "./command.ts"
import { complain } from "./complain.ts"
import { printConfigProblems } from "./configured.ts"
import { oneLine } from "./shown.ts"
import { painterOf } from "./terminal.ts"
import { printCoverage } from "./test-coverage.ts"
import { plainReport } from "./test-json.ts"
import { junit } from "./test-junit.ts"
import { printRun, type Timed } from "./test-report.ts"

export const command: CommandFile = {
  describe(command, say) {
    command
      .argument("[PATH...]", say(phrase("authoring.test-paths")))
      .option("--filter <TEXT>", say(phrase("authoring.test-filter")))
      .option("--coverage", say(phrase("authoring.test-coverage")))
      .option("--junit <FILE>", say(phrase("authoring.test-junit")))
      .option("--json", say(phrase("cli.json-option")))
  },

  async run(call) {
    const { terminal } = call
    const given = givenTests(call)
    if ("exit" in given) return given.exit
    const filter = textOption(call, "filter")?.toLowerCase()
    const tests = given.tests.filter(({ title }) => filter === undefined || title.toLowerCase().includes(filter))
    if (tests.length === 0) {
      const none = given.tests.length > 0 ? phrase("authoring.test-none-named") : phrase("authoring.test-none")
      complain(terminal, none, phrase("authoring.test-none.help"))
      return exit.no
    }
    const isJson = isGiven(call, "json")
    const runs: Timed[] = []
    for (const test of tests) {
      const began = performance.now()
      const run = runTest(test, given.ruleSet, { ...given.options, files: await filesOf(test) })
      const timed = { run, ms: performance.now() - began }
      runs.push(timed)
      if (!isJson) printRun(timed, terminal)
    }
    const report = { runs, branches: branchesOf(ownOf(given.ruleSet)) }
    if (isJson) terminal.out(JSON.stringify(plainReport(report), undefined, 2))
    else if (isGiven(call, "coverage")) printCoverage(report, terminal)
    const isWritten = writeJunit(call, runs)
    const failed = runs.filter(({ run }) => run.failure !== undefined).length
    const seconds = (runs.reduce((sum, { ms }) => sum + ms, 0) / 1000).toFixed(1)
    terminal.err(terminal.say(phrase("authoring.test-summary", { passed: runs.length - failed, failed, seconds })))
    return failed > 0 || !isWritten ? exit.no : exit.ok
  },
}

interface GivenTests {
  readonly tests: readonly RuleTest[]
  readonly ruleSet: RuleSet
  readonly options: Omit<TestOptions, "files">
}

/** The rules as `check` finds them. With `exit` everything is said. */
function givenTests({ terminal, args, configPath }: Call): GivenTests | { readonly exit: ExitCode } {
  const loaded = loadConfig(configPath, surroundingsOf(terminal.env))
  if (!loaded.ok && args.length === 0) {
    printConfigProblems(loaded.problems, terminal)
    return { exit: exit.usage }
  }
  if (!loaded.ok) terminal.err(terminal.say(phrase("daemon.check-config-broken", { path: loaded.path })))
  const paths = args.length > 0 ? args.map((path) => resolve(path)) : loaded.ok ? loaded.config.rules : []
  const files = readRuleFiles(paths, process.cwd())
  if (!files.ok && files.pathless) {
    for (const problem of files.problems) terminal.err(oneLine(terminal.say(problem)))
    return { exit: exit.usage }
  }
  const { routes, receivers } = loaded.ok ? loaded.config : { routes: [], receivers: [] }
  const names = loaded.ok ? new Set(receivers.map(({ name }) => name)) : undefined
  const { ruleSet, tests, diagnostics: found } = compileRules(files.sources, names)
  const diagnostics = files.ok ? found : [...files.diagnostics, ...found]
  if (ruleSet === undefined || !files.ok) {
    terminal.err(printDiagnostics(diagnostics, terminal.locale, painterOf(terminal.paintErr)))
    return { exit: exit.no }
  }
  const options: GivenTests["options"] = {
    receiversOf: (severity) => receiversOf(undefined, severity, routes, receivers),
    kept: (state, rules) => {
      const rows = [...state.panes].map(([key, pane]) => toRow(key, pane, rules))
      return fromRows(new Map(rows.flatMap(({ key, json }) => (json === null ? [] : [[key, json] as const]))))
    },
  }
  return { tests, ruleSet, options }
}

/** What the test shows, by the path as it is written; relative to the rule file. */
async function filesOf({ path, steps }: RuleTest): Promise<ReadonlyMap<string, ShownFile>> {
  const files = new Map<string, ShownFile>()
  for (const { step } of steps) {
    if (step.kind !== "screen-file" || files.has(step.path)) continue
    files.set(step.path, await readShown(resolve(dirname(path), step.path)))
  }
  return files
}

/** What a person has written; where that is nothing, the embedded rules. */
function ownOf(ruleSet: RuleSet): RuleSet {
  const rules = ruleSet.rules.filter((rule) => !isEmbedded(rule))
  const agents = ruleSet.agents.filter((agent) => !isEmbedded(agent))
  return rules.length + agents.length > 0 ? { ...ruleSet, rules, agents } : ruleSet
}

/** False: it could not be written, and that is said. */
function writeJunit(call: Call, runs: readonly Timed[]): boolean {
  const path = textOption(call, "junit")
  if (path === undefined) return true
  const { terminal } = call
  try {
    writeFileSync(path, junit(runs, terminal))
    return true
  } catch (error) {
    const reason = fileReason(error)
    terminal.err(oneLine(terminal.say(phrase("authoring.record-unwritable", { path, reason }))))
    return false
  }
}

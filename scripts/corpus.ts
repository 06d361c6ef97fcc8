/**
 * How well agent definitions read screens whose state is known:
 *
 *     bun scripts/corpus.ts FOLDER [--agent NAME] [--misses] [--grace 1500] [--rules PATH]
 *
 * FOLDER holds labelled screens (`index.jsonl`: `file agent state substate title`), or recordings with truth lines (`*.jsonl.gz`);
 * of recordings time is weighed, in seconds, and `--grace` milliseconds after each change of the truth are left out. `--rules` may stand several times;
 * without it the stock definitions are scored. `--misses` lists what is wrong.
 */
import { parseArgs } from "node:util"
import { matrixText, summaryText } from "./corpus/print.ts"
import { type JudgedRecording, judgeRecording } from "./corpus/recordings.ts"
import { compileAgents } from "./corpus/rules.ts"
import { judgeStill, readStills, type Still } from "./corpus/stills.ts"
import { ratio, Tally } from "./corpus/tally.ts"

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    agent: { type: "string" },
    misses: { type: "boolean", default: false },
    grace: { type: "string", default: "1500" },
    rules: { type: "string", multiple: true },
  },
})
const [folder] = positionals
const graceMs = Number(values.grace)
if (folder === undefined || positionals.length > 1 || Number.isNaN(graceMs)) {
  console.error("usage: bun scripts/corpus.ts FOLDER [--agent NAME] [--misses] [--grace MS] [--rules PATH]")
  process.exit(2)
}

const ruleSet = compileAgents(values.rules)
const agents = ruleSet.agents
  .map(({ name }) => name)
  .filter((name) => values.agent === undefined || name === values.agent)
const stills = readStills(folder)
const whole = new Tally()
for (const agent of agents) {
  const tally = stills === undefined ? await scoreRecordings(folder, agent) : scoreStills(stills, agent)
  console.log(`\n${agent}\n${matrixText(tally)}\n${summaryText(tally)}`)
  whole.join(tally)
}
console.log(`\nall\n${matrixText(whole)}\n${summaryText(whole)}`)

function scoreStills(all: readonly Still[], agent: string): Tally {
  const tally = new Tally()
  for (const still of all.filter((one) => one.agent === agent)) {
    const { seen, right, clause } = judgeStill(still, ruleSet)
    tally.add(still.truth, seen, right)
    if (!right && values.misses)
      console.log(`${still.file}: ${still.truth}, seen as ${seen} (${clause ?? "no clause"})`)
  }
  return tally
}

async function scoreRecordings(from: string, agent: string): Promise<Tally> {
  const tally = new Tally()
  const files = [...new Bun.Glob(`**/${agent}/*.jsonl{,.gz}`).scanSync({ cwd: from, absolute: true })].toSorted()
  let [dialogs, missed, split, invented] = [0, 0, 0, 0]
  for (const file of files) {
    const judged = await judgeRecording(file, ruleSet, graceMs)
    for (const { from, to, true: told, seen, right } of judged.spans) {
      tally.add(told.truth, seen.state, right, (to - from) / 1000)
    }
    dialogs += judged.waits.total
    missed += judged.waits.missed.length
    split += judged.waits.split.length
    invented += judged.waits.invented.length
    if (values.misses) listMisses(judged)
  }
  console.log(`\n${agent}: dialogs ${dialogs}, missed ${missed}, split ${split}, invented ${invented}`)
  return tally
}

function listMisses({ file, spans, waits }: JudgedRecording): void {
  const wrong = spans.filter(({ right }) => !right)
  const share = ratio({
    part: spans.reduce((sum, { from, to, right }) => (right ? sum + to - from : sum), 0),
    of: spans.reduce((sum, { from, to }) => sum + to - from, 0),
  })
  const name = file.split("/").slice(-2).join("/")
  if (wrong.length > 0) console.log(`${name} ${share.toFixed(4)}`)
  for (const { from, to, true: told, seen } of wrong) {
    const truth = told.detail === undefined ? told.truth : `${told.truth} (${told.detail})`
    console.log(`  ${from}–${to} ms: ${truth}, seen as ${seen.state} (${seen.clause ?? "no clause"})`)
  }
  const told = [
    ["missed", waits.missed],
    ["split", waits.split],
    ["invented", waits.invented],
  ] as const
  for (const [what, faults] of told)
    for (const { from, to } of faults) console.log(`  ${name} ${what}: ${from}–${to} ms`)
}

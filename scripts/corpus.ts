/**
 * How well agent definitions read screens whose state is known:
 *
 *     bun scripts/corpus.ts FOLDER [--agent NAME] [--misses] [--grace 1500] [--except WORD] [--rules PATH]
 *
 * FOLDER holds labelled screens (`index.jsonl`: `file agent state substate title`), or recordings with truth lines. Of
 * recordings time is weighed, in seconds; `--grace` milliseconds after each change of the truth are left out, and files with a
 * WORD in their names. `--misses` lists what is wrong. Without `--rules` the stock definitions are scored. `--except` and
 * `--rules` may stand several times.
 */
import { parseArgs } from "node:util"
import { matrixText, missesText, summaryText, waitsText } from "./corpus/print.ts"
import { compileAgents } from "./corpus/rules.ts"
import { score } from "./corpus/score.ts"
import { Tally } from "./corpus/tally.ts"

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    agent: { type: "string" },
    misses: { type: "boolean", default: false },
    grace: { type: "string", default: "1500" },
    except: { type: "string", multiple: true, default: [] },
    rules: { type: "string", multiple: true },
  },
})
const [folder] = positionals
const graceMs = Number(values.grace)
if (folder === undefined || positionals.length > 1 || Number.isNaN(graceMs)) {
  console.error(
    "usage: bun scripts/corpus.ts FOLDER [--agent NAME] [--misses] [--grace MS] [--except WORD] [--rules PATH]",
  )
  process.exit(2)
}

const ruleSet = compileAgents(values.rules)
const whole = new Tally()
for (const { name: agent } of ruleSet.agents) {
  if (values.agent !== undefined && agent !== values.agent) continue
  const scored = await score(folder, { agent, ruleSet, graceMs, except: values.except })
  if (scored.tally.isEmpty) continue
  if (values.misses) console.log(missesText(scored))
  if (scored.recordings.length > 0) console.log(`\n${agent}: ${waitsText(scored)}`)
  console.log(`\n${agent}\n${matrixText(scored.tally)}\n${summaryText(scored.tally)}`)
  whole.join(scored.tally)
}
if (whole.isEmpty) {
  console.error(`nothing to score in ${folder}`)
  process.exit(1)
}
console.log(`\nall\n${matrixText(whole)}\n${summaryText(whole)}`)

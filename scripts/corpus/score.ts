/** One agent's definition against everything in a folder that is about the agent. */
import type { RuleSet } from "../../src/language/ruleset.ts"
import { type JudgedRecording, judgeRecording } from "./recordings.ts"
import { type JudgedStill, judgeStill, readStills } from "./stills.ts"
import { Tally } from "./tally.ts"

export interface Score {
  readonly tally: Tally
  /** In a folder of labelled screens. */
  readonly stills: readonly JudgedStill[]
  /** In a folder of recordings, in the order of their names. */
  readonly recordings: readonly JudgedRecording[]
}

export interface Scored {
  readonly agent: string
  readonly ruleSet: RuleSet
  /** Of recordings: so much after each change of the truth is not judged. */
  readonly graceMs: number
  /** Recordings with one of these words in their names are left out. */
  readonly except: readonly string[]
}

/** The folder holds labelled screens, or recordings, `AGENT/*.jsonl` packed or not. */
export async function score(folder: string, scored: Scored): Promise<Score> {
  const tally = new Tally()
  const stills = (readStills(folder) ?? [])
    .filter(({ agent }) => agent === scored.agent)
    .map((still) => judgeStill(still, scored.ruleSet))
  for (const { still, seen, right } of stills) tally.add(still.truth, seen, right)
  const recordings: JudgedRecording[] = []
  for (const file of readStills(folder) === undefined ? recordingsOf(folder, scored) : []) {
    const judged = await judgeRecording(file, scored.ruleSet, scored.graceMs)
    for (const span of judged.spans) {
      tally.add(span.true.truth, span.seen.state, span.right, (span.to - span.from) / 1000)
    }
    recordings.push(judged)
  }
  return { tally, stills, recordings }
}

const recordingsOf = (folder: string, { agent, except }: Scored): string[] =>
  [...new Bun.Glob(`**/${agent}/*.jsonl{,.gz}`).scanSync({ cwd: folder, absolute: true })]
    .filter((file) => !except.some((word) => file.slice(file.lastIndexOf("/")).includes(word)))
    .toSorted()

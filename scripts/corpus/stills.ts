/** Labelled screens: `index.jsonl` beside the files it names. */
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { toFacts } from "../../src/authoring/screen/facts.ts"
import { lookAt } from "../../src/engine/look.ts"
import type { AgentSight, SeenState } from "../../src/engine/state.ts"
import type { RuleSet } from "../../src/language/ruleset.ts"
import { type Frame, toLines } from "../../src/screen/frame.ts"
import { isTruth, rightFor, type Truth } from "./truth.ts"

export interface Still {
  readonly file: string
  readonly agent: string
  readonly truth: Truth
  readonly detail: string | undefined
  readonly title: string
  readonly text: string
}

export interface JudgedStill {
  readonly still: Still
  readonly seen: SeenState
  readonly right: boolean
  readonly clause: string | undefined
}

/** Undefined: the folder is none of labelled screens. */
export function readStills(folder: string): readonly Still[] | undefined {
  const index = join(folder, "index.jsonl")
  if (!existsSync(index)) return undefined
  const lines = readFileSync(index, "utf8").split("\n")
  return lines.filter((line) => line.trim() !== "").map((line) => stillOf(JSON.parse(line) as unknown, folder))
}

function stillOf(label: unknown, folder: string): Still {
  const field = (name: string): string | undefined => {
    const value: unknown = typeof label === "object" && label !== null ? Reflect.get(label, name) : undefined
    return typeof value === "string" ? value : undefined
  }
  const [file, agent, truth] = [field("file"), field("agent"), field("state")]
  if (file === undefined || agent === undefined || truth === undefined || !isTruth(truth)) {
    throw new Error(`not a label: ${JSON.stringify(label)}`)
  }
  const text = readFileSync(join(folder, file), "utf8")
  return { file, agent, truth, detail: field("substate"), title: field("title") ?? "", text }
}

/** How long the screen stands: longer than any clause wants it to. */
const standsMs = 60_000
const startsAt = Date.UTC(2026, 0, 1)

export function judgeStill(still: Still, ruleSet: RuleSet): JudgedStill {
  const lines = toLines(still.text)
  const frame: Frame = {
    pane: "corpus",
    pid: 1,
    columns: Math.max(...lines.map(({ length }) => length), 80),
    rows: Math.max(lines.length, 24),
    lines,
    unreadable: undefined,
    facts: toFacts({ program: still.agent, title: still.title }, startsAt),
  }
  const sight = sightOf(frame, ruleSet)
  const seen = sight?.state ?? "none"
  return { still, seen, right: rightFor(still.truth, still.detail).includes(seen), clause: sight?.clause }
}

function sightOf(frame: Frame, ruleSet: RuleSet): AgentSight | undefined {
  let sight: AgentSight | undefined
  for (let at: number | undefined = startsAt; at !== undefined && at <= startsAt + standsMs; ) {
    const look = lookAt(frame, at, ruleSet, sight)
    sight = look.agent
    const next: number | undefined = look.agentChangesAt
    if (next !== undefined && next <= at) break
    at = next
  }
  return sight
}

/** Recordings with the truth of every moment in them, played to the engine. */
import { Player } from "../../src/authoring/play/player.ts"
import { linesOf } from "../../src/authoring/recording/lines.ts"
import { readRecording } from "../../src/authoring/recording/read.ts"
import type { SeenState } from "../../src/engine/state.ts"
import type { RuleSet } from "../../src/language/ruleset.ts"
import { rightFor, type Truth } from "./truth.ts"
import { type WaitFaults, waitsOf } from "./waits.ts"

/** From `from` up to `to`, in milliseconds since the recording began. */
export interface Span {
  readonly from: number
  readonly to: number
}
export interface TrueSpan extends Span {
  readonly truth: Truth
  readonly detail: string | undefined
}
export interface SeenSpan extends Span {
  readonly state: SeenState
  /** Of an approval or question; otherwise empty. */
  readonly identity: string
  readonly clause: string | undefined
  readonly detail: string | undefined
}

export interface JudgedRecording {
  readonly file: string
  /** What was judged, cut where either side changes; the time right after the truth changed is left out. */
  readonly spans: readonly (Span & { readonly true: TrueSpan; readonly seen: SeenSpan; readonly right: boolean })[]
  readonly waits: WaitFaults
}

/** The last screen stands so much longer. */
const holdMs = 3_000

const words: Readonly<Record<string, Truth>> = {
  starting: "starting",
  busy: "busy",
  waiting_approval: "approval",
  waiting_input: "question",
  idle: "idle",
  error: "error",
  exited: "exited",
}

export async function judgeRecording(file: string, ruleSet: RuleSet, graceMs: number): Promise<JudgedRecording> {
  const { seen, end } = await play(file, ruleSet)
  const told = await truthOf(file, end)
  const spans = told.flatMap((one) => {
    const judged = { from: one.from + graceMs, to: one.to }
    return seen.flatMap((other) => {
      const span = { from: Math.max(judged.from, other.from), to: Math.min(judged.to, other.to) }
      const right = rightFor(one.truth, one.detail).includes(other.state)
      return span.from < span.to ? [{ ...span, true: one, seen: other, right }] : []
    })
  })
  return { file, spans, waits: waitsOf(told, seen, graceMs) }
}

/** Neighbours of the same truth are one span: nothing changes between them. */
async function truthOf(file: string, end: number): Promise<TrueSpan[]> {
  const spans: TrueSpan[] = []
  for await (const line of linesOf(file)) {
    if (!line.ok) throw new Error(`${file}:${line.number}`)
    const fields = JSON.parse(line.text) as { t?: number; truth?: string; sub?: string }
    const truth = fields.truth === undefined ? undefined : words[fields.truth]
    if (truth === undefined || fields.t === undefined) continue
    const last = spans.at(-1)
    if (last?.truth === truth && last.detail === fields.sub) continue
    if (last !== undefined) spans[spans.length - 1] = { ...last, to: fields.t }
    spans.push({ from: fields.t, to: end, truth, detail: fields.sub })
  }
  return spans
}

async function play(file: string, ruleSet: RuleSet): Promise<{ readonly seen: SeenSpan[]; readonly end: number }> {
  const seen: SeenSpan[] = []
  let startsAt = 0
  const newPlayer = () =>
    new Player(ruleSet, {
      startsAt,
      onStep: ({ observation, after }) => {
        const [pane] = after.panes.values()
        const { state = "none", identity = "", clause, detail } = pane?.agent ?? {}
        const from = observation.at - startsAt
        const last = seen.at(-1)
        if (last?.state === state && last.identity === identity) return
        if (last !== undefined) seen[seen.length - 1] = { ...last, to: from }
        seen.push({ from, to: Number.POSITIVE_INFINITY, state, identity, clause, detail })
      },
    })
  let player = newPlayer()
  for await (const item of readRecording(file)) {
    switch (item.kind) {
      case "start":
        startsAt = item.at
        player = newPlayer()
        break
      case "sighting":
        player.observe(item.sighting)
        break
      case "passed":
        player.advance(item.at)
        break
      case "fault":
        throw new Error(`${file}:${item.line}`)
      default:
        item satisfies never
    }
  }
  player.advance(player.now + holdMs)
  return { seen, end: player.now - startsAt }
}

/**
 * What the agent in a pane does: the first clause that holds is its state. What cannot be told keeps the state that was seen
 * last; what is not recognised is never taken for anything else.
 */
import type { Agent, AgentClause, AnswerKind, RuleSet, Step } from "../language/ruleset.ts"
import { digest } from "./digest.ts"
import { evaluate, type Look, type Verdict } from "./evaluate.ts"
import { sooner } from "./moments.ts"
import type { AgentSight, AgentSnapshot, SeenState } from "./state.ts"

/** A screen that no clause recognises is `none` after this time: a screen being redrawn passes through such moments. */
export const unrecognisedMs = 1_000
/** No opinion for longer than this is `none`. */
export const keptMs = 600_000
/** Characters of `detail`. A dialog that asks for more is not one that can be answered from afar. */
export const maxDetailLength = 8_000

export interface Seen {
  /** Undefined: no agent is in the pane. */
  readonly sight: AgentSight | undefined
  /** When it may change by time alone. */
  readonly changesAt: number | undefined
}

/** `before`: what was seen at the last look. The look's own `agent` is not used. */
export function see(agents: readonly Agent[], look: Look, before: AgentSight | undefined): Seen {
  if (look.frame.unreadable !== undefined) return unsure(before, look.now, keptMs)
  for (const agent of agents) {
    const here = agent.on === undefined ? true : evaluate(agent.on, look).holds
    if (here === undefined && before?.agent === agent.name) return unsure(before, look.now, keptMs)
    if (here !== true) continue
    return read(agent, look, before?.agent === agent.name ? before : undefined)
  }
  return { sight: undefined, changesAt: undefined }
}

function read(agent: Agent, look: Look, before: AgentSight | undefined): Seen {
  const holding: Record<string, number> = {}
  const known = before ?? newcomer(agent, look.now)
  let changesAt: number | undefined
  for (const clause of agent.clauses) {
    const verdict = evaluate(clause.when, look)
    changesAt = sooner(changesAt, verdict.changesAt)
    if (verdict.holds === undefined) return unsure({ ...known, holding }, look.now, keptMs)
    if (!verdict.holds) continue
    if (clause.forMs > 0) {
      const since = Math.min(look.now, known.holding[clause.id] ?? look.now)
      holding[clause.id] = since
      if (look.now < since + clause.forMs) {
        changesAt = sooner(changesAt, since + clause.forMs)
        continue
      }
    }
    if (clause.state === "keep") return unsure({ ...known, holding }, look.now, keptMs, changesAt)
    return { sight: enter({ ...known, holding }, clause.state, { clause, verdict, look }), changesAt }
  }
  const isWaiting = Object.keys(holding).length > 0
  if (isWaiting) return unsure({ ...known, holding }, look.now, keptMs, changesAt)
  return unsure({ ...known, holding }, look.now, agent.otherwise === "keep" ? keptMs : unrecognisedMs, changesAt)
}

const newcomer = (agent: Agent, now: number): AgentSight => ({
  agent: agent.name,
  state: "none",
  since: now,
  was: undefined,
  wasForMs: 0,
  waits: 0,
  identity: "",
  clause: undefined,
  captures: {},
  detail: undefined,
  shown: "",
  left: undefined,
  holding: {},
  unsureSince: undefined,
})

/** The state that was seen last, for as long as that is believed. */
function unsure(before: AgentSight | undefined, now: number, forMs: number, changesAt?: number): Seen {
  if (before === undefined) return { sight: undefined, changesAt }
  if (before.state === "none") return { sight: same(before, { unsureSince: undefined }), changesAt }
  const since = Math.min(now, before.unsureSince ?? now)
  const ends = since + forMs
  if (now < ends) return { sight: same(before, { unsureSince: since }), changesAt: sooner(changesAt, ends) }
  return { sight: moved(before, "none", now), changesAt }
}

interface Reading {
  readonly clause: AgentClause
  readonly verdict: Verdict
  readonly look: Look
}

function enter(before: AgentSight, state: SeenState, { clause, verdict, look }: Reading): AgentSight {
  const detail = detailOf(clause, verdict, look)
  const { captures } = verdict
  // What is not seen to its beginning is told apart by all that is seen, but for clocks and spinners.
  const shown = digest(detail ?? look.frame.lines.join("\n").replaceAll(/[\d\u2800-\u28ff]+/g, "0"))
  const isSame = before.state === state && isAsBefore(before, clause.id, captures, shown)
  if (isSame) return same(before, { unsureSince: undefined })
  const entered = before.state === state ? { ...before, unsureSince: undefined } : moved(before, state, look.now)
  const seen = { ...entered, clause: clause.id, captures, detail, shown, left: undefined }
  if (state !== "approval" && state !== "question") return { ...seen, identity: "" }
  const { left } = before
  // It was out of sight for a while.
  if (left !== undefined && isAsBefore(left, clause.id, captures, shown)) return { ...seen, identity: left.identity }
  const waits = before.waits + 1
  // The moment too: the counter begins anew with another process, and after a long absence.
  const identity = `${seen.agent} ${waits}@${look.now.toString(36)} ${clause.id} ${digest(JSON.stringify(captures))}${shown}`
  return { ...seen, waits, identity }
}

/** Into another state; whoever was `none` from the beginning has not been anything before. */
function moved(before: AgentSight, state: SeenState, now: number): AgentSight {
  const isFirst = before.state === "none" && before.was === undefined
  return {
    ...before,
    state,
    since: now,
    was: isFirst ? undefined : before.state,
    wasForMs: isFirst ? 0 : Math.max(0, now - before.since),
    left: state === "none" && before.identity !== "" ? leftBehind(before) : undefined,
    identity: "",
    clause: undefined,
    captures: {},
    detail: undefined,
    shown: "",
    unsureSince: undefined,
  }
}

const leftBehind = ({ identity, clause, captures, shown }: AgentSight): AgentSight["left"] => ({
  identity,
  clause,
  captures,
  shown,
})

/** Nobody could see for so long that the state is not believed any more; the same approval may stand there still. */
export const forgotten = (sight: AgentSight, now: number): AgentSight => ({
  ...moved(sight, "none", now),
  was: undefined,
  wasForMs: 0,
})

/** The same object when nothing differs: a sight that changes is written down. */
function same(before: AgentSight, change: Pick<AgentSight, "unsureSince">): AgentSight {
  return before.unsureSince === change.unsureSince ? before : { ...before, ...change }
}

function detailOf(clause: AgentClause, verdict: Verdict, { textOf }: Look): string | undefined {
  const text = clause.detail === undefined ? verdict.matched : textOf(clause.detail)
  return text === undefined || text.length > maxDetailLength ? undefined : text
}

function isAsBefore(
  before: Pick<AgentSight, "clause" | "captures" | "shown">,
  clause: string,
  captures: AgentSight["captures"],
  shown: string,
): boolean {
  return before.clause === clause && before.shown === shown && sameCaptures(before.captures, captures)
}

function sameCaptures(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name])
}

/** The steps that answer what the agent asks or waits for now; undefined: it cannot be answered like that. */
export function answerSteps(ruleSet: RuleSet, sight: AgentSight, what: AnswerKind): readonly Step[] | undefined {
  const agent = ruleSet.agents.find(({ name }) => name === sight.agent)
  const clause = agent?.clauses.find(({ id }) => id === sight.clause)
  // What cannot be read to its beginning is not agreed to.
  if (sight.detail === undefined && clause?.detail !== undefined && what !== "deny" && what !== "reply")
    return undefined
  return clause?.answers[what] ?? agent?.answers[what]
}

export const snapshot = (sight: AgentSight | undefined): AgentSnapshot | undefined => {
  if (sight === undefined) return undefined
  const { agent, state, since, was, wasForMs, detail, captures } = sight
  return { agent, state, since, was, wasForMs, detail, captures }
}

/** Whether the difference is worth a write: a spinner's captures are not. */
export const sameSight = (a: AgentSight | undefined, b: AgentSight | undefined): boolean =>
  a?.agent === b?.agent && a?.state === b?.state && a?.since === b?.since && a?.identity === b?.identity

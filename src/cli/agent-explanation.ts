/** What the agent in a pane does, for people: the clause that says so, and why those before it do not. */
import type { ExplainedAgent, ExplainedClause } from "../authoring/explain/agent.ts"
import { writeDuration } from "../authoring/screen/facts.ts"
import { phrase } from "../locale/phrase.ts"
import { innermost, inOneLine, mark, printCondition, reason } from "./explanation.ts"
import { oneLine } from "./shown.ts"
import type { Terminal } from "./terminal.ts"

/** Lines of `agent.detail` that are shown. */
const maxDetailLines = 12
/** Clauses of the state that should be. */
const maxWanted = 3

/** In one line: `claude: approval for 12s`. */
export function agentLine({ agent, state, forMs }: ExplainedAgent, { say, paintOut }: Terminal): string {
  if (agent === null || state === null) return paintOut("dim", say(phrase("authoring.agent-none")))
  const lasts = forMs === null ? "" : `  ${say(phrase("authoring.agent-for", { duration: writeDuration(forMs) }))}`
  return `${paintOut("bold", `${agent}: ${state}`)}${paintOut("dim", lasts)}`
}

/** `wanted`: the state that should be. */
export function printAgent(agent: ExplainedAgent, terminal: Terminal, wanted?: string): void {
  const { out, say, paintOut } = terminal
  out(`${agentLine(agent, terminal)}${agent.place === null ? "" : ` (${oneLine(agent.place)})`}`)
  if (agent.was !== null) out(`  ${say(phrase("authoring.agent-was", { state: agent.was }))}`)
  if (agent.unsureMs !== null) {
    out(`  ${say(phrase("authoring.agent-unsure", { duration: writeDuration(agent.unsureMs) }))}`)
  }
  if (wanted === undefined) printAsked(agent.clauses, terminal)
  else printWanted(agent.clauses, wanted, terminal)
  if (agent.wait !== null && agent.detail !== null) {
    out(`  ${say(phrase("authoring.agent-detail"))}`)
    for (const line of agent.detail.split("\n").slice(0, maxDetailLines)) {
      out(`      ${paintOut("dim", oneLine(line))}`)
    }
  } else if (agent.wait !== null) out(`  ${say(phrase("authoring.agent-unreadable"))}`)
  for (const [name, value] of Object.entries(agent.captures)) {
    out(`  ${say(phrase("authoring.capture", { name: `agent.${name}`, value: inOneLine(value) }))}`)
  }
  if (agent.agent !== null) return
  for (const { agent: name, on } of agent.others) {
    const [first] = innermost(on).filter(({ decides }) => decides)
    const why = first === undefined ? "?" : say(reason(first))
    out(`  ${paintOut("dim", oneLine(say(phrase("authoring.agent-other", { agent: name, why }))))}`)
  }
}

function printAsked(clauses: readonly ExplainedClause[], terminal: Terminal): void {
  const end = clauses.findIndex(({ decides }) => decides)
  // Those behind the clause that decides were not asked.
  for (const clause of end < 0 ? clauses : clauses.slice(0, end + 1)) printClause(clause, clause.decides, terminal)
}

/** The clause that decides, and of the state that should be those that came nearest: each with the condition it fails for. */
function printWanted(clauses: readonly ExplainedClause[], wanted: string, terminal: Terminal): void {
  const near = clauses.filter(({ state }) => state === wanted).toSorted((a, b) => held(b) - held(a))
  const shown = near.slice(0, maxWanted)
  for (const clause of clauses.filter((one) => one.decides && !shown.includes(one))) {
    printClause(clause, near.length === 0, terminal)
  }
  for (const clause of shown) {
    printClause(clause, false, terminal)
    const [first] = innermost(clause.conditions).filter(({ decides, value }) => decides && value !== true)
    if (first !== undefined) printCondition(first, "", "    ", false, terminal)
  }
}

/** How much of a clause holds, from 0 to 1. */
function held({ conditions }: ExplainedClause): number {
  const parts = innermost(conditions)
  return parts.filter(({ value }) => value === true).length / Math.max(1, parts.length)
}

function printClause(clause: ExplainedClause, inFull: boolean, terminal: Terminal): void {
  const { out, say, paintOut } = terminal
  const lasts = clause.forMs === 0 || clause.holds === false ? "" : `  ${say(heldWords(clause))}`
  const decides = clause.decides ? `  ${paintOut("bold", say(phrase("authoring.decides")))}` : ""
  const [first] = clause.holds === true ? [] : innermost(clause.conditions).filter((one) => one.decides)
  const why = first === undefined || inFull ? "" : `  ${paintOut("dim", oneLine(say(reason(first))))}`
  out(`  ${mark(clause.holds, terminal)} ${clause.state}${lasts}${decides}${why}`)
  if (!inFull) return
  for (const condition of clause.conditions) printCondition(condition, "when ", "    ", clause.holds !== true, terminal)
}

function heldWords({ forMs, heldMs }: ExplainedClause) {
  const needed = writeDuration(forMs)
  if (heldMs === null) return phrase("authoring.agent-not-yet", { needed })
  return phrase("authoring.agent-held", { needed, held: writeDuration(heldMs) })
}

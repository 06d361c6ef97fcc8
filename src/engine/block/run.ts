/** What a program that a rule runs learns on its standard input. */
import { redact } from "../../screen/redact.ts"
import { maxVariableLength } from "../compose.ts"
import type { RunEvent } from "../effect.ts"
import type { Block } from "../state.ts"
import type { Situation } from "./situation.ts"

export function runEvent({ about, retry }: Block, { rule, frame, now }: Situation): RunEvent {
  const { host, session, window, pane, program } = frame.facts
  const clean = (text: string): string => redact(text).slice(0, maxVariableLength)
  const ofAgent = Object.entries(about.agent?.captures ?? {}).map(([name, value]) => [`agent.${name}`, value] as const)
  const ofEvent = Object.entries(about.event ?? {}).map(([name, value]) => [`event.${name}`, value] as const)
  const captures = [...Object.entries(about.captures), ...ofAgent, ...ofEvent]
  return {
    rule: rule.name,
    severity: rule.severity,
    at: new Date(now).toISOString(),
    host,
    session,
    window,
    pane,
    program: program ?? null,
    agent: about.agent?.agent ?? null,
    state: about.agent?.state ?? null,
    matches: clean(about.matches),
    captures: Object.fromEntries(captures.map(([name, value]) => [name, clean(value)])),
    tries: retry?.tries ?? 0,
  }
}

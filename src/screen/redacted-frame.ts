/** A frame whose text may be kept or leave the host: its lines, and every fact that a program or a person may have worded. */
import type { Facts } from "./facts.ts"
import type { Frame } from "./frame.ts"
import { redact } from "./redact.ts"

export function redactedFrame(frame: Frame): Frame {
  return { ...frame, lines: redactedLines(frame.lines), facts: redactedFacts(frame.facts) }
}

/** As one text: a secret may run over several lines. */
export function redactedLines(lines: readonly string[]): readonly string[] {
  const text = lines.join("\n")
  const redacted = redact(text)
  return redacted === text ? lines : redacted.split("\n")
}

const redactedFacts = (facts: Facts): Facts => ({
  ...facts,
  session: redact(facts.session),
  window: redact(facts.window),
  command: redact(facts.command),
  title: redact(facts.title),
  cwd: redact(facts.cwd),
  program: facts.program === undefined ? undefined : redact(facts.program),
})
